"""A plan ends, and the next opens from it: nothing promised in it is lost or done twice."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from casework.plans.models import Contingency, FamilyPlan, Need, Plan, PlanAction
from casework.referrals.models import EpisodeOfNeed

ENDED = Plan.Ended
ENDS_EVERYTHING = (ENDED.DIED, ENDED.EIGHTEEN, ENDED.MOVED, ENDED.LEFT_UK)
"""After these nobody here can keep what was promised: the open actions end with the plan."""


@transaction.atomic
def end_plan(plan: Plan, on, because: str, *, words: str = "", by=None) -> Plan:
    """End a plan on this day. What was promised in it stays open until someone says what becomes
    of each (``settle``), except where the child died, is 18, or another council has taken over.
    """
    plan.ended_on, plan.end_because = max(on, plan.started_on), because
    plan.ended_by = by
    plan.end_reason = words or ENDED(because).label
    if because in ENDS_EVERYTHING:
        end_actions(plan)
        plan.settled_at = timezone.now()
    plan.save()
    return plan


def end_actions(plan: Plan) -> None:
    """The plan's open actions are no longer needed, for the reason the plan ended."""
    for link in PlanAction.objects.open().filter(need__plan=plan).with_action():
        link.action.dropped_on = max(plan.ended_on, link.action.agreed_on)
        link.action.dropped_because = plan.end_reason
        link.action.save()


def end_plans(child, on, because: str, *, words: str = "", by=None) -> list[Plan]:
    """End every open plan of a child, as a conference decides."""
    open_plans = Plan.objects.open().of_child(child)
    return [end_plan(plan, on, because, words=words, by=by) for plan in open_plans]


@transaction.atomic
def step(child, kind: str, by, on, *, category: str = "", words: str = "") -> Plan:
    """Step up or down: the open plan ends and the next opens the same day, following it.

    A child protection plan starts and ends only by a conference (Working Together 2023, chapter
    3). What goes on into the new plan is then chosen, need by need (``settle``).
    """
    up = kind == Plan.Kind.PROTECTION
    ended = end_plans(child, on, ENDED.STEPPED_UP if up else ENDED.STEPPED_DOWN, words=words, by=by)
    return open_plan(child, kind, by, on, category=category, follows=ended[0] if ended else None)


def open_plan(child, kind: str, by, on, *, category: str = "", follows: Plan | None = None) -> Plan:
    """A new plan, with the family's part of the one it follows."""
    earlier = Plan.objects.child_protection().of_child(child)
    plan = Plan.on_file_of(
        child,
        by,
        kind=kind,
        started_on=on,
        follows=follows,
        episode=EpisodeOfNeed.objects.open().of_child(child).newest_first().first(),
        family=next_family_part(follows, kind, on, by) if follows else None,
        initial_category=category,
        latest_category=category,
        previous_plans=earlier.count() if kind == Plan.Kind.PROTECTION else 0,
    )
    plan.save()
    return plan


def next_family_part(ended: Plan, kind: str, on, by) -> FamilyPlan | None:
    """The family's words go on once for brothers and sisters who step together."""
    if ended.family is None:
        return None
    beside = Plan.objects.filter(follows__family=ended.family, kind=kind, started_on=on)
    shared = beside.exclude(family=None).select_related("family").first()
    if shared:
        return shared.family
    was = ended.family
    return FamilyPlan.objects.create(
        authority=was.authority,
        recorded_by=by,
        begun_as_id=was.begun_as_id,
        worries=was.worries,
        going_well=was.going_well,
        familys_own_plan=was.familys_own_plan,
    )


@transaction.atomic
def settle(
    plan: Plan, by, *, needs: Iterable[Need] = (), contingencies: Iterable[Contingency] = ()
) -> None:
    """Say what goes on from a plan that ended. Each open action leaves it: under its need where
    that goes on into the following plan, otherwise to the child's own list of actions.
    """
    plan.refresh_from_db(fields=["ended_on"])
    following = Plan.objects.filter(follows=plan).select_related("child").first()
    if following:
        for position, need in enumerate(needs, start=following.needs.count() + 1):
            carry_need(need, following, by, position)
        for contingency in contingencies:
            carry_contingency(contingency, following, by)
    still = PlanAction.objects.open().filter(need__plan=plan)
    still.update(left_on=plan.ended_on)
    plan.settled_at = timezone.now()
    plan.save(update_fields=["settled_at"])


def carry_need(need: Need, plan: Plan, by, position: int) -> Need:
    """The need in the child's next plan, in the same words, with its open actions."""
    carried = Need.on_file_of(
        plan.child,
        by,
        plan=plan,
        position=position,
        need=need.need,
        carried_from=need,
        what_will_be_different=need.what_will_be_different,
        starting_point=need.starting_point,
        how_we_will_know=need.how_we_will_know,
    )
    carried.save()
    for link in PlanAction.objects.open().filter(need=need):
        link.left_on = plan.started_on
        link.save()
        PlanAction.objects.create(action_id=link.action_id, need=carried)
    return carried


def carry_contingency(contingency: Contingency, plan: Plan, by) -> Contingency:
    carried = Contingency.on_file_of(
        plan.child,
        by,
        plan=plan,
        trigger=contingency.trigger,
        step=contingency.step,
        who=contingency.who,
        when=contingency.when,
        carried_from=contingency,
    )
    carried.save()
    return carried
