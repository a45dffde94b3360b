from datetime import date
from typing import cast

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.children.base_views import (
    ChildPage,
    ChildRecordCreate,
    ChildRecordUpdate,
    PermissionMixin,
)
from casework.children.codes import PROFESSIONAL_KINDS, SIBLING_KINDS
from casework.children.extensions.shared_records import tell
from casework.children.family.network import visible_relationships
from casework.children.models import Child
from casework.children.together.record import numbers
from casework.children.together.views import RecordTogether
from casework.interface import words
from casework.interface.forms import DateField
from casework.interface.plain_text import whole_number
from casework.interface.widgets import DateBoxes
from casework.recording.child_voice import quotes_of
from casework.recording.forms import (
    ChildNoteForm,
    ChildVisitForm,
    NoteForm,
    VisitForm,
    WhatChangedForm,
    WhatChangedInNoteForm,
    WordsForm,
)
from casework.recording.models import ChildNote, ChildVisit
from casework.recording.next_visit import preview, saved_words
from casework.recording.pronouns import pronouns_of


class VisitCreate(RecordTogether):
    template_name = "recording/visit_form.html"
    shared_form = VisitForm
    card_form = ChildVisitForm
    title = "Record a visit"
    logged_as = "the visit form"

    def shared_kwargs(self):
        return {**super().shared_kwargs(), "adults": adults_around(self.child, self.request.user)}

    def get_context_data(self, **kwargs):
        others = "+".join(child.number for child in self.children if child.pk != self.child.pk)
        return super().get_context_data(
            preview=self.preview(kwargs["shared"]),
            preview_url=reverse("visit-preview", args=[self.child.pk, *filter(None, [others])]),
            **kwargs,
        )

    def preview(self, shared) -> dict:
        held_at = getattr(shared, "cleaned_data", {}).get("held_at")
        on = words.as_day(held_at) if held_at else None
        return preview(self.children, on, self.request.user, wrong="held_at" in shared.errors)

    def saved_words(self, visit, cards):
        due = saved_words(self.children, timezone.localdate())
        return f"Visit saved for {self.names}. {due}".strip()

    def get_success_url(self):
        return self.child.get_absolute_url()


def adults_around(child, worker) -> list[str]:
    """Those a worker may meet on a visit: the family first. Children have cards of their own."""
    around = [
        f"{related.relative.first_name or related.relative} ({related.get_kind_display().lower()})"
        for related in visible_relationships(child, worker)
        if related.kind not in (*SIBLING_KINDS, *PROFESSIONAL_KINDS)
        and related.relative.died_on is None
    ]
    return list(dict.fromkeys(around))[:12]


class VisitPreview(PermissionMixin, TemplateView):
    """What the date typed will start, for the script of the visit form.

    The look at the file was logged with the form itself.
    """

    permission = Permission.RECORD
    template_name = "recording/_next_visit.html"

    def dispatch(self, request, *args, **kwargs):
        """That a file exists is itself confidential: 404 before 403."""
        known = Child.objects.visible_to(request.user).with_person()
        self.child = get_object_or_404(known, pk=kwargs["child"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        known = Child.objects.visible_to(self.request.user).with_person()
        child = self.child
        named = [number for number in self.kwargs.get("others", "").split("+") if number]
        siblings = known.siblings_of(child).filter(pk__in=numbers(named))
        children = [child, *siblings.order_by("person__born_on", "pk")]
        return super().get_context_data(preview=self.preview(children), **kwargs)

    def preview(self, children) -> dict:
        on, wrong = self.day()
        return preview(children, on, self.request.user, wrong=wrong)

    def day(self) -> tuple[date | None, bool]:
        """The day typed so far, and whether it is one that cannot be."""
        field = DateField(past=True)
        typed = cast(DateBoxes, field.widget).value_from_datadict(self.request.GET, {}, "held_at")
        if isinstance(typed, dict) and not all(typed.values()):
            return None, False
        try:
            return field.clean(typed), False
        except ValidationError:
            return None, True


class NoteCreate(RecordTogether):
    template_name = "recording/note_form.html"
    shared_form = NoteForm
    card_form = ChildNoteForm
    title = "Write a note"
    logged_as = "the note form"

    def saved_words(self, note, cards):
        return f"Note saved for {self.names}."

    def get_success_url(self):
        return reverse("visits", args=[self.child.pk])


class VisitsAndNotes(ChildPage):
    """Visits and notes together, newest first, 20 at a time."""

    template_name = "recording/visits.html"
    page = "visits"
    logged_as = "visits and notes"
    size = 20

    def get_context_data(self, **kwargs):
        number = self.number
        upto = number * self.size + 1
        visits = ChildVisit.objects.of_child(self.child).with_visit().newest_first()[:upto]
        notes = ChildNote.objects.of_child(self.child).with_note().newest_first()[:upto]
        together = sorted([*visits, *notes], key=lambda part: (part.at, part.pk), reverse=True)
        shown = tell(together[upto - self.size - 1 : upto - 1], self.request.user)
        for part in shown:
            part.child = self.child
        return super().get_context_data(
            records=shown,
            newer=number - 1 or None,
            older=number + 1 if len(together) >= upto else None,
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )

    @property
    def number(self) -> int:
        number = whole_number(self.request.GET.get("page", "1"))
        if number is None or not 1 <= number <= 500:
            raise Http404
        return number


class ReadTogether(ChildPage):
    """A shared record, read from one child's file: only the parts this worker may know of."""

    page = "visits"
    model: type[ChildVisit] | type[ChildNote]
    link = ""

    def get_context_data(self, **kwargs):
        shared = get_object_or_404(
            self.model.objects.of_child(self.child), **{self.link: self.kwargs["pk"]}
        )
        parts = self.model.objects.visible_to(self.request.user)
        parts = parts.filter(**{self.link: self.kwargs["pk"]})
        parts = parts.select_related("child__person", self.link)
        parts = tell(parts.order_by("child__person__born_on", "pk"), self.request.user)
        return super().get_context_data(
            record=self.shared(tell([shared], self.request.user)[0]),
            parts=parts,
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )

    def shared(self, part):
        return getattr(part, self.link)


class VisitPage(ReadTogether):
    template_name = "recording/visit.html"
    logged_as = "a visit"
    model, link = ChildVisit, "visit"


class NotePage(ReadTogether):
    template_name = "recording/note.html"
    logged_as = "a note"
    model, link = ChildNote, "note"


class OwnWords(ChildPage):
    """Everything the child has said to a worker, newest first, and what changed because of it."""

    template_name = "recording/words.html"
    page = "visits"
    logged_as = "their own words"

    def get_context_data(self, **kwargs):
        quotes = quotes_of(self.child, 51)
        return super().get_context_data(
            quotes=quotes[:50],
            their=pronouns_of(self.child.person).their,
            more=len(quotes) > 50,
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )


class WordsCreate(ChildRecordCreate):
    form_class = WordsForm
    save_label = "Save what was said"
    logged_as = "their own words"

    @property
    def title(self):
        return f"{words_of(self.child)} own words"

    def get_saved_words(self):
        return f"Saved. It stands on {words_of(self.child)} file in the words used."

    def get_success_url(self):
        return reverse("words", args=[self.child.pk])


def words_of(child) -> str:
    name = child.first_name
    return f"{name}’" if name.endswith("s") else f"{name}’s"


class WhatChanged(ChildRecordUpdate):
    """What changed because the child said it: known later than the words themselves."""

    form_class = WhatChangedForm
    title = "What changed because of it"
    saved = "Saved beside the child’s words."
    logged_as = "their own words"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"intro": f"“{self.object.own_words}”"}

    def get_queryset(self):
        return super().get_queryset().with_words()

    def get_success_url(self):
        return reverse("words", args=[self.child.pk])


class WhatChangedInNote(WhatChanged):
    form_class = WhatChangedInNoteForm
