"""One record of several children: what is shared written once, then each child's own part.

Where the children are chosen first, each has a card (``CardForm``); where they are ticked on the
page itself, each has a part that counts once it is ticked (``ChildPartForm``).
"""

from django import forms

from casework.children.forms import RecordForm
from casework.children.together.record import save_together
from casework.interface import words
from casework.interface.constraint_errors import ConstraintErrorsMixin


class CardForm(RecordForm):
    """One child's card of a shared form."""

    link = ""

    def __init__(self, *args, child, worker, **kwargs):
        self.child = child
        part = self._meta.model.on_file_of(child, worker)
        super().__init__(*args, instance=part, prefix=child.number, **kwargs)

    def unchecked_fields(self):
        """Each rule is asked at its own question, naming the child; the database holds them all.

        So a form for thirty children asks the database nothing thirty times.
        """
        return {field.name for field in self._meta.model._meta.fields}


class SharedForm(RecordForm):
    """The words written once for a child and the brothers and sisters ticked."""

    happened = ""
    said_of = ""

    def __init__(self, *args, children, worker, **kwargs):
        self.children, self.worker = children, worker
        super().__init__(*args, instance=self.blank(), **kwargs)

    def blank(self):
        return self._meta.model(authority_id=self.worker.authority_id, recorded_by=self.worker)

    def unchecked_fields(self):
        return super().unchecked_fields() | {"authority", "worker"}

    def clean(self):
        cleaned = super().clean()
        if at := cleaned.get(self.happened):
            for error in self.births_after(words.as_day(at)):
                self.add_error(self.happened, error)
        return cleaned

    def births_after(self, day):
        for child in self.children:
            born_on = child.person.born_on
            if born_on and born_on > day:
                yield (
                    f"{child.first_name} was born on {words.full_day(born_on)}:"
                    f" {self.said_of} cannot be before that"
                )

    def save_with(self, cards):
        save_together(self.save(commit=False), [card.part(self) for card in cards], link=self.link)
        return self.instance


class ChildPartForm(ConstraintErrorsMixin, RecordForm):
    """One child's own part. A brother's or sister's counts only once it is ticked."""

    included = forms.BooleanField(required=False)
    made_on_saving: tuple[str, ...] = ()
    asks = "This is about {name} too"

    def __init__(self, *args, first, **kwargs):
        super().__init__(*args, empty_permitted=not first, use_required_attribute=False, **kwargs)
        self.first, self.child = first, self.instance.child
        for field in self.fields.values():
            if field.label:
                field.label = field.label.format(name=self.child.first_name)
        self.fields["included"].label = self.asks.format(name=self.child.first_name)
        if first:
            del self.fields["included"]

    def has_changed(self):
        """Words and the tick say that a child is meant; a radio once chosen cannot be cleared."""
        return any(
            name == "included" or isinstance(self.fields[name], forms.CharField)
            for name in self.changed_data
        )

    def clean(self):
        cleaned = super().clean()
        if not self.first and not cleaned.get("included"):
            self.add_error(
                "included",
                f"Tick this if it is about {self.child.first_name},"
                f" or clear what you wrote about {self.child.first_name}",
            )
        return cleaned

    @property
    def chosen(self):
        return self.first or self.cleaned_data.get("included", False)

    def unchecked_fields(self):
        """The shared row these point to is made on saving."""
        return super().unchecked_fields() | set(self.made_on_saving)
