"""Second readings: the moderator's grade beside the auditor's, the auditor's answer, a decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import CreateView, UpdateView

from audits import grading, operations
from audits.judging.moderation_forms import AnswerForm, AskForm, ModerateForm
from audits.models import Grade, Moderation
from audits.views import AuditMixin, questions_of, tally
from casework.access.roles import Permission
from casework.children.base_views import ChildForm

NOT_YOURS = "Only the person asked to moderate this audit can do so."
NOT_FINISHED = "An audit is moderated once its auditor has finished it."
NOT_THE_AUDITOR = "Only the auditor can answer a moderation."
NO_GRADE = "This audit has no grade for the whole file, so there is none to moderate."
ALREADY = "Someone is moderating this audit now."


class ModerationMixin(AuditMixin):
    """One second reading of this audit."""

    def get_child(self):
        child = super().get_child()
        moderations = Moderation.objects.filter(audit=self.audit, pk=self.kwargs["moderation"])
        self.moderation = moderations.select_related("moderator").first()
        if self.moderation is None:
            raise Http404
        self.moderation.audit = self.audit
        self.check_may()
        return child

    def get_object(self, queryset=None):
        return self.moderation


class Moderate(ModerationMixin, ChildForm, UpdateView):
    """The file read again and graded, by someone other than its auditor."""

    permission = Permission.READ_AUDITS
    form_class = ModerateForm
    template_name = "audits/judging/moderate.html"
    title = "Moderate this audit"
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
        moderation = form.save(commit=False)
        operations.moderate(moderation)
        word = "another grade" if moderation.moved else "the same grade"
        messages.success(self.request, f"Moderated, with {word}. Both grades are kept.")
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        lacks = grading.good_lacks(self.audit.criteria, self.scores)
        return context | {
            "moderation": self.moderation,
            "tally": tally(self.scores),
            "good_lacks": lacks,
            "capped_by": questions_of(self.capped_by, self.child),
            "before": Grade(self.moderation.grade_before).label,
        }


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
        decides = operations.answer_moderation(form.save(commit=False))
        decider = f" {decides.moderator} decides now." if decides else ""
        messages.success(self.request, f"Your answer is kept.{decider}")
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
        moderation = Moderation(audit=self.audit, asked_on=timezone.localdate())
        return {**super().get_form_kwargs(), "instance": moderation, "audit": self.audit}

    def form_valid(self, form):
        facts = form.cleaned_data
        operations.ask_again(self.audit, facts["moderator"], facts["because"], facts["stage"])
        messages.success(self.request, f"{facts['moderator']} is asked to moderate this audit.")
        return redirect(self.get_success_url())
