from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError

from casework.access.accounts import operations
from casework.access.models import Authority, Sight
from casework.interface.django_private import ModelForm
from casework.interface.forms import Radios


class DecideForm(forms.Form):
    """A second person agrees to what somebody asked about an account, or says why not."""

    agreed = forms.ChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes: I know this person, and they need it"), ("no", "No")],
        widget=Radios(reveals={"no": "because"}),
        error_messages={"required": "Say whether you agree"},
    )
    because = forms.CharField(label="If not, why?", required=False, max_length=300)

    def __init__(self, *args, asked, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked, self.by, self.code = asked, by, None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agreed") == "no" and not cleaned.get("because"):
            self.add_error("because", "Say why you do not agree")
        return cleaned

    def save(self) -> None:
        if self.cleaned_data["agreed"] == "no":
            operations.refuse(self.asked, because=self.cleaned_data["because"], by=self.by)
            return
        self.code = operations.agree(self.asked, by=self.by)


class OwnPasswordForm(SetPasswordForm):
    """In place of the code that was handed over."""

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        self.fields["new_password1"].label = "Your own password"
        self.fields["new_password2"].label = "The same again"
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs["class"] = "govuk-input--width-20"

    def clean_new_password1(self):
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError("Choose another password than the code you were given")
        return password


class SightForm(ModelForm):
    """What the council lets people do with files outside their own team."""

    class Meta:
        model = Authority
        fields = ["sight"]
        labels = {"sight": "When somebody needs the file of another team’s child"}
        widgets = {"sight": Radios}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sight"].choices = Sight.choices
