"""What cannot be guessed from a form: answers that are given for it, and what must be there first.

Each by the name of the address.
"""

from collections.abc import Callable

from django.utils import timezone

from tests import factories as make

BODIES: dict[str, Callable[..., dict]] = {
    "duplicates-propose": lambda world: {
        "first": {"first": [world.ruby.number]},
        "other": {"other": [world.brother.number]},
    },
    "merge-propose": lambda world: {"other": {"other": [world.brother.number]}},
    "move-to-right-child": lambda world: {"to": {"to": [world.brother.number]}},
    "plo-step-move": lambda world: {"to": {"to": [world.brother.number]}},
}
"""Answers, by the name of the question."""


def another_parent(world):
    world.related(world.ruby.person, make.PersonFactory(authority=world.authority), "father")


def a_letter_on_file(world):
    make.ChildDocumentFactory(child=world.ruby, document__kind="letter")


def no_withdrawal_waits(world):
    type(world.withdrawal).objects.filter(child=world.ruby, decided_at=None).delete()


def another_group(world):
    make.GroupFactory(worker=world.workers["social_worker"])


def still_in_time(world):
    world.disclosure.received_on = timezone.localdate()
    world.disclosure.save()


READY: dict[str, Callable] = {
    "separated": another_parent,
    "letter-copy-add": a_letter_on_file,
    "group-place-add": another_group,
    "disclosure-extend": still_in_time,
    "withdraw": no_withdrawal_waits,
    "move-to-right-child": no_withdrawal_waits,
}
"""What must be on the file before the form can be saved."""

NOTHING_TO_SAVE = {"plo-goes-on": "nothing was directed, and it says so"}
"""Forms that are taken and leave everything as it is."""
