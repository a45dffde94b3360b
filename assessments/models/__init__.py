from assessments.models.amendments import Amendment, AmendmentQuerySet
from assessments.models.assessments import (
    LOCKED,
    SECTIONS,
    Assessment,
    AssessmentQuerySet,
    Section47,
    Section47QuerySet,
    StrategyDiscussion,
    StrategyDiscussionQuerySet,
)
from assessments.models.sections import (
    OF_THE_FAMILY,
    Answer,
    AskedMixin,
    AssessmentSection,
    AssessmentSectionQuerySet,
    FamilyAssessment,
)

__all__ = [
    "Amendment",
    "AmendmentQuerySet",
    "Answer",
    "AskedMixin",
    "Assessment",
    "AssessmentQuerySet",
    "AssessmentSection",
    "AssessmentSectionQuerySet",
    "FamilyAssessment",
    "LOCKED",
    "OF_THE_FAMILY",
    "SECTIONS",
    "Section47",
    "Section47QuerySet",
    "StrategyDiscussion",
    "StrategyDiscussionQuerySet",
]
