from casework.writing.dismissals import Dismissal
from casework.writing.readings import TextReading

__all__ = ["Dismissal", "TextReading"]
