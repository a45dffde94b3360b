from casework.plans.models.oversight import (
    ManagementOversight,
    ManagementOversightQuerySet,
    with_first_oversight,
)
from casework.plans.models.plans import (
    LOCKED,
    Contingency,
    FamilyPlan,
    Need,
    NeedScore,
    Plan,
    PlanAction,
    PlanActionQuerySet,
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
    "ManagementOversight",
    "ManagementOversightQuerySet",
    "PlanQuerySet",
    "PlanReading",
    "PlanReview",
    "PlanReviewQuerySet",
    "PlanVisitor",
    "PlanVisitorQuerySet",
    "with_first_oversight",
]
