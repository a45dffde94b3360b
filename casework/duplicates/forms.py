"""Proposing that two files are one child's, agreeing with a choice for each difference, undoing."""

from typing import Any, cast

from django import forms

from casework.access.roles import Permission
from casework.children.file_numbers import file_numbered
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.duplicates.conflicts import Reader, Twice, readers, twice
from casework.duplicates.facts import ABSORBED, KEPT, Fact, differing
from casework.duplicates.models import Merge
from casework.duplicates.operations import BOTH, GOES_ON, PROPOSED_ALREADY
from casework.duplicates.tables import Pair
from casework.interface.forms import Checkboxes, Radios, Textarea

SHORT = 3
NOT_FOUND = "There is no file with this number that you may be told of"


class ProposeForm(RecordForm):
    """Which file is the same child's, and how one knows."""

    other = forms.CharField(
        label="Which file is the same child’s?",
        help_text="Its casework number, such as C00042",
        max_length=12,
    )
    field_order = ["other", "because"]

    class Meta(RecordForm.Meta):
        model = Merge
        fields = ["because"]
        widgets = {"because": Textarea(attrs={"rows": SHORT})}

    def __init__(self, *args, worker, child, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker, self.child = worker, child

    def named(self, field: str) -> Child:
        file = file_numbered(self.cleaned_data[field], self.may_be_named())
        if file is None:
            raise forms.ValidationError(NOT_FOUND)
        return file

    def clean_other(self):
        other = self.named("other")
        if other == self.child:
            raise forms.ValidationError("That is this file itself")
        if Merge.objects.waiting().of_file(other).of_file(self.child).exists():
            raise forms.ValidationError(PROPOSED_ALREADY)
        return other

    def may_be_named(self):
        """The files this worker may open; and those they are told of when they ask if a child is
        known, which are not restricted."""
        known = Child.objects.visible_to(self.worker)
        if self.worker.may(Permission.ASK_IF_KNOWN):
            of_council = Child.objects.filter(authority=self.worker.authority_id, restricted=False)
            known = Child.objects.filter(pk__in=known.values("pk").union(of_council.values("pk")))
        return known

    def unchecked_fields(self):
        return super().unchecked_fields() | {"absorbed", "child"}


class ProposeKnownForm(ProposeForm):
    """Of two files that one is told of and need not be able to open."""

    first = forms.CharField(
        label="Which file?", help_text="Its casework number, such as C00041", max_length=12
    )
    field_order = ["first", "other", "because"]

    def clean_first(self):
        self.child = self.named("first")
        return self.child


class RefuseForm(forms.Form):
    because = forms.CharField(
        label="Why are they two children?",
        widget=Textarea(attrs={"rows": SHORT}),
        error_messages={"required": "Say why they are two children"},
    )


class MergeForm(forms.Form):
    """One question for each thing the two files have that one child has once."""

    def __init__(self, *args, pair: Pair, **kwargs):
        super().__init__(*args, **kwargs)
        self.pair = pair
        self.facts = {fact.code: fact for fact in differing(pair)}
        self.clashes = {clash.code: clash for clash in twice(pair) if clash.asked}
        self.readers = {reader.code: reader for reader in readers(pair) if reader.asked}
        for code, fact in self.facts.items():
            self.fields[code] = self.question(fact.label, self.of_fact(fact))
        for code, clash in self.clashes.items():
            label = f"Both have {_a(clash.once.word)}: which stands?"
            self.fields[code] = self.question(label, self.of_clash(clash))
        for code, reader in self.readers.items():
            self.fields[code] = self.question(str(reader.held), self.of_reader(reader))
            self.fields[code].help_text = self.why_asked(reader)
        if "team" in self.fields:
            self.fields["team"].initial = KEPT

    def question(self, label: str, choices) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=label,
            choices=choices,
            widget=Radios,
            error_messages={"required": f"Choose for “{label}”"},
        )

    def number(self, choice: str) -> str:
        return (self.pair.kept if choice == KEPT else self.pair.absorbed).number

    def of_fact(self, fact: Fact) -> list[tuple[str, str]]:
        sides = ((KEPT, fact.said(self.pair.kept)), (ABSORBED, fact.said(self.pair.absorbed)))
        return [(choice, f"{words}, as {self.number(choice)} says") for choice, words in sides]

    def of_clash(self, clash: Twice) -> list[tuple[str, str]]:
        sides = ((KEPT, clash.kept), (ABSORBED, clash.absorbed))
        choices = [(choice, f"{record}, of {self.number(choice)}") for choice, record in sides]
        return [*choices, (BOTH, "Both go on: they are two")] if clash.both else choices

    def of_reader(self, reader: Reader) -> list[tuple[str, str]]:
        return [
            ("ends", "Their part ends with the merge"),
            (GOES_ON, "Their part goes on, and the whole file is open to them"),
        ]

    def why_asked(self, reader: Reader) -> str:
        other = self.pair.kept if reader.of_absorbed else self.pair.absorbed
        return f"{reader.held.worker} may not open {other.number} today"

    def said(self) -> list[list[str]]:
        """What was chosen, in words: of what, and what stands."""
        fields: dict[str, Any] = self.fields
        return [
            [str(field.label), dict(field.choices)[self.cleaned_data[code]]]
            for code, field in fields.items()
        ]


def _a(word: str) -> str:
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


class UndoForm(forms.Form):
    """Why they are two children after all, and what was written since that is the other’s."""

    because = forms.CharField(
        label="Why are they two children after all?",
        widget=Textarea(attrs={"rows": SHORT}),
        error_messages={"required": "Say why they are two children after all"},
    )
    with_it = forms.MultipleChoiceField(
        label="What was written since, and is the other child’s?",
        help_text="What you leave unticked stays on the file that was kept",
        required=False,
        widget=Checkboxes,
    )

    def __init__(self, *args, written: list[tuple[str, str]], number: str, **kwargs):
        super().__init__(*args, **kwargs)
        with_it = cast(forms.MultipleChoiceField, self.fields["with_it"])
        with_it.choices = written
        with_it.label = f"What was written since, and belongs to {number}?"
        if not written:
            del self.fields["with_it"]
