"""Group supervision, and senior managers who read files at random."""

from django import forms
from django.utils import timezone

from casework.access.models import Worker
from casework.children.forms import RecordForm
from casework.interface.forms import Checkboxes, Radios, Textarea
from casework.supervision.models import (
    FileSample,
    GroupDiscussion,
    GroupSession,
    OwnQuestion,
    SampledFile,
)
from casework.supervision.sessions.forms import NO_CHILD


class GroupSessionForm(RecordForm):
    people = forms.ModelMultipleChoiceField(
        Worker.objects.none(),
        label="Who came?",
        widget=Checkboxes,
        error_messages={"required": "Say who came"},
    )

    class Meta(RecordForm.Meta):
        model = GroupSession
        fields = ["kind", "held_on", "led_by", "theme", "learned"]
        widgets = {"kind": Radios, "learned": Textarea(rows=3)}
        labels = {
            "kind": "What was it?",
            "held_on": "When was it?",
            "led_by": "Who led it?",
            "theme": "What was it about?",
            "learned": "What will you do differently?",
        }
        help_texts = {"theme": NO_CHILD}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        here = Worker.objects.of(self.instance.authority_id).working()
        self.fields["led_by"].queryset = here
        team = self.instance.team_id
        self.fields["people"].queryset = here.filter(team=team) if team else here
        self.fields["kind"].choices = GroupSession.Kind.choices
        self.fields["held_on"].past = True
        self.initial["held_on"] = self.initial.get("held_on") or timezone.localdate()
        self.initial["led_by"] = self.instance.recorded_by_id

    field_order = ["kind", "held_on", "led_by", "people", "theme", "learned"]

    def unchecked_fields(self):
        return super().unchecked_fields() | {"authority", "team", "recorded_by"}

    def save(self, commit=True):
        group = super().save()
        group.people.set(self.cleaned_data["people"])
        return group


class GroupDiscussionForm(RecordForm):
    """What a group thought of one child, and what will change for them."""

    group = forms.ModelChoiceField(
        GroupSession.objects.none(),
        label="In which session?",
        error_messages={"required": "Say in which session"},
    )

    class Meta(RecordForm.Meta):
        model = GroupDiscussion
        fields = ["group", "thought", "what_changes"]

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.instance.child.first_name
        self.fields["group"].queryset = groups
        self.fields["group"].label_from_instance = lambda group: f"{group}, {group.held_on:%-d %B}"
        self.fields["thought"].label = f"What did the group think about {name}?"
        self.fields["what_changes"].label = f"What will change for {name}?"

    def clean_group(self):
        group = self.cleaned_data["group"]
        self.instance.held_on = group.held_on
        return group


class DrawForm(forms.Form):
    number = forms.IntegerField(
        label="How many files?", min_value=1, max_value=20, initial=6, help_text="Chosen by chance."
    )


class SampledFileForm(RecordForm):
    """What a senior manager found who read the file and its supervision."""

    class Meta(RecordForm.Meta):
        model = SampledFile
        fields = ["file_shows", "supervision_shows", "what_next"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.instance.child.first_name
        self.fields["file_shows"].label = f"What does the file show of {name}’s life?"
        self.fields["supervision_shows"].label = f"What does supervision change for {name}?"
        self.fields["what_next"].label = "What do you ask for, and of whom?"
        for field, words in (
            ("file_shows", f"Say what the file shows of {name}’s life"),
            ("supervision_shows", f"Say what supervision changes for {name}"),
        ):
            self.fields[field].required = True
            self.fields[field].error_messages["required"] = words

    def save(self, commit=True):
        self.instance.read_on = self.instance.read_on or timezone.localdate()
        return super().save()


class LearnedForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = FileSample
        fields = ["learned"]
        labels = {"learned": "What did you learn, and what will be done?"}
        help_texts = {"learned": NO_CHILD}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["learned"].required = True

    def clean(self):
        if self.instance.files.unread().exists():
            self.add_error(None, "Read every file of the sample first")
        return super().clean()

    def save(self, commit=True):
        self.instance.finished_on = timezone.localdate()
        return super().save()


class OwnQuestionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = OwnQuestion
        fields = ["asks", "prompts"]
        widgets = {"prompts": Textarea(rows=5)}
        help_texts = {
            "asks": "One question. Nobody has to answer it",
            "prompts": "They stand under the question",
        }
        error_messages = {"asks": {"required": "Write the question"}}
