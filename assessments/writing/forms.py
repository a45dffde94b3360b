"""One form to write an assessment: for a child, and for the brothers and sisters assessed with
them. What the family shares is written once, each child's own beside the others'."""

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django import forms
from django.http import QueryDict

from assessments.codes import CURRENT_FACTORS, NO_FACTOR, WITHDRAWN
from assessments.forms import WholeAssessmentForm
from assessments.models import (
    OF_THE_FAMILY,
    Answer,
    Assessment,
    AssessmentSection,
    FamilyAssessment,
)
from assessments.writing.prompts import beside
from assessments.writing.questions import COLUMNS, of_the_family, target_of
from casework.children.extensions.shared_records import unknown_above
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.children.together.held_back import hold_back
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Checkboxes, Radios, Textarea
from casework.interface.words import listed
from casework.practice.models import Section
from casework.writing.prompts.forms import HelpsWriting

FACTS = [
    "child_seen_on",
    "advocate_offered",
    "advocate_because",
    "interpreter_offered",
    "interpreter_because",
    "factors",
    "review_on",
    "late_because",
]
WITH = "with"
GONE = (
    "One of the assessments on this page was sent to a manager, or is no longer yours to write in,"
    " since you opened it. Nothing is saved yet: open the page again in another tab to see"
)
NUMBERS = [("", "Not chosen"), *((number, str(number)) for number in range(11))]


def number(chosen) -> int | None:
    return int(chosen) if chosen != "" else None


class AddedSectionForm(HelpsWriting, RecordForm):
    """One child's answer to a section a template added: words, or a number and why."""

    writing = {"text": beside("")}

    score = forms.TypedChoiceField(
        choices=NUMBERS[1:],
        coerce=number,
        empty_value=None,
        required=False,
        widget=Radios(inline=True),
    )

    class Meta(RecordForm.Meta):
        model = AssessmentSection
        fields = ["score", "text"]

    def __init__(self, *args, section: Section, name: str, hints=True, **kwargs):
        super().__init__(*args, **kwargs)
        prompt = section.prompt_for(name) if hints else ""
        self.fields["text"].required = False
        if section.kind == Section.Kind.SCALE:
            ask(self, "score", section.question_for(name), section.ends_for(name))
            ask(self, "text", f"Why this number for {name}", prompt)
            self.fields["text"].widget = Textarea(rows=4)
        else:
            del self.fields["score"]
            ask(self, "text", section.question_for(name), prompt)
            self.fields["text"].widget = Textarea(rows=9 if not section.shared else 5)


def ask(form, field: str, label: str, hint: str) -> None:
    form.fields[field].label, form.fields[field].help_text = label, hint


@dataclass(frozen=True)
class Line:
    """One child's part of a section: the fields it is written in, and what was said last time."""

    name: str
    fields: list
    last: Answer | None
    last_on: object = None


@dataclass(frozen=True)
class Part:
    """One section of the page."""

    target: str
    title: str
    lines: list[Line]
    written: int

    @property
    def state(self) -> str:
        if self.written == len(self.lines):
            return "Written"
        return f"{self.written} of {len(self.lines)} written" if self.written else "Not started"


class ChildsForm(HelpsWriting, ConstraintErrorsMixin, WholeAssessmentForm):
    """One child's own sections and facts."""

    writing = {key: beside(key) for key in COLUMNS}

    beside = {"assessment_no_factor_stands_alone": "factors"}
    factors = forms.MultipleChoiceField(
        choices=CURRENT_FACTORS,
        required=False,
        widget=Checkboxes,
        label="What makes life harder",
        help_text="Choose all that are true, or “None of these” on its own",
    )

    class Meta(RecordForm.Meta):
        model = Assessment
        fields = [*COLUMNS, *FACTS]

    def __init__(
        self, *args, worker, last=None, late=False, first=True, asked_above=frozenset(), **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.asked_above = asked_above
        self.worker = self.writer = worker
        self.first = first
        self.last = (last or {}).get(self.instance.child_id)
        self.name = self.instance.child.first_name
        self.ask_columns()
        self.ask_facts()
        self.added = {
            section.key: self.form_for(section)
            for section in self.instance.asked
            if section.in_rows
        }
        if not late:
            del self.fields["late_because"]

    def writes_in(self):
        return [self.instance]

    def ask_columns(self):
        asked = {section.key: section for section in self.instance.asked}
        for key in COLUMNS:
            if key not in asked:
                del self.fields[key]
                continue
            section = asked[key]
            prompt = section.prompt_for(self.name) if self.first else ""
            ask(self, key, section.question_for(self.name), prompt)
            self.fields[key].widget.attrs["rows"] = 9

    def ask_facts(self):
        seen = self.fields["child_seen_on"]
        seen.past, seen.label = True, f"{self.name} was seen on"
        if self.instance.child.person.unborn:
            del self.fields["child_seen_on"]
        self.fields["advocate_offered"].label = f"{self.name} was offered an advocate"
        self.fields["advocate_offered"].help_text = "Someone of their own, who helps them be heard"
        self.fields["interpreter_offered"].label = "The family were offered an interpreter"

    def form_for(self, section) -> AddedSectionForm:
        row = self.instance.rows.get(section.pk) or AssessmentSection.on_file_of(
            self.instance.child, self.worker, assessment=self.instance, section=section
        )
        form = AddedSectionForm(
            self.data if self.is_bound else None,
            instance=row,
            prefix=self.add_prefix(section.key),
            section=section,
            name=self.name,
            hints=self.first or section.key not in self.asked_above,
        )
        form.writer, row.child = self.worker, self.instance.child
        if section.shared:
            hold_back(form, self.not_named)
        return form

    @cached_property
    def not_named(self) -> list[Child]:
        """Whom the words of the family may not name to this worker."""
        family = self.instance.family
        return unknown_above(family, self.worker) if family else []

    @property
    def inner(self) -> list:
        return list(self.added.values())

    def is_valid(self):
        return all([super().is_valid(), *(form.is_valid() for form in self.inner)])

    def clean_factors(self):
        """A code withdrawn since it was chosen stays, though it is no longer offered."""
        chosen = self.cleaned_data["factors"]
        if chosen == [NO_FACTOR]:
            return chosen
        return [*chosen, *(code for code in self.instance.factors if code in WITHDRAWN)]

    def save(self, commit=True):
        super().save()
        for form in self.added.values():
            form.save()
        return self.instance

    def line(self, key: str) -> Line | None:
        """This child's part of a section; nothing where their template does not ask it."""
        if key in self.added:
            fields = list(self.added[key])
        elif key in self.fields:
            fields = [self[key]]
        else:
            return None
        last = self.last and next((a for a in self.last.written if a.section.key == key), None)
        return Line(self.name, fields, last, self.last and self.last.authorised_on)

    @property
    def facts(self) -> list:
        return [self[name] for name in FACTS if name in self.fields and name != "factors"]


class CardForm(ChildsForm):
    """A brother's or sister's part. What the family shares is written on the first child's; what
    only this child's template asks (of a child not yet born, the pregnancy) is written here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, first=False, **kwargs)
        del self.fields["review_on"]
        shared = [
            section.key
            for section in self.instance.asked
            if section.in_rows and section.shared and section.key in self.asked_above
        ]
        self.shared = {key: self.added.pop(key) for key in shared}

    def share(self, rows: dict[str, AssessmentSection]) -> None:
        """The same words stand on this child's own assessment."""
        for key in self.shared.keys() & rows.keys():
            row = self.shared[key].instance
            row.text, row.score = rows[key].text, rows[key].score
            row.save()


class AssessmentForm(ChildsForm):
    """Everything a worker writes on one page."""

    writing = {key: beside(key) for key in (*COLUMNS, *OF_THE_FAMILY)}

    def __init__(self, *args, together=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.together = together
        self.add_family_questions()
        self.cards = [self.card_for(assessment, kwargs) for assessment in self.written_with()]

    def writes_in(self):
        return WholeAssessmentForm.writes_in(self)

    def written_with(self) -> list[Assessment]:
        """On saving, only those that were on the page when it was opened."""
        being_written = [
            assessment for assessment in self.together if assessment.state in ("draft", "returned")
        ]
        named = cast(QueryDict, self.data).getlist(WITH) if self.is_bound else None
        return [
            assessment
            for assessment in being_written
            if named is None or assessment.child.number in named
        ]

    def card_for(self, assessment, kwargs) -> CardForm:
        return CardForm(
            self.data if self.is_bound else None,
            instance=assessment,
            worker=self.worker,
            prefix=assessment.child.number,
            last=kwargs.get("last"),
            asked_above=frozenset(section.key for section in self.instance.asked),
        )

    def add_family_questions(self):
        family, hints = self.instance.family, self.instance.asked
        for section in hints:
            if section.key in OF_THE_FAMILY:
                written = getattr(family, section.key) if family else ""
                self.fields[section.key] = forms.CharField(
                    required=False, widget=Textarea(rows=5), initial=written
                )
                ask(
                    self,
                    section.key,
                    section.question_for(self.name),
                    section.prompt_for(self.name),
                )
        hold_back(self, self.not_named)

    @property
    def inner(self) -> list:
        """Every form drawn inside this one."""
        rows = [row for card in self.cards for row in card.inner]
        return [*self.added.values(), *self.cards, *rows]

    @property
    def names(self) -> list[str]:
        return [self.name, *(card.name for card in self.cards)]

    @property
    def everyone(self) -> str:
        """Those it is written for together; nothing where it is for one."""
        return listed(self.names) if self.cards else ""

    @cached_property
    def parts(self) -> list[Part]:
        """Each child's own sections, in the order of the template; then those that only a brother's
        or sister's template asks."""
        own = [section for section in self.asked_of_anyone if not of_the_family(section)]
        return [self.part(section, [self, *self.cards]) for section in own]

    @cached_property
    def shared_parts(self) -> list[Part]:
        family = [section for section in self.asked_of_anyone if of_the_family(section)]
        return [self.part(section, [self, *self.cards]) for section in family]

    @property
    def asked_of_anyone(self) -> list[Section]:
        asked = {section.key: section for section in self.instance.asked}
        for card in self.cards:
            for section in card.instance.asked:
                if section.in_rows:
                    asked.setdefault(section.key, section)
        return list(asked.values())

    def part(self, section, writers) -> Part:
        lines = [line for writer in writers if (line := writer.line(section.key))]
        name = self.name if of_the_family(section) else listed(line.name for line in lines)
        written = sum(
            any(str(field.value() or "").strip() for field in line.fields) for line in lines
        )
        return Part(target_of(section), section.title_for(name), lines, written)

    def clean(self):
        if self.is_bound and len(self.cards) < len(set(self.data.getlist(WITH))):
            self.add_error(None, GONE)
        return super().clean()

    def save(self, commit=True):
        self.instance.family = self.save_family()
        super().save()
        for card in self.cards:
            card.instance.family = self.instance.family
            self.put_aside_on(card.instance, OF_THE_FAMILY)
            card.save()
            card.share({key: form.instance for key, form in self.added.items()})
        return self.instance

    def save_family(self):
        """Words that stand in an authorised assessment are locked: from then on there are two."""
        asked = [name for name in OF_THE_FAMILY if name in self.fields]
        written = {name: self.cleaned_data[name] for name in asked}
        family = self.instance.family or FamilyAssessment(
            authority=self.instance.authority, recorded_by=self.instance.recorded_by
        )
        if all(getattr(family, name) == text for name, text in written.items()) and family.pk:
            return family
        if family.pk and family.children.exclude(authorised_on=None).exists():
            family.pk, family._state.adding = None, True
        for name, text in written.items():
            setattr(family, name, text)
        family.save()
        return family
