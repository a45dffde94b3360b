from django.db.models import Exists, OuterRef

from assessments.models import Assessment
from casework.plans.models import Contingency, Plan, PlanAction
from casework.timescales.gaps import Gap, gaps


def written_here():
    """What an import brings has its needs and actions in the system it came from."""
    return Plan.objects.open().filter(imported=False)


def without_contingency():
    return written_here().filter(~Exists(Contingency.objects.filter(plan=OuterRef("pk"))))


def without_actions():
    return written_here().filter(~Exists(PlanAction.objects.filter(need__plan=OuterRef("pk"))))


def assessed_without_plan():
    """A manager decided for a child in need plan, the episode is open, and no plan was made."""
    since = Plan.objects.filter(child=OuterRef("child"), started_on__gte=OuterRef("authorised_on"))
    running = Plan.objects.open().filter(child=OuterRef("child"))
    decided = Assessment.objects.filter(
        outcome=Assessment.Outcome.CIN_PLAN,
        authorised_on__isnull=False,
        episode__closed_on=None,
        episode__isnull=False,
        imported=False,
    )
    return decided.filter(~Exists(since), ~Exists(running))


gaps.add(
    Gap(
        code="plan.not_made",
        short="No plan",
        sentence="needs a child in need plan and has none",
        records=assessed_without_plan,
        since="authorised_on",
        action_link=("Make the plan", "plan-add"),
    ),
    Gap(
        code="plan.no_contingency",
        short="No contingency",
        sentence="has a plan that does not say what happens if things do not change",
        records=without_contingency,
        since="started_on",
        action_link=("Say what happens then", "contingency-add"),
    ),
    Gap(
        code="plan.no_actions",
        short="No actions",
        sentence="has a plan in which nobody has anything to do",
        records=without_actions,
        since="started_on",
        action_link=("Open the plan", "plan"),
    ),
)
