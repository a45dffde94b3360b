"""How often a child is talked about in supervision, and how soon that stands on their file."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

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
SPELL_ENDED: dict[str, Any] = {"lapses": "spell_ended_on", "lapses_because": "the plan ended"}
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


def begun(spells: Callable[[], QuerySet]) -> QuerySet:
    """Each plan or order, with the first talk held since it began."""
    talks = CaseSupervision.objects.filter(
        child=OuterRef("child"), held_on__gte=OuterRef("started_on")
    )
    return spells().annotate(
        spell_ended_on=F("ended_on"),
        first_talk_on=Subquery(talks.order_by("held_on").values("held_on")[:1]),
    )


def talks_within(spells: Callable[[], QuerySet]) -> QuerySet:
    """Each talk held while one of these stood, with the next."""
    return CaseSupervision.objects.within(spells()).filter(spell__isnull=False)


for name, what, spells, limit in (
    ("", "a child in need", need, 8),
    (".protection", "a child with a child protection plan", protection, 4),
    (".plo", "a child in pre-proceedings", before_court, 4),
    (".care", "a child in settled care", settled_care, 12),
):
    registry.add(
        Milestone(
            code=f"supervision.child{name}.first",
            title=f"First case supervision of {what}",
            source=f"{SOURCE}; counted from the day it began",
            status="local",
            records=partial(begun, spells),
            opens="started_on",
            allows=weeks(limit),
            met="first_talk_on",
            **SPELL_ENDED,
            **WRITE,
        ),
        Timescale(
            code=f"supervision.child{name}",
            title=f"Case supervision of {what}",
            source=f"{SOURCE}; counted from the last time this child was talked about",
            status="local",
            records=partial(talks_within, spells),
            opens="held_on",
            allows=every(weeks(limit)),
            met="next_held_on",
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
