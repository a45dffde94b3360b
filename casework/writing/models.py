from casework.writing.dismissals import Dismissal
from casework.writing.local import OwnTerm, PromptOff
from casework.writing.readings import TextReading

__all__ = ["Dismissal", "OwnTerm", "PromptOff", "TextReading"]
