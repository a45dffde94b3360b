"""Second readings: the moderator's grade beside the auditor's, the auditor's answer, a decision."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import CreateView, UpdateView

from audits import deeds, grading
from audits.models import Grade, Moderation
from audits.views import AuditMixin, asked, tally
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.forms import RecordForm
from casework.children.views import ChildForm
from casework.interface.forms import Radios, Textarea, YesNoField

NOT_YOURS = "Only the person asked to moderate this audit can do so."
NOT_FINISHED = "An audit is moderated once its auditor has finished it."
NOT_THE_AUDITOR = "Only the auditor can answer a moderation."
NO_GRADE = "This audit has no grade for the whole file, so there is none to moderate."
ALREADY = "Someone is moderating this audit now."


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
            choices=[(one.value, one.label) for one in allowed], widget=Radios(),
            label="Your grade, having read the file",
            error_messages={"required": "Choose the grade"},
        )  # fmt: skip
        self.fields["reason"] = forms.CharField(
            label="Why this grade?", widget=Textarea(rows=4),
            error_messages={"required": "Say why you chose this grade"},
        )  # fmt: skip
        if self.instance.stage != Moderation.Stage.PANEL:
            del self.fields["panel"]

    def clean_panel(self):
        said = self.cleaned_data["panel"].strip()
        if not said:
            raise forms.ValidationError("Say who was on the panel")
        return said


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
        labels = {"stage": "How it is read again", "moderator": "Who moderates, or leads the panel"}

    def __init__(self, *args, audit, **kwargs):
        super().__init__(*args, **kwargs)
        self.audit = audit
        workers = Worker.objects.of(audit.authority_id).who_may(Permission.AUDIT).working()
        self.fields["moderator"].queryset = workers
        self.fields["stage"].choices = Moderation.Stage.choices[:2]

    def clean_moderator(self):
        moderator = self.cleaned_data["moderator"]
        if not deeds.may_moderate(self.audit, moderator):
            raise forms.ValidationError(
                f"{moderator} judged this file, or works or has worked with the child or in their"
                " team: choose someone else"
            )
        return moderator


class ModerationMixin(AuditMixin):
    """One second reading of this audit."""

    def get_child(self):
        child = super().get_child()
        found = Moderation.objects.filter(audit=self.audit, pk=self.kwargs["moderation"])
        self.moderation = found.select_related("moderator").first()
        if self.moderation is None:
            raise Http404
        self.moderation.audit = self.audit
        self.check_may()
        return child

    def get_object(self, queryset=None):
        return self.moderation


class Moderate(ModerationMixin, ChildForm, UpdateView):
    """The file read again, by someone other than its auditor."""

    permission = Permission.READ_AUDITS
    form_class = ModerateForm
    template_name = "audits/moderate.html"
    title = "Read this file again"
    save_label = "Give this grade"

    def check_may(self):
        if self.moderation.moderator_id != self.request.user.pk or self.moderation.done_on:
            raise PermissionDenied(NOT_YOURS)

    def get_form_kwargs(self):
        self.scores = grading.answers_of(self.audit)
        self.capped_by = grading.caps(self.audit.criteria, self.scores)
        not_safe = bool(self.audit.not_safe_at)
        allowed = grading.open_grades(bool(self.capped_by), not_safe=not_safe)
        return {**super().get_form_kwargs(), "allowed": allowed}

    def form_valid(self, form):
        asked = form.save(commit=False)
        deeds.moderate(asked)
        word = "another grade" if asked.moved else "the same grade"
        messages.success(self.request, f"Moderated, with {word}. Both grades are kept.")
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        lacks = grading.good_lacks(self.audit.criteria, self.scores)
        return context | {
            "moderation": self.moderation, "tally": tally(self.scores), "good_lacks": lacks,
            "capped_by": asked(self.capped_by, self.child),
            "before": Grade(self.moderation.grade_before).label,
        }  # fmt: skip


class AnswerModeration(ModerationMixin, ChildForm, UpdateView):
    """The auditor's answer to a grade that was changed."""

    permission = Permission.AUDIT
    form_class = AnswerForm
    title = "Your answer to the moderation"

    def check_may(self):
        answered = self.moderation.auditor_agrees is not None
        if self.audit.auditor_id != self.request.user.pk or not self.moderation.done_on or answered:
            raise PermissionDenied(NOT_THE_AUDITOR)

    def get_form_kwargs(self):
        self.intro = (
            f"{self.moderation.moderator} changed the grade from"
            f" “{Grade(self.moderation.grade_before).label}” to"
            f" “{Grade(self.moderation.grade).label}”: {self.moderation.reason}"
        )
        return super().get_form_kwargs()

    def form_valid(self, form):
        decides = deeds.answer_moderation(form.save(commit=False))
        said = f" {decides.moderator} decides now." if decides else ""
        messages.success(self.request, f"Your answer is kept.{said}")
        return redirect(self.get_success_url())


class AskModeration(AuditMixin, ChildForm, CreateView):
    """Ask for another reading of any finished audit, alone or with a panel."""

    permission = Permission.GIVE_OUT_AUDITS
    form_class = AskForm
    title = "Have this audit moderated"
    save_label = "Ask them"

    def get_child(self):
        child = super().get_child()
        if not self.audit.finished:
            raise PermissionDenied(NOT_FINISHED)
        if not self.audit.graded:
            raise PermissionDenied(NO_GRADE)
        if self.audit.moderations.filter(done_on=None).exists():
            raise PermissionDenied(ALREADY)
        return child

    def get_object(self, queryset=None):
        return None

    def get_form_kwargs(self):
        asked = Moderation(audit=self.audit, asked_on=timezone.localdate())
        return {**super().get_form_kwargs(), "instance": asked, "audit": self.audit}

    def form_valid(self, form):
        facts = form.cleaned_data
        deeds.ask_again(self.audit, facts["moderator"], facts["because"], facts["stage"])
        messages.success(self.request, f"{facts['moderator']} is asked to read this file again.")
        return redirect(self.get_success_url())
