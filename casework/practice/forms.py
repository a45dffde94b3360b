"""Editing a draft of a template, and publishing it."""

from django import forms
from django.utils import timezone
from django.utils.text import slugify

from casework.children.forms import RecordForm
from casework.interface.forms import Radios, Textarea
from casework.practice.models import ADDED, Section, Version
from casework.practice.versions import publish

NAME = "Write {name} where the child’s first name belongs"


class SectionForm(RecordForm):
    """One section of a draft. How an answer is kept is settled once, when the section is added."""

    class Meta(RecordForm.Meta):
        model = Section
        fields = [
            "title",
            "question",
            "prompt",
            "kind",
            "low_words",
            "high_words",
            "shared",
            "required",
        ]
        widgets = {
            "kind": Radios(reveals={"scale": ("low_words", "high_words")}),
            "prompt": Textarea(rows=4),
        }
        labels = {
            "title": "Its title in the list of sections",
            "question": "What it asks",
            "prompt": "Something to think about",
            "required": "A manager cannot decide until it is written",
            "shared": "Written once for the whole family",
        }
        help_texts = {
            "title": f"Short. {NAME}",
            "question": f"As you would say it aloud. {NAME}",
            "prompt": "Shown small, under the question",
            "shared": "If not, each child has an answer of their own",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            del self.fields["kind"], self.fields["shared"]
            if self.instance.kind == Section.Kind.TEXT:
                del self.fields["low_words"], self.fields["high_words"]

    def clean(self):
        cleaned = super().clean()
        for field in ("title", "question", "prompt", "low_words", "high_words"):
            if "{" in cleaned.get(field, "").replace("{name}", ""):
                self.add_error(field, "Only {name} may stand in braces")
        if cleaned.get("kind") == Section.Kind.TEXT:
            cleaned["low_words"] = cleaned["high_words"] = ""
        return cleaned

    def save(self, commit=True):
        if self.instance._state.adding:
            self.instance.key = self.new_key()
            last = self.instance.version.sections.last()
            self.instance.position = last.position + 1 if last else 1
        return super().save()

    def new_key(self) -> str:
        """A name for good, from its first title; never that of another section."""
        title = slugify(self.cleaned_data["title"].replace("{name}", "")).replace("-", "_")[:40]
        taken = set(self.instance.version.sections.values_list("key", flat=True))
        base = key = ADDED + (title.strip("_") or "section")
        count = 1
        while key in taken:
            count += 1
            key = f"{base}_{count}"
        return key


class PublishForm(RecordForm):
    """From which day, and what changed: then it stands as it is for good."""

    class Meta(RecordForm.Meta):
        model = Version
        fields = ["in_force_from", "what_changed"]
        widgets = {"what_changed": Textarea(rows=4)}
        help_texts = {
            "in_force_from": "Assessments that start from this day are written in it. Those already"
            " started keep the version they were written in.",
            "what_changed": "Read by whoever asks later why the sections are as they are",
        }

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.fields["in_force_from"].required = self.fields["what_changed"].required = True
        self.initial.setdefault("in_force_from", timezone.localdate())
        if not self.initial["in_force_from"]:
            self.initial["in_force_from"] = timezone.localdate()

    def clean_in_force_from(self):
        day = self.cleaned_data["in_force_from"]
        if day < timezone.localdate():
            raise forms.ValidationError("Give today or a later day: what has begun keeps its own")
        return day

    def clean(self):
        if not self.instance.sections.exists():
            self.add_error(None, "There is no section in it yet: add one first")
        return super().clean()

    def save(self, commit=True):
        publish(self.instance, self.worker)
        return self.instance
