from casework.preproceedings.models.court import ChildInCourt, CourtExtension, Hearing, Proceedings
from casework.preproceedings.models.milestones import keep
from casework.preproceedings.models.panel import LegalAdvice, PanelDecision, TrackerUpdate
from casework.preproceedings.models.processes import ChildPreProceedings, FamilyRow, PreProceedings
from casework.preproceedings.models.steps import (
    Agreement,
    AssessmentOfChild,
    LetterSent,
    OrderedAssessment,
    Parent,
    ProcessMeeting,
)

__all__ = [
    "Agreement",
    "AssessmentOfChild",
    "ChildInCourt",
    "ChildPreProceedings",
    "CourtExtension",
    "FamilyRow",
    "Hearing",
    "LegalAdvice",
    "LetterSent",
    "OrderedAssessment",
    "PanelDecision",
    "Parent",
    "PreProceedings",
    "Proceedings",
    "ProcessMeeting",
    "TrackerUpdate",
    "keep",
]
