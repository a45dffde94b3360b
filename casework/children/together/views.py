from datetime import date

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.children.base_views import ChildMixin, ChildRecordCreate
from casework.children.models import Allocation, Child, ChildQuerySet
from casework.children.together.forms import CardForm, ChildPartForm, SharedForm
from casework.children.together.record import for_all, numbers, tell_apart
from casework.interface import words

GONE = "You can no longer write for one of the children named before: nothing is saved yet"


def brothers_and_sisters(child: Child, worker) -> ChildQuerySet:
    """Those this worker may know of, the oldest first."""
    known = Child.objects.visible_to(worker).siblings_of(child)
    return known.with_person().order_by("person__born_on", "pk")


class RecordTogether(ChildMixin, TemplateView):
    """Shared words once, then a card for each child; saved whole or not at all.

    ``?with=C00043`` names the brothers and sisters to write for; without it, those who have the
    same social worker. Only those this worker may know of can be named, on reading and on saving.
    """

    permission = Permission.RECORD
    shaped_by = ("with", "chosen")
    shared_form: type[SharedForm]
    card_form: type[CardForm]

    @cached_property
    def siblings_with_lead(self) -> list[tuple[Child, int | None]]:
        """Each with the number of their lead worker."""
        leads = Allocation.objects.leading().filter(child=OuterRef("pk"))
        known = brothers_and_sisters(self.child, self.request.user)
        known = known.annotate(lead=Subquery(leads.values("worker")[:1]))
        tell_apart([self.child, *known])
        return [(child, child.lead) for child in known]

    @cached_property
    def brothers_and_sisters(self) -> list[Child]:
        return [child for child, _ in self.siblings_with_lead]

    @cached_property
    def lead(self):
        held = Allocation.objects.leading().of_child(self.child)
        return held.values_list("worker", flat=True).first()

    @property
    def named(self) -> set[int]:
        """The children the address or the form names."""
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        return numbers(data.getlist("with"))

    @cached_property
    def chosen(self) -> list[Child]:
        if self.request.method == "POST" or "chosen" in self.request.GET or self.named:
            return [child for child in self.brothers_and_sisters if child.pk in self.named]
        return [child for child, lead in self.siblings_with_lead if lead and lead == self.lead]

    @cached_property
    def children(self) -> list[Child]:
        """Oldest first; a baby not yet born, last."""
        return sorted(
            [self.child, *self.chosen],
            key=lambda child: (
                child.person.born_on is None,
                child.person.born_on or child.person.expected_on or date.max,
                child.pk,
            ),
        )

    def shared_kwargs(self) -> dict:
        return {"children": self.children, "worker": self.request.user}

    def forms(self, data=None):
        shared = self.shared_form(data, **self.shared_kwargs())
        cards = [
            self.card_form(data, child=child, worker=self.request.user) for child in self.children
        ]
        return shared, cards

    def get(self, request, *args, **kwargs):
        return self.show(*self.forms())

    def post(self, request, *args, **kwargs):
        shared, cards = self.forms(request.POST)
        if self.named - {child.pk for child in self.brothers_and_sisters}:
            shared.add_error(None, GONE)
        valid = [form.is_valid() for form in (shared, *cards)]
        if not all(valid):
            return self.show(shared, cards)
        record = shared.save_with(cards)
        messages.success(request, self.saved_words(record, cards))
        return redirect(self.get_success_url())

    def show(self, shared, cards):
        return self.render_to_response(self.get_context_data(shared=shared, cards=cards))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            forms=[kwargs["shared"], *kwargs["cards"]],
            children=self.children,
            names=self.full_names,
            ages_words=self.ages,
            everyone=for_all(self.children),
            choices=[(child, child in self.chosen) for child in self.brothers_and_sisters],
            **kwargs,
        )

    @property
    def names(self) -> str:
        return words.listed(child.first_name for child in self.children)

    @property
    def full_names(self) -> str:
        """With the family name they share; where they do not share one, first names alone."""
        families = {child.person.family_name for child in self.children}
        return f"{self.names} {families.pop()}".strip() if len(families) == 1 else self.names

    @property
    def ages(self) -> str:
        """7, 4 and 1 years old; nothing where one child, or a baby not yet born, says it better."""
        born = [child.person.born_on for child in self.children if child.person.born_on]
        if len(self.children) == 1 or len(born) < len(self.children):
            return ""
        today = timezone.localdate()
        ages = (
            f"{child.person.about}{words.age(day, today)}"
            for child, day in zip(self.children, born, strict=True)
        )
        return f"{words.listed(ages)} years old"


class FamilyCreate(ChildRecordCreate):
    """Records one thing for a child and those of their brothers and sisters who are ticked.

    ``form_class`` holds what is shared, ``part_class`` one child's own part.
    """

    part_class: type[ChildPartForm]
    template_name = "children/together/form.html"

    def get_children(self) -> list[Child]:
        """The child, then the brothers and sisters this worker may know of."""
        return tell_apart([self.child, *brothers_and_sisters(self.child, self.request.user)])

    def get_parts(self) -> list[ChildPartForm]:
        if not hasattr(self, "_parts"):
            data = self.request.POST if self.request.method == "POST" else None
            model = self.part_class._meta.model
            self._parts = [
                self.part_class(
                    data,
                    prefix=child.number,
                    first=child.pk == self.child.pk,
                    instance=model.on_file_of(child, self.request.user),
                    **self.part_kwargs(child),
                )
                for child in self.get_children()
            ]
        return self._parts

    def part_kwargs(self, child) -> dict:
        """What else the form of one child's part is made with."""
        return {}

    def get_forms(self, form):
        """Everything that must be right before anything is saved, in the order it is read."""
        return [form, *self.get_parts()]

    def post(self, request, *args, **kwargs):
        self.object = None
        form = self.get_form()
        valid = [part.is_valid() for part in self.get_forms(form)]
        if all(valid):
            return self.form_valid(form)
        return self.form_invalid(form)

    def chosen(self) -> list[ChildPartForm]:
        return [part for part in self.get_parts() if part.chosen]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        parts = self.get_parts()
        return {**context, "parts": parts, "forms": self.get_forms(context["form"])[1:]}

    def for_whom(self) -> str:
        return words.capital(words.listed(part.child.first_name for part in self.chosen()))
