import re

from django import forms

from casework.children.family.homes import homes_of, household_of, living_with
from casework.children.forms import RecordForm
from casework.children.house_moves.operations import move_house
from casework.children.models import Address, HouseMove, Person
from casework.interface.forms import Checkboxes, Radios, Textarea
from casework.interface.words import full_day, listed

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
KINDS = [
    ("home", "They live there now"),
    ("staying", "They are staying there for now, and keep their home"),
    ("placement", "A placement: the council looks after them there"),
    ("other", "Another address where they can be reached"),
]


def whole_postcode(typed: str) -> str:
    """In capitals, with one space before the last three."""
    match = POSTCODE.fullmatch("".join(typed.upper().split()))
    if typed.strip() and match is None:
        raise forms.ValidationError("Give a whole postcode, such as NM1 4AB, or leave it empty")
    return f"{match[1]} {match[2]}" if match else ""


class HouseMoveForm(RecordForm):
    """One move, for everyone of the family who went."""

    who = forms.MultipleChoiceField(
        label="Who moved?",
        widget=Checkboxes,
        error_messages={"required": "Choose who moved"},
        help_text="Those who live together now are ticked",
    )
    kind = forms.ChoiceField(label="What is the new address to them?", choices=KINDS, widget=Radios)
    lines = forms.CharField(label="The new address", required=False, widget=Textarea(rows=3))
    postcode = forms.CharField(required=False, max_length=10)
    unknown = forms.BooleanField(
        label="Nobody knows yet where they moved to",
        required=False,
        help_text="The household is kept together. Correct the address once it is known",
    )
    keeps = forms.BooleanField(
        label="They live at the old address as well",
        required=False,
        help_text="Such as half the week with each parent",
    )

    class Meta(RecordForm.Meta):
        model = HouseMove
        fields = ["moved_on", "why"]
        labels = {"moved_on": "When did they move?"}
        help_texts = {"why": "Such as: Kirsty rang; the tenancy ended"}

    field_order = ["who", "moved_on", "kind", "lines", "postcode", "unknown", "keeps", "why"]

    def __init__(self, *args, child, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.child = child
        family = household_of(child.person, worker)
        self.people = {str(person.pk): person for person in [child.person, *family]}
        self.fields["who"].choices = [(pk, self.named(who)) for pk, who in self.people.items()]
        self.fields["moved_on"].required = self.fields["moved_on"].past = True
        self.fields["moved_on"].named = "day they moved"
        homes = homes_of(person.pk for person in self.people.values())
        here = living_with(child.person_id, (person.pk for person in family), homes)
        self.initial["who"] = [str(child.person_id), *map(str, here)]
        self.initial["kind"] = Address.Kind.HOME

    def named(self, person: Person) -> str:
        return self.child.name if person == self.child.person else person.name

    def clean_postcode(self):
        return whole_postcode(self.cleaned_data["postcode"])

    def clean_moved_on(self):
        day = self.cleaned_data["moved_on"]
        chosen = [self.people[pk] for pk in self.cleaned_data.get("who", [])]
        for person in chosen:
            if person.born_on and person.born_on > day:
                raise forms.ValidationError(
                    f"{person.first_name} was born on {full_day(person.born_on)}: they cannot have"
                    " moved before that"
                )
        return day

    def clean(self):
        cleaned = super().clean()
        written = cleaned.get("lines") or cleaned.get("postcode")
        if written and cleaned.get("unknown"):
            self.add_error("unknown", "Give the address, or say that nobody knows it: not both")
        elif not written and not cleaned.get("unknown") and "postcode" not in self.errors:
            self.add_error("lines", "Give the new address, or say that nobody knows it yet")
        if not self.errors:
            self.refuse_what_is_known()
        return cleaned

    def refuse_what_is_known(self):
        """Nothing moves where everyone chosen lives there already."""
        cleaned = self.cleaned_data
        new = Address(**{name: cleaned[name] for name in ("kind", "lines", "postcode")}, pk=0)
        homes = homes_of((self.people[pk].pk for pk in cleaned["who"]), cleaned["moved_on"])
        there = [pk for pk in cleaned["who"] if self.lives_there(homes.get(int(pk), []), new)]
        if len(there) == len(cleaned["who"]):
            names = listed(self.people[pk].first_name or "the child" for pk in there)
            self.add_error("lines", f"This is where {names} lived that day already")

    def lives_there(self, homes, new) -> bool:
        return any(home.is_same_as(new) for home in homes)

    def save(self, commit=True):
        cleaned = self.cleaned_data
        self.moved = [self.people[pk] for pk in cleaned["who"]]
        move_house(
            self.instance,
            self.moved,
            kind=cleaned["kind"],
            lines=cleaned["lines"].strip(),
            postcode=cleaned["postcode"],
            keeps=cleaned["keeps"],
        )
        return self.instance
