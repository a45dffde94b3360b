from typing import cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, FormView, UpdateView

from casework.access.roles import Permission
from casework.children.base_views import ChildForm, ChildMixin, ChildPage, ChildRecordCreate
from casework.children.extensions.shared_records import tell
from casework.children.together.views import brothers_and_sisters
from casework.preproceedings.models import (
    ChildPreProceedings,
    LegalAdvice,
    PreProceedings,
    Proceedings,
    TrackerUpdate,
)
from casework.preproceedings.operations import go_on, join, look, open_directions
from casework.preproceedings.presentation import page_of
from casework.preproceedings.steps.forms import (
    AdviceForm,
    GoesOnForm,
    JoinForm,
    LookForm,
    MoveForm,
    NoLetterForm,
    WithdrawForm,
)
from casework.preproceedings.steps.kinds import StepKind, kinds
from casework.preproceedings.steps.operations import move, withdraw


class ProcessMixin(ChildMixin):
    """A page about one process this child is, or was, in; another family's is not found."""

    logged_as = "pre-proceedings"
    page = "plo-child"

    @cached_property
    def row(self) -> ChildPreProceedings:
        rows = ChildPreProceedings.objects.of_child(self.child).filter(process=self.kwargs["pk"])
        row = rows.select_related("process__case_manager", "process__recorded_by").first()
        if row is None:
            raise Http404
        row.child = self.child
        return row

    @property
    def process(self) -> PreProceedings:
        return cast(PreProceedings, self.row.process)

    def get_success_url(self):
        return reverse("plo", args=[self.child.pk, self.process.pk])


class ChildTimeline(ChildPage):
    """The child’s newest process, or that there is none."""

    template_name = "preproceedings/none.html"
    logged_as = "pre-proceedings"
    page = "plo-child"

    def get(self, request, *args, **kwargs):
        rows = ChildPreProceedings.objects.recorded_here().of_child(self.child).newest_first()
        if row := rows.first():
            return redirect("plo", self.child.pk, row.process_id)
        return super().get(request, *args, **kwargs)


class Timeline(ProcessMixin, ChildPage):
    """The milestones of the family, a row for each child, and what comes next."""

    template_name = "preproceedings/timeline.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        return super().get_context_data(**page_of(tell([self.row], worker)[0], worker), **kwargs)


class StepMixin(ProcessMixin, ChildForm):
    @cached_property
    def kind(self) -> StepKind:
        kind = kinds.get(self.kwargs["step"])
        if kind is None:
            raise Http404
        return kind

    def get_success_url(self):
        return reverse(self.kind.own_page or "plo", args=[self.child.pk, self.process.pk])

    def get_form_class(self):
        return self.kind.form

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "child": self.child, "worker": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"title": self.kind.title}

    def get_saved_words(self):
        return f"{self.kind.title}: saved."


class StepAdd(StepMixin, CreateView):
    @cached_property
    def kind(self) -> StepKind:
        kind = kinds.get(self.kwargs["step"])
        if kind is None or kind.own_page:
            raise Http404
        return kind

    def get_form_kwargs(self):
        record = self.kind.model(process=self.process, recorded_by=self.request.user)
        return super().get_form_kwargs() | {"instance": record}

    def get_initial(self):
        """A link may say to whom a letter goes, or which one it is."""
        asked = self.request.GET
        return {name: asked[name] for name in ("parent", "kind") if asked.get(name)}


class OneStep(StepMixin):
    """A step that stands already, of this process."""

    @cached_property
    def standing(self):
        steps = self.kind.model.objects.visible_to(self.request.user)
        step = steps.filter(process=self.process, pk=self.kwargs["row"]).first()
        if step is None:
            raise Http404
        step.process = self.process
        return step


class StepEdit(OneStep, UpdateView):
    """A step corrected: what it said before is kept in its history."""

    template_name = "preproceedings/step_form.html"

    def get_object(self, queryset=None):
        return self.standing

    def get_context_data(self, **kwargs):
        parts = [self.child.pk, self.process.pk, self.kind.key, self.standing.pk]
        return super().get_context_data(
            withdraw_url=reverse("plo-step-withdraw", args=parts),
            move_url="" if self.kind.not_moved else reverse("plo-step-move", args=parts),
            not_moved=self.kind.not_moved,
            **kwargs,
        )


class PutStepRight(OneStep, FormView):
    """A step written down in error, and why."""

    does, intro = "", ""

    def get_form_kwargs(self):
        return FormView.get_form_kwargs(self)

    def get_context_data(self, **kwargs):
        called = str(self.standing)
        return super(ChildForm, self).get_context_data(
            title=f"{self.does}: {called[:1].lower()}{called[1:]}",
            intro=self.intro,
            save_label=f"{self.does} it",
            **kwargs,
        )


class StepWithdraw(PutStepRight):
    """It counts no more, and its history keeps it."""

    does = "Withdraw"

    def get_form_class(self):
        return WithdrawForm

    def form_valid(self, form):
        step = self.standing
        if isinstance(step, Proceedings) and step.children.exclude(final_on=None).exists():
            form.add_error(
                None, "The court made its final order on this application: take that away first"
            )
            return self.form_invalid(form)
        withdraw(step, because=form.cleaned_data["because"], by=self.request.user)
        messages.success(self.request, "Withdrawn: it counts no more, and the history keeps it.")
        return redirect(self.get_success_url())


class StepMove(PutStepRight):
    """It is about another family: it goes on their process, and the history says from where."""

    does = "Move"
    intro = "A parent takes their letters along; an assessment is then about the children there."

    @cached_property
    def kind(self) -> StepKind:
        kind = kinds.get(self.kwargs["step"])
        if kind is None or kind.not_moved:
            raise Http404
        return kind

    def get_form_class(self):
        return MoveForm

    def get_form_kwargs(self):
        days = self.kind.form.after_start
        asked = {"step": self.standing, "days": days, "worker": self.request.user}
        return super().get_form_kwargs() | asked

    def form_valid(self, form):
        to, because = form.cleaned_data["to"], form.cleaned_data["because"]
        move(self.standing, to, because=because, by=self.request.user)
        messages.success(self.request, "Moved to the other family. The history says from where.")
        return redirect(self.get_success_url())


class LookAdd(ProcessMixin, ChildRecordCreate):
    """Somebody looked at the milestones of the family."""

    form_class = LookForm
    title = "Look at the milestones"
    save_label = "Save what you saw"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs["instance"] = TrackerUpdate.on_file_of(self.row.child, self.request.user)
        return kwargs

    def form_valid(self, form):
        count = look(self.process, form.instance, by=self.request.user)
        if not count:
            form.add_error(None, "No child is in the process any more: there is nothing to follow")
            return self.form_invalid(form)
        messages.success(self.request, "Saved, with what is late and why.")
        return redirect(self.get_success_url())


class NoLetter(ProcessMixin, ChildForm, UpdateView):
    """Urgent: to court without a letter before proceedings, and why."""

    form_class = NoLetterForm
    permission = Permission.CHAIR_PANEL
    title = "No letter before proceedings is sent"
    saved = "Saved. No letter is waited for."

    def get_object(self, queryset=None):
        return self.process


class Join(ProcessMixin, ChildForm, FormView):
    """A brother or sister, or a baby just born, comes into the process."""

    form_class = JoinForm
    permission = Permission.CHAIR_PANEL
    title = "Another child joins"
    save_label = "They join today’s process"

    def get_form_kwargs(self):
        siblings = brothers_and_sisters(self.child, self.request.user)
        return {**super().get_form_kwargs(), "siblings": siblings, "process": self.process}

    def get_context_data(self, **kwargs):
        return super(ChildForm, self).get_context_data(
            title=self.title, intro="", save_label=self.save_label, **kwargs
        )

    def form_valid(self, form):
        child, day = form.cleaned_data["child"], form.cleaned_data["day"]
        join(self.process, child, day, by=self.request.user)
        messages.success(self.request, f"{child.first_name} is in the process from that day.")
        return redirect(self.get_success_url())


class Advice(ProcessMixin, ChildForm, CreateView):
    """What the council’s lawyer advised, for those who may read it and nobody else."""

    form_class = AdviceForm
    permission = Permission.READ_LEGAL_ADVICE
    template_name = "preproceedings/advice.html"
    title = "Legal advice"
    save_label = "Save the advice"
    saved = "Saved. Only those who may read legal advice see it."

    def get_form_kwargs(self):
        advice = LegalAdvice(process=self.process, recorded_by=self.request.user)
        made = {"instance": advice, "child": self.child, "worker": self.request.user}
        return super().get_form_kwargs() | made

    def get_context_data(self, **kwargs):
        advice = LegalAdvice.objects.visible_to(self.request.user).filter(process=self.process)
        return super().get_context_data(
            advice=advice.newest_first().select_related("recorded_by"),
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )

    def get_success_url(self):
        return reverse("plo-advice", args=[self.child.pk, self.process.pk])


class GoesOn(ProcessMixin, ChildForm, FormView):
    """What the panel directed for the child, and goes on in the plan after the process."""

    form_class = GoesOnForm
    title = "What goes on in the plan"
    intro = "Each thing the panel directed stands under a need of the plan, or on the child’s own"
    intro += " list of actions."

    def get_form_kwargs(self):
        actions = open_directions(self.row.child)
        return {**super().get_form_kwargs(), "child": self.child, "actions": actions}

    def get_context_data(self, **kwargs):
        return super(ChildForm, self).get_context_data(
            title=self.title, intro=self.intro, save_label=self.save_label, **kwargs
        )

    def form_valid(self, form):
        kept = go_on(form.chosen(), by=self.request.user)
        words = f"{kept} put under a need of the plan." if kept else "Nothing was put in the plan."
        messages.success(self.request, words)
        return redirect("plan", self.child.pk)
