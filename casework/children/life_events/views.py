"""The pages of a birth, a death, and moves between councils."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordCreate, ChildRecordUpdate
from casework.children.extensions.endings import Cause, endings
from casework.children.life_events.forms import (
    BirthForm,
    DeathForm,
    MoveAcceptForm,
    MoveInForm,
    MoveOutForm,
)
from casework.children.models import Child, LifeEvent, Move
from casework.interface.words import full_day, listed


class Birth(ChildRecordUpdate):
    """The unborn child is born: one page, once."""

    form_class = BirthForm
    template_name = "children/life_events/birth.html"
    title = "The baby is born"
    save_label = "Save the birth"
    says_next = True
    logged_as = "a birth"

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.expected else self.born_already()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.expected else self.born_already()

    @property
    def expected(self):
        return self.child.person.unborn and self.child.person.died_on is None

    def born_already(self):
        born_on = self.child.person.born_on
        if born_on:
            messages.info(self.request, f"{self.child.first_name} was born on {full_day(born_on)}.")
        return redirect(self.child)

    def get_object(self, queryset=None):
        return self.child.person

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_saved_words(self):
        name = self.object.first_name or "The baby"
        return (
            f"Saved. {name} is on this file with everything written before the birth."
            " What was due is due on the same days: nothing has started again."
        )


class WhatEnds:
    """Says on the page what will end with the saving of it."""

    cause: Cause

    def get_context_data(self, **kwargs):
        return super().get_context_data(ends=endings.open_for(self.child, self.cause), **kwargs)


class Death(WhatEnds, ChildRecordCreate):
    """A child has died, or a pregnancy has ended. Quiet words, and as few as will do. A manager
    records it: everything that protects the child ends with it."""

    permission = Permission.DECIDE

    form_class = DeathForm
    template_name = "children/life_events/death.html"
    cause = Cause.DIED
    save_label = "Save"
    logged_as = "a death"

    @property
    def title(self):
        child = self.child
        return "The pregnancy has ended" if child.person.unborn else f"{child.first_name} has died"

    def get(self, request, *args, **kwargs):
        return self.recorded() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.recorded() or super().post(request, *args, **kwargs)

    def recorded(self):
        """A second telling changes nothing."""
        if self.child.person.died_on is None:
            return None
        messages.info(self.request, "This is already recorded.")
        return redirect(self.child)

    def new_record(self):
        kind = LifeEvent.Kind.NOT_BORN if self.child.person.unborn else LifeEvent.Kind.DIED
        return LifeEvent.on_file_of(self.child, self.request.user, kind=kind)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_saved_words(self):
        return "Saved. Nothing more is due or asked for. The file can be read as before."


class MoveRecord(ChildRecordCreate):
    template_name = "children/life_events/move.html"
    logged_as = "a move"
    says_next = True
    direction: str

    def new_record(self):
        return Move.on_file_of(
            self.child, self.request.user, direction=self.direction, **self.known()
        )

    def known(self) -> dict:
        """What is on file already."""
        return {}

    def get_form_kwargs(self):
        siblings = Child.objects.visible_to(self.request.user).siblings_of(self.child)
        living = siblings.filter(person__died_on=None).with_person()
        return {**super().get_form_kwargs(), "siblings": living}

    def done(self, form):
        self.names = listed([move.child.first_name for move in form.moved])


class MoveIn(MoveRecord):
    form_class = MoveInForm
    direction = Move.Direction.IN
    title = "Moved here from another council"
    intro = (
        "Until we accept, that council keeps the plan, the meetings and the visits. A child on a"
        " child protection plan has a transfer-in conference here within 15 working days."
    )

    def get_saved_words(self):
        return f"Saved for {self.names}."


class MoveOut(MoveRecord):
    form_class = MoveOutForm
    direction = Move.Direction.OUT
    title = "Moved away to another council"
    intro = (
        "Until that council accepts, the plan, the meetings and the visits stay ours. Nothing ends"
        " on the day of the move."
    )

    def get_saved_words(self):
        council = self.object.council
        return f"Saved for {self.names}. We stay responsible until {council} accepts."


class MoveAccept(WhatEnds, ChildRecordUpdate):
    """Responsibility passes, with a name and a day."""

    permission = Permission.DECIDE
    form_class = MoveAcceptForm
    template_name = "children/life_events/move_accept.html"
    says_next = True
    cause = Cause.MOVED
    save_label = "Save: responsibility has passed"
    logged_as = "a move"

    @cached_property
    def waiting(self):
        move = Move.objects.of_child(self.child).waiting().filter(pk=self.kwargs["pk"]).first()
        if move is None:
            raise Http404
        move.child = self.child
        return move

    @property
    def title(self):
        move = self.waiting
        return f"{move.council} accepts" if move.leaving else "We accept responsibility"

    def get_object(self, queryset=None):
        return self.waiting

    def get_context_data(self, **kwargs):
        context = super().get_context_data(move=self.waiting, **kwargs)
        return context if self.waiting.leaving else {**context, "ends": []}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_saved_words(self):
        if not self.object.leaving:
            return f"Saved. {self.child.first_name} is our responsibility from that day."
        return (
            f"Saved. {self.object.council} is responsible from that day; what was open has ended."
        )
