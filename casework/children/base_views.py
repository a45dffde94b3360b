"""What every page about a child shares, and the pages of the file itself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import CreateView, ListView, TemplateView, UpdateView

from casework.access.roles import Permission
from casework.access.sessions.step_up import unless_sure
from casework.children.access_log import log_look
from casework.children.converters import addresses_of_file
from casework.children.extensions.banner_and_menu import parts
from casework.children.extensions.mistakes import put_right_here
from casework.children.extensions.next_steps import steps
from casework.children.known.presentation import elsewhere_in
from casework.children.merged_files import to_merged_file
from casework.children.models import Child
from casework.children.readers import Kept
from casework.children.saving.restore import KeepsDrafts
from casework.children.together.held_back import hold_back_above
from casework.interface.statements import FILES


class PermissionMixin(KeepsDrafts):
    """Says what a role must be allowed to open this page; 403 otherwise. What is typed in a form
    of the page is kept as a draft."""

    permission = Permission.READ_FILES

    @classmethod
    def opens_to(cls, worker) -> bool:
        """Asked by the page itself, and by every link to it before it is drawn."""
        return worker.may(cls.permission)

    def admits(self, worker) -> bool:
        """Where what a page asks turns on the record it is about, it says so here."""
        return self.opens_to(worker)

    def dispatch(self, request, *args, **kwargs):
        if not self.admits(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


@Kept
def file_with_banner(reader):
    """The file, with everything the banner reads."""
    files = Child.objects.with_person().annotate(**parts.annotations())
    return files.visible_to(reader).filter(pk=FILES)


@Kept
def siblings_with_files(reader):
    child = Child(person_id=FILES)
    siblings = Child.objects.filter(authority=reader.authority_id).siblings_of(child)
    return siblings.with_whom_to_ring(reader).with_person()


def ask_who_is_there(request):
    """Before the page of a restricted file is read. What is sent to one is never held up: it was
    read before, and words were typed on it."""
    return unless_sure(request) if request.method == "GET" else None


DECIDES = {Permission.DECIDE, Permission.RESTRICT}


def opened_it_themselves(worker, child) -> bool:
    """Their only way in is that they opened the file for minutes or a day: to read, never to decide
    who else may, nor to give the child to anyone."""
    return not Child.objects.visible_to(worker, lasting=True).filter(pk=child.pk).exists()


class ChildMixin(PermissionMixin):
    """A page about one child: found among those the worker may know of, or 404; then the
    permission, or 403; then the look is logged.

    ``logged_as`` names the page in the log of who has looked; ``page`` is its URL name in the row
    of the file's pages. One that ``reads`` leads to where what stands on it is put right.
    """

    logged_as = "the file"
    page = ""
    reads = True

    def dispatch(self, request, *args, **kwargs):
        try:
            self.child = self.get_child()
        except Http404:
            if leads_on := to_merged_file(request):
                return leads_on
            raise
        if self.child.restricted and (asks := ask_who_is_there(request)):
            return asks
        decides = self.permission in DECIDES and self.admits(request.user)
        if decides and opened_it_themselves(request.user, self.child):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        log_look(request.user, self.child, self.logged_as)
        return response

    def get_child(self):
        files = file_with_banner.read(self.request.user, {FILES: self.kwargs["child"]})
        if not files:
            raise Http404
        return files[0]

    @cached_property
    def all_siblings(self) -> list[Any]:
        """Every brother and sister with a file: for the two below, and nothing else."""
        return siblings_with_files.read(self.request.user, {FILES: self.child.person_id})

    @property
    def known_siblings(self) -> list[Child]:
        """Those of the brothers and sisters with a file that this worker may know of."""
        return [child for child in self.all_siblings if child.least_openable]

    def get_context_data(self, **kwargs):
        worker = self.request.user
        banner = {
            "facts": parts.facts_of(self.child),
            "alerts": parts.alerts_of(self.child),
            "siblings": self.known_siblings,
            "elsewhere": elsewhere_in(self.all_siblings),
        }
        address = addresses_of_file(self.child.pk)
        pages = [
            {
                "label": page.label,
                "url": address(page.url),
                "current": page.url == self.page,
                "key": page.key,
            }
            for page in parts.pages_for(worker, self.child)
        ]
        facts = {
            "child": self.child,
            "banner": banner,
            "file_pages": pages,
            "put_right_here": put_right_here(worker, self.child, self.page, kwargs.values())
            if self.reads
            else [],
        }
        return super().get_context_data(**kwargs | facts)


class ChildPage(ChildMixin, TemplateView):
    """A page to read on a child's file."""


class ChildRecordList(ChildMixin, ListView):
    """The newest 20 of one kind of record, older ones on request."""

    paginate_by = 20

    def get_queryset(self):
        return self.model.objects.of_child(self.child).newest_first()


class ChildForm(ChildMixin):
    """A form about one child: saved whole or not at all, with the history saying who.

    ``says_next`` adds the next step of the child's journey to what is said after saving.
    """

    permission = Permission.RECORD
    template_name = "children/record_form.html"
    reads = False
    title = ""
    intro = ""
    save_label = "Save"
    saved = "Saved."
    says_next = False

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title or str(self.get_form_class()._meta.model._meta.verbose_name),
            intro=self.intro,
            save_label=self.save_label,
            **kwargs,
        )

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.writer = self.request.user
        hold_back_above(form, self.request.user)
        return form

    def form_valid(self, form):
        with transaction.atomic():
            self.object = form.save()
            self.done(form)
        words = self.get_saved_words()
        if self.says_next:
            words = steps.said_after(words, self.child, self.request.user)
        messages.success(self.request, words)
        return redirect(self.get_success_url())

    def done(self, form):
        """What else the same save does, inside the same transaction."""

    def get_saved_words(self):
        return self.saved

    def get_success_url(self):
        return self.child.get_absolute_url()


class ChildRecordCreate(ChildForm, CreateView):
    """Adds one record to a child's file. Name the form; the rest follows."""

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs["instance"] = self.new_record()
        return kwargs

    def new_record(self):
        model = self.form_class._meta.model
        return model.on_file_of(self.child, self.request.user)


class ChildRecordUpdate(ChildForm, UpdateView):
    """Changes one record of this child's file; a record of another child is not found."""

    def get_queryset(self):
        return self.form_class._meta.model.objects.of_child(self.child)
