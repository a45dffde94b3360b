from casework.writing.prompts.models import Dismissal
from casework.writing.readings import TextReading
from casework.writing.vocabulary.models import OwnTerm, PromptOff

__all__ = ["Dismissal", "OwnTerm", "PromptOff", "TextReading"]
