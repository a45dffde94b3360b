"""How audits are done, counted over many: with the worker and the family, moderated, put right.

These are what makes the answers worth believing, so they stand beside them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from audits.models import Audit, CorrectiveAction, Grade, Moderation, SelfView
from casework.figures.counting import Tally

ANY = Q()
DRAWN = (Audit.Sampling.RANDOM, Audit.Sampling.STRATIFIED)
BEST_LAST = list(reversed(Grade))


@dataclass(frozen=True, kw_only=True)
class Measure:
    """So many audits of so many. ``among`` and ``counted`` give conditions on an audit."""

    code: str
    title: str
    of: str = "audits finished"
    which: str
    which_not: str
    counted: Callable
    among: Callable = lambda: ANY


def _second_reading(**facts):
    return Exists(Moderation.objects.filter(audit=OuterRef("pk"), done_on__isnull=False, **facts))


def _moved():
    done = Moderation.objects.filter(audit=OuterRef("pk"), done_on__isnull=False)
    return Exists(done.exclude(grade=F("grade_before")))


def _actions(**facts):
    actions = CorrectiveAction.objects.filter(audit=OuterRef("pk"), action__dropped_on=None)
    return Exists(actions.filter(**facts))


def _fallen_due(**facts):
    return _actions(action__due_on__lt=timezone.localdate(), **facts)


def _place(name: str):
    """Where a grade stands among the four, to tell better from worse: never added or averaged."""
    places = [When(**{name: grade}, then=Value(n)) for n, grade in enumerate(BEST_LAST)]
    return Case(*places, output_field=IntegerField())


MEASURES = {
    measure.code: measure
    for measure in (
        Measure(
            code="audits.drawn",
            title="Sampled at random, chosen by nobody",
            which="were sampled at random",
            which_not="were chosen for a theme, a worry or by rule",
            counted=lambda: Q(sampling__in=DRAWN),
        ),
        Measure(
            code="audits.with_worker",
            title="Done with the worker",
            which="were talked over with the worker",
            which_not="were not talked over with the worker",
            counted=lambda: Q(talked_with_worker_on__isnull=False),
        ),
        Measure(
            code="audits.self_view",
            title="The worker’s own view first",
            which="began with the worker’s own view",
            which_not="have no view from the worker",
            counted=lambda: Exists(SelfView.objects.filter(audit=OuterRef("pk"))),
        ),
        Measure(
            code="audits.family",
            title="What the family said",
            which="hold what the child or a parent said",
            which_not="hold nothing from the family",
            counted=lambda: ~Q(family_feedback=""),
        ),
        Measure(
            code="audits.in_time",
            title="Finished in time",
            which="were finished by the day agreed",
            which_not="were finished later",
            counted=lambda: Q(completed_on__lte=F("due_on")),
        ),
        Measure(
            code="audits.read_again",
            title="Moderated",
            which="were moderated by someone else",
            which_not="were not moderated",
            counted=_second_reading,
        ),
        Measure(
            code="audits.same_grade",
            title="Same grade after moderation",
            of="audits moderated",
            which="kept their grade",
            which_not="were given another grade",
            among=_second_reading,
            counted=lambda: ~_moved(),
        ),
        Measure(
            code="audits.actions_dated",
            title="What is put right has a date",
            of="audits that asked for something",
            which="give every action a date",
            which_not="have an action with no date",
            among=_actions,
            counted=lambda: ~_actions(action__due_on=None),
        ),
        Measure(
            code="audits.actions_checked",
            title="What is put right is checked",
            of="audits with an action past its date",
            which="have every such action checked by someone else",
            which_not="have one that nobody has checked",
            among=_fallen_due,
            counted=lambda: ~_fallen_due(checked_on=None),
        ),
        Measure(
            code="audits.better",
            title="Better at re-audit",
            of="children re-audited",
            which="have a better grade than before",
            which_not="have the same grade or a lower one",
            among=lambda: Q(follows__isnull=False) & ~Q(grade="") & ~Q(follows__grade=""),
            counted=lambda: Q(place_now__gt=F("place_before")),
        ),
    )
}


def with_places(audits: QuerySet) -> QuerySet:
    return audits.annotate(
        place_now=Case(
            When(~Q(final_grade=""), then=_place("final_grade")), default=_place("grade")
        ),
        place_before=Case(
            When(~Q(follows__final_grade=""), then=_place("follows__final_grade")),
            default=_place("follows__grade"),
        ),
    )


def measured(audits: QuerySet) -> dict[str, Tally]:
    """Each measure's tally, by its code. One query."""
    counts = {}
    for number, measure in enumerate(MEASURES.values()):
        among, counted = Q(measure.among()), Q(measure.counted())
        counts[f"of_{number}"] = Count("pk", among, distinct=True)
        counts[f"counted_{number}"] = Count("pk", among & counted, distinct=True)
    totals = with_places(audits).aggregate(**counts)
    return {
        code: Tally(totals[f"of_{number}"], totals[f"counted_{number}"])
        for number, code in enumerate(MEASURES)
    }


def behind(audits: QuerySet, code: str, counted: bool | None) -> QuerySet:
    """The audits a measure counts among; only those counted, or only the rest."""
    measure = MEASURES[code]
    counted_among = with_places(audits).filter(Q(measure.among()))
    if counted is None:
        return counted_among
    return (
        counted_among.filter(Q(measure.counted()))
        if counted
        else counted_among.exclude(Q(measure.counted()))
    )
