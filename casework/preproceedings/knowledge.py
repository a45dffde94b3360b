"""What is known already, for whoever asks the panel: nothing on file is typed again."""

from casework.children.extensions.shared_records import hidden_beside, not_for_others
from casework.children.models import Child
from casework.children.shared_words import for_reader
from casework.conferences.models import Conference
from casework.interface.words import full_day
from casework.plans.models import Need, Plan, PlanAction, PlanReview
from casework.recording.models import ChildVisit


def threshold_known(child: Child, worker) -> str:
    """The worries of the plan, and what the last conference found, in their own words. They come to
    stand on this child's file: without what names another whose file is restricted."""
    lines = []
    plan = Plan.objects.open().of_child(child).select_related("family").newest_first().first()
    if plan and plan.family and plan.family.worries:
        hidden = hidden_beside(plan, not_for_others(worker))
        lines.append(for_reader(plan.family.worries, hidden))
    conference = Conference.objects.held().of_child(child).newest_first().first()
    if conference and conference.reasons:
        lines.append(f"{conference}, {full_day(conference.held_on)}: {conference.reasons}")
    return "\n\n".join(lines)


def tried_known(child: Child) -> str:
    """The plan, its reviews, each need with what was done, and when the child was last seen."""
    plans = Plan.objects.of_child(child).newest_first()[:3]
    lines = [_plan_line(plan) for plan in reversed(plans)]
    if plans and plans[0].ended_on is None:
        lines += _work_of(plans[0])
    seen = ChildVisit.objects.seen().of_child(child).order_by("-held_on").first()
    if seen:
        lines.append(f"{child.first_name} was last seen {full_day(seen.held_on)}.")
    return "\n".join(lines)


def _plan_line(plan: Plan) -> str:
    until = f" to {full_day(plan.ended_on)}: {plan.end_reason}" if plan.ended_on else ", still open"
    return f"{plan} from {full_day(plan.started_on)}{until}."


def _work_of(plan: Plan) -> list[str]:
    reviews = PlanReview.objects.filter(plan=plan).count()
    lines = [f"Reviewed {reviews} times."] if reviews > 1 else []
    for need in Need.objects.filter(plan=plan).order_by("position", "pk")[:6]:
        links = PlanAction.objects.filter(need=need).with_action().order_by("pk")[:4]
        done = [_action_line(link.action) for link in links]
        lines.append(f"{need}: {'; '.join(done)}." if done else f"{need}: nothing agreed yet.")
    return lines


def _action_line(action) -> str:
    if action.done_on:
        return f"{action.what} (done {full_day(action.done_on)}: {action.what_changed})"
    return f"{action.what} (not done)"
