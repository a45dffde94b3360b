"""Where people live, from when to when; who lives with whom is read from this and nowhere else."""

import re
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import pghistory
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casework.access.models import Authority
from casework.children.models.mistakes import MayBeWithdrawn, StandingQuerySet
from casework.children.models.people import Person, words_again


@pghistory.track()
class HouseMove(models.Model):
    """One move of a family, as it was written down once for all who went."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="house_moves")
    moved_on = models.DateField("the day they moved", null=True, blank=True)
    why = models.CharField("how we know, and why they moved", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return "House move"


class AddressQuerySet(StandingQuerySet):
    def visible_to(self, worker):
        children = apps.get_model("children.Child").objects
        return self.filter(person__child__in=children.visible_to(worker))

    def on(self, day: date):
        """In force that day; on the day of a move, the new one."""
        begun = Q(started_on=None) | Q(started_on__lte=day)
        return self.filter(begun, Q(ended_on=None) | Q(ended_on__gt=day))

    def current(self):
        return self.on(timezone.localdate())

    def former(self):
        return self.filter(ended_on__lte=timezone.localdate())


@pghistory.track()
class Address(MayBeWithdrawn):
    """Where one person lived, from when to when.

    ``move`` is the house move that brought them here, ``ended_by`` the one that took them away. A
    home whose address nobody has written down has no words, and is known by the move alone.
    """

    class Kind(models.TextChoices):
        HOME = "home", "Home"
        STAYING = "staying", "Staying there for now"
        PLACEMENT = "placement", "Placement"
        OTHER = "other", "Another address"

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.HOME)
    lines = models.TextField("address", blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    started_on = models.DateField("from", null=True, blank=True)
    ended_on = models.DateField("until", null=True, blank=True)
    move = models.ForeignKey(
        HouseMove, models.PROTECT, related_name="addresses", null=True, blank=True, editable=False
    )
    ended_by = models.ForeignKey(
        HouseMove, models.SET_NULL, related_name="left", null=True, blank=True, editable=False
    )

    objects: ClassVar = AddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "addresses"
        triggers = [words_again()]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on")),
                name="address_ends_after_it_starts",
                violation_error_message="They cannot leave an address before they moved there",
            )
        ]

    def __str__(self):
        words = ", ".join([*self.lines.splitlines(), self.postcode]).strip(", ")
        return words or "Address not written down"

    @property
    def place(self) -> str:
        """The same for all who live there, however its words are spaced."""
        words = re.sub(r"[\W_]+", "", f"{self.lines}{self.postcode}").casefold()
        return words or (f"move {self.move_id}" if self.move_id else f"address {self.pk}")

    def is_same_as(self, other: "Address") -> bool:
        return (self.place, self.kind) == (other.place, other.kind)

    lived_with: Iterable[str] = ()
    """The names of the family who lived there in the same days, where a page says them."""

    @property
    def over(self) -> bool:
        return self.ended_on is not None and self.ended_on <= timezone.localdate()

    @property
    def until_words(self) -> str:
        return "" if self.ended_on is None else f"until {self.ended_on:%-d %B %Y}"


LIVING = (Address.Kind.PLACEMENT, Address.Kind.STAYING, Address.Kind.HOME)


def living_at(addresses: Iterable[Address]) -> list[Address]:
    """Of the addresses one person has, where they live: in a placement or staying elsewhere before
    at home. Two homes at once are both."""
    held = list(addresses)
    for kind in LIVING:
        if there := [address for address in held if address.kind == kind]:
            return sorted(there, key=lambda address: address.started_on or date.min)
    return []
