from django import forms

from casework.children.known.operations import Question
from casework.children.models import terms
from casework.interface.forms import DateField


class AskForm(forms.Form):
    """Enough to tell one child from another: a whole name, or a number."""

    given_name = forms.CharField(label="First name", required=False, max_length=100)
    family_name = forms.CharField(label="Last name", required=False, max_length=100)
    born_on = DateField(label="Date of birth", required=False)
    number = forms.CharField(
        label="Or a number",
        required=False,
        max_length=20,
        help_text="NHS number, unique pupil number, or the number of a file such as C00042",
    )

    address = forms.CharField(
        label="Or an address",
        required=False,
        max_length=120,
        help_text="A house number with its street or postcode. An address they have left is found"
        " too, and said to be a former one",
    )

    def clean_address(self):
        """One house, never a whole street: who asks must know where."""
        address = " ".join(self.cleaned_data["address"].split())
        parts = terms(address)
        if address and not (len(parts) > 1 and any(part[0].isdigit() for part in parts)):
            raise forms.ValidationError("Give the house number, and the street or the postcode")
        return address

    def clean(self):
        cleaned = super().clean()
        other = cleaned.get("number", "").strip() or cleaned.get("address")
        if self.errors or other:
            return cleaned
        for name, words in {"given_name": "first", "family_name": "last"}.items():
            if not cleaned.get(name):
                self.add_error(name, f"Give the {words} name, or a number or an address below")
        return cleaned

    def question(self) -> Question:
        typed = self.cleaned_data
        return Question(
            given_name=typed["given_name"].strip(),
            family_name=typed["family_name"].strip(),
            born_on=typed["born_on"],
            numbers=tuple(filter(None, ["".join(typed["number"].split())])),
            address=typed["address"],
        )
