"""Each child's process as the census of a year and the standard safeguarding dataset ask for it.

A day counts in the year it falls in, 1 April to 31 March; one of another year is left empty
(rules 9005, 9006, 9008, 9009, 9012 and 9013).
"""

from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from casework.preproceedings.models import (
    ChildInCourt,
    ChildPreProceedings,
    Hearing,
    PanelDecision,
    Parent,
    ProcessMeeting,
)

FIRST_YEAR = 2027
"""The census year that asks first: 1 April 2026 to 31 March 2027."""
DAYS = {
    "PPStartDate": "started_on",
    "LBPSentDate": "letter_sent_on",
    "InitialPPMeetingDate": "first_meeting_on",
    "StepDecisionDate": "outcome_on",
    "CourtAppDate": "applied_on",
    "LetterInitCPDate": "letter_of_issue_on",
}
CODES = {"apply": "A", "step_down": "B"}
GOES_ON = "C"


def bounds(year: int) -> tuple[date, date]:
    """The reporting year called by the year it ends in."""
    return date(year - 1, 4, 1), date(year, 3, 31)


def of_year(year: int):
    """Children whose process began in the year, with the reviews and family meetings held in it."""
    first, last = bounds(year)
    in_year = Q(held_on__range=(first, last))
    held = ProcessMeeting.objects.held().filter(in_year, in_process=OuterRef("pk"))
    reviews = held.filter(kind=ProcessMeeting.Kind.REVIEW).order_by().values("in_process")
    family = held.filter(kind=ProcessMeeting.Kind.FAMILY_GROUP)
    return ChildPreProceedings.objects.filter(started_on__range=(first, last)).annotate(
        year_reviews=Subquery(reviews.annotate(n=Count("pk")).values("n")),
        year_family_met=Exists(family),
    )


def elements(row: ChildPreProceedings, year: int) -> dict[str, Any]:
    """The elements of ``PreProceedingsandFGDM`` for one child, in the order of the sample."""
    first, last = bounds(year)

    def within(name: str):
        day = getattr(row, DAYS[name])
        return day if day and first <= day <= last else None

    letter, decided = within("LBPSentDate"), within("StepDecisionDate")
    meeting = within("InitialPPMeetingDate")
    applied = within("CourtAppDate") if decided else None
    offered = row.family_meeting_offered if letter else None
    given = {
        "PPStartDate": within("PPStartDate"),
        "LBPSentDate": letter,
        "FGDMMeetingOffer": offered,
        "FGDMMeetingFac": _family_met(row) if offered else None,
        "InitialPPMeetingDate": meeting,
        "ReviewMeetingsCount": _reviews(row) if meeting else None,
        "StepDecisionDate": decided,
        "PPOutcome": _outcome(row, decided, first, last),
        "CourtAppDate": applied,
        "LetterInitCPDate": within("LetterInitCPDate") if applied else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _family_met(row) -> bool:
    return bool(row.family_meeting_held) if row.imported else bool(row.year_family_met)


def _reviews(row) -> int:
    return (row.reviews_held or 0) if row.imported else (row.year_reviews or 0)


def _outcome(row, decided, first, last) -> str | None:
    """A, B, or C where the panel extended it in the year and has not ended it."""
    if decided:
        return CODES.get(row.outcome)
    extended = row.extended_on and first <= row.extended_on <= last
    return GOES_ON if extended else None


def for_dataset():
    """With what ``ssd_pre_proceedings`` asks beyond the milestones."""
    parents = Parent.objects.filter(process=OuterRef("process")).order_by().values("process")
    court = ChildInCourt.objects.filter(in_process=OuterRef("pk")).order_by("-pk")
    hearings = Hearing.objects.filter(process=OuterRef("process"), held_on__isnull=False)
    gateway = PanelDecision.objects.filter(in_process=OuterRef("pk")).order_by("decided_on", "pk")
    return ChildPreProceedings.objects.annotate(
        gateway_outcome=Subquery(gateway.values("decision")[:1]),
        parents_represented=Subquery(
            parents.annotate(n=Count("pk", Q(represented="yes"))).values("n")
        ),
        represented_at_issue=Subquery(
            parents.annotate(n=Count("pk", Q(represented_at_issue=True))).values("n")
        ),
        court_reference=Subquery(court.values("proceedings__case_number")[:1]),
        hearings_held=Subquery(
            hearings.order_by().values("process").annotate(n=Count("pk")).values("n")
        ),
        short_notice=Case(
            When(~Q(process__no_letter=""), then=Value(True)),
            default=Subquery(court.values("proceedings__short_notice")[:1]),
            output_field=BooleanField(),
        ),
        short_notice_because=F("process__no_letter_because"),
        initial_plan=Subquery(court.values("initial_plan")[:1]),
        initial_plan_approved=Subquery(court.values("initial_plan_approved")[:1]),
        final_plan=Subquery(court.values("final_plan")[:1]),
        final_plan_approved=Subquery(court.values("final_plan_approved")[:1]),
    )


DATASET = {
    "prep_table_id": "pk",
    "prep_person_id": "child_id",
    "prep_plo_family_id": "process_id",
    "prep_pre_pro_decision_date": "started_on",
    "prep_initial_pre_pro_meeting_date": "first_meeting_on",
    "prep_pre_pro_outcome": "outcome",
    "prep_agree_stepdown_issue_date": "outcome_on",
    "prep_legal_gateway_outcome": "gateway_outcome",
    "prep_pre_pro_letter_date": "letter_sent_on",
    "prep_care_pro_letter_date": "letter_of_issue_on",
    "prep_pre_pro_meetings_num": "reviews_held",
    "prep_pre_pro_parents_legal_rep": "parents_represented",
    "prep_parents_legal_rep_point_of_issue": "represented_at_issue",
    "prep_court_reference": "court_reference",
    "prep_care_proc_court_hearings": "hearings_held",
    "prep_care_proc_short_notice": "short_notice",
    "prep_proc_short_notice_reason": "short_notice_because",
    "prep_la_inital_plan_approved": "initial_plan_approved",
    "prep_la_initial_care_plan": "initial_plan",
    "prep_la_final_plan_approved": "final_plan_approved",
    "prep_la_final_care_plan": "final_plan",
}
"""Each column of ``ssd_pre_proceedings`` and where it stands here; the names are the dataset's."""
