"""One relative, whatever number of children they are related to."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, FormView, TemplateView, UpdateView

from casework.access.roles import Permission
from casework.children.base_views import ChildForm, ChildMixin, ChildPage
from casework.children.family.homes import lives_at
from casework.children.models import Person, PersonJoin, Relationship
from casework.children.relatives.forms import (
    JoinForm,
    RelativeForm,
    SeparationForm,
    SiblingsForm,
    TieForm,
)
from casework.children.relatives.joins import counted, differences, undo_join
from casework.children.relatives.queries import joins_of, may_be_the_same, ties_of
from casework.children.relatives.siblings import candidates
from casework.interface.words import counted as so_many


class OfRelative(ChildMixin):
    """Someone on this child's file whom the worker may know of; anybody else is not found."""

    page = "family"
    logged_as = "the family"

    @cached_property
    def related(self) -> list[Relationship]:
        rows = Relationship.objects.visible_to(self.request.user).filter(
            person=self.child.person_id, relative=self.kwargs["person"]
        )
        related = list(rows.select_related("relative__child").order_by("ended_on", "pk"))
        if not related:
            raise Http404
        return related

    @cached_property
    def person(self) -> Person:
        return self.related[0].relative

    @property
    def has_file(self) -> bool:
        return hasattr(self.person, "child")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"person": self.person})

    def get_success_url(self):
        return reverse("relative", args=[self.child.pk, self.person.pk])


class Relative(OfRelative, ChildPage):
    template_name = "children/relatives/relative.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        return super().get_context_data(
            ties=ties_of(self.person, worker),
            home=lives_at(self.person),
            other_names=self.person.other_names.all(),
            joins=joins_of(self.person),
            file=self.person.child if self.has_file else None,
            may_record=worker.may(Permission.RECORD),
            **kwargs,
        )


class RelativeEdit(OfRelative, ChildForm, UpdateView):
    form_class = RelativeForm
    saved = "Saved, on the file of every child they are related to."

    def get(self, request, *args, **kwargs):
        if self.has_file:
            return redirect("child-edit", self.person.child.pk)
        return super().get(request, *args, **kwargs)

    @property
    def title(self):
        return f"Who {self.person} is"

    @property
    def intro(self):
        return "Changed here, it is changed on the file of every child they are related to."

    def get_object(self, queryset=None):
        if self.has_file and self.request.method == "POST":
            raise Http404
        return self.person


class TieEdit(OfRelative, ChildForm, UpdateView):
    """What they are to this child; what is said of two is said from both sides."""

    form_class = TieForm
    saved = "Saved, from both sides."

    @property
    def title(self):
        return f"What {self.person} is to {self.child.first_name}"

    def get_object(self, queryset=None):
        for relationship in self.related:
            if relationship.pk == self.kwargs["pk"]:
                return relationship
        raise Http404

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}


class Separated(OfRelative, ChildForm, FormView):
    form_class = SeparationForm
    saved = "Saved. What each is to the children stays as it is."

    @property
    def title(self):
        return f"{self.person} has separated"

    def get_form_kwargs(self):
        rows = Relationship.objects.visible_to(self.request.user).standing()
        rows = rows.filter(person=self.child.person_id, relative__died_on=None)
        grown = rows.filter(kind__in=("mother", "father", "parent", "partner", "step_parent"))
        family = [row.relative for row in grown.select_related("relative").order_by("pk")]
        return {**super().get_form_kwargs(), "person": self.person, "family": family}


class Join(OfRelative, ChildForm, CreateView):
    """Choose the other entry; see what would follow, and decide; join."""

    form_class = JoinForm
    template_name = "children/relatives/join.html"
    save_label = "Join the two"
    saved = "Joined. It can be undone from this page."

    @property
    def title(self):
        return f"Two entries of {self.person}"

    @cached_property
    def choices(self) -> list[Person]:
        return may_be_the_same(self.person, self.child, self.request.user)

    @cached_property
    def other(self) -> Person | None:
        typed = self.request.POST.get("with") or self.request.GET.get("with", "")
        return next((other for other in self.choices if str(other.pk) == typed), None)

    @property
    def pair(self) -> tuple[Person, Person]:
        """The one who has a file is kept."""
        if self.other is None:
            raise Http404
        if hasattr(self.other, "child"):
            return self.other, self.person
        return self.person, self.other

    def get_form_kwargs(self):
        kept, other = self.pair
        kwargs = {**super().get_form_kwargs(), "instance": PersonJoin()}
        return kwargs | {"kept": kept, "other": other, "worker": self.request.user}

    def get_form(self, form_class=None):
        return super().get_form(form_class) if self.other else None

    def get_context_data(self, **kwargs):
        context = super().get_context_data(choices=self.choices, other=self.other, **kwargs)
        if self.other:
            kept, other = self.pair
            facts = [
                {"label": label.capitalize(), "mine": mine, "theirs": theirs}
                for _, label, mine, theirs in differences(kept, other)
            ]
            context |= {"kept": kept, "goes": other, "facts": facts}
            context["rows"] = so_many(counted(other), "places")
            context["ties"] = [ties_of(entry, self.request.user) for entry in (kept, other)]
        return context

    def post(self, request, *args, **kwargs):
        if self.other is None:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as wrong:
            form.add_error(None, wrong)
            return self.form_invalid(form)

    def get_success_url(self):
        return reverse("relative", args=[self.child.pk, self.pair[0].pk])


class JoinUndo(OfRelative, TemplateView):
    permission = Permission.RECORD
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        joins = PersonJoin.objects.filter(kept=self.person, undone_at=None)
        undo_join(get_object_or_404(joins, pk=kwargs["pk"]), by=request.user)
        messages.success(request, "Undone: they are two people again.")
        return redirect(reverse("family", args=[self.child.pk]))


class Siblings(ChildForm, FormView):
    """All the brothers and sisters of a child, linked in one step."""

    form_class = SiblingsForm
    page = "family"
    logged_as = "the family"
    title = "Brothers and sisters"
    intro = (
        "Say once what each is to this child. Each is linked to all the others too, from both"
        " sides, where what you say or their parents tell it."
    )

    def get_form_kwargs(self):
        worker = self.request.user
        people = candidates(self.child, worker)
        return {
            **super().get_form_kwargs(),
            "child": self.child,
            "worker": worker,
            "people": people,
        }

    def done(self, form):
        self.linked = form.linked

    def get_saved_words(self):
        return f"Saved: {so_many(self.linked, 'links')} between brothers and sisters."

    def get_success_url(self):
        return reverse("family", args=[self.child.pk])
