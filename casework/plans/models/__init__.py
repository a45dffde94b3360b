from casework.plans.models.plans import (
    LOCKED,
    Contingency,
    FamilyPlan,
    Need,
    NeedScore,
    Plan,
    PlanAction,
    PlanActionQuerySet,
    PlanOversight,
    PlanOversightQuerySet,
    PlanQuerySet,
    PlanReading,
)
from casework.plans.models.reviews import PlanReview, PlanReviewQuerySet
from casework.plans.models.visitors import PlanVisitor, PlanVisitorQuerySet

__all__ = [
    "Contingency",
    "FamilyPlan",
    "LOCKED",
    "Need",
    "NeedScore",
    "Plan",
    "PlanAction",
    "PlanActionQuerySet",
    "PlanOversight",
    "PlanOversightQuerySet",
    "PlanQuerySet",
    "PlanReading",
    "PlanReview",
    "PlanReviewQuerySet",
    "PlanVisitor",
    "PlanVisitorQuerySet",
]
