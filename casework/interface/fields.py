"""Which box each kind of column gets in a form."""

from django.db import models
from django.forms import Textarea

try:
    from casework.interface import forms as govuk
except ImportError:
    govuk = None


def formfield(column: models.Field, **kwargs):
    """A model column's form field, with the boxes of the GOV.UK pattern."""
    return column.formfield(**kwargs)
