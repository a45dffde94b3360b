from audits.models.audits import (
    CHECKED_BY_ANOTHER,
    NOT_INDEPENDENT,
    Answer,
    Audit,
    AuditQuerySet,
    CorrectiveAction,
    FeedbackFrom,
    Grade,
    Score,
    ScoreQuerySet,
    Stage,
    is_independent,
)
from audits.models.council_questions import LocalCriterion, LocalCriterionQuerySet
from audits.models.improvements import Improvement, ImprovementQuerySet
from audits.models.participation import Moderation, PartOfAuditQuerySet, SectionGrade, SelfView
from audits.models.programmes import Programme, ProgrammeQuerySet

__all__ = [
    "Answer",
    "Audit",
    "AuditQuerySet",
    "CHECKED_BY_ANOTHER",
    "CorrectiveAction",
    "FeedbackFrom",
    "Grade",
    "Improvement",
    "ImprovementQuerySet",
    "LocalCriterion",
    "LocalCriterionQuerySet",
    "Moderation",
    "NOT_INDEPENDENT",
    "PartOfAuditQuerySet",
    "Programme",
    "ProgrammeQuerySet",
    "Score",
    "ScoreQuerySet",
    "SectionGrade",
    "SelfView",
    "Stage",
    "is_independent",
]
