"""One record written for a child and the brothers and sisters ticked."""

import re

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.children.models import Allocation, Child
from casework.children.views import ChildMixin
from casework.interface import words
from casework.recording.questions import for_all

NUMBER = re.compile(r"C\d{5,10}")
GONE = "You can no longer write for one of the children named before: nothing is saved yet"


def numbers(named) -> set[int]:
    """The children of these casework numbers; anything else typed is nobody's."""
    return {int(number[1:]) for number in named if NUMBER.fullmatch(number)}


class RecordTogether(ChildMixin, TemplateView):
    """Shared words once, then a card for each child; saved whole or not at all.

    ``?with=C00043`` names the brothers and sisters to write for; without it, those who have the
    same social worker. Only those this worker may know of can be named, on reading and on saving.
    """

    permission = Permission.RECORD
    shaped_by = ("with", "chosen")
    shared_form = None
    card_form = None

    @cached_property
    def brothers_and_sisters(self) -> list[Child]:
        leads = Allocation.objects.leading().filter(child=OuterRef("pk"))
        known = Child.objects.visible_to(self.request.user).siblings_of(self.child)
        known = known.annotate(lead=Subquery(leads.values("worker")[:1]))
        return list(known.with_person().order_by("person__born_on", "pk"))

    @cached_property
    def lead(self):
        held = Allocation.objects.leading().of_child(self.child)
        return held.values_list("worker", flat=True).first()

    @property
    def asked(self) -> set[int]:
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        return numbers(data.getlist("with"))

    @cached_property
    def chosen(self) -> list[Child]:
        if self.request.method == "POST" or "chosen" in self.request.GET or self.asked:
            return [one for one in self.brothers_and_sisters if one.pk in self.asked]
        return [one for one in self.brothers_and_sisters if self.lead and one.lead == self.lead]

    @cached_property
    def children(self) -> list[Child]:
        """Oldest first; a baby not yet born, last."""
        return sorted([self.child, *self.chosen], key=lambda one: (
            one.person.born_on is None, one.person.born_on or one.person.expected_on, one.pk,
        ))  # fmt: skip

    def shared_kwargs(self) -> dict:
        return {"children": self.children, "worker": self.request.user}

    def forms(self, data=None):
        shared = self.shared_form(data, **self.shared_kwargs())
        cards = [self.card_form(data, child=one, worker=self.request.user) for one in self.children]
        return shared, cards

    def get(self, request, *args, **kwargs):
        return self.show(*self.forms())

    def post(self, request, *args, **kwargs):
        shared, cards = self.forms(request.POST)
        if self.asked - {one.pk for one in self.brothers_and_sisters}:
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
            choices=[(one, one in self.chosen) for one in self.brothers_and_sisters],
            **kwargs,
        )

    @property
    def names(self) -> str:
        return words.listed(one.first_name for one in self.children)

    @property
    def full_names(self) -> str:
        """With the family name they share; where they do not share one, first names alone."""
        families = {one.person.family_name for one in self.children}
        return f"{self.names} {families.pop()}".strip() if len(families) == 1 else self.names

    @property
    def ages(self) -> str:
        """7, 4 and 1 years old; nothing where one child, or a baby not yet born, says it better."""
        born = [one.person.born_on for one in self.children]
        if len(born) == 1 or None in born:
            return ""
        today = timezone.localdate()
        return f"{words.listed(words.age(day, today) for day in born)} years old"
