"""Shows a form again with everything typed in it, exactly as it was typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from casework.access.requests import PageBase
from casework.children.models import Draft
from casework.children.saving.conflicts import SEEN, read, seen_in, signed
from casework.children.saving.form_tokens import Opening, count_of, opening_of, typed_in
from casework.interface.django_private import forget_drawn_fields

TICKED = (forms.CheckboxInput, forms.CheckboxSelectMultiple)
REDIRECTS = range(300, 400)


@dataclass(frozen=True)
class SaveLine:
    """What the page says of a form's draft. ``restored``: the form shows it again."""

    token: str
    saved_at: datetime | None = None
    restored: bool = False
    unreadable: bool = False
    expires_on: object = None


class KeepsDrafts(PageBase):
    """A form page that keeps what is typed. It finds the forms in the page's context by itself.

    ``shaped_by`` names what is typed that says which fields there are, such as the brothers and
    sisters chosen: on coming back it is read as if it stood in the address.
    """

    shaped_by: tuple[str, ...] = ()

    def dispatch(self, request, *args, **kwargs):
        if request.method == "GET" and self.shaped_by and not request.GET:
            request.GET = self.shape()
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST" and response.status_code in REDIRECTS:
            self.forget(request.POST)
        return response

    @cached_property
    def draft(self) -> Draft | None:
        drafts = Draft.objects.of(self.request.user).kept()
        return drafts.filter(path=self.request.path).first()

    @cached_property
    def typed(self) -> QueryDict | None:
        return self.draft.typed if self.draft else None

    def shape(self) -> QueryDict:
        shape = QueryDict(mutable=True)
        for name in self.shaped_by:
            if self.typed and name in self.typed:
                shape.setlist(name, self.typed.getlist(name))
        return shape

    def forget(self, data):
        """The form is saved: its draft goes."""
        opening = opening_of(data, self.request.user)
        if opening and opening.worker == self.request.user.pk:
            Draft.objects.close(opening, count_of(data))

    def render_to_response(self, context, **kwargs):
        page_forms = forms_in(context)
        if self.request.user.is_authenticated and any(map(has_words, page_forms)):
            context = {**context, "draft": self.save_line(page_forms)}
        if seen := seen_in(page_forms, self.seen_before(context.get("draft"))):
            context = {**context, "seen": signed(seen)}
        return super().render_to_response(context, **kwargs)

    def seen_before(self, line: SaveLine | None) -> dict[str, int]:
        """The versions over which the words shown again were typed."""
        if self.request.method == "POST":
            return read(self.request.POST.get(SEEN, ""))
        return read(self.typed.get(SEEN, "")) if line and line.restored and self.typed else {}

    def save_line(self, page_forms) -> SaveLine:
        if self.request.method == "POST":
            return self.kept_again()
        if self.draft is None:
            return SaveLine(self.opening().signed())
        token = self.opening(after=self.draft.page).signed()
        if self.typed is None:
            return SaveLine(token, self.draft.saved_at, unreadable=True)
        for form in page_forms:
            restore(form, self.typed)
        self.draft.opened()
        return SaveLine(token, self.draft.saved_at, restored=True)

    def kept_again(self) -> SaveLine:
        """Sent, and something is to be put right: until then it is a draft."""
        data, before = self.request.POST, opening_of(self.request.POST, self.request.user)
        if before is None or before.worker != self.request.user.pk:
            return SaveLine(self.opening().signed())
        Draft.objects.keep(before, typed_in(data), count_of(data), over=True)
        return SaveLine(self.opening(after=before.page).signed(), timezone.now())

    def opening(self, after: str = "") -> Opening:
        child = getattr(self, "child", None)
        title = getattr(self, "title", "") or getattr(self, "logged_as", "")
        return Opening(
            worker=self.request.user.pk,
            path=self.request.path,
            title=str(title)[:100],
            child=child.pk if child else None,
            after=after,
        )


def forms_in(context) -> list[forms.BaseForm]:
    """Every form of the page, whatever the view calls it."""
    page_forms: dict[int, forms.BaseForm] = {}
    for value in context.values():
        together = isinstance(value, list | tuple | forms.BaseFormSet)
        for form in value if together else [value]:
            if isinstance(form, forms.BaseForm):
                page_forms[id(form)] = form
    return list(page_forms.values())


def has_words(form) -> bool:
    return any(isinstance(field.widget, forms.Textarea) for field in form.fields.values())


def restore(form, typed: QueryDict) -> None:
    """Fill a form with what was typed. It is not bound, so nothing in it is an error yet."""
    if form.is_bound:
        return
    names = {name: form.add_prefix(name) for name in restorable(form)}
    if not any(_was_there(form.fields[name].widget, typed, names[name]) for name in names):
        return  # a card that the draft has not, such as a brother's chosen since
    for name, posted in names.items():
        widget = form.fields[name].widget
        if isinstance(widget, TICKED) or _was_there(widget, typed, posted):
            form.initial[name] = widget.value_from_datadict(typed, {}, posted)
    form.restored = typed
    forget_drawn_fields(form)


def restorable(form) -> Iterable[str]:
    """A file cannot be put back into a page: it is chosen again."""
    return [
        name
        for name, field in form.fields.items()
        if not field.disabled and not field.widget.needs_multipart_form
    ]


def _was_there(widget, typed, posted) -> bool:
    if isinstance(widget, TICKED):
        return posted in typed
    return not widget.value_omitted_from_data(typed, {}, posted)
