from casework.supervision.models.cases import (
    ActionAnswer,
    AgreedAction,
    CaseSupervision,
    CaseSupervisionQuerySet,
    Discussion,
)
from casework.supervision.models.groups import GroupDiscussion, GroupSession
from casework.supervision.models.practice import FileSample, Observation, SampledFile
from casework.supervision.models.private import PrivateLook, PrivateNote
from casework.supervision.models.reflection import OwnQuestion
from casework.supervision.models.sessions import AgendaItem, Agreement, Session, SessionMove

__all__ = [
    "ActionAnswer",
    "AgendaItem",
    "AgreedAction",
    "Agreement",
    "CaseSupervision",
    "CaseSupervisionQuerySet",
    "Discussion",
    "FileSample",
    "GroupDiscussion",
    "GroupSession",
    "OwnQuestion",
    "Observation",
    "PrivateLook",
    "PrivateNote",
    "SampledFile",
    "Session",
    "SessionMove",
]
