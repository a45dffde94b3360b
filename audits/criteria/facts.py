"""What the record shows beside a question, counted: facts, never an answer and never a grade.

Each fact is a sentence about one child with its denominator, or nothing where there is nothing to
count. A kind of record is asked once, however many facts it feeds.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Protocol, cast

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Q
from django.utils import timezone

from assessments.models import Assessment
from casework.actions.models import Action
from casework.children.models import Allocation
from casework.interface import words
from casework.plans.models import Plan
from casework.recording.models import ChildVisit
from casework.referrals.models import Referral
from casework.voice.models import Advocate, LifeStoryItem, Voice
from casework.writing.checks import jargon
from missing.models import Finding, MissingEpisode

HALF_A_YEAR = timedelta(days=182)
YEAR = timedelta(days=365)
QUARTER = timedelta(days=90)

STANDING = Q(needs__actions__left_on=None, needs__actions__isnull=False)


class CountedPlan(Protocol):
    """A plan as ``Record.plan`` counts it."""

    started_on: date
    ended_on: date | None
    all_actions: int
    dated: int
    for_child: int
    all_needs: int
    answered: int
    with_start: int
    if_not: int
    gone_through: int
    read: int
    said: list[str]
    before: int


class Record:
    """One child's record, counted as it is asked."""

    def __init__(self, child):
        self.child, self.today = child, timezone.localdate()

    @cached_property
    def plan(self) -> CountedPlan | None:
        """The newest plan, with what its facts count."""
        action = "needs__actions__action"
        dated = STANDING & (
            Q(**{f"{action}__due_on__isnull": False}) | ~Q(**{f"{action}__due_event": ""})
        )
        plan = (
            Plan.objects.of_child(self.child)
            .order_by("-started_on", "-pk")
            .annotate(
                all_actions=Count("needs__actions", STANDING, distinct=True),
                dated=Count("needs__actions", dated, distinct=True),
                for_child=Count(
                    "needs__actions", STANDING & Q(**{f"{action}__for_child": True}), distinct=True
                ),
                all_needs=Count("needs", distinct=True),
                answered=Count("needs", STANDING, distinct=True),
                with_start=Count("needs", ~Q(needs__starting_point=""), distinct=True),
                if_not=Count("contingencies", distinct=True),
                gone_through=Count("reviews", distinct=True),
                read=Count("readings", distinct=True),
                said=ArrayAgg(f"{action}__what", filter=STANDING, distinct=True, default=[]),
                before=Count(
                    "child__plans", Q(child__plans__ended_on__isnull=False), distinct=True
                ),
            )
            .first()
        )
        return cast("CountedPlan | None", plan)

    @cached_property
    def visits(self) -> dict[str, int]:
        visits = ChildVisit.objects.of_child(self.child).filter(
            held_on__gt=self.today - HALF_A_YEAR
        )
        return visits.aggregate(
            made=Count("pk"),
            seen=Count("pk", Q(seen=True)),
            alone=Count("pk", Q(seen_alone=True)),
            bedroom=Count("pk", Q(bedroom_seen=True)),
        )

    @cached_property
    def voices(self) -> dict[str, Any]:
        """What the child said in direct work in half a year."""
        since = self.today - HALF_A_YEAR
        lately = Voice.objects.of_child(self.child).filter(held_on__gte=since)
        changed = Q(answers__outcome="changed")
        return lately.aggregate(
            all=Count("pk", distinct=True),
            last=Max("held_on"),
            answered=Count("pk", Q(answers__isnull=False), distinct=True),
            changed=Count("pk", changed, distinct=True),
        )

    @cached_property
    def findings(self) -> dict[str, int]:
        findings = Finding.objects.of_child(self.child)
        return findings.aggregate(all=Count("pk"), unused=Count("pk", Q(ending="")))

    @cached_property
    def away(self) -> dict[str, int]:
        episodes = MissingEpisode.objects.of_child(self.child)
        recent = Q(went_at__gt=timezone.now() - QUARTER)
        held = Q(returned_at__isnull=False, interview__held_at__isnull=False)
        return episodes.aggregate(
            all=Count("pk"),
            recent=Count("pk", recent),
            back=Count("pk", Q(returned_at__isnull=False)),
            held=Count("pk", held),
        )


def of_many(part: int, whole: int, thing: str, which: str) -> str:
    """ "7 of 9 actions have a date"; nothing where there is none."""
    return f"{part} of {words.counted(whole, thing)} {which}" if whole else ""


def actions_for_child(record: Record) -> str:
    plan = record.plan
    return (
        of_many(plan.for_child, plan.all_actions, "actions", "done for or with the child")
        if plan
        else ""
    )


def actions_dated(record: Record) -> str:
    plan = record.plan
    return (
        of_many(plan.dated, plan.all_actions, "actions", "with a date or an event") if plan else ""
    )


def actions_counted(record: Record) -> str:
    plan = record.plan
    if plan is None:
        return ""
    actions = words.counted(plan.all_actions, "actions")
    return f"{actions} under {words.counted(plan.all_needs, 'needs')}"


def actions_overdue(record: Record) -> str:
    open_ones = Action.objects.of_child(record.child).open()
    counts = open_ones.aggregate(all=Count("pk"), late=Count("pk", Q(due_on__lt=record.today)))
    return of_many(counts["late"], counts["all"], "open actions", "past their date")


def baselines(record: Record) -> str:
    plan = record.plan
    return (
        of_many(plan.with_start, plan.all_needs, "needs", "with a starting point") if plan else ""
    )


def needs_without_action(record: Record) -> str:
    plan = record.plan
    if plan is None:
        return ""
    return of_many(plan.all_needs - plan.answered, plan.all_needs, "needs", "without an action")


def plan_shared(record: Record) -> str:
    plan = record.plan
    if plan is None:
        return ""
    return (
        f"Read with the family {words.counted(plan.read, 'times')}"
        if plan.read
        else "Not written that anyone in the family has read it"
    )


def plan_jargon(record: Record) -> str:
    """Words the family may not know, in the text of the actions that stand."""
    if record.plan is None:
        return ""
    jargon_words = {phrase.words for text in record.plan.said for phrase in jargon.jargon(text)}
    return (
        f"Words the family may not know: {words.listed(sorted(jargon_words))}"
        if jargon_words
        else ""
    )


def contingency(record: Record) -> str:
    plan = record.plan
    if plan is None:
        return ""
    return (
        f"{words.counted(plan.if_not, 'steps')} if things do not change"
        if plan.if_not
        else "“If things do not change” is empty"
    )


def plan_versions(record: Record) -> str:
    plan = record.plan
    return (
        f"Gone through {words.counted(plan.gone_through, 'times')} since it began" if plan else ""
    )


def months_on_plan(record: Record) -> str:
    plan = record.plan
    if plan is None or plan.ended_on:
        return ""
    weeks = (record.today - plan.started_on).days // 7
    before = Plan.objects.of_child(record.child).filter(ended_on__isnull=False).count()
    return (
        f"{words.counted(weeks, 'weeks')} on this plan; {words.counted(before, 'plans')} before it"
    )


def earlier_referrals(record: Record) -> str:
    referrals = Referral.objects.of_child(record.child)
    recent = referrals.filter(received_on__gt=record.today - YEAR).count()
    return f"{words.counted(referrals.count(), 'referrals')} in all, {recent} in the last year"


def seen_alone(record: Record) -> str:
    visits = record.visits
    if not visits["made"]:
        return "No visit in the last six months"
    made, bedroom = words.counted(visits["made"], "visits"), visits["bedroom"]
    return (
        f"The child was seen at {visits['seen']} of {made} in six months, alone at"
        f" {visits['alone']}; the bedroom was seen at {bedroom}"
    )


def workers(record: Record) -> str:
    held = Allocation.objects.of_child(record.child).filter(role="lead")
    held = held.filter(Q(ended_on=None) | Q(ended_on__gt=record.today - YEAR))
    return f"{words.counted(held.values('worker').distinct().count(), 'workers')} in the last year"


def sent_back(record: Record) -> str:
    latest = Assessment.objects.of_child(record.child).order_by("-started_on", "-pk").first()
    if latest is None:
        return ""
    return (
        "Sent back by the manager before it was authorised"
        if latest.returned_at
        else "Never sent back"
    )


def findings_unused(record: Record) -> str:
    findings = record.findings
    return of_many(findings["unused"], findings["all"], "findings", "that nobody has used yet")


def interviews(record: Record) -> str:
    away = record.away
    return of_many(away["held"], away["back"], "returns", "followed by an interview")


def times_missing(record: Record) -> str:
    away = record.away
    return (
        f"Missing {words.counted(away['all'], 'times')}, {away['recent']} in the last 90 days"
        if away["all"]
        else ""
    )


def direct_work(record: Record) -> str:
    """What the child said or showed in half a year, and whether it was answered."""
    counts = record.voices
    if not counts["all"]:
        return ""
    times = words.counted(counts["all"], "things")
    last = words.full_day(counts["last"])
    shown = f"{times} said or shown in direct work in six months, last on {last}"
    return f"{shown}; {counts['answered']} answered"


def voice_changed(record: Record) -> str:
    counts = record.voices
    return of_many(counts["changed"], counts["all"], "things", "the child said changed something")


def advocate_offered(record: Record) -> str:
    offers = Advocate.objects.of_child(record.child).newest_first()
    return "; ".join(
        f"{offer.get_kind_display()} offered on {words.full_day(offer.offered_on)}"
        for offer in offers[:2]
    )


def kept_for_later(record: Record) -> str:
    number = LifeStoryItem.objects.of_child(record.child).count()
    return f"{words.counted(number, 'things')} kept for the adult they become" if number else ""


FACTS: dict[str, Callable[[Record], str]] = {
    fact.__name__: fact
    for fact in (
        actions_for_child,
        actions_dated,
        actions_counted,
        actions_overdue,
        baselines,
        needs_without_action,
        plan_shared,
        plan_jargon,
        contingency,
        plan_versions,
        months_on_plan,
        earlier_referrals,
        seen_alone,
        workers,
        sent_back,
        findings_unused,
        interviews,
        times_missing,
        direct_work,
        voice_changed,
        advocate_offered,
        kept_for_later,
    )
}
