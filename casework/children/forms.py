"""What every form of the record shares, and the forms of the file itself."""

from django import forms
from django.db import transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.children.codes import AllocationRole, DisabilityCode, RelationshipKind
from casework.children.merging import Merges
from casework.children.models import (
    Address,
    Alert,
    Allocation,
    Child,
    Person,
    PersonName,
    Relationship,
)
from casework.children.search import upn_is_valid
from casework.interface.forms import DateField, formfield


class RecordForm(Merges, forms.ModelForm):
    """A form on one record. The model's constraints are checked even over fields not shown, and
    what others changed in the record since its page was read is kept."""

    class Meta:
        formfield_callback = formfield

    def _get_validation_exclusions(self):
        """Leave out only what this form already found wrong, so every constraint is tried."""
        return set(self._errors) | {"recorded_by"}

    def _post_clean(self):
        self.take_in_what_changed()
        super()._post_clean()


WHO_THEY_ARE = [
    "given_name", "family_name", "known_as", "born_on", "expected_on", "sex", "gender",
    "pronouns", "ethnicity", "disabilities", "languages", "needs_interpreter",
    "communication_needs", "religion",
]  # fmt: skip


class WhoTheyAreForm(RecordForm):
    """Who a child is. A name that changes is kept as a former name."""

    disabilities = forms.MultipleChoiceField(
        choices=DisabilityCode.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that are true, or “No disability”",
    )  # fmt: skip
    nhs_number = forms.CharField(label="NHS number", required=False, max_length=12)
    upn = forms.CharField(label="Unique pupil number", required=False, max_length=13)
    school = forms.CharField(label="School or nursery", required=False, max_length=120)

    class Meta(RecordForm.Meta):
        model = Person
        fields = WHO_THEY_ARE

    def clean_nhs_number(self):
        number = self.cleaned_data["nhs_number"].replace(" ", "")
        if number and not (number.isdigit() and len(number) == 10):
            raise forms.ValidationError("An NHS number has 10 digits")
        return number

    def clean_upn(self):
        upn = self.cleaned_data["upn"].strip().upper()
        if upn and not upn_is_valid(upn):
            raise forms.ValidationError(
                "This is not a unique pupil number: check each letter and digit"
            )
        return upn

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
        if not any(cleaned.get(field) for field in ("born_on", "expected_on")) and not (
            {"born_on", "expected_on"} & set(self._errors)
        ):
            self.add_error("born_on", "Give the date of birth, or when the baby is expected")
        if not cleaned.get("given_name") and not cleaned.get("expected_on"):
            self.add_error("given_name", "Give the child’s first name")
        if not cleaned.get("family_name"):
            self.add_error("family_name", "Give the child’s last name")
        return cleaned

    def file_facts(self):
        return {name: self.cleaned_data[name] for name in ("nhs_number", "upn", "school")}


class ChildAddForm(WhoTheyAreForm):
    """A new file. Likely duplicates are shown before it is made."""

    lines = forms.CharField(
        label="Address", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    postcode = forms.CharField(required=False, max_length=8)
    not_the_same = forms.BooleanField(
        label="This is a different child", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.duplicates = []
        self.instance.authority = worker.authority

    def clean(self):
        cleaned = super().clean()
        if not self._errors and not cleaned.get("not_the_same"):
            self.duplicates = self.find_duplicates(cleaned)
            if self.duplicates:
                self.show_choice()
        return cleaned

    def show_choice(self):
        self.fields["not_the_same"].widget = forms.CheckboxInput()
        self.add_error(
            "not_the_same", "Look at the children below. If this is someone else, say so"
        )

    def find_duplicates(self, cleaned):
        known = Child.objects.visible_to(self.worker).likely_duplicates(
            given_name=cleaned["given_name"], family_name=cleaned["family_name"],
            born_on=cleaned["born_on"], nhs_number=cleaned["nhs_number"], upn=cleaned["upn"],
        )  # fmt: skip
        return list(known.with_person().by_name()[:5])

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
        """Whoever opens the file can go on with it; a social worker holds it until reallocated."""
        role = AllocationRole.LEAD if self.worker.role == "social_worker" else AllocationRole.OTHER
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
                person=person, given_name=given_name, family_name=family_name,
                until=timezone.localdate(),
            )  # fmt: skip
        for name, value in self.file_facts().items():
            setattr(person.child, name, value)
        person.child.save()
        return person.child


class RelationshipForm(RecordForm):
    """Someone in the child's life: already on a file here, or written down for the first time."""

    number = forms.CharField(
        label="If they have a file here, its number", required=False, max_length=12,
        help_text="Such as C00042",
    )  # fmt: skip
    given_name = forms.CharField(label="Or first name", required=False, max_length=100)
    family_name = forms.CharField(label="Last name", required=False, max_length=100)
    born_on = DateField(label="Date of birth", required=False)
    phone = forms.CharField(label="Phone", required=False, max_length=40)
    organisation = forms.CharField(
        label="School or organisation", required=False, max_length=100,
        help_text="For a professional",
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        model = Relationship
        fields = ["kind", "lives_with", "parental_responsibility", "note"]

    field_order = [
        "kind", "number", "given_name", "family_name", "born_on", "phone", "organisation",
        "lives_with", "parental_responsibility", "note",
    ]  # fmt: skip

    def __init__(self, *args, child, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.child, self.worker = child, worker
        self.instance.person = child.person

    def clean_number(self):
        number = self.cleaned_data["number"].strip().upper().lstrip("C")
        if not number:
            return None
        known = Child.objects.visible_to(self.worker).filter(pk=number if number.isdigit() else 0)
        if not known.exclude(pk=self.child.pk).exists():
            raise forms.ValidationError("No child you can see has this number")
        return known.select_related("person").get()

    def clean(self):
        cleaned = super().clean()
        named = cleaned.get("given_name") or cleaned.get("family_name")
        if not self._errors and not cleaned.get("number") and not named:
            self.add_error("given_name", "Give their name, or the number of their file")
        return cleaned

    def _post_clean(self):
        """The relative is made on saving; a stand-in lets the other rules be checked now."""
        if not self._errors:
            known = self.cleaned_data.get("number")
            self.instance.relative = known.person if known else self.relative()
        super()._post_clean()

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"relative"}

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
        return relationship

    def mirror(self, known):
        """A brother or sister with a file sees the relationship from their side too."""
        Relationship.objects.get_or_create(
            person=known.person, relative=self.child.person, ended_on=None,
            defaults={"kind": MIRRORED.get(self.instance.kind, RelationshipKind.OTHER)},
        )  # fmt: skip


SIBLING = RelationshipKind.SIBLING
MIRRORED = {
    "mother": "child", "father": "child", "parent": "child", "child": "parent",
    "brother": SIBLING, "sister": SIBLING, "sibling": SIBLING,
    "half_sibling": "half_sibling", "step_sibling": "step_sibling", "cousin": "cousin",
    "friend": "friend",
}  # fmt: skip


class AlertForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Alert
        fields = ["text", "started_on"]
        labels = {"text": "What others must know, in a few words"}
        help_texts = {"text": "Such as: two workers to visit, dog, threats made in August"}


class AllocateForm(RecordForm):
    """Gives the child to a worker: ends who held the part before, and says why."""

    class Meta(RecordForm.Meta):
        model = Allocation
        fields = ["worker", "role", "started_on", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = Worker.objects.of(self.instance.authority).working()

    def _get_validation_exclusions(self):
        """One lead at a time is kept by ending the last one, on saving."""
        return super()._get_validation_exclusions() | {"child"}

    def clean(self):
        cleaned = super().clean()
        before = self.before(cleaned)
        if before and cleaned.get("started_on") and cleaned["started_on"] < before.started_on:
            self.add_error(
                "started_on",
                f"{before.worker} has held this since {before.started_on:%-d %B %Y}:"
                " give that day or a later one",
            )
        return cleaned

    def before(self, cleaned):
        held = Allocation.objects.open().of_child(self.instance.child)
        return held.filter(role=cleaned.get("role")).select_related("worker").first()

    @transaction.atomic
    def save(self, commit=True):
        if self.instance.role == AllocationRole.LEAD:
            self.instance.team = self.instance.worker.team
        if before := self.before(self.cleaned_data):
            before.ended_on, before.reason = self.instance.started_on, self.instance.reason
            before.save()
        allocation = super().save()
        if allocation.role == AllocationRole.LEAD:
            Child.objects.filter(pk=allocation.child_id).update(team=allocation.worker.team)
        return allocation
