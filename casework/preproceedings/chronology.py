from typing import Any

from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat

from casework.chronology.registry import Events, registry
from casework.preproceedings.models import (
    AssessmentOfChild,
    ChildInCourt,
    ChildPreProceedings,
    CourtExtension,
    LetterCopy,
    PanelDecision,
    ProcessMeeting,
)


def _said(field, choices):
    """The label of each choice, in the middle of a sentence."""
    return Case(
        *(
            When(**{field: code}, then=Value(f"{label[:1].lower()}{label[1:]}"))
            for code, label in choices
        ),
        default=Value(""),
    )


MEETING = Case(*(When(kind=code, then=Value(label)) for code, label in ProcessMeeting.Kind.choices))
HERE: dict[str, Any] = {"url": "plo-child", "kind": "plans"}

registry.add(
    Events(
        code="plo.asked",
        records=lambda: ChildPreProceedings.objects.recorded_here().annotate(
            asked_on=F("process__asked_on")
        ),
        happened="asked_on",
        title="Legal planning meeting asked for",
        **HERE,
    ),
    Events(
        code="plo.panel",
        records=PanelDecision.objects.all,
        happened="decided_on",
        title=Concat(
            Value("Legal planning panel: "), _said("decision", PanelDecision.Decision.choices)
        ),
        detail="reasons",
        significant=True,
        **HERE,
    ),
    Events(
        code="plo.letter",
        records=ChildPreProceedings.objects.recorded_here,
        happened="letter_sent_on",
        title="Letter before proceedings sent",
        significant=True,
        **HERE,
    ),
    Events(
        code="plo.copy",
        records=LetterCopy.objects.all,
        happened="given_on",
        title=Concat(
            Value("Given to a parent: "),
            _said("kind", LetterCopy.Kind.choices),
            Value(" of the letter"),
        ),
        url="parent-letters",
        kind="plans",
    ),
    Events(
        code="plo.meeting",
        at="meeting__starts_at",
        records=ProcessMeeting.objects.held,
        happened="held_on",
        title=MEETING,
        detail="what_changed",
        significant=True,
        **HERE,
    ),
    Events(
        code="plo.assessment",
        records=AssessmentOfChild.objects.with_dates,
        happened="received_on",
        title="An assessment ordered in pre-proceedings came",
        detail="ordered__says",
        **HERE,
    ),
    Events(
        code="court.applied",
        records=lambda: ChildInCourt.objects.annotate(applied_on=F("proceedings__applied_on")),
        happened="applied_on",
        title="Application to the family court",
        detail="proceedings__short_notice_because",
        significant=True,
        **HERE,
    ),
    Events(
        code="court.extended",
        records=CourtExtension.objects.all,
        happened="ordered_on",
        title="The court extended the proceedings",
        detail="because",
        **HERE,
    ),
    Events(
        code="court.final",
        records=ChildInCourt.objects.all,
        happened="final_on",
        title=Concat(Value("Final order: "), _said("final_order", ChildInCourt.Order.choices)),
        significant=True,
        **HERE,
    ),
)
