"""Who a child is: opening a file, and changing what stands on it."""

from datetime import timedelta

from django import forms
from django.db import transaction
from django.utils import timezone

from casework.children.allocation.queries import can_hold
from casework.children.codes import AllocationRole, BirthKnown, DisabilityCode
from casework.children.forms import RecordForm
from casework.children.known.operations import Question, ask_beyond, whose_number
from casework.children.known.presentation import KnownFile
from casework.children.models import (
    Address,
    Allocation,
    Ask,
    Child,
    Person,
    PersonName,
    upn_is_valid,
)
from casework.interface.forms import DateField
from casework.interface.plain_text import whole_number

MONTH, PREGNANCY = timedelta(days=30), timedelta(days=280)

WHO_THEY_ARE = [
    "given_name",
    "family_name",
    "known_as",
    "born_on",
    "birth_known",
    "expected_on",
    "sex",
    "gender",
    "pronouns",
    "ethnicity",
    "disabilities",
    "languages",
    "needs_interpreter",
    "communication_needs",
    "religion",
]


class WhoTheyAreForm(RecordForm):
    """Who a child is. A name that changes is kept as a former name."""

    disabilities = forms.MultipleChoiceField(
        choices=DisabilityCode.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that are true, or “No disability”",
    )
    name_unknown = forms.BooleanField(
        label="Nobody knows their name yet",
        required=False,
        help_text="The file is called by its number until somebody does",
    )
    born_unknown = forms.BooleanField(
        label="Nobody knows when they were born",
        required=False,
        help_text="Every page then says that the age is not known. What is said of it is written on"
        " the file",
    )
    nhs_number = forms.CharField(label="NHS number", required=False, max_length=12)
    upn = forms.CharField(label="Unique pupil number", required=False, max_length=13)
    school = forms.CharField(label="School or nursery", required=False, max_length=120)

    class Meta(RecordForm.Meta):
        model = Person
        fields = WHO_THEY_ARE

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker, self.was_expected = worker, self.instance.expected_on
        self.fields["birth_known"].required = False
        if self.instance.pk:
            person = self.instance
            self.initial["name_unknown"] = not (person.given_name or person.family_name)
            self.initial["born_unknown"] = person.born_on is None and not person.unborn

    def clean_birth_known(self):
        return self.cleaned_data["birth_known"] or BirthKnown.KNOWN

    def clean_expected_on(self):
        """As the census has it: from 30 days ago to nine months ahead."""
        day, today = self.cleaned_data["expected_on"], timezone.localdate()
        if day and day != self.was_expected and not today - MONTH <= day <= today + PREGNANCY:
            raise forms.ValidationError(
                "The expected date must lie within the next nine months, or the last 30 days. Of a"
                " baby who is born, give the date of birth"
            )
        return day

    def clean_nhs_number(self):
        number = self.cleaned_data["nhs_number"].replace(" ", "")
        if number and (whole_number(number) is None or len(number) != 10):
            raise forms.ValidationError("An NHS number has 10 digits")
        return self.nobody_elses("nhs_number", number, "NHS number")

    def clean_upn(self):
        upn = self.cleaned_data["upn"].strip().upper()
        if upn and not upn_is_valid(upn):
            raise forms.ValidationError(
                "This is not a unique pupil number: check each letter and digit"
            )
        return self.nobody_elses("upn", upn, "unique pupil number")

    def nobody_elses(self, field, number, named):
        """A number belongs to one file of the authority; says whom to ask about the other."""
        own = getattr(self.instance, "child", None)
        other = whose_number(self.worker, number, field=field, but=own and own.pk)
        if other is None:
            return number
        if other.restricted:
            raise forms.ValidationError(other.words)
        raise forms.ValidationError(f"Another child’s file has this {named}: {other.words}")

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if born_on and born_on > timezone.localdate():
            raise forms.ValidationError(
                "The date of birth must be today or earlier. For a baby not born yet,"
                " give the expected date"
            )
        return born_on

    def clean(self):
        cleaned = super().clean()
        self.check_birth(cleaned)
        if not cleaned.get("name_unknown"):
            if not cleaned.get("given_name") and not cleaned.get("expected_on"):
                self.add_error("given_name", "Give the child’s first name")
            if not cleaned.get("family_name"):
                self.add_error("family_name", "Give the child’s last name")
        return cleaned

    def check_birth(self, cleaned):
        days = {"born_on", "expected_on"}
        given = any(cleaned.get(field) for field in days)
        if given and cleaned.get("born_unknown"):
            self.add_error("born_unknown", "Give the day, or say that nobody knows it: not both")
        elif not given and not cleaned.get("born_unknown") and not days & set(self.errors):
            self.add_error("born_on", "Give the date of birth, or when the baby is expected")

    def file_facts(self):
        return {name: self.cleaned_data[name] for name in ("nhs_number", "upn", "school")}


class ChildAddForm(WhoTheyAreForm):
    """A new file. Likely duplicates are shown before it is made."""

    lines = forms.CharField(
        label="Address", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    postcode = forms.CharField(required=False, max_length=8)
    mine = forms.BooleanField(
        label="I am the social worker of this child",
        required=False,
        help_text="Otherwise a manager allocates one. You can go on writing on the file",
    )
    not_the_same = forms.BooleanField(
        label="This is a different child", required=False, widget=forms.HiddenInput
    )
    looked_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, worker=worker, **kwargs)
        self.duplicates: list[Child] = []
        self.elsewhere: list[KnownFile] = []
        self.instance.authority = worker.authority
        if not can_hold(worker, AllocationRole.LEAD):
            del self.fields["mine"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            question = self.question(cleaned)
            if not (cleaned.get("not_the_same") and self.is_answered(question)):
                self.find_duplicates(question)
            if self.duplicates or self.elsewhere:
                self.show_choice(question)
        return cleaned

    def is_answered(self, question) -> bool:
        """A different child was said of these names and numbers, not of those typed before."""
        return self.cleaned_data.get("looked_for") in ("", question.words)

    def show_choice(self, question):
        self.data = self.data.copy()
        self.data["looked_for"] = question.words
        if "not_the_same" in self.data:
            del self.data["not_the_same"]
        self.fields["not_the_same"].widget = forms.CheckboxInput()
        self.add_error(
            "not_the_same", "Look at the children below. If this is someone else, say so"
        )

    def question(self, cleaned) -> Question:
        return Question(
            given_name=cleaned["given_name"],
            family_name=cleaned["family_name"],
            born_on=cleaned["born_on"],
            expected_on=cleaned["expected_on"],
            numbers=tuple(filter(None, [cleaned["nhs_number"], cleaned["upn"]])),
        )

    def find_duplicates(self, question):
        """Among the children this worker may open, to look at; and in the whole authority, whom
        to ring."""
        known = Child.objects.visible_to(self.worker).likely_duplicates(**vars(question))
        self.duplicates = list(known.with_person().by_name()[:5])
        self.elsewhere = ask_beyond(self.worker, question, where=Ask.Where.ADDING)

    @transaction.atomic
    def save(self, commit=True):
        person = super().save()
        child = Child.objects.create(
            person=person,
            authority=self.worker.authority,
            team=self.worker.team,
            **self.file_facts(),
        )
        self.keep_address(person)
        self.allocate(child)
        Child.objects.filter(pk=child.pk).refresh_search()
        return child

    def keep_address(self, person):
        lines, postcode = self.cleaned_data["lines"], self.cleaned_data["postcode"].upper()
        if lines or postcode:
            Address.objects.create(person=person, lines=lines, postcode=postcode)

    def allocate(self, child):
        """Whoever opens the file can go on with it; only who says so is the child's worker."""
        mine = self.cleaned_data.get("mine")
        role = AllocationRole.LEAD if mine else AllocationRole.OTHER
        Allocation.on_file_of(child, self.worker, worker=self.worker, role=role).save()


class ChildEditForm(WhoTheyAreForm):
    died_on = DateField(label="Date of death", required=False)

    class Meta(WhoTheyAreForm.Meta):
        fields = [*WHO_THEY_ARE, "died_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.was = (self.instance.given_name, self.instance.family_name)
        for name in ("nhs_number", "upn", "school"):
            self.fields[name].initial = getattr(self.instance.child, name)

    def writes_in(self):
        return [self.instance, self.instance.child]

    @transaction.atomic
    def save(self, commit=True):
        person = super().save()
        given_name, family_name = self.was
        if self.was != (person.given_name, person.family_name) and any(self.was):
            PersonName.objects.create(
                person=person,
                given_name=given_name,
                family_name=family_name,
                until=timezone.localdate(),
            )
        for name, value in self.file_facts().items():
            setattr(person.child, name, value)
        person.child.save()
        return person.child
