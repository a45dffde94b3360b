"""What the child said, as it was said: one form for brothers and sisters, one page to read."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import CreateView, TemplateView, UpdateView

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordList, PermissionMixin
from casework.children.together.views import RecordTogether
from casework.recording.child_voice import quotes_of
from casework.timescales.models import Deadline
from casework.voice.direct_work.forms import DirectWorkForm, OwnToolForm, VoiceForm
from casework.voice.direct_work.sources import own_words_in_records
from casework.voice.models import Advocate, OwnTool, Tool, Voice
from casework.voice.speech import is_watched, newest_telling

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ALSO_SAID = 5


class Voices(ChildRecordList):
    """Everything the child said in direct work, newest first, with what became of each."""

    model = Voice
    template_name = "voice/voices.html"
    page = "voice"
    logged_as = "what the child said"

    def get_queryset(self):
        return Voice.objects.of_child(self.child).newest_first().with_work()

    def get_context_data(self, **kwargs):
        child = self.child
        context = super().get_context_data(
            telling=newest_telling([child]).get(child.pk),
            advocates=Advocate.objects.of_child(child).standing().newest_first()[:5],
            also_said=quotes_of(child, ALSO_SAID),
            in_records=own_words_in_records(child, ALSO_SAID),
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )
        return context | {"waiting": self.waiting(context["object_list"])}

    def waiting(self, shown) -> int:
        """How many wait for an answer; each of those shown is given its clock."""
        running = Deadline.objects.of_child(self.child).open().filter(code__startswith="voice.")
        clocks = list(running.shown())
        of_words = {clock.record_id: clock for clock in clocks if clock.code == "voice.answered"}
        of_answers = {clock.record_id: clock for clock in clocks if clock.code == "voice.again"}
        for voice in shown:
            answers = list(voice.answers.all())
            again = of_answers.get(answers[-1].pk) if answers else None
            voice.clock = again or of_words.get(voice.pk)
        return len(clocks)


class VoiceAdd(RecordTogether):
    template_name = "voice/voice_form.html"
    shared_form = DirectWorkForm
    card_form = VoiceForm
    title = "What the child said or showed"
    logged_as = "the form of what the child said"

    @cached_property
    def tellings(self):
        return newest_telling(self.children)

    def forms(self, data=None):
        worker, today = self.request.user, timezone.localdate()
        cards = [
            VoiceForm(
                data,
                child=child,
                worker=worker,
                watched=is_watched(child, self.tellings.get(child.pk), today),
            )
            for child in self.children
        ]
        for card in cards:
            card.telling = self.tellings.get(card.child.pk)
        return DirectWorkForm(data, **self.shared_kwargs()), cards

    def saved_words(self, record, cards):
        return f"Saved for {self.names}, in the words used. Say what becomes of it, here or later."

    def get_success_url(self):
        return reverse("voice", args=[self.child.pk])


class Tools(PermissionMixin, TemplateView):
    """The ways of listening that came with Casework, and the council's own."""

    permission = Permission.ADMINISTER
    template_name = "voice/tools.html"

    def get_context_data(self, **kwargs):
        shipped = [label for code, label in Tool.choices if code != Tool.OWN]
        own = OwnTool.objects.of(self.request.user.authority_id)
        return super().get_context_data(shipped=shipped, own=own, **kwargs)


class ToolForms(PermissionMixin):
    permission = Permission.ADMINISTER
    form_class: type[forms.ModelForm] | None = OwnToolForm
    template_name: str | None = "voice/tool_form.html"
    success_url: "StrOrPromise | None" = reverse_lazy("voice-tools")

    def get_queryset(self):
        return OwnTool.objects.of(self.request.user.authority_id)

    def form_valid(self, form):
        messages.success(self.request, f"“{form.cleaned_data['name']}” saved.")
        return super().form_valid(form)


class ToolAdd(ToolForms, CreateView):
    extra_context = {"title": "Add a tool of your own"}

    def get_form_kwargs(self):
        made = OwnTool(authority_id=self.request.user.authority_id)
        return {**super().get_form_kwargs(), "instance": made}


class ToolChange(ToolForms, UpdateView):
    extra_context = {"title": "Change a tool of your own"}
