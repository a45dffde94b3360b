"""What a form may need of the interface, in one import."""

from casework.interface.fields import DateField, DateTimeField, YesNoField, formfield
from casework.interface.widgets import (
    Checkboxes,
    DateBoxes,
    DateTimeBoxes,
    FoldedCheckboxes,
    Radios,
    Textarea,
    YesNo,
)

__all__ = [
    "Checkboxes",
    "FoldedCheckboxes",
    "DateBoxes",
    "DateField",
    "DateTimeBoxes",
    "DateTimeField",
    "Radios",
    "Textarea",
    "YesNo",
    "YesNoField",
    "formfield",
]
