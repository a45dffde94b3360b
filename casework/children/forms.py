"""What every form of the record shares, and the forms of the file itself."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from casework.children.codes import RelationshipKind
from casework.children.family.homes import live_together, lives_elsewhere
from casework.children.file_numbers import NOT_FOUND, file_numbered
from casework.children.models import Alert, Child, Person, Relationship
from casework.children.saving.conflicts import Merges
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.django_private import ModelForm
from casework.interface.forms import DateField, Radios, formfield


class RecordForm(Merges, ModelForm):
    """A form on one record. The model's constraints are checked even over fields not shown, and
    what others changed in the record since its page was read is kept."""

    class Meta:
        formfield_callback = formfield

    def unchecked_fields(self):
        """Leave out only what this form already found wrong, so every constraint is tried."""
        return set(self.errors) | {"recorded_by"}

    def fill_and_check(self):
        self.take_in_what_changed()
        super().fill_and_check()

    def place_errors(self, errors):
        """What is wrong with a fact this page does not ask for is said above the form."""
        if hasattr(errors, "error_dict"):
            for name in {*errors.error_dict} - {*self.fields, NON_FIELD_ERRORS}:
                self.add_error(None, errors.error_dict.pop(name))
        super().place_errors(errors)


class RelationshipForm(ConstraintErrorsMixin, RecordForm):
    """Someone in the child's life: already on a file here, or written down for the first time."""

    beside = {
        "relationship_once": "number",
        "relationship_responsibility_held": "responsibility_held",
    }

    number = forms.CharField(
        label="If they have a file here, its number",
        required=False,
        max_length=12,
        help_text="Such as C00042",
    )
    given_name = forms.CharField(label="Or first name", required=False, max_length=100)
    family_name = forms.CharField(label="Last name", required=False, max_length=100)
    born_on = DateField(label="Date of birth", required=False)
    phone = forms.CharField(label="Phone", required=False, max_length=40)
    organisation = forms.CharField(
        label="School or organisation",
        required=False,
        max_length=100,
        help_text="For a professional",
    )

    lives_with = forms.BooleanField(label="Lives with the child now", required=False)

    class Meta(RecordForm.Meta):
        model = Relationship
        fields = ["kind", "parental_responsibility", "responsibility_held", "note"]

    field_order = [
        "kind",
        "number",
        "given_name",
        "family_name",
        "born_on",
        "phone",
        "organisation",
        "lives_with",
        "parental_responsibility",
        "responsibility_held",
        "note",
    ]

    def __init__(self, *args, child, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.child, self.worker = child, worker
        self.instance.person = child.person

    def clean_number(self):
        number = self.cleaned_data["number"].strip()
        if not number:
            return None
        others = Child.objects.visible_to(self.worker).exclude(pk=self.child.pk)
        known = file_numbered(number, others)
        if known is None:
            raise forms.ValidationError(NOT_FOUND)
        return known

    def clean(self):
        cleaned = super().clean()
        named = cleaned.get("given_name") or cleaned.get("family_name")
        if not self.errors and not cleaned.get("number") and not named:
            self.add_error("given_name", "Give their name, or the number of their file")
        known = cleaned.get("number")
        if known and cleaned.get("lives_with") and lives_elsewhere(known.person, self.child.person):
            self.add_error(
                "lives_with",
                f"{known.first_name} has another address on file. Leave this empty, and record that"
                " they moved",
            )
        return cleaned

    def fill_and_check(self):
        """The relative is made on saving; a stand-in lets the other rules be checked now."""
        if not self.errors:
            known = self.cleaned_data.get("number")
            self.instance.relative = known.person if known else self.relative()
        super().fill_and_check()

    def unchecked_fields(self):
        """Somebody new stands on no file yet; of someone known, every constraint is tried."""
        new = {"relative"} if self.instance.relative_id is None else set()
        return super().unchecked_fields() | new

    def relative(self):
        facts = ("given_name", "family_name", "born_on", "phone", "organisation")
        return Person(
            authority=self.child.authority, **{name: self.cleaned_data[name] for name in facts}
        )

    @transaction.atomic
    def save(self, commit=True):
        if self.instance.relative.pk is None:
            self.instance.relative.save()
            self.instance.relative_id = self.instance.relative.pk
        relationship = super().save()
        if known := self.cleaned_data["number"]:
            self.mirror(known)
        if self.cleaned_data.get("lives_with"):
            live_together(self.child.person, relationship.relative)
        return relationship

    def mirror(self, known):
        """A brother or sister with a file sees the relationship from their side too."""
        theirs = {"person": known.person, "relative": self.child.person, "ended_on": None}
        if not Relationship.objects.filter(**theirs).exists():
            kind = MIRRORED.get(self.instance.kind, RelationshipKind.OTHER)
            Relationship.objects.create(**theirs, kind=kind)


SIBLING = RelationshipKind.SIBLING
MIRRORED = {
    "mother": "child",
    "father": "child",
    "parent": "child",
    "child": "parent",
    "brother": SIBLING,
    "sister": SIBLING,
    "sibling": SIBLING,
    "half_sibling": "half_sibling",
    "step_sibling": "step_sibling",
    "twin": "twin",
    "cousin": "cousin",
    "friend": "friend",
}


class AlertForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Alert
        fields = ["text", "started_on", "review_on"]
        labels = {
            "text": "What others must know, in a few words",
            "review_on": "When is it looked at again?",
        }
        help_texts = {
            "text": "Such as: two workers to visit, dog, threats made in August",
            "review_on": "If you give a day, you and the social worker are reminded",
        }

    def clean_review_on(self):
        return to_come(self.cleaned_data["review_on"])


def to_come(day):
    if day and day <= timezone.localdate():
        raise forms.ValidationError("Give a day that is to come")
    return day


class AlertReviewForm(RecordForm):
    """Still a danger, to be looked at again on another day; or ended, on which day and why."""

    STILL, ENDED = "still", "ended"
    decision = forms.ChoiceField(
        label="Is it still a danger?",
        choices=[(STILL, "Yes: it is looked at again on another day"), (ENDED, "No: it has ended")],
        widget=Radios(reveals={STILL: "review_on", ENDED: ("ended_on", "ended_because")}),
        error_messages={"required": "Say whether it is still a danger"},
    )
    field_order = ["decision", "review_on", "ended_on", "ended_because"]

    class Meta(RecordForm.Meta):
        model = Alert
        fields = ["review_on", "ended_on", "ended_because"]
        labels = {
            "review_on": "When is it looked at again?",
            "ended_on": "From which day is it no longer a danger?",
            "ended_because": "Why is it no longer a danger?",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].past = True
        self.initial["ended_on"] = timezone.localdate()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.ENDED:
            cleaned["review_on"] = self.instance.review_on
            self.ask_for("ended_on", "Give the day it ended")
            self.ask_for("ended_because", "Say why it is no longer a danger")
            self.instance.ended_by = self.writer
        elif cleaned.get("decision") == self.STILL:
            cleaned["ended_on"], cleaned["ended_because"] = None, ""
            self.ask_for("review_on", "Give the day it is looked at again")
            self.check_to_come(cleaned.get("review_on"))
            self.instance.reviewed_by = self.writer
            self.instance.reviewed_at = timezone.now()
        return cleaned

    def check_to_come(self, day):
        try:
            to_come(day)
        except forms.ValidationError as error:
            self.add_error("review_on", error)

    def ask_for(self, field, words):
        if not self.cleaned_data.get(field) and field not in self.errors:
            self.add_error(field, words)
