"""The administrator's page of what is asked in supervision, in the council's own words."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.generic import CreateView, TemplateView

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.supervision.cases.reflection import questions_of
from casework.supervision.models import OwnQuestion
from casework.supervision.practice.forms import OwnQuestionForm

NEWEST = 20


class Questions(PermissionMixin, TemplateView):
    """What every case supervision asks two people to think about; what was asked before."""

    permission = Permission.ADMINISTER
    template_name = "supervision/questions.html"

    def get_context_data(self, **kwargs):
        council = self.request.user.authority_id
        own = OwnQuestion.objects.of(council)
        return super().get_context_data(
            questions=questions_of(council),
            own=set(own.in_force()),
            history=own.newest_first().select_related("set_by")[:NEWEST],
            **kwargs,
        )


class QuestionChange(PermissionMixin, CreateView):
    """A question in the council's own words; the one before stays under what answered it."""

    permission = Permission.ADMINISTER
    form_class = OwnQuestionForm
    template_name = "supervision/question_form.html"
    success_url = reverse_lazy("reflection-questions")

    @property
    def now(self):
        asked = questions_of(self.request.user.authority_id)
        for question in asked:
            if question.field == self.kwargs["key"]:
                return question
        raise Http404

    def get_form_kwargs(self):
        now, worker = self.now, self.request.user
        question = OwnQuestion(
            authority_id=worker.authority_id,
            set_by=worker,
            field=now.field,
            asks=now.asks,
            prompts="\n".join(now.prompts),
        )
        return {**super().get_form_kwargs(), "instance": question}

    def form_valid(self, form):
        form.save()
        messages.success(self.request, "From now on every case supervision asks it so.")
        return redirect(self.success_url)

    def get_context_data(self, **kwargs):
        about = OwnQuestion.Field(self.now.field).label
        return super().get_context_data(about=about, **kwargs)
