from casework.support.models.catalogue import Service
from casework.support.models.edge import LIVES, EdgeOfCare, EdgeReferral
from casework.support.models.goals import Goal, GoalScore
from casework.support.models.sessions import ChildSession, Programme, Skill, SupportSession, Tool
from casework.support.models.steps import MONTHS, EdgeReview, FollowUp, SupportPlan

__all__ = [
    "LIVES",
    "MONTHS",
    "ChildSession",
    "EdgeOfCare",
    "EdgeReferral",
    "EdgeReview",
    "FollowUp",
    "Goal",
    "GoalScore",
    "Programme",
    "Service",
    "Skill",
    "SupportPlan",
    "SupportSession",
    "Tool",
]
