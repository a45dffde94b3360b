from datetime import date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from assessments.waiting import Waiting, add
from casework.children.codes import AbuseCategory
from casework.children.endings import Cause, Ends, endings
from casework.children.parts import Deed, Fact, Page, parts
from casework.children.within import Findable, within
from casework.interface.words import full_day
from casework.plans.deeds import end_plan
from casework.plans.models import Contingency, Need, Plan, PlanAction, PlanReview
from casework.referrals.closing import blockers
from missing.using import needs


def _annotations():
    plans = Plan.objects.open().filter(child=OuterRef("pk")).order_by("-started_on", "-pk")
    facts = JSONObject(kind="kind", category="latest_category", since="started_on")
    return {"open_plan": Subquery(plans.values(facts=facts)[:1])}


def _words(child):
    if not child.open_plan:
        return "No plan", ""
    said = Plan.Kind(child.open_plan["kind"]).label
    if child.open_plan["category"]:
        said += f": {AbuseCategory(child.open_plan['category']).label.lower()}"
    return said, f"Since {full_day(date.fromisoformat(child.open_plan['since']))}"


def open_plans(child) -> list[str]:
    plans = Plan.objects.open().of_child(child)
    return [f"End the {plan.get_kind_display().lower()} first" for plan in plans]


def open_needs(child) -> list[tuple[str, str]]:
    found = Need.objects.filter(child=child, plan__ended_on=None, plan__imported=False)
    return [(str(need.pk), need.need) for need in found.order_by("position", "pk")]


def put_under(action, need) -> None:
    PlanAction.objects.create(action=action, need_id=need)


needs.choices, needs.put_under = open_needs, put_under

parts.add(
    Fact(order=10, label="Plan", annotations=_annotations, reads=_words, url="plan"),
    Page(order=40, label="Plan", url="plan"),
    Deed(order=164, label="A child in need plan", url="plan-add"),
)
blockers.append(open_plans)
WITH_PEOPLE = ("child__person", "submitted_by", "returned_by")
add(Waiting(
    order=20, title="Plans", url="plan-authorise", author="submitted_by",
    records=lambda: Plan.objects.waiting_for_manager().select_related(*WITH_PEOPLE),
    sent=lambda: Plan.objects.sent_to_manager().select_related(*WITH_PEOPLE),
    read_at=lambda plan: reverse("plan", args=[plan.child_id]),
))  # fmt: skip

within.add(
    Findable(
        label="Need in a plan", records=Need.objects.all, happened="plan__started_on", url="plan",
        words=("need", "what_will_be_different", "starting_point", "how_we_will_know"),
    ),
    Findable(
        label="If things do not get better", records=Contingency.objects.all,
        happened="plan__started_on", url="plan", words=("trigger", "step", "who"),
    ),
    Findable(
        label="Plan gone through", records=PlanReview.objects.all, happened="reviewed_on",
        url="plan", words=("what_changed", "own_words"),
    ),
)  # fmt: skip


ENDED = {
    Cause.DIED: Plan.Ended.DIED, Cause.GROWN: Plan.Ended.EIGHTEEN, Cause.MOVED: Plan.Ended.MOVED,
}  # fmt: skip


def _end_plan(plan, ending) -> None:
    end_plan(plan, ending.day, ENDED[ending.cause], words=ending.because)


endings.add(Ends(
    order=40, records=Plan.objects.open, end=_end_plan,
    said=lambda plan: f"{plan} from {full_day(plan.started_on)}",
))  # fmt: skip
