"""Judging: one section after another, the grade, what will be put right, and the end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import CreateView, UpdateView

from audits import grading, operations
from audits.criteria import evidence as record
from audits.criteria import texts
from audits.judging.forms import (
    CheckForm,
    GradeForm,
    NotSafeForm,
    PutRightForm,
    ScoreForm,
    SectionGradeForm,
)
from audits.models import Score, SectionGrade
from audits.timescales import usual_action_date
from audits.views import AuditMixin, apart, questions_of, tally
from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.base_views import ChildForm, ChildPage, ChildRecordUpdate
from casework.children.models import tell_file_changed
from casework.interface import words
from casework.writing.prompts.passages import made_of
from casework.writing.readings import check_digest

ONLY_THE_AUDITOR = "You can read this audit. Only its auditor can change it."
FINISHED = "This audit is finished: it stays as it was written."
NOT_INDEPENDENT = "You work or have worked with this child, so someone else must audit the file."
NOT_DONE_YET = "It can be checked once someone else has done it."
ONLY_THE_CHECKER = "Only the person named to check this can confirm it."


class JudgingMixin(AuditMixin):
    """What only the auditor may do, while the audit is open, and never on their own work."""

    permission = Permission.AUDIT

    def get_child(self):
        child = super().get_child()
        if self.audit.auditor_id != self.request.user.pk:
            raise PermissionDenied(ONLY_THE_AUDITOR)
        if self.audit.finished:
            raise PermissionDenied(FINISHED)
        if not self.audit.independent():
            raise PermissionDenied(NOT_INDEPENDENT)
        return child


class AuditSection(JudgingMixin, ChildPage):
    """One section: each question, what the record shows, the answer and why."""

    template_name = "audits/judging/section.html"

    def get_child(self):
        child = super().get_child()
        self.section = self.audit.criteria.section(self.kwargs["key"])
        if self.section is None:
            raise Http404
        return child

    def get_forms(self, data=None) -> list[ScoreForm | SectionGradeForm]:
        scores = self.scores = grading.answers_of(self.audit)
        self.pieces = record.pieces_of(self.child, self.request.user, scores.values())
        shown = record.shown_for(self.child, self.section)
        score_forms = [
            ScoreForm(
                data,
                criterion=criterion,
                child=self.child,
                pieces=self.pieces,
                shown=shown[criterion.code],
                instance=scores.get(criterion.code)
                or Score(audit=self.audit, criterion=criterion.code),
            )
            for criterion in self.section.criteria
        ]
        return [*score_forms, *self.get_grade_form(data)]

    def get_grade_form(self, data) -> list[SectionGradeForm]:
        """The section's grade, where the whole file is graded: checked with the answers sent."""
        if not self.audit.graded:
            return []
        grade = self.audit.section_grades.filter(section=self.section.key).first()
        instance = grade or SectionGrade(audit=self.audit, section=self.section.key)
        return [SectionGradeForm(data, section=self.section, scores=self.scores, instance=instance)]

    def post(self, request, *args, **kwargs):
        forms = self.get_forms(request.POST)
        checked = [form.is_valid() for form in forms]
        if not all(checked):
            return self.render_to_response(self.get_context_data(forms=forms))
        with transaction.atomic():
            for form in forms:
                form.keep()
        messages.success(request, f"“{self.section.title}” saved. Nothing is final yet.")
        return redirect(self.next_url("next" in request.POST))

    def next_url(self, going_on):
        onward = self.next_section() if going_on else self.section
        if onward is None:
            return self.audit.get_absolute_url()
        return reverse("audit-section", args=[self.child.pk, self.audit.pk, onward.key])

    def next_section(self):
        sections = self.audit.criteria.for_child
        place = sections.index(self.section) + 1
        return sections[place] if place < len(sections) else None

    def get_context_data(self, forms=None, **kwargs):
        forms = forms or self.get_forms()
        onward = self.next_section()
        sections = self.audit.criteria.for_child
        grade = forms[-1] if self.audit.graded else None
        here = {code: self.scores[code] for code in self.section.codes if code in self.scores}
        return super().get_context_data(
            own_view=getattr(self.audit, "self_view", None),
            tally=tally(here),
            apart=apart(self.section.criteria, here),
            capped_by=questions_of(grading.caps(self.section.criteria, here), self.child),
            forms=forms,
            questions=forms[:-1] if grade else forms,
            grade=grade,
            section=self.section,
            pieces=self.pieces,
            sections=sections,
            has_texts=self.section.key in texts.READ,
            number=sections.index(self.section) + 1,
            save_label=f"Save and go to {onward.title.lower() if onward else 'the whole audit'}",
            second_label="Save" if onward else "",
            **kwargs,
        )


class SectionTexts(AuditMixin, ChildPage):
    """All that the check of writing makes of the texts a section is about, sure or not. For whoever
    judges or manages: its writer was told only what was likely right."""

    template_name = "audits/judging/texts.html"
    logged_as = "what the check makes of the texts of a file"

    def admits(self, worker):
        return super().admits(worker) and texts.may_read(self.audit, worker)

    def get_child(self):
        child = super().get_child()
        self.section = self.audit.criteria.section(self.kwargs["key"])
        if self.section is None or self.section.key not in texts.READ:
            raise Http404
        return child

    def get_context_data(self, **kwargs):
        passages = texts.texts_of(self.child, self.section, self.request.user)
        return super().get_context_data(
            section=self.section,
            made=made_of(passages),
            read=texts.READ[self.section.key][0],
            check=check_digest()[:8],
            **kwargs,
        )


class AuditForm(JudgingMixin, ChildForm, UpdateView):
    """A form on the audit itself."""


class GradeAudit(AuditForm):
    """The grade, chosen by a person from those still open."""

    form_class = GradeForm
    template_name = "audits/judging/grade.html"
    title = "Your grade"
    saved = "Saved. Nothing is final until you finish the audit."

    def get_child(self):
        child = super().get_child()
        self.scores = grading.answers_of(self.audit)
        self.capped_by = grading.caps(self.audit.criteria, self.scores)
        return child

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "capped_by": self.capped_by}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tally=tally(self.scores),
            capped_by=questions_of(self.capped_by, self.child),
            apart=apart(self.audit.criteria, self.scores),
            good_lacks=grading.good_lacks(self.audit.criteria, self.scores),
            **kwargs,
        )


class AuditNotSafe(AuditForm):
    """A child not safe today does not wait for the audit to be finished."""

    form_class = NotSafeForm
    template_name = "audits/judging/not_safe.html"
    title = "Tell someone now"
    save_label = "Tell them"

    def form_valid(self, form):
        workers = operations.say_not_safe(form.save(commit=False))
        names = words.listed(workers) or "no one: no manager here can open this file"
        messages.success(self.request, f"Told in Casework: {names}. Speak to one of them as well.")
        return redirect(self.get_success_url())


class PutRight(JudgingMixin, ChildForm, CreateView):
    """What will be put right, by whom and by when, and who checks."""

    form_class = PutRightForm
    title = "What will be put right"
    save_label = "Add this action"
    saved = "Action added."

    def get_form_kwargs(self):
        action = Action(
            child=self.child,
            authority_id=self.child.authority_id,
            team_id=self.child.team_id,
            recorded_by=self.request.user,
            source=Action.Source.AUDIT,
            agreed_on=timezone.localdate(),
        )
        initial = {"due_on": usual_action_date(self.audit.grade)}
        kwargs = super().get_form_kwargs()
        return {**kwargs, "instance": action, "audit": self.audit, "initial": initial}

    def form_valid(self, form):
        facts = form.cleaned_data
        operations.promise(
            self.audit,
            form.save(commit=False),
            checker=facts["checker"],
            criterion=facts["criterion"],
        )
        messages.success(self.request, self.saved)
        return redirect(self.get_success_url())


class FinishAudit(JudgingMixin, ChildPage):
    """What is still to do, or, when nothing is, the button that finishes the audit."""

    template_name = "audits/judging/finish.html"

    def left(self):
        return grading.left_to_do(self.audit, grading.answers_of(self.audit))

    def post(self, request, *args, **kwargs):
        if self.left():
            return self.render_to_response(self.get_context_data())
        asked_again = operations.finish(self.audit)
        moderator = f" {asked_again.moderator} moderates it now." if asked_again else ""
        messages.success(request, f"Audit of {self.child.first_name}’s file finished.{moderator}")
        return redirect(self.audit)

    def get_context_data(self, **kwargs):
        not_looked_at = grading.not_looked_at_words(self.audit, grading.answers_of(self.audit))
        return super().get_context_data(left=self.left(), not_looked_at=not_looked_at, **kwargs)


class CheckAction(AuditMixin, ChildRecordUpdate):
    """The one named to check says what shows that it is done."""

    form_class = CheckForm
    title = "Check that this was put right"
    save_label = "Confirm it is done"
    saved = "Checked."

    def get_child(self):
        child = super().get_child()
        checks = self.audit.corrective_actions.select_related("action")
        self.check = checks.filter(pk=self.kwargs["action"]).first()
        if self.check is None:
            raise Http404
        if self.check.checker_id != self.request.user.pk:
            raise PermissionDenied(ONLY_THE_CHECKER)
        action = self.check.action
        if action.done_on is None or action.owner_worker_id == self.check.checker_id:
            raise PermissionDenied(NOT_DONE_YET)
        self.intro = action.what
        return child

    def get_object(self, queryset=None):
        return self.check

    def form_valid(self, form):
        tell_file_changed(self.child.pk)
        return super().form_valid(form)
