"""The questions audits ask: those of each edition, and the council's own."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import CreateView, TemplateView, UpdateView

from audits.criteria import editions as criteria
from audits.models import Answer, LocalCriterion, Score
from audits.questions.forms import EndForm, QuestionForm
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.figures.counting import FEWEST, Tally, protect
from casework.interface import words

YEAR = timedelta(days=365)
ASKED = "This question has been answered in an audit: its words stay. End it, and add another."


class QuestionsMixin(PermissionMixin):
    """For whoever reads audits, and for administrators, who keep the council's own questions."""

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.may(Permission.ADMINISTER) or worker.may(Permission.READ_AUDITS)

    @cached_property
    def edition(self) -> criteria.Edition:
        """The edition asked for, or that in force today, with the council's questions of today."""
        code = self.request.GET.get("edition", "")
        today = timezone.localdate()
        known = {edition.code: edition for edition in criteria.editions()}
        if code and code not in known:
            raise Http404
        edition = known.get(code) or criteria.in_force(today)
        return (
            edition
            if code
            else edition.with_more([question.as_criterion() for question in self.own_today])
        )

    @cached_property
    def own_today(self) -> list[LocalCriterion]:
        today = timezone.localdate()
        return list(LocalCriterion.objects.visible_to(self.request.user).in_force(today))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            edition=self.edition, edits=self.request.user.may(Permission.ADMINISTER), **kwargs
        )


class Criteria(QuestionsMixin, TemplateView):
    """Every question of the edition in force, section by section."""

    template_name = "audits/questions/questions.html"

    def get_context_data(self, **kwargs):
        current = criteria.in_force(timezone.localdate())
        own = LocalCriterion.objects.visible_to(self.request.user)
        now = {question.pk for question in self.own_today}
        return super().get_context_data(
            current=current,
            older=self.edition.code != current.code,
            editions=criteria.editions(),
            number=sum(1 for _ in self.edition),
            own=len(self.own_today),
            not_now=[question for question in own if question.pk not in now],
            **kwargs,
        )


class CriterionPage(QuestionsMixin, TemplateView):
    """One question: what good looks like, and how it was answered in the last year."""

    template_name = "audits/questions/criterion.html"

    def get_context_data(self, **kwargs):
        code = self.kwargs["code"]
        mine = LocalCriterion.objects.visible_to(self.request.user).filter(code=code).first()
        criterion = self.edition.get(code) or (mine and mine.as_criterion())
        if criterion is None:
            raise Http404
        section = next(part for part in self.edition.sections if part.key == criterion.section)
        return super().get_context_data(
            criterion=criterion,
            section=section,
            area=self.edition.areas.get(criterion.area, "This council’s own"),
            local=mine,
            answers=answers_in_a_year(code, self.request.user),
            **kwargs,
        )


def answers_in_a_year(code, worker) -> dict:
    """How often each answer was given in audits finished in the last year; held back where so few
    children stand behind them that a number could point at one, save for those who read all."""
    since = timezone.localdate() - YEAR
    scores = Score.objects.filter(
        criterion=code,
        final=True,
        audit__authority=worker.authority_id,
        audit__completed_on__gt=since,
        audit__child__restricted=False,
    )
    rows = list(scores.values_list("answer", "audit__child"))
    holds_back = not worker.may(Permission.GIVE_OUT_AUDITS)
    tallied = [_given(rows, answer, holds_back) for answer in Answer]
    safe = protect(tallied) if holds_back else tallied
    return {
        "total": len(rows),
        "held_back": holds_back and 0 < len({child for _, child in rows}) < FEWEST,
        "rows": list(zip(Answer.labels, safe, strict=True)),
    }


def _given(rows: list[tuple[str, int]], answer: str, holds_back: bool) -> Tally:
    children = [child for given, child in rows if given == answer]
    return Tally(len(rows), len(children), few=holds_back and 0 < len(set(children)) < FEWEST)


class OwnQuestionMixin(PermissionMixin):
    permission = Permission.ADMINISTER
    model = LocalCriterion
    template_name = "audits/questions/question_form.html"
    slug_field = slug_url_kwarg = "code"

    def form_valid(self, form):
        self.object = form.save()
        messages.success(self.request, self.saved_words(self.object))
        return redirect(reverse("criterion", args=[self.object.code]))


class AddCriterion(OwnQuestionMixin, CreateView):
    form_class = QuestionForm
    extra_context = {"heading": "Add a question of your own", "button": "Add this question"}

    def get_form_kwargs(self):
        new = LocalCriterion(authority=self.request.user.authority)
        return {**super().get_form_kwargs(), "instance": new}

    def saved_words(self, question):
        return f"Added. Audits that begin on {words.full_day(question.begins_on)} or later ask it."


class ChangeCriterion(OwnQuestionMixin, UpdateView):
    """Until an audit has answered it."""

    form_class = QuestionForm
    extra_context = {"heading": "Change this question", "button": "Save this question"}

    def get_queryset(self):
        return LocalCriterion.objects.visible_to(self.request.user)

    def get_object(self, queryset=None):
        question = get_object_or_404(self.get_queryset(), code=self.kwargs["code"])
        if question.asked_already:
            raise PermissionDenied(ASKED)
        return question

    def saved_words(self, question):
        return "Saved."


class EndCriterion(OwnQuestionMixin, UpdateView):
    """From a day on no audit asks it; those begun before still do."""

    form_class = EndForm
    extra_context = {"heading": "End this question", "button": "End this question"}

    def get_queryset(self):
        return LocalCriterion.objects.visible_to(self.request.user)

    def saved_words(self, question):
        return (
            f"Ended: audits that begin on {words.full_day(question.until)} or later do not ask it."
        )
