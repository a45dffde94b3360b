"""Writing a letter: begun from a template, edited until it is right, then made final."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from casework.access.roles import Permission
from casework.access.sessions.step_up import Sure
from casework.children.base_views import ChildMixin, ChildPage, ChildRecordUpdate
from casework.documents.file_validation import FORMATS
from casework.documents.filenames import safe_name
from casework.documents.letters.facts import facts_of
from casework.documents.letters.finalise import MAKES, make_final
from casework.documents.letters.forms import LetterForm, StartLetterForm
from casework.documents.letters.letter import paper_of
from casework.documents.letters.readability import readability
from casework.documents.letters.registry import Source, registry
from casework.documents.letters.template_language import merged
from casework.documents.models import Letter, LetterTemplate
from casework.documents.views import LOCKED_UP, OneDocument
from casework.writing.prompts.passages import Passage, to_think_about

UNWRITTEN = "Write here"
"""How a template asks its writer for words: a letter that still says so is not finished."""


@dataclass(frozen=True)
class Offer:
    """A template this child has something to say in."""

    template: LetterTemplate
    key: str
    words: str

    def __str__(self):
        return f"{self.template.title}: {self.words}" if self.words else self.template.title


def offers(child, worker) -> list[Offer]:
    """Each source is asked once, however many templates use it."""
    templates = [
        template
        for template in LetterTemplate.objects.in_use(child.authority_id)
        if template.offered and registry.get(template.source)
    ]
    choices = {
        code: cast(Source, registry.get(code)).choices(child, worker)
        for code in {template.source for template in templates}
    }
    return [
        Offer(template, key, words)
        for template in templates
        for key, words in choices[template.source]
    ]


class LetterAdd(ChildMixin, FormView):
    """Which letter: one choice, and the rest is filled from the record."""

    permission = Permission.RECORD
    form_class = StartLetterForm
    template_name = "documents/letters/letter_start.html"
    page = "documents"
    logged_as = "letters"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "offers": offers(self.child, self.request.user)}

    def form_valid(self, form):
        offer, worker = form.chosen, self.request.user
        facts = facts_of(offer.template, self.child, worker, offer.key)
        letter = Letter.on_file_of(
            self.child,
            worker,
            template=offer.template,
            about=offer.key,
            title=facts.get("title") or offer.template.title,
            text=merged(offer.template.body, facts),
        )
        letter.save()
        return redirect("letter-edit", self.child.pk, letter.pk)


class OneLetter(ChildMixin):
    """A letter on this child's file that is not yet final; one that is, leads to its document."""

    permission = Permission.RECORD
    page = "documents"
    logged_as = "a letter"

    @cached_property
    def letter(self) -> Letter:
        letters = Letter.objects.of_child(self.child).select_related(
            "template", "recorded_by", "follows"
        )
        return get_object_or_404(letters, pk=self.kwargs["pk"])

    @property
    def mine(self) -> list[int]:
        return [self.child.pk, self.letter.pk]


class LetterEdit(OneLetter, ChildRecordUpdate):
    form_class = LetterForm
    template_name = "documents/letters/letter_form.html"
    save_label = "Save and see how it looks"
    saved = "Saved as a draft."

    def get(self, request, *args, **kwargs):
        if self.letter.final_at:
            return redirect("document", self.child.pk, self.letter.document_id)
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().drafts()

    @property
    def title(self):
        return self.letter.template.title

    def get_success_url(self):
        return reverse("letter", args=self.mine)


class LetterPage(OneLetter, ChildPage):
    """How it will look, before it is final."""

    template_name = "documents/letters/letter.html"

    def get_context_data(self, **kwargs):
        if self.letter.final_at:
            raise Http404
        now = timezone.now()
        self.letter.child = self.child
        return super().get_context_data(
            letter=self.letter,
            paper=paper_of(self.letter, by=self.request.user, at=now),
            to_think=to_think_about([self.passage()], self.request.user),
            reads=readability(self.letter),
            unwritten=UNWRITTEN in self.letter.text,
            **kwargs,
        )

    def passage(self) -> Passage:
        change = reverse("letter-edit", args=self.mine)
        return Passage(self.letter, "text", LetterForm.writing["text"], self.letter.title, change)


class LetterTaken(Sure, OneLetter, ChildMixin, View):
    """A draft to read away from the screen, marked as one."""

    http_method_names = ["get"]

    def get(self, request, **kwargs):
        ending = self.kwargs["ending"]
        if ending not in MAKES or self.letter.final_at:
            raise Http404
        self.letter.child = self.child
        made = MAKES[ending](paper_of(self.letter, by=request.user, at=timezone.now()))
        name = safe_name(f"Draft {self.letter.title}.x", ending)
        response = FileResponse(
            ContentFile(made),
            as_attachment=True,
            filename=name,
            content_type=FORMATS[ending].content_type,
        )
        response["Content-Security-Policy"] = LOCKED_UP
        return response


class LetterFinal(OneLetter, ChildMixin, View):
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        document = make_final(self.letter, request.user)
        messages.success(request, f"“{document.title}” is final, and on the file as PDF and Word.")
        return redirect("document", self.child.pk, document.pk)


class LetterDelete(OneLetter, ChildMixin, View):
    """Only a draft: what is final stays. The history keeps the draft's words."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        if self.letter.final_at:
            raise Http404
        self.letter.delete()
        messages.success(request, "The draft is deleted.")
        return redirect("documents", self.child.pk)


class LetterAgain(OneDocument, View):
    """A new version of a final letter begins with the words of the last."""

    permission = Permission.RECORD
    http_method_names = ["post"]
    logged_as = "a letter"

    def post(self, request, **kwargs):
        letters = self.document.letters.filter(child=self.child.pk)
        last = letters.order_by("-version").first()
        if last is None:
            raise Http404
        begun = last.next_versions.filter(final_at=None).first() or self.begin(last)
        return redirect("letter-edit", self.child.pk, begun.pk)

    def begin(self, last: Letter) -> Letter:
        again = Letter.on_file_of(
            self.child,
            self.request.user,
            template_id=last.template_id,
            about=last.about,
            title=last.title,
            addressed_to=last.addressed_to,
            text=last.text,
            follows=last,
        )
        again.save()
        return again
