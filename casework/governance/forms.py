from django import forms

from casework.governance.models import Home, LookReview
from casework.interface.django_private import ModelForm
from casework.interface.forms import formfield


class CloseForm(forms.Form):
    """What a manager found when they asked."""

    found = forms.ChoiceField(
        label="What you found",
        choices=LookReview.Found,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you found"},
    )
    words = forms.CharField(
        label="What was said, and by whom",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Write down what was said, and by whom"},
    )


class HomeForm(ModelForm):
    class Meta:
        model = Home
        fields = ["postcode", "family_names"]
        formfield_callback = formfield
