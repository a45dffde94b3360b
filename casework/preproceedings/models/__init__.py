from casework.preproceedings.models.court import ChildInCourt, CourtExtension, Hearing, Proceedings
from casework.preproceedings.models.kept_sheets import KeptChild, KeptFamily, KeptSheet
from casework.preproceedings.models.letter_copies import LetterCopy
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
    "KeptChild",
    "KeptFamily",
    "KeptSheet",
    "LegalAdvice",
    "LetterCopy",
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
