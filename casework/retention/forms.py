from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.children.file_numbers import file_numbered
from casework.children.models import Child
from casework.interface.django_private import ModelForm
from casework.interface.fields import DateField
from casework.interface.forms import formfield
from casework.retention.categories import Category
from casework.retention.models import Hold, Rule

REASON = {"required": "Say why"}


class RuleForm(ModelForm):
    """Saved, it is confirmed: whoever saves it has held it beside the council's own schedule."""

    class Meta:
        model = Rule
        fields = ["counted_from", "years", "years_after_death", "source"]
        formfield_callback = formfield

    def clean(self):
        cleaned = super().clean()
        rule = Rule(category=self.instance.category, **self._told())
        if not self.errors:
            for name, problem in rule.shorter_than_law().items():
                self.add_error(name, problem)
        return cleaned

    def _told(self) -> dict:
        names = ("counted_from", "years", "years_after_death")
        return {name: self.cleaned_data.get(name) for name in names}


class HoldForm(forms.Form):
    """Of one file, by its number, or of a whole kind of files."""

    number = forms.CharField(
        label="The number of one file",
        required=False,
        max_length=20,
        help_text="As C00042. Leave it empty to hold a whole kind of files",
    )
    category = forms.ChoiceField(
        label="Or a whole kind of files",
        choices=[("", "One file only"), *Category.choices],
        required=False,
    )
    reason = forms.CharField(
        label="Why are they held?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=REASON,
    )
    asked_by = forms.CharField(
        label="Who asked for it?",
        max_length=150,
        help_text="An inquiry, a court, a solicitor, or who decided it here",
        error_messages={"required": "Say who asked for it"},
    )
    until = DateField(
        label="Until", required=False, help_text="Leave it empty if it stands until it is lifted"
    )

    def __init__(self, *args, worker, **kwargs):
        self.worker = worker
        super().__init__(*args, **kwargs)

    def clean_until(self):
        until = self.cleaned_data.get("until")
        if until and until < timezone.localdate():
            raise ValidationError("Give today or a later day")
        return until

    def clean(self):
        cleaned = super().clean()
        number, category = cleaned.get("number", "").strip(), cleaned.get("category")
        if bool(number) == bool(category):
            raise ValidationError("Give the number of one file, or choose a kind of files")
        cleaned["child"] = None
        if number:
            known = Child.objects.visible_to(self.worker)
            cleaned["child"] = file_numbered(number, known)
            if cleaned["child"] is None:
                self.add_error("number", "There is no file of this number that is yours to open")
        return cleaned

    def hold(self) -> Hold:
        facts = {
            name: self.cleaned_data[name]
            for name in ("child", "category", "reason", "asked_by", "until")
        }
        return Hold(**facts)


class ReasonForm(forms.Form):
    because = forms.CharField(
        label="Why?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=REASON,
    )


class LeaveOutForm(ReasonForm):
    """Such as a claim, a complaint, or somebody who has asked to read their file."""


class AuthoriseForm(forms.Form):
    words = forms.CharField(
        label="What you checked",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as which files you opened, and whom you asked",
        error_messages={"required": "Write down what you checked"},
    )
    understood = forms.BooleanField(
        label="I have gone through the list. What is deleted cannot be brought back",
        error_messages={"required": "Tick this when you have gone through the list"},
    )
