"""How often a child is talked about in supervision, and how soon that stands on their file."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from casework.legal.models import LegalStatus
from casework.plans.models import Plan
from casework.supervision.models import AgendaItem, CaseSupervision
from casework.timescales.allowances import every, weeks, working_days
from casework.timescales.registry import Milestone, Timescale, registry

WRITE: dict[str, Any] = {
    "basis": "local",
    "responsible": "team_manager",
    "group": "Oversight",
    "action_link": ("Record supervision", "case-supervision-add"),
}
SPELL_ENDED: dict[str, Any] = {
    "lapses": "over_on",
    "lapses_because": "the plan ended, or a stricter one began to count",
}
SOURCE = "Local default: one council sets the least by the kind of work"


def protection() -> QuerySet:
    return Plan.objects.child_protection()


def need() -> QuerySet:
    return Plan.objects.child_in_need()


def before_court() -> QuerySet:
    """While the family are in pre-proceedings, as long as that lasts."""
    return LegalStatus.objects.filter(kind=LegalStatus.Kind.PREPROCEEDINGS)


def settled_care() -> QuerySet:
    """A full care order: where the child is settled. A plan that protects asks for more."""
    return LegalStatus.objects.filter(kind=LegalStatus.Kind.CARE)


KINDS: tuple[tuple[str, str, Callable[[], QuerySet], int], ...] = (
    (".protection", "a child with a child protection plan", protection, 4),
    (".plo", "a child in pre-proceedings", before_court, 4),
    ("", "a child in need", need, 8),
    (".care", "a child in settled care", settled_care, 12),
)
"""The strictest first. Where two stand for a child, only the stricter asks to talk about them: one
child has one clock, with the shortest interval that applies."""


def begun(spells: Callable[[], QuerySet], stricter: Sequence[Callable[[], QuerySet]]) -> QuerySet:
    """Each plan or order, with the first talk held since it began."""
    talks = CaseSupervision.objects.filter(
        child=OuterRef("child"), held_on__gte=OuterRef("started_on")
    )
    rows = spells().annotate(
        spell_ended_on=F("ended_on"),
        talked_on=Subquery(talks.order_by("held_on").values("held_on")[:1]),
    )
    return governed(rows, "started_on", stricter)


def talks_within(
    spells: Callable[[], QuerySet], stricter: Sequence[Callable[[], QuerySet]]
) -> QuerySet:
    """Each talk held while one of these stood, with the next."""
    rows = CaseSupervision.objects.within(spells()).filter(spell__isnull=False)
    return governed(rows.annotate(talked_on=F("next_held_on")), "held_on", stricter)


def governed(rows: QuerySet, since: str, stricter: Sequence[Callable[[], QuerySet]]) -> QuerySet:
    """Those whose own interval counts from ``since`` to the next talk, with when it ceased to.

    A stricter plan that stands at the next talk, or stands still, has its own clock: from its first
    day this one ends. One that ended in between gives way again to what stood beside it.
    """
    first = [_stands_to_the_next_talk(kind(), since) for kind in stricter]
    day = first[0] if len(first) == 1 else Least(*first) if first else None
    rows = rows.annotate(stricter_on=day or Value(None, output_field=DateField()))
    rows = rows.annotate(over_on=Least("spell_ended_on", "stricter_on"))
    still = Q(stricter_on=None) | Q(stricter_on__gt=F(since))
    in_force = Q(over_on=None) | Q(talked_on__lte=F("over_on"))
    return rows.filter(still).annotate(counted_on=Case(When(in_force, then="talked_on")))


def _stands_to_the_next_talk(spells: QuerySet, since: str) -> Subquery:
    next_talk = Coalesce(OuterRef("talked_on"), Value(date.max, output_field=DateField()))
    stands = spells.filter(
        Q(ended_on=None) | Q(ended_on__gte=next_talk),
        child=OuterRef("child"),
        started_on__lt=next_talk,
    )
    return Subquery(stands.order_by("started_on").values("started_on")[:1])


for place, (name, what, spells, limit) in enumerate(KINDS):
    stricter = tuple(kind for _, _, kind, _ in KINDS[:place])
    registry.add(
        Milestone(
            code=f"supervision.child{name}.first",
            title=f"First case supervision of {what}",
            source=f"{SOURCE}; counted from the day it began",
            status="local",
            records=partial(begun, spells, stricter),
            opens="started_on",
            allows=weeks(limit),
            met="counted_on",
            **SPELL_ENDED,
            **WRITE,
        ),
        Timescale(
            code=f"supervision.child{name}",
            title=f"Case supervision of {what}",
            source=f"{SOURCE}; counted from the last time this child was talked about",
            status="local",
            records=partial(talks_within, spells, stricter),
            opens="held_on",
            allows=every(weeks(limit)),
            met="counted_on",
            **SPELL_ENDED,
            **WRITE,
        ),
    )


def talked_about(protected: bool) -> QuerySet:
    """Children a session says were talked about, with when that first stood on their file."""
    written = CaseSupervision.objects.filter(
        child=OuterRef("child"), held_on__gte=OuterRef("discussed_on")
    )
    plans = Plan.objects.child_protection().filter(
        Q(ended_on=None) | Q(ended_on__gte=OuterRef("discussed_on")),
        child=OuterRef("child"),
        started_on__lte=OuterRef("discussed_on"),
    )
    items = AgendaItem.objects.discussed().annotate(
        written_at=Subquery(written.order_by("recorded_at").values("recorded_at")[:1]),
        protecting=Subquery(plans.values("pk")[:1]),
    )
    return items.filter(protecting__isnull=not protected)


registry.add(
    Milestone(
        code="supervision.record",
        title="Supervision written on the child’s file",
        source="Local default: 5 working days from the session",
        status="unverified",
        records=partial(talked_about, False),
        opens="discussed_on",
        allows=working_days(5),
        met="written_at",
        **WRITE,
    ),
    Milestone(
        code="supervision.record.protection",
        title="Supervision written on the file of a child with a protection plan",
        source="Local default: 2 working days from the session",
        status="unverified",
        records=partial(talked_about, True),
        opens="discussed_on",
        allows=working_days(2),
        met="written_at",
        **WRITE,
    ),
)
