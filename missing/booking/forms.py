"""When a child and an interviewer will talk, and the organisations that hold interviews."""

from typing import Any, cast

from django import forms

from casework.children.forms import RecordForm
from casework.interface import words
from casework.interface.django_private import ModelForm
from casework.interface.forms import DateTimeField, formfield
from missing.booking.interviewers import interviewers, providers, why_not
from missing.models import InterviewProvider, ReturnInterview


class ByWhom(RecordForm):
    """For a form that asks who talks with the child: someone who works here, or an organisation."""

    class Meta(RecordForm.Meta):
        model = ReturnInterview
        fields = ["interviewer", "provider", "provider_person"]
        labels = {
            "interviewer": "Who talks with them?",
            "provider": "Or which organisation?",
            "provider_person": "Who of theirs, by name?",
        }
        help_texts = {
            "interviewer": "Someone who may write on files and open this one, and is independent of"
            " those who care for them"
        }

    def say_who_may(self, worker) -> None:
        held, fields = self.instance, cast(dict[str, Any], self.fields)
        fields["interviewer"].queryset = interviewers(held.child, held.interviewer_id)
        fields["interviewer"].required = False
        outside = providers(worker, held.provider_id)
        fields["provider"].queryset = outside
        if not outside:
            for name in ("provider", "provider_person"):
                del self.fields[name]

    def clean_interviewer(self):
        interviewer = self.cleaned_data["interviewer"]
        if problem := why_not(interviewer, self.instance.child):
            raise forms.ValidationError(problem)
        return interviewer

    def check_by_whom(self, cleaned) -> None:
        if "interviewer" in self.errors:
            return
        if not (cleaned.get("interviewer") or cleaned.get("provider")):
            self.add_error("interviewer", "Choose who talks with the child")
        elif cleaned.get("interviewer") and cleaned.get("provider"):
            self.add_error(
                "provider", "Choose someone who works here, or an organisation: not both"
            )
        elif cleaned.get("provider_person") and not cleaned.get("provider"):
            self.add_error("provider", "Choose the organisation they work for")


class BookForm(ByWhom):
    planned_at = DateTimeField(label="When will you talk?", named="time of the talk")

    class Meta(ByWhom.Meta):
        fields = ["planned_at", *ByWhom.Meta.fields, "place"]
        labels = ByWhom.Meta.labels | {"place": "Where?"}
        help_texts = ByWhom.Meta.help_texts | {"place": "Somewhere the child chose, if you can"}

    def __init__(self, *args, episode, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.episode = episode
        self.say_who_may(worker)

    def clean_planned_at(self):
        planned_at, back = self.cleaned_data["planned_at"], self.episode.returned_at
        if planned_at < back:
            raise forms.ValidationError(
                f"The talk is before the child came back, at {words.moment(back)}"
            )
        return planned_at

    def clean(self):
        cleaned = super().clean()
        self.check_by_whom(cleaned)
        return cleaned

    def fill_and_check(self):
        """Missing guidance 2014: their own worker is not independent, if a child asks for them."""
        self.instance.interviewer = self.cleaned_data.get("interviewer")
        self.instance.independent = not self.instance.by_own_worker
        super().fill_and_check()

    def unchecked_fields(self):
        """Who it is with is said once, beside the box."""
        return super().unchecked_fields() | ({"interviewer", "provider"} & set(self.errors))


class ProviderForm(ModelForm):
    class Meta:
        model = InterviewProvider
        fields = ["name", "reached", "ended_on"]
        formfield_callback = formfield
        help_texts = {
            "reached": "A phone number or secure e-mail address that is answered",
            "ended_on": "From then on nobody books with them; what they held stays",
        }
        error_messages = {
            "name": {"required": "Give the name of the organisation"},
            "reached": {"required": "Say how they are reached"},
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.authority = by.authority
        if self.instance.pk is None:
            del self.fields["ended_on"]

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        same = InterviewProvider.objects.filter(
            authority=self.instance.authority, name__iexact=name
        )
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("This organisation is written down already")
        return name
