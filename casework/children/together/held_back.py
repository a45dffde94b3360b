"""Words written for several children in a form that changes them.

Whoever may not know of one of the children is not shown what names them, so cannot say what else
should stand there: such words are shown as on the page and stay as they are, and another worker
changes them. Article 5(1)(d) and (f) of the UK GDPR: accurate, and kept from whoever has no
business with it.
"""

from collections.abc import Iterable
from typing import Any

from django import forms

from casework.children.extensions.shared_records import unknown_above
from casework.children.models import Child
from casework.children.shared_words import for_reader
from casework.interface.forms import Textarea

NOT_WHOLE = (
    "Part of this is not shown to you: it is about someone not named to you. It stays as it is:"
    " only a worker who may read all of it can change it."
)


CHANGED_MEANWHILE = (
    "Part of this is about someone not named to you, so your words cannot take its place. Copy what"
    " you wrote here, and open the page again: what stands there stays as it is"
)


class HeldBack(forms.CharField):
    """Shown in part, and kept whole. Other words are refused, and still shown to whoever wrote
    them: the box was theirs to write in until somebody else wrote what they are not shown."""

    def __init__(self, whole: str, told: str, label: str | None):
        self.whole, self.told = whole, told
        widget = Textarea(attrs={"rows": 5, "readonly": True})
        super().__init__(label=label, required=False, help_text=NOT_WHOLE, widget=widget)

    def typed(self, value: Any) -> bool:
        return isinstance(value, str) and value.split() != self.told.split()

    def prepare_value(self, value: Any) -> str:
        return value if self.typed(value) and value != self.whole else self.told

    def clean(self, value: Any) -> str:
        if self.typed(value):
            raise forms.ValidationError(CHANGED_MEANWHILE)
        return self.whole

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def hold_back(form, hidden: Iterable[Child]) -> None:
    """Each box of a form that would show what names one of these children."""
    hidden = list(hidden)
    for name, asked in list(form.fields.items()) if hidden else ():
        words = form.get_initial_for_field(asked, name)
        told = for_reader(words, hidden) if isinstance(words, str) else words
        if told != words:
            form.fields[name] = HeldBack(words, told, asked.label)


def hold_back_above(form, reader) -> None:
    """The same of a form that changes a row above several children's records."""
    row = getattr(form, "instance", None)
    if row is not None and row.pk:
        hold_back(form, unknown_above(row, reader))
