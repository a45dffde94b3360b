"""Letters of a family in pre-proceedings: one to each parent, its copies, how they got it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from casework.access.roles import Permission
from casework.children.base_views import ChildMixin, ChildPage, ChildRecordCreate
from casework.documents.letters.facts import facts_of
from casework.documents.letters.template_language import merged
from casework.documents.models import Letter, LetterTemplate
from casework.preproceedings.letters import SOURCE, TITLES
from casework.preproceedings.letters.facts import parents_of
from casework.preproceedings.letters.forms import LetterCopyForm
from casework.preproceedings.letters.presentation import letters_to


class ParentLetters(ChildPage):
    """Each parent: what is written to them, in which copies, when and how they got it."""

    template_name = "preproceedings/letters/letters.html"
    page = "plo-child"
    logged_as = "letters before proceedings"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        parents = list(parents_of(self.child, worker))
        return super().get_context_data(
            parents=letters_to(parents, worker),
            templates=list(TITLES.items()),
            may_record=worker.may(Permission.RECORD),
            **kwargs,
        )


class LetterBegin(ChildMixin, View):
    """Begins a letter to one parent with what the family has in its own words already."""

    permission = Permission.RECORD
    http_method_names = ["post"]
    logged_as = "letters before proceedings"

    def post(self, request, **kwargs):
        worker, code = request.user, self.kwargs["letter"]
        parent = get_object_or_404(parents_of(self.child, worker), pk=self.kwargs["parent"])
        template = LetterTemplate.objects.in_use(self.child.authority_id).filter(code=code).first()
        if template is None or template.source != SOURCE:
            raise Http404
        begun = Letter.objects.of_child(self.child).drafts().filter(template__code=code)
        letter = begun.filter(about=str(parent.pk)).first() or self.begin(template, parent)
        return redirect("letter-edit", self.child.pk, letter.pk)

    def begin(self, template, parent) -> Letter:
        facts = facts_of(template, self.child, self.request.user, str(parent.pk))
        letter = Letter.on_file_of(
            self.child,
            self.request.user,
            template=template,
            about=str(parent.pk),
            title=f"{template.title}: {parent}"[:150],
            addressed_to=str(parent),
            text=merged(template.body, facts),
        )
        letter.save()
        return letter


class LetterCopyAdd(ChildRecordCreate):
    """Marks a document as a copy of the letter, in another language or easier to read."""

    form_class = LetterCopyForm
    page = "plo-child"
    title = "A copy of the letter"
    intro = (
        "Put the copy on the file as a document first, or write the easy-read copy as a letter."
        " Here you say what it is a copy of, and its title says so from then on."
    )
    save_label = "Mark it as a copy"
    logged_as = "letters before proceedings"

    @cached_property
    def letter(self) -> Letter:
        final = Letter.objects.visible_to(self.request.user).exclude(final_at=None)
        ours = {str(parent.pk) for parent in parents_of(self.child, self.request.user)}
        letters = final.filter(template__source=SOURCE, about__in=ours)
        return get_object_or_404(letters, pk=self.kwargs["letter"])

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs["instance"].letter = self.letter
        return kwargs

    def get_saved_words(self):
        return f"Marked: {self.object} of “{self.letter}”."

    def get_success_url(self):
        return reverse("parent-letters", args=[self.child.pk])
