from datetime import date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from casework.actions.plan_needs import NeedsOfPlans, plan_needs
from casework.approvals.queue import Waiting, kinds
from casework.children.allocation.parts import needs_social_worker
from casework.children.codes import AbuseCategory
from casework.children.extensions.banner_and_menu import Fact, MenuItem, Page, parts
from casework.children.extensions.endings import Cause, Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.merges import Once, once
from casework.children.extensions.mistakes import Kind, always, mistakes
from casework.children.extensions.shared_records import Beside, beside_the_search
from casework.children.models import Sign, signs
from casework.children.models.known import PLAN
from casework.interface.words import full_day
from casework.plans.ending.operations import end_plan
from casework.plans.models import (
    Contingency,
    ManagementOversight,
    Need,
    NeedScore,
    Plan,
    PlanAction,
    PlanReading,
    PlanReview,
    PlanVisitor,
)
from casework.recording.models import WRITTEN_FOR
from casework.recording.visitors import Named, named
from casework.referrals.episode_hooks import blockers


def _annotations():
    plans = Plan.objects.open().filter(child=OuterRef("pk")).order_by("-started_on", "-pk")
    facts = JSONObject(kind="kind", category="latest_category", since="started_on")
    return {"open_plan": Subquery(plans.values(facts=facts)[:1])}


def _words(child):
    if not child.open_plan:
        return "No plan", ""
    label = Plan.Kind(child.open_plan["kind"]).label
    if child.open_plan["category"]:
        label += f": {AbuseCategory(child.open_plan['category']).label.lower()}"
    return label, f"Since {full_day(date.fromisoformat(child.open_plan['since']))}"


def open_plans(child) -> list[str]:
    plans = Plan.objects.open().of_child(child)
    return [f"End the {plan.get_kind_display().lower()} first" for plan in plans]


def on_a_protection_plan(child) -> str:
    plans = Plan.objects.open().of_child(child).child_protection()
    return "has a child protection plan" if plans.exists() else ""


def open_needs(child) -> list[tuple[str, str]]:
    needs = Need.objects.filter(child=child, plan__ended_on=None, plan__imported=False)
    return [(str(need.pk), need.need) for need in needs.order_by("position", "pk")]


def put_under(action, need) -> None:
    PlanAction.objects.create(action=action, need_id=need)


needs_social_worker.add(on_a_protection_plan)
plan_needs.add(NeedsOfPlans(code="plan", choices=open_needs, put_under=put_under))

parts.add(
    Fact(order=10, label="Plan", annotations=_annotations, reads=_words, url="plan"),
    Page(order=40, label="Plan", url="plan"),
    MenuItem(order=164, label="A child in need plan", url="plan-add"),
)
blockers.add(open_plans)
signs.add(Sign(code="plan", says=PLAN, records=Plan.objects.open))
WITH_PEOPLE = ("child__person", "submitted_by", "returned_by")
kinds.add(
    Waiting(
        order=20,
        title="Plans",
        url="plan-authorise",
        author="submitted_by",
        records=lambda: Plan.objects.waiting_for_manager().select_related(*WITH_PEOPLE),
        sent=lambda: Plan.objects.sent_to_manager().select_related(*WITH_PEOPLE),
        read_at=lambda plan: reverse("plan", args=[plan.child_id]),
    )
)

beside_the_search.add(
    Beside(
        model=Plan,
        about=f"family__{WRITTEN_FOR}",
        of_all=("family__worries", "family__going_well", "family__familys_own_plan"),
    )
)
within.add(
    Findable(
        label="Need in a plan",
        records=Need.objects.all,
        happened="plan__started_on",
        url="plan",
        words=("need", "what_will_be_different", "starting_point", "how_we_will_know"),
    ),
    Findable(
        label="If things do not get better",
        records=Contingency.objects.all,
        happened="plan__started_on",
        url="plan",
        words=("trigger", "step", "who"),
    ),
    Findable(
        label="Plan gone through",
        records=PlanReview.objects.all,
        happened="reviewed_on",
        url="plan",
        words=("what_changed", "own_words"),
    ),
    Findable(
        label="Plan looked at by a manager",
        records=ManagementOversight.objects.of_plans,
        happened="looked_on",
        url="plan",
        words=("found", "what_changes"),
    ),
)


ENDED = {
    Cause.DIED: Plan.Ended.DIED,
    Cause.GROWN: Plan.Ended.EIGHTEEN,
    Cause.MOVED: Plan.Ended.MOVED,
}


def _end_plan(plan, ending) -> None:
    end_plan(plan, ending.day, ENDED[ending.cause], words=ending.because, by=ending.by)


def _protects(plan) -> bool:
    return plan.kind == Plan.Kind.PROTECTION


endings.add(
    Ends(
        order=40,
        records=Plan.objects.open,
        end=_end_plan,
        waits_for_conference=_protects,
        label=lambda plan: f"{plan} from {full_day(plan.started_on)}",
    )
)


def _actions_under(need):
    return [under.action for under in PlanAction.objects.filter(need=need).select_related("action")]


WITH_PLAN = "It goes with its plan"
mistakes.add(
    Kind(
        model=Plan,
        called="plan",
        happened="started_on",
        url="plan",
        settled=lambda plan: plan.authorised_on is not None,
        not_corrected="It is written until it is authorised, and reviewed from then on",
    ),
    Kind(
        model=Need,
        called="need in a plan",
        url="plan",
        settled=lambda need: need.plan.authorised_on is not None,
        also=_actions_under,
        not_moved=WITH_PLAN,
    ),
    Kind(
        model=NeedScore,
        called="score of a need",
        happened="scored_on",
        url="plan",
        not_moved=WITH_PLAN,
    ),
    Kind(
        model=Contingency,
        called="step if things do not get better",
        url="plan",
        settled=lambda step: step.plan.authorised_on is not None,
        not_moved=WITH_PLAN,
    ),
    Kind(
        model=ManagementOversight,
        called="management oversight",
        happened="looked_on",
        url="child-supervision",
        settled=always,
        not_moved="It is about the work of this file: withdraw it, and write it on the right one",
    ),
    Kind(
        model=PlanReading,
        called="plan read with the family",
        happened="read_on",
        url="plan",
        not_moved=WITH_PLAN,
    ),
    Kind(
        model=PlanReview,
        called="plan gone through",
        happened="reviewed_on",
        url="plan",
        not_moved=WITH_PLAN,
    ),
    Kind(
        model=PlanVisitor,
        called="visitor named by a plan",
        happened="started_on",
        url="plan",
        not_moved=WITH_PLAN,
    ),
)


def _other_plan_goes_on(plan, *, because, by) -> None:
    """What was promised in it is settled as after any plan that ended."""
    end_plan(plan, timezone.localdate(), Plan.Ended.OTHER, words=because, by=by)


def _named_by_plan(child, worker, day):
    return PlanVisitor.objects.on(day).filter(child=child, worker=worker)


named.add(Named(code="plan", visitors=_named_by_plan))
once.add(Once(model=Plan, called="open plan", ends=_other_plan_goes_on))
