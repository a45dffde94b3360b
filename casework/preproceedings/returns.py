"""The CIN census's pre-proceedings and family group decision making, new for 2026-27 (N00826 to
N00835). Code set CS131 was published without its labels: A is read as issuing proceedings, B as
stepping down and C as going on, in the order of the guidance (unverified)."""

from casework.preproceedings.models import ChildPreProceedings
from casework.returns.items import Code, Day, Number, Truth
from casework.returns.registry import Module, registry

Outcome = ChildPreProceedings.Outcome
CODES: dict[str, str] = {"A": Outcome.APPLY, "B": Outcome.STEP_DOWN, "C": ""}

registry.add(
    Module(
        name="pre_proceedings",
        label="Pre-proceedings",
        order=75,
        paths=("CINdetails/PreProceedingsandFGDM",),
        model=ChildPreProceedings,
        key=("started_on",),
        given={"imported": True},
        decided=("outcome", "outcome_on"),
        items={
            "PPStartDate": Day("started_on", required=True),
            "LBPSentDate": Day("letter_sent_on", not_before="PPStartDate"),
            "FGDMMeetingOffer": Truth("family_meeting_offered"),
            "FGDMMeetingFac": Truth("family_meeting_held"),
            "InitialPPMeetingDate": Day("first_meeting_on"),
            "ReviewMeetingsCount": Number("reviews_held", blank=None),
            "StepDecisionDate": Day("outcome_on", not_before="PPStartDate"),
            "PPOutcome": Code("outcome", choices=list(CODES.values()), older=tuple(CODES.items())),
            "CourtAppDate": Day("applied_on", not_before="StepDecisionDate"),
            "LetterInitCPDate": Day("letter_of_issue_on", not_before="CourtAppDate"),
        },
    )
)
