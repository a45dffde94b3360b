"""The forms of a moderation: who moderates, their grade, and the auditor's answer."""

from django import forms

from audits import operations
from audits.models import Moderation
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.forms import RecordForm
from casework.interface.forms import Radios, Textarea, YesNoField


class ModerateForm(RecordForm):
    """Another reader's grade, from those the answers leave open, and why."""

    class Meta(RecordForm.Meta):
        model = Moderation
        fields = ["grade", "reason", "panel"]
        labels = {"panel": "Who was on the panel"}
        help_texts = {"panel": "Names, if you talked about the file together"}

    def __init__(self, *args, allowed, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grade"] = forms.ChoiceField(
            choices=[(grade.value, grade.label) for grade in allowed],
            widget=Radios(),
            label="Your grade, having read the file",
            error_messages={"required": "Choose the grade"},
        )
        self.fields["reason"] = forms.CharField(
            label="Why this grade?",
            widget=Textarea(rows=4),
            error_messages={"required": "Say why you chose this grade"},
        )
        if self.instance.stage != Moderation.Stage.PANEL:
            del self.fields["panel"]

    def clean_panel(self):
        panel = self.cleaned_data["panel"].strip()
        if not panel:
            raise forms.ValidationError("Say who was on the panel")
        return panel


class AnswerForm(RecordForm):
    """Whether the auditor agrees with another grade; where not, why."""

    auditor_agrees = YesNoField(label="Do you agree with this grade?", required=True)

    class Meta(RecordForm.Meta):
        model = Moderation
        fields = ["auditor_agrees", "auditor_says"]
        labels = {"auditor_says": "What would you say to it?"}
        widgets = {"auditor_says": Textarea(rows=3)}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("auditor_agrees") is False and not cleaned.get("auditor_says"):
            self.add_error("auditor_says", "Say why you do not agree")
        return cleaned


class AskForm(RecordForm):
    """Who reads the file again, alone or with a panel, and why."""

    class Meta(RecordForm.Meta):
        model = Moderation
        fields = ["stage", "moderator", "because"]
        widgets = {"stage": Radios}
        labels = {"stage": "How it is moderated", "moderator": "Who moderates, or leads the panel"}

    def __init__(self, *args, audit, **kwargs):
        super().__init__(*args, **kwargs)
        self.audit = audit
        workers = Worker.objects.of(audit.authority_id).who_may(Permission.AUDIT).working()
        self.fields["moderator"].queryset = workers
        self.fields["stage"].choices = Moderation.Stage.choices[:2]

    def clean_moderator(self):
        moderator = self.cleaned_data["moderator"]
        if not operations.may_moderate(self.audit, moderator):
            raise forms.ValidationError(
                f"{moderator} judged this file, or works or has worked with the child or in their"
                " team: choose someone else"
            )
        return moderator
