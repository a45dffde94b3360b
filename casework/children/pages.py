"""The pages of the file itself, and the ways to a file."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import CreateView, ListView

from casework.access.roles import Permission
from casework.children.codes import PROFESSIONAL_KINDS
from casework.children.forms import (
    AlertForm,
    AllocateForm,
    ChildAddForm,
    ChildEditForm,
    RelationshipForm,
)
from casework.children.models import Child, FileAccess, Relationship
from casework.children.views import (
    ChildPage,
    ChildRecordCreate,
    ChildRecordUpdate,
    PermissionMixin,
)


class Children(PermissionMixin, ListView):
    """The children this worker may know of: their own first asked for, then all."""

    template_name = "children/children.html"
    paginate_by = None
    page_size = 50

    def get_queryset(self):
        children = Child.objects.visible_to(self.request.user)
        if not self.everyone:
            children = children.allocated_to(self.request.user)
        last = self.request.GET.get("after", "")
        if last.isdigit():
            children = children.filter(pk__gt=last)
        return list(
            children.with_person().select_related("team").order_by("pk")[: self.page_size + 1]
        )

    @property
    def everyone(self):
        return "all" in self.request.GET or not self.has_own

    @property
    def has_own(self):
        return self.request.user.may(Permission.RECORD)

    def get_context_data(self, **kwargs):
        found = self.get_queryset()
        more = len(found) > self.page_size
        return super().get_context_data(
            object_list=found[: self.page_size], everyone=self.everyone, has_own=self.has_own,
            after=found[self.page_size - 1].pk if more else None,
            may_add=self.request.user.may(Permission.RECORD), **kwargs,
        )  # fmt: skip


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
    """Everyone in the child's life, in a table that says all a drawing would."""

    template_name = "children/family.html"
    page = "family"
    looks_at = "the family"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        related = visible_relationships(self.child, self.request.user)
        return {
            **context,
            "relatives": [r for r in related if r.kind not in PROFESSIONAL_KINDS],
            "professionals": [r for r in related if r.kind in PROFESSIONAL_KINDS],
            "addresses": self.child.person.addresses.order_by("ended_on", "-started_on"),
            "names": self.child.person.other_names.all(),
            "allocations": self.child.allocations.select_related("worker").order_by("-started_on"),
            "may_record": self.request.user.may(Permission.RECORD),
            "may_allocate": self.request.user.may(Permission.DECIDE),
        }


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


class Looks(ChildPage):
    """Who has looked at this file, newest first."""

    template_name = "children/looks.html"
    page = "looks"
    looks_at = "who has looked"

    def get_context_data(self, **kwargs):
        looks = FileAccess.objects.filter(child=self.child.pk).select_related("worker")
        return super().get_context_data(looks=looks.order_by("-at")[:50], **kwargs)
