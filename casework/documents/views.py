"""The documents of a child's file: found, read, added, taken off, sent."""

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import CreateView, UpdateView, View

from casework.access.roles import Permission
from casework.access.sessions.step_up import Sure
from casework.children.base_views import (
    ChildForm,
    ChildMixin,
    ChildPage,
    ChildRecordCreate,
    ChildRecordList,
    ChildRecordUpdate,
)
from casework.children.extensions.shared_records import (
    hidden_beside,
    not_for_others,
    tell,
    unknown_to,
)
from casework.children.family.network import visible_relationships
from casework.children.models import Person
from casework.children.shared_words import LEFT_OUT, for_reader
from casework.documents.file_validation import FORMATS
from casework.documents.forms import (
    ContactLimitForm,
    DocumentForm,
    EndLimitForm,
    NewVersionForm,
    RemoveForm,
    SendingForm,
)
from casework.documents.holds import why_not_opened
from casework.documents.models import (
    ChildDocument,
    ContactLimit,
    Document,
    DocumentFile,
    Letter,
    Sending,
)
from casework.documents.storage import bytes_kept
from casework.interface.plain_text import whole_number

LOCKED_UP = "default-src 'none'; sandbox"


class Documents(ChildRecordList):
    """The newest 20, with the letters still being written above them."""

    model = ChildDocument
    template_name = "documents/documents.html"
    page = "documents"
    logged_as = "documents"

    @property
    def search(self) -> dict:
        kind = self.request.GET.get("kind", "")
        return {
            "q": self.request.GET.get("q", "").replace("\0", "").strip()[:100],
            "kind": kind if kind in Document.Kind.values else "",
        }

    def get_queryset(self):
        search = self.search
        rows = super().get_queryset().standing().select_related("document__recorded_by")
        files = DocumentFile.objects.order_by("-version", "-format")
        rows = rows.prefetch_related(Prefetch("document__files", files))
        rows = rows.annotate(
            times_sent=Count(
                "document__sendings", filter=Q(document__sendings__child=self.child.pk)
            )
        )
        for word in search["q"].split()[:8]:
            rows = rows.filter(
                Q(document__title__icontains=word) | Q(document__from_whom__icontains=word)
            )
        return rows.filter(document__kind=search["kind"]) if search["kind"] else rows

    def told(self, parts) -> list[ChildDocument]:
        """Titles as this worker may read them; where something is left out of one, it is not found
        by what was."""
        asked = self.search["q"].lower().split()[:8]
        return [
            part
            for part in tell(parts, self.request.user)
            if LEFT_OUT not in (shown := f"{part.document.title} {part.document.from_whom}")
            or all(word in shown.replace(LEFT_OUT, "").lower() for word in asked)
        ]

    def get_context_data(self, **kwargs):
        drafts = Letter.objects.of_child(self.child).drafts().select_related("recorded_by")
        context = super().get_context_data(
            kinds=Document.Kind.choices,
            search=self.search,
            limits=ContactLimit.objects.of_child(self.child).standing().select_related("person"),
            drafts=list(drafts.order_by("-pk")[:10]),
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )
        return context | {"object_list": self.told(context["object_list"])}


class OneDocument(ChildMixin):
    """A document that stands on this child's file; any other is not found."""

    page = "documents"

    @cached_property
    def part(self) -> ChildDocument:
        parts = ChildDocument.objects.of_child(self.child).standing().with_document()
        return get_object_or_404(parts, document=self.kwargs["pk"])

    @property
    def document(self) -> Document:
        return self.part.document

    @cached_property
    def called(self) -> str:
        """Its title, as this worker may read it."""
        return for_reader(
            self.document.title, hidden_beside(self.part, unknown_to(self.request.user))
        )

    def get_success_url(self):
        return reverse("document", args=[self.child.pk, self.document.pk])


class DocumentPage(OneDocument, ChildPage):
    template_name = "documents/document.html"
    logged_as = "a document"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        document = tell([self.part], worker)[0].document
        parts = document.children.standing().visible_to(worker).exclude(child=self.child.pk)
        sent = Sending.objects.of_child(self.child).filter(document=document).newest_first()
        return super().get_context_data(
            document=document,
            versions=versions_of(document),
            others=[part.child for part in parts.select_related("child__person")],
            sendings=sent.select_related("recorded_by"),
            written=document.letters.filter(child=self.child.pk).order_by("-version").first(),
            may_record=worker.may(Permission.RECORD),
            **kwargs,
        )


def versions_of(document) -> list[dict]:
    """The newest first, each with its files: a letter has one to read and one to edit."""
    files = [called_as(file) for file in document.file_list]
    numbers = sorted({file.version for file in files}, reverse=True)
    return [
        {"number": number, "files": [file for file in files if file.version == number]}
        for number in numbers
    ]


def called_as(file: DocumentFile) -> DocumentFile:
    """To be shown and never saved: a name of which a part was left out for its reader says no more
    than of which kind the file is."""
    if LEFT_OUT in file.name:
        file.name = f"document.{file.format}"
    return file


def look_of(part: ChildDocument, worker) -> str:
    """What is kept of who opened it. Whoever may know of this child reads that, so the title names
    no other child whose file is restricted."""
    hidden = hidden_beside(part, not_for_others(worker))
    return f"document: {for_reader(part.document.title, hidden)}"


class DocumentDownload(Sure, OneDocument, View):
    """The bytes, only after the child was found and the permission asked. Never shown in the page:
    taken away as a file, so nothing in it can run with the worker's rights."""

    http_method_names = ["get"]

    @property
    def logged_as(self):
        return look_of(self.part, self.request.user)

    def get(self, request, **kwargs):
        document = tell([self.part], request.user)[0].document
        file = next((kept for kept in document.file_list if kept.pk == self.kwargs["file"]), None)
        if file is None:
            raise Http404
        if why := why_not_opened(self.document, request.user):
            messages.error(request, why)
            return redirect(self.get_success_url())
        try:
            return streamed(called_as(file))
        except FileNotFoundError:
            messages.error(request, MISSING)
            return redirect(self.get_success_url())


MISSING = (
    "This file is not where it was kept. Tell whoever looks after Casework: it can be put back from"
    " a backup."
)


def streamed(file: DocumentFile) -> FileResponse:
    response = FileResponse(
        bytes_kept().open(file.stored_as),
        as_attachment=True,
        filename=file.name,
        content_type=FORMATS[file.format].content_type,
    )
    response["Content-Security-Policy"] = LOCKED_UP
    response["X-Content-Type-Options"] = "nosniff"
    return response


class WithFile(ChildForm):
    template_name = "documents/file_form.html"


class DocumentAdd(WithFile, ChildRecordCreate):
    form_class = DocumentForm
    page = "documents"
    title = "Add a document"
    save_label = "Keep this document"
    logged_as = "documents"

    def new_record(self):
        return Document()

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "child": self.child, "worker": self.request.user}

    def get_saved_words(self):
        return f"“{self.object.title}” is on the file."

    def get_success_url(self):
        return reverse("document", args=[self.child.pk, self.object.pk])


class AboutOneDocument(OneDocument):
    def get_context_data(self, **kwargs):
        return super().get_context_data(document=self.document, **kwargs)

    def get_object(self, queryset=None):
        return self.document

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}


class NewVersion(AboutOneDocument, WithFile, UpdateView):
    form_class = NewVersionForm
    title = "Add a new version"
    save_label = "Keep this version"
    saved = "The new version is on the file. The one before it is kept."
    logged_as = "a document"

    @property
    def intro(self):
        return f"{self.called}. The versions before stay as they are."


class DocumentRemove(AboutOneDocument, ChildForm, UpdateView):
    form_class = RemoveForm
    title = "Take a document off the file"
    save_label = "Take it off"
    logged_as = "a document"

    @property
    def intro(self):
        return (
            f"“{self.called}” will no longer be seen here. It is kept in the history, with"
            " what you write and your name."
        )

    def get_object(self, queryset=None):
        return self.part

    def get_saved_words(self):
        return f"“{self.called}” is taken off the file."

    def get_success_url(self):
        return reverse("documents", args=[self.child.pk])


class SendingAdd(AboutOneDocument, ChildForm, CreateView):
    form_class = SendingForm
    title = "Who was given it"
    save_label = "Save who was given it"
    logged_as = "a document"

    @property
    def intro(self):
        return self.called

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        newest = max((file.version for file in self.document.files.all()), default=1)
        kwargs["instance"] = Sending.on_file_of(
            self.child, self.request.user, document=self.document, version=newest
        )
        return {**kwargs, "child": self.child}

    def get_initial(self):
        return {"sent_at": timezone.now()}

    def get_saved_words(self):
        return f"Saved: {self.object}."


class ContactLimitAdd(ChildRecordCreate):
    form_class = ContactLimitForm
    page = "documents"
    title = "A limit on contact"
    intro = "Whoever sends this person anything about the child is warned first."
    save_label = "Save this limit"
    saved = "Saved. You are warned before anything is sent to them."
    logged_as = "the family"

    def get_form_kwargs(self):
        around = visible_relationships(self.child, self.request.user)
        people = Person.objects.filter(pk__in=[relationship.relative_id for relationship in around])
        return {**super().get_form_kwargs(), "people": people.order_by("given_name", "pk")}

    def get_initial(self):
        """From a relative's page, whom it is about."""
        about = whole_number(self.request.GET.get("person", ""))
        return {} if about is None else {"person": about}


class ContactLimitEnd(ChildRecordUpdate):
    """Ended, never deleted: that it stood is part of the record."""

    form_class = EndLimitForm
    page = "documents"
    title = "End a limit on contact"
    save_label = "End this limit"
    saved = "Ended. It stays in the history."
    logged_as = "the family"

    def get_queryset(self):
        return super().get_queryset().standing().select_related("person")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"intro": str(self.object)}

    def get_success_url(self):
        return reverse("documents", args=[self.child.pk])
