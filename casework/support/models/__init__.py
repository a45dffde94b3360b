from casework.support.models.catalogue import Service
from casework.support.models.edge import LIVES, EdgeOfCare, EdgeReferral
from casework.support.models.goals import Goal, GoalScore
from casework.support.models.groups import (
    FACTS,
    Group,
    GroupAttendance,
    GroupDay,
    GroupPlace,
    ShortBreak,
)
from casework.support.models.sessions import ChildSession, Programme, Skill, SupportSession, Tool
from casework.support.models.steps import MONTHS, EdgeReview, FollowUp, SupportPlan

__all__ = [
    "FACTS",
    "LIVES",
    "MONTHS",
    "ChildSession",
    "EdgeOfCare",
    "EdgeReferral",
    "EdgeReview",
    "FollowUp",
    "Goal",
    "GoalScore",
    "Group",
    "GroupAttendance",
    "GroupPlace",
    "GroupDay",
    "Programme",
    "Service",
    "ShortBreak",
    "Skill",
    "SupportPlan",
    "SupportSession",
    "Tool",
]
