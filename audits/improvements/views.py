"""What is done about the themes of many audits: agreed, changed, and ended with what it changed."""

from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.views.generic import CreateView, DetailView, TemplateView, UpdateView

from audits.improvements.forms import DoneForm, ImprovementForm
from audits.learning.query import may_learn
from audits.learning.themes import about_anyone, questions
from audits.models import Improvement
from casework.access.list_views import ListTools
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.interface.exports import Column
from casework.interface.words import capital, counted, spelled

LAST_DONE = 50


def with_questions(improvements, authority_id) -> list[Improvement]:
    """Each with the question it is about, in words."""
    known = questions(authority_id)
    improvements = list(improvements)
    for improvement in improvements:
        criterion = known.get(improvement.criterion)
        improvement.question = about_anyone(criterion) if criterion else improvement.criterion
    return improvements


def opening(under_way: list[Improvement]) -> str:
    """Four things are under way, one of them late."""
    if not under_way:
        return "Nothing is under way."
    number, late = len(under_way), sum(improvement.is_late for improvement in under_way)
    things = counted(number, "things").split(" ", 1)[1]
    whole = f"{capital(spelled(number))} {things} {'is' if number == 1 else 'are'} under way"
    return f"{whole}, {spelled(late)} of them overdue." if late else f"{whole}."


class Improvements(PermissionMixin, ListTools, TemplateView):
    """For everyone who reads audits: what was learned is told to those whose work it is about."""

    permission = Permission.READ_AUDITS
    template_name = "audits/improvements/improvements.html"
    list_title, order = "Improvement plan", ("due_on", "pk")
    columns = [
        Column("Question", lambda improvement: improvement.criterion),
        Column("Sort", lambda improvement: improvement.get_kind_display()),
        Column("What", lambda improvement: improvement.what),
        Column("Who", lambda improvement: improvement.owner),
        Column("Agreed on", lambda improvement: improvement.agreed_on),
        Column("By", lambda improvement: improvement.due_on),
        Column("Done on", lambda improvement: improvement.done_on),
        Column("What partners answered", lambda improvement: improvement.answer),
        Column("What changed for children", lambda improvement: improvement.what_changed),
    ]

    def all_rows(self):
        return Improvement.objects.visible_to(self.request.user).select_related("owner")

    def get_context_data(self, **kwargs):
        worker, rows = self.request.user, self.all_rows()
        open_ones = with_questions(rows.open(), worker.authority_id)
        done = rows.done().order_by("-done_on", "-pk")[:LAST_DONE]
        return super().get_context_data(
            opening=opening(open_ones),
            open_ones=open_ones,
            done=with_questions(done, worker.authority_id),
            may_improve=worker.may(Permission.GIVE_OUT_AUDITS),
            may_learn=may_learn(worker),
            **kwargs,
        )


class ImprovementMixin(PermissionMixin):
    permission = Permission.READ_AUDITS
    model = Improvement

    def get_queryset(self):
        return Improvement.objects.visible_to(self.request.user).select_related("owner")


class ImprovementPage(ImprovementMixin, DetailView):
    template_name = "audits/improvements/improvement.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        (improvement,) = with_questions([self.object], worker.authority_id)
        return super().get_context_data(
            improvement=improvement,
            may_improve=worker.may(Permission.GIVE_OUT_AUDITS),
            may_learn=may_learn(worker),
            **kwargs,
        )


class ImprovementForms(ImprovementMixin):
    permission = Permission.GIVE_OUT_AUDITS
    template_name = "audits/improvements/improvement_form.html"
    title, saved, save_label = "", "", "Save"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.writer = self.request.user
        return form

    @transaction.atomic
    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, self.saved)
        return response

    def get_context_data(self, **kwargs):
        back = self.object.get_absolute_url() if self.object else reverse("improvements")
        return super().get_context_data(
            title=self.title, save_label=self.save_label, back=back, **kwargs
        )


class ImprovementAdd(ImprovementForms, CreateView):
    form_class = ImprovementForm
    title, saved = "Add an improvement", "Improvement added."
    save_label = "Add this improvement"

    def get_initial(self):
        return {**super().get_initial(), "criterion": self.request.GET.get("question", "")[:12]}

    def get_form_kwargs(self):
        worker = self.request.user
        made = Improvement(authority=worker.authority, recorded_by=worker)
        return {**super().get_form_kwargs(), "instance": made}


class ImprovementChange(ImprovementForms, UpdateView):
    form_class = ImprovementForm
    title, saved = "Change this improvement", "Improvement changed."


class ImprovementDone(ImprovementForms, UpdateView):
    form_class = DoneForm
    title, saved = "Say it is done", "Kept as done."
