"""What became of what a child said, and telling them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from casework.children.base_views import ChildRecordCreate, ChildRecordUpdate
from casework.voice.answers.forms import AnswerForm, ToldForm
from casework.voice.models import Voice, VoiceAnswer


class ToVoice:
    logged_as = "what the child said"

    def get_success_url(self):
        return reverse("voice", args=[self.child.pk])


class AnswerAdd(ToVoice, ChildRecordCreate):
    form_class = AnswerForm
    template_name = "voice/answer_form.html"
    title = "What became of it?"
    save_label = "Save the answer"

    @cached_property
    def voice(self) -> Voice:
        voices = Voice.objects.of_child(self.child).with_work()
        return get_object_or_404(voices, pk=self.kwargs["pk"])

    def new_record(self):
        return VoiceAnswer.on_file_of(self.child, self.request.user, voice=self.voice)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(voice=self.voice, **kwargs)

    def get_saved_words(self):
        name = self.child.first_name
        if self.object.told_on:
            return f"Saved, and that {name} was told."
        return f"Saved. Tell {name}, and write down that you did."


class AnswerTold(ToVoice, ChildRecordUpdate):
    form_class = ToldForm
    save_label = "Save"

    @property
    def title(self):
        return f"{self.child.first_name} was told"

    @property
    def intro(self):
        return self.get_object().what

    def get_saved_words(self):
        return f"Saved: {self.child.first_name} was told."
