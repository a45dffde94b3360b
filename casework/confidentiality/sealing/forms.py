from django import forms

from casework.access.models import Worker
from casework.children.codes import PROFESSIONAL_KINDS
from casework.children.family.network import relation_words
from casework.children.models import Address, PersonName, Relationship, SealedIdentity
from casework.confidentiality.restrictions.forms import choices, those_who_read_files, why
from casework.confidentiality.sealing import operations
from casework.interface.forms import Checkboxes, Radios, Textarea
from casework.interface.words import capital

NAME = ("given_name", "family_name", "known_as")
NOTHING = "Give the child’s new name, or choose what is sealed"


class SealForm(forms.Form):
    """What leads to who the child was born as, and who may still read it."""

    given_name = forms.CharField(label="First name from now on", max_length=100)
    family_name = forms.CharField(label="Last name from now on", max_length=100)
    known_as = forms.CharField(
        label="Likes to be called, from now on", required=False, max_length=100
    )
    names = forms.ModelMultipleChoiceField(
        PersonName.objects.none(), required=False, widget=Checkboxes, label="Names before"
    )
    family = forms.ModelMultipleChoiceField(
        Relationship.objects.none(),
        required=False,
        widget=Checkboxes,
        label="Who is of the birth family?",
        help_text="They leave the family page, and this child leaves theirs",
    )
    addresses = forms.ModelMultipleChoiceField(
        Address.objects.none(), required=False, widget=Checkboxes, label="Addresses before"
    )
    numbers = forms.MultipleChoiceField(
        required=False,
        widget=Checkboxes,
        label="Numbers from before",
        help_text="An adopted child is given a new NHS number and a new pupil number",
    )
    another = forms.ModelChoiceField(
        Worker.objects.none(),
        required=False,
        label="Who may read it, besides you?",
        help_text="You can name more people afterwards",
    )
    because = why("Why is it sealed?", "Say why it is sealed")

    def __init__(self, *args, child, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.child, self.by = child, by
        person = child.person
        self.initial |= {name: getattr(person, name) for name in NAME}
        family = Relationship.objects.visible_to(by).filter(person=person)
        family = family.exclude(kind__in=PROFESSIONAL_KINDS).select_related("relative")
        self.offer("names", person.other_names.all(), ticked=person.other_names.all())
        self.offer("family", family, of_the_family)
        self.offer(
            "addresses", person.addresses.all(), ticked=person.addresses.exclude(ended_on=None)
        )
        self.offer_numbers()
        others = those_who_read_files(by.authority_id).exclude(pk=by.pk)
        self.fields["another"].queryset = others
        self.fields["another"].choices = choices(others, "Nobody else")

    def offer(self, name, records, label=str, ticked=()):
        field = self.fields[name]
        field.queryset, field.label_from_instance = records, label
        self.initial[name] = [record.pk for record in ticked]
        if not records:
            del self.fields[name]

    def offer_numbers(self):
        held = [name for name in operations.NUMBERS if getattr(self.child, name)]
        self.fields["numbers"].choices = [
            (name, f"{capital(operations.word_of(name))}: {getattr(self.child, name)}")
            for name in held
        ]
        self.initial["numbers"] = [name for name in held if name == "former_upn"]
        if not held:
            del self.fields["numbers"]

    def clean(self):
        cleaned = super().clean()
        person = self.child.person
        renamed = any(cleaned.get(name) != getattr(person, name) for name in NAME)
        chosen = any(cleaned.get(name) for name in ("names", "family", "addresses", "numbers"))
        if not self.errors and not chosen and not renamed:
            self.add_error(None, NOTHING)
        return cleaned

    def save(self) -> SealedIdentity:
        facts = self.cleaned_data
        lists = {name: list(facts.get(name, ())) for name in ("names", "family", "addresses")}
        chosen = operations.Chosen(
            given_name=facts["given_name"],
            family_name=facts["family_name"],
            known_as=facts["known_as"],
            numbers=facts.get("numbers", []),
            **lists,
        )
        readers = [facts["another"]] if facts["another"] else []
        return operations.seal(
            self.child, chosen, because=facts["because"], readers=readers, by=self.by
        )


def of_the_family(row) -> str:
    return f"{row.relative.name}, {relation_words(row.kind, row.relative)}"


class ReaderForm(forms.Form):
    worker = forms.ModelChoiceField(
        Worker.objects.none(),
        label="Who may read it as well?",
        error_messages={"required": "Choose a worker"},
    )
    because = why("Why?", "Say why they may read it")

    def __init__(self, *args, identity, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.identity, self.by = identity, by
        named = identity.readers.standing().values("worker")
        others = those_who_read_files(by.authority_id).exclude(pk__in=named)
        self.fields["worker"].queryset = others
        self.fields["worker"].choices = choices(others, "Choose one")

    def save(self):
        facts = self.cleaned_data
        operations.name(self.identity, facts["worker"], because=facts["because"], by=self.by)


class EndReadingForm(forms.Form):
    because = why("Why?", "Say why they may read it no more")

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.reader = reader

    def save(self):
        operations.end_reading(self.reader, because=self.cleaned_data["because"])


class UnsealForm(forms.Form):
    because = why("Why should it be unsealed?", "Say why it should be unsealed")

    def __init__(self, *args, identity, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.identity, self.by = identity, by

    def save(self):
        operations.ask_to_unseal(self.identity, because=self.cleaned_data["because"], by=self.by)


class AgreeForm(forms.Form):
    agreed = forms.ChoiceField(
        label="Should it be unsealed?",
        choices=[("yes", "Yes: it stands on the file again"), ("no", "No: it stays sealed")],
        widget=Radios(reveals={"no": "because"}),
        error_messages={"required": "Say whether it is unsealed"},
    )
    because = forms.CharField(
        label="If not, why?", required=False, widget=Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, identity, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.identity, self.by = identity, by

    def save(self):
        if self.cleaned_data["agreed"] == "yes":
            operations.agree(self.identity, by=self.by)
        else:
            operations.refuse(self.identity, by=self.by)
