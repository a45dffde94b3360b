"""The pages of the file itself, and the ways to a file."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, ListView, TemplateView

from casework.access.lists import KeyedList, filters_of
from casework.access.roles import Permission
from casework.children.codes import PROFESSIONAL_KINDS
from casework.children.filters import ChildFilter
from casework.children.forms import (
    AlertForm,
    AllocateForm,
    ChildAddForm,
    ChildEditForm,
    RelationshipForm,
)
from casework.children.genogram import drawing_of
from casework.children.models import Child, FileAccess, Relationship
from casework.children.network import network_of
from casework.children.views import (
    ChildPage,
    ChildRecordCreate,
    ChildRecordUpdate,
    PermissionMixin,
)
from casework.children.within import within
from casework.interface.exports import Column

COLUMNS = [
    Column("Child", lambda child: child.name),
    Column("Number", lambda child: child.number),
    Column("Born", lambda child: child.person.born_on),
    Column("Team", lambda child: child.team),
]
RECENT = 8


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
    def everyone(self):
        return self.request.GET.get("whose") == "all" or not self.has_own

    @property
    def has_own(self):
        return self.request.user.may(Permission.RECORD)

    def get_context_data(self, **kwargs):
        worker = self.request.user
        return super().get_context_data(
            everyone=self.everyone, has_own=self.has_own, filter=self.filter,
            clear_url=self.clear_url(), recent=recent_children(worker),
            may_add=worker.may(Permission.RECORD), **kwargs,
        )  # fmt: skip

    def clear_url(self) -> str:
        """The list with nothing left out; empty where nothing is."""
        whole = "whose=all" if self.request.GET.get("whose") == "all" else ""
        asked = filters_of(self.request.GET)
        return f"{self.request.path}?{whole}" if asked != whole else ""


def recent_children(worker) -> list[Child]:
    """Whose files this worker opened last, newest first, among those they may still know of."""
    looked = FileAccess.objects.filter(worker_id=worker.pk).order_by("-at")
    ids = list(dict.fromkeys(looked.values_list("child_id", flat=True)[:200]))[:RECENT]
    known = Child.objects.visible_to(worker).with_person().in_bulk(ids)
    return [known[pk] for pk in ids if pk in known]


class Find(PermissionMixin, ListView):
    """Find a child by part of any name, number, day of birth or postcode."""

    template_name = "children/find.html"
    limit = 50

    def get_queryset(self):
        asked = self.request.GET.get("q", "").strip()
        found = Child.objects.visible_to(self.request.user).matching(asked)
        return found.with_person().select_related("team").by_name()[: self.limit]

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("q", "").strip()
        context = super().get_context_data(asked=asked, limit=self.limit, **kwargs)
        if asked and not context["object_list"]:
            near = Child.objects.visible_to(self.request.user).sounding_like(asked)
            context["near"] = list(near.with_person()[:5])
        return context


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
    looks_at = "who they are"

    def get_object(self, queryset=None):
        return self.child.person


class Family(ChildPage):
    """Everyone in the child's life: drawn, and in a table that says the same and more."""

    template_name = "children/family.html"
    page = "family"
    looks_at = "the family"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        siblings = context["banner"]["siblings"]
        network = network_of(self.child, self.request.user, siblings)
        return {
            **context,
            "people": network.people,
            "drawing": drawing_of(network) if len(network.now) > 1 else None,
            "professionals": professionals(self.child),
            "addresses": self.child.person.addresses.order_by("ended_on", "-started_on"),
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


def visible_relationships(child, worker) -> list[Relationship]:
    """The people in a child's life; a child with a file the worker may not know of is left out.

    ``file`` on each is the relative's own file, where there is one.
    """
    related = list(
        Relationship.objects.filter(person=child.person_id, ended_on=None)
        .select_related("relative__child")
        .order_by("-lives_with", "kind", "relative__born_on")
    )
    for one in related:
        one.file = getattr(one.relative, "child", None)
    files = [one.file.pk for one in related if one.file]
    known = set(Child.objects.visible_to(worker).filter(pk__in=files).values_list("pk", flat=True))
    return [one for one in related if one.file is None or one.file.pk in known]


class RelationshipAdd(ChildRecordCreate):
    form_class = RelationshipForm
    title = "Someone in the family, or who helps"
    saved = "Saved."
    looks_at = "the family"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "child": self.child, "worker": self.request.user}

    def new_record(self):
        return Relationship(person=self.child.person)

    def get_success_url(self):
        return reverse("family", args=[self.child.pk])


class AlertAdd(ChildRecordCreate):
    form_class = AlertForm
    title = "A danger others must see"
    saved = "Saved. It stands at the top of every page about this child."


class Allocate(ChildRecordCreate):
    form_class = AllocateForm
    permission = Permission.DECIDE
    title = "Allocate to a worker"
    save_label = "Allocate"
    saved = "Allocated."
    looks_at = "who works with the child"


class Looks(KeyedList, ChildPage):
    """Who has looked at this file, newest first."""

    template_name = "children/looks.html"
    page = "looks"
    looks_at = "who has looked"
    list_title = "Who has looked"
    order = ("-at", "-pk")
    columns = [
        Column("When", lambda look: look.at),
        Column("Who", lambda look: look.worker),
        Column("Role", lambda look: look.worker.get_role_display()),
        Column("What", lambda look: look.what),
    ]

    def all_rows(self):
        return FileAccess.objects.filter(child=self.child.pk).select_related("worker")


class FileSearch(ChildPage):
    """The words of this child's file, searched."""

    template_name = "children/file_search.html"
    page = "file-search"
    looks_at = "a search of the file"
    limit = 50

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("q", "").replace("\0", "").strip()[:100]
        found = within.find(self.child, asked, self.limit) if asked else []
        return super().get_context_data(asked=asked, found=found, limit=self.limit, **kwargs)
