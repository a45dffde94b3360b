from django import forms

from casework.children.forms import RecordForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Textarea
from casework.voice.later_life.sources import SOURCES, source_choices
from casework.voice.models import LifeStoryItem


class LifeStoryItemForm(ConstraintErrorsMixin, RecordForm):
    """Something of the record for the adult the child becomes, with a few words to them."""

    beside = {"life_story_one_record": "about"}

    about = forms.ChoiceField(
        label="Which record is it?",
        required=False,
        error_messages={"invalid_choice": "Choose a record of this child"},
    )

    class Meta(RecordForm.Meta):
        model = LifeStoryItem
        fields = ["kind", "title", "to_them", "about_on"]
        widgets = {"to_them": Textarea(rows=8)}
        help_texts = {
            "title": "Such as: Why you went to live with Nan",
            "to_them": "Write to them. They may read it at 20 or at 50, and on their own",
            "about_on": "Items are read in the order of these days",
        }

    field_order = ["kind", "title", "about", "to_them", "about_on"]

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        child, item = self.instance.child, self.instance
        self.fields["about"].choices = source_choices(child, reader)
        self.fields["to_them"].label = f"Your words to {child.first_name}, grown up"
        self.fields["about_on"].past = True
        self.fields["about_on"].named = "day it is about"
        for source in SOURCES:
            if key := getattr(item, f"{source.field}_id"):
                self.initial["about"] = f"{source.field}-{key}"

    def clean(self):
        cleaned = super().clean()
        kind, _, number = cleaned.get("about", "").partition("-")
        for source in SOURCES:
            chosen = int(number) if source.field == kind else None
            setattr(self.instance, f"{source.field}_id", chosen)
        return cleaned
