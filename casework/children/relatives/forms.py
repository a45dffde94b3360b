from typing import Any

from django import forms

from casework.children.codes import SIBLING_KINDS, RelationshipKind
from casework.children.file_numbers import files_numbered
from casework.children.forms import RecordForm
from casework.children.models import Child, Person, PersonJoin, Relationship
from casework.children.relatives.joins import differences, is_said, join
from casework.children.relatives.operations import (
    change_person,
    change_relationship,
    link_siblings,
    separate,
)
from casework.children.relatives.queries import relationships_seen
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Checkboxes, DateField, Radios, Textarea


class RelativeForm(RecordForm):
    """Who a relative is: the same on the file of every child."""

    class Meta(RecordForm.Meta):
        model = Person
        fields = [
            "given_name",
            "family_name",
            "known_as",
            "sex",
            "born_on",
            "died_on",
            "phone",
            "other_phone",
            "languages",
            "needs_interpreter",
            "communication_needs",
            "job_title",
            "organisation",
        ]
        labels = {"communication_needs": "What helps them understand and be understood"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.was = (self.instance.given_name, self.instance.family_name)
        for name in ("born_on", "died_on"):
            self.fields[name].past = True

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("given_name") or cleaned.get("family_name") or self.errors):
            self.add_error("given_name", "Give a name, or part of one")
        return cleaned

    def save(self, commit=True):
        change_person(self.instance, was=self.was)
        return self.instance


class TieForm(ConstraintErrorsMixin, RecordForm):
    """What someone is to a child, and to the brothers and sisters who are ticked."""

    beside = {
        "relationship_once": "kind",
        "relationship_responsibility_held": "responsibility_held",
        "relationship_ends_after_it_starts": "ended_on",
    }

    also = forms.MultipleChoiceField(
        label="The same is true for", required=False, widget=Checkboxes
    )

    class Meta(RecordForm.Meta):
        model = Relationship
        fields = [
            "kind",
            "parental_responsibility",
            "responsibility_held",
            "note",
            "started_on",
            "ended_on",
            "ended_because",
        ]
        help_texts = {
            "ended_on": "Only where they are this to the child no more. A mistake is put right"
            " instead",
            "started_on": "Leave it empty where it was always so",
        }

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.was = Relationship.objects.get(pk=self.instance.pk)
        self.fields["ended_on"].past = self.fields["started_on"].past = True
        others = relationships_seen(self.instance.relative, worker).filter(
            kind=self.was.kind, ended_on=self.was.ended_on
        )
        self.others = {str(row.pk): row for row in others.exclude(pk=self.instance.pk)}
        self.fields["also"].choices = [
            (pk, row.person.child.name) for pk, row in self.others.items()
        ]
        if not self.others:
            del self.fields["also"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("ended_on") and not cleaned.get("ended_because"):
            self.add_error("ended_because", "Say why it ended")
        return cleaned

    def save(self, commit=True):
        change_relationship(self.instance, was=self.was)
        for pk in self.cleaned_data.get("also", []):
            other = self.others[pk]
            was = Relationship.objects.get(pk=other.pk)
            for name in self._meta.fields:
                setattr(other, name, getattr(self.instance, name))
            change_relationship(other, was=was)
        return self.instance


class SeparationForm(forms.Form):
    other = forms.ChoiceField(label="From whom?", widget=Radios)
    ended_on = DateField(label="Since when are they apart?", past=True, named="day they parted")
    because = forms.CharField(label="How do we know?", max_length=200)

    def __init__(self, *args, person, family, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.family = {str(other.pk): other for other in family if other.pk != person.pk}
        self.fields["other"].choices = [(pk, str(other)) for pk, other in self.family.items()]

    def save(self):
        cleaned = self.cleaned_data
        other = self.family[cleaned["other"]]
        separate(self.person, other, day=cleaned["ended_on"], because=cleaned["because"])
        return self.person


class JoinForm(RecordForm):
    """Which entry is the same person, fact by fact which is right, and how that is known."""

    class Meta(RecordForm.Meta):
        model = PersonJoin
        fields = ["because"]

    def __init__(self, *args, kept, other, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept, self.other, self.worker = kept, other, worker
        for name, label, mine, theirs in differences(kept, other):
            if is_said(name, mine) and is_said(name, theirs):
                self.fields[f"take_{name}"] = forms.ChoiceField(
                    label=label.capitalize(),
                    choices=[("kept", words(kept, name)), ("other", words(other, name))],
                    initial="kept",
                    widget=Radios,
                )
        self.order_fields([*(name for name in self.fields if name != "because"), "because"])

    def unchecked_fields(self):
        return super().unchecked_fields() | {"kept", "joined", "made_by", "authority"}

    def save(self, commit=True):
        cleaned = self.cleaned_data
        take = {name[5:] for name, value in cleaned.items() if value == "other"}
        return join(self.kept, self.other, take=take, because=cleaned["because"], by=self.worker)


def words(person: Person, name: str) -> str:
    shown = getattr(person, f"get_{name}_display", None)
    value: Any = shown() if shown else getattr(person, name)
    return f"{value:%-d %B %Y}" if hasattr(value, "year") else str(value)


SIBLINGS = [
    ("", "Leave as it is"),
    ("sibling", "Brother or sister"),
    ("twin", "Twin"),
    ("half_sibling", "Half-brother or half-sister"),
    ("step_sibling", "Step-brother or step-sister"),
]


class SiblingsForm(forms.Form):
    """Every brother and sister of a child in one step; each link is written from both sides."""

    numbers = forms.CharField(
        label="Others with a file here: their numbers",
        required=False,
        widget=Textarea(rows=2),
        help_text="Such as C00042 C00043. They are linked as brothers and sisters",
    )

    def __init__(self, *args, child: Child, worker, people: list[tuple[Person, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.child, self.worker = child, worker
        for person, kind in people:
            now = RelationshipKind(kind).label if kind else ""
            self.fields[f"sibling_{person.pk}"] = forms.ChoiceField(
                label=str(person),
                choices=[("", f"As now: {now}") if now else ("", "Not linked"), *SIBLINGS[1:]],
                required=False,
                help_text=f"Born {person.born_on:%-d %B %Y}" if person.born_on else "",
            )
        self.order_fields([*(name for name in self.fields if name != "numbers"), "numbers"])
        self.kinds = {person.pk: kind for person, kind in people}

    def clean_numbers(self):
        others = Child.objects.visible_to(self.worker).exclude(pk=self.child.pk)
        typed = files_numbered(self.cleaned_data["numbers"], others)
        if typed.wrong:
            raise forms.ValidationError(typed.wrong)
        return typed.files

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.said():
            raise forms.ValidationError("Say of at least one what they are to the child")
        return cleaned

    def said(self) -> dict[int, str]:
        """What each is to the child: as chosen now, and as it stands already."""
        cleaned = self.cleaned_data
        chosen = {
            pk: cleaned.get(f"sibling_{pk}") or kind
            for pk, kind in self.kinds.items()
            if cleaned.get(f"sibling_{pk}") or kind in SIBLING_KINDS
        }
        typed = {child.person_id: "sibling" for child in cleaned.get("numbers", [])}
        return typed | chosen

    def save(self):
        self.linked = link_siblings(self.child, self.said())
        return self.child
