"""What every page about a child shares, and the pages of the file itself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, ListView, TemplateView, UpdateView

from casework.access.roles import Permission
from casework.children.looks import log_look
from casework.children.models import Child
from casework.children.parts import parts
from casework.children.restoring import KeepsDrafts
from casework.children.steps import steps


class PermissionMixin(KeepsDrafts):
    """Says what a role must be allowed to open this page; 403 otherwise. What is typed in a form
    of the page is kept as a draft."""

    permission = Permission.READ_FILES

    def dispatch(self, request, *args, **kwargs):
        if not request.user.may(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ChildMixin(PermissionMixin):
    """A page about one child: found among those the worker may know of, or 404; then the
    permission, or 403; then the look is logged.

    ``looks_at`` names the page in the log of who has looked; ``page`` is its URL name in the row of
    the file's pages.
    """

    looks_at = "the file"
    page = ""

    def dispatch(self, request, *args, **kwargs):
        self.child = self.get_child()
        response = super().dispatch(request, *args, **kwargs)
        log_look(request.user, self.child, self.looks_at)
        return response

    def get_child(self):
        children = Child.objects.visible_to(self.request.user).with_person()
        child = children.annotate(**parts.annotations()).filter(pk=self.kwargs["child"]).first()
        if child is None:
            raise Http404
        return child

    @cached_property
    def known_siblings(self) -> list[Child]:
        """Those of the brothers and sisters with a file that this worker may know of."""
        known = Child.objects.visible_to(self.request.user)
        return list(known.siblings_of(self.child).with_person())

    def get_context_data(self, **kwargs):
        worker = self.request.user
        banner = {
            "facts": parts.facts_of(self.child),
            "alerts": parts.alerts_of(self.child),
            "siblings": self.known_siblings,
        }
        pages = [
            {"label": page.label, "url": reverse(page.url, args=[self.child.pk]),
             "current": page.url == self.page, "key": page.key}
            for page in parts.pages_for(worker, self.child)
        ]  # fmt: skip
        facts = {"child": self.child, "banner": banner, "file_pages": pages}
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
