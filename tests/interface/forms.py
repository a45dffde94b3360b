"""One form with every kind of field, as a page might ask them."""

from django import forms

from casework.interface.forms import (
    Checkboxes,
    DateField,
    DateTimeField,
    Radios,
    Textarea,
    YesNo,
    YesNoField,
)


class EveryField(forms.Form):
    held_at = DateTimeField(label="When did you visit?", named="visit date", past=True)
    born_on = DateField(label="Date of birth", help_text="For example, 31 3 2019")
    name = forms.CharField(label="Name", max_length=100)
    postcode = forms.CharField(label="Postcode", max_length=8)
    how_many = forms.IntegerField(label="How many?", min_value=1)
    what = forms.CharField(label="What happened", widget=Textarea(count=4000))
    place = forms.ChoiceField(label="Where?", choices=[("", "Choose one"), ("home", "Home")])
    outcome = forms.ChoiceField(
        label="What will happen?",
        choices=[("action", "Make an action"), ("police", "Pass it to the police")],
        widget=Radios(reveals={"police": "sent"}),
    )
    sent = forms.CharField(label="What you will send", widget=Textarea(), max_length=20)
    who = forms.MultipleChoiceField(
        label="Who did you see?", choices=[("mum", "Mum"), ("nan", "Nan")], widget=Checkboxes
    )
    plain_radios = forms.ChoiceField(
        label="Planned or not?", choices=[("p", "Planned")], widget=forms.RadioSelect
    )
    seen = YesNoField(label="Was Noah seen?", help_text="By you")
    agreed = forms.BooleanField(label="This is a different child")
    letter = forms.FileField(label="Letter")
    email = forms.EmailField(label="E-mail")


class SeenForm(forms.Form):
    seen = YesNoField(
        label="Was Noah seen?", error_messages={"required": "Say whether Noah was seen"}
    )
    alone = forms.NullBooleanField(required=False, widget=YesNo)


class TwoDates(forms.Form):
    left_on = DateField()
    returned_on = DateField()

    def clean(self):
        raise forms.ValidationError("She came home before she was reported missing")
