"""The pages of the file itself, and the ways to a file."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import CreateView, ListView, TemplateView

from casework.access.list_views import KeyedList, filters_of
from casework.access.roles import Permission
from casework.children.access_log import log_look
from casework.children.base_views import (
    ChildPage,
    ChildRecordCreate,
    ChildRecordUpdate,
    PermissionMixin,
)
from casework.children.child_forms import ChildAddForm, ChildEditForm
from casework.children.codes import PROFESSIONAL_KINDS
from casework.children.extensions.file_search import within
from casework.children.family.genogram import drawing_of
from casework.children.family.homes import where_lived
from casework.children.family.network import network_of
from casework.children.filters import ChildFilter, drawn_unfiltered
from casework.children.forms import RelationshipForm
from casework.children.house_moves.queries import say_where_they_lived
from casework.children.models import Child, FileAccess, Relationship
from casework.children.readers import Kept
from casework.children.search import FOUND, found_by
from casework.interface.exports import Column

COLUMNS = [
    Column("Child", lambda child: child.name),
    Column("Number", lambda child: child.number),
    Column("Born", lambda child: child.person.born_on),
    Column("Team", lambda child: child.team),
]
RECENT = 8
LATELY = timedelta(days=60)


class Children(PermissionMixin, KeyedList, TemplateView):
    """The children this worker may know of: their own first asked for, then all."""

    template_name = "children/children.html"
    list_title, columns = "Children", COLUMNS
    order = ("person__family_name", "person__given_name", "pk")

    @cached_property
    def filter(self):
        children = Child.objects.visible_to(self.request.user)
        if not self.everyone:
            children = children.allocated_to(self.request.user)
        return ChildFilter(self.request.GET, queryset=children, request=self.request)

    def all_rows(self):
        return self.filter.qs.with_person().select_related("team")

    @property
    def nothing_left_out(self):
        return filters_of(self.request.GET) in ("", "whose=all")

    def first_rows(self):
        if not self.nothing_left_out:
            return None
        return children_by_name.read(self.request.user, shape=(self.everyone,))

    @property
    def everyone(self):
        return self.request.GET.get("whose") == "all" or not self.has_own

    @property
    def has_own(self):
        return self.request.user.may(Permission.RECORD)

    def get_context_data(self, **kwargs):
        worker = self.request.user
        return super().get_context_data(
            everyone=self.everyone,
            has_own=self.has_own,
            **self.filters(),
            recent=recent_children(worker),
            may_add=worker.may(Permission.RECORD),
            may_ask=worker.may(Permission.ASK_IF_KNOWN),
            **kwargs,
        )

    def filters(self) -> dict:
        """The form that leaves some out, drawn already where nothing is left out."""
        if self.nothing_left_out:
            whose = self.request.GET.get("whose", "")
            return {"plain_filters": drawn_unfiltered(self.request.user, whose), "clear_url": ""}
        return {"filter": self.filter, "clear_url": self.clear_url()}

    def clear_url(self) -> str:
        """The list with nothing left out; empty where nothing is."""
        whole = "whose=all" if self.request.GET.get("whose") == "all" else ""
        filters = filters_of(self.request.GET)
        return f"{self.request.path}?{whole}" if filters != whole else ""


@Kept
def children_by_name(reader, everyone: bool):
    """The list that is opened all day, with nothing left out of it."""
    children = Child.objects.visible_to(reader)
    if not everyone:
        children = children.allocated_to(reader)
    listed = children.with_person().select_related("team")
    return listed.order_by(*Children.order)[: Children.page_size + 1]


@Kept
def opened_lately(reader):
    """Those whose files were opened last, among the files that may still be known of. Two months
    of the log are read, and no more of it."""
    since = timezone.now() - LATELY
    looked = FileAccess.objects.opened().filter(worker_id=reader.pk, at__gte=since)
    opened = looked.order_by("-at").values("child_id")[:200]
    place = Func(ArraySubquery(opened), F("pk"), function="array_position")
    known = Child.objects.visible_to(reader).with_person().filter(pk__in=opened)
    return known.order_by(place, "pk")[:RECENT]


def recent_children(worker) -> list[Child]:
    """Whose files this worker opened last, newest first, among those they may still know of."""
    return opened_lately.read(worker)


class Find(PermissionMixin, ListView):
    """Find a child by part of any name, number, day of birth or address, their own or a
    relative's."""

    template_name = "children/find.html"
    limit = FOUND

    @property
    def asked(self):
        return self.request.GET.get("q", "").strip()

    def get_queryset(self):
        worker = self.request.user
        page = found_by(self.asked, worker)
        log_looks_at_sealed(page, worker)
        say_where_they_lived(page, self.asked)
        return page

    def get_context_data(self, **kwargs):
        worker = self.request.user
        context = super().get_context_data(asked=self.asked, limit=self.limit, **kwargs)
        context["may_ask"] = worker.may(Permission.ASK_IF_KNOWN)
        if self.asked and not context["object_list"]:
            near = Child.objects.visible_to(worker).sounding_like(self.asked)
            context["near"] = list(near.with_person().select_related("team")[:5])
        return context


def log_looks_at_sealed(children: list[Any], worker) -> None:
    """Finding a child by who they were born as is a look at what is sealed."""
    for child in children:
        if child.by_seal:
            log_look(worker, child, "who they were born as, in a search")


class ChildAdd(PermissionMixin, CreateView):
    permission = Permission.RECORD
    form_class = ChildAddForm
    template_name = "children/child_add.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def form_valid(self, form):
        child = form.save()
        messages.success(
            self.request, f"File opened for {child.name}. Its number is {child.number}."
        )
        return redirect(child)


class ChildEdit(ChildRecordUpdate):
    form_class = ChildEditForm
    title = "Who they are"
    saved = "Saved. What stood before is kept in the history."
    logged_as = "who they are"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_object(self, queryset=None):
        return self.child.person


class Family(ChildPage):
    """Everyone in the child's life: drawn, and in a table that says the same and more."""

    template_name = "children/family/family.html"
    page = "family"
    logged_as = "the family"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        siblings = context["banner"]["siblings"]
        network = network_of(self.child, self.request.user, siblings)
        family = [member.person for member in network.people]
        return {
            **context,
            "people": network.people,
            "facts": [fact for fact in context["banner"]["facts"] if fact["of_family"]],
            "drawing": drawing_of(network) if len(network.now) > 1 else None,
            "professionals": professionals(self.child),
            "addresses": where_lived(self.child.person, family),
            "other_names": self.child.person.other_names.all(),
            "allocations": self.child.allocations.select_related("worker").order_by("-started_on"),
            "may_record": self.request.user.may(Permission.RECORD),
            "may_allocate": self.request.user.may(Permission.DECIDE),
        }


def professionals(child) -> list[Relationship]:
    """Who helps from other agencies, now."""
    helping = Relationship.objects.filter(person=child.person_id, kind__in=PROFESSIONAL_KINDS)
    now = helping.filter(ended_on=None, relative__child=None)
    return list(now.select_related("relative").order_by("kind", "pk"))


class RelationshipAdd(ChildRecordCreate):
    form_class = RelationshipForm
    title = "Someone in the family, or who helps"
    saved = "Saved."
    logged_as = "the family"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "child": self.child, "worker": self.request.user}

    def new_record(self):
        return Relationship(person=self.child.person)

    def get_success_url(self):
        return reverse("family", args=[self.child.pk])


class FileSearch(ChildPage):
    """The words of this child's file, searched."""

    template_name = "children/file_search.html"
    page = "file-search"
    logged_as = "a search of the file"
    limit = 50

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("q", "").replace("\0", "").strip()[:100]
        reader = self.request.user
        matches = within.find(self.child, asked, self.limit, reader=reader) if asked else []
        return super().get_context_data(asked=asked, matches=matches, limit=self.limit, **kwargs)
