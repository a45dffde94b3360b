"""The services that can help a family: what each answers, for whom, and what its referral asks."""

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Authority
from casework.interface.words import counted, pounds
from casework.support.services.needs import Need, in_words


class ServiceQuerySet(models.QuerySet):
    def of(self, authority):
        return self.filter(authority=authority)

    def visible_to(self, worker):
        """Everyone of the council may know what help there is."""
        return self.of(worker.authority_id)

    def on(self, day):
        """Taking referrals that day; on the day a service ends, no more."""
        ended = Q(ends_on=None) | Q(ends_on__gt=day)
        return self.filter(ended, starts_on__lte=day)

    def active(self):
        return self.on(timezone.localdate())

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def answering(self, need):
        return self.filter(needs__contains=[need])

    def for_age(self, age: int | None):
        """Those whose ages hold this one; where no age is known, all of them."""
        if age is None:
            return self
        youngest = Q(age_from=None) | Q(age_from__lte=age)
        oldest = Q(age_to=None) | Q(age_to__gte=age)
        return self.filter(youngest, oldest)

    def by_name(self):
        return self.order_by("name", "pk")


@pghistory.track()
class Service(models.Model):
    """One service a council runs, buys or can refer to, from a day on until it ends.

    ``asks`` are the questions of its own referral form, in order: what is written once on the
    child's file answers them. A service that ended stays, with its days: what was referred to it
    goes on naming it.
    """

    class Kind(models.TextChoices):
        EDGE_OF_CARE = "edge_of_care", "Edge of care: keeps children with their family"
        FAMILY_SUPPORT = "family_support", "Family support"
        THERAPY = "therapy", "Therapy or counselling"
        HEALTH = "health", "A health service"
        GROUP = "group", "A group for parents or children"
        SHORT_BREAKS = "short_breaks", "Short breaks"
        MENTORING = "mentoring", "Mentoring or youth work"
        ADULTS = "adults", "A service for a parent"
        OTHER = "other", "Another service"

    class CostPer(models.TextChoices):
        PLACE = "place", "a place"
        WEEK = "week", "a week"
        SESSION = "session", "a session"

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="services", editable=False
    )
    name = models.CharField("what is it called?", max_length=100)
    kind = models.CharField("what kind of help is it?", max_length=16, choices=Kind)
    needs = ArrayField(
        models.CharField(max_length=24, choices=Need),
        verbose_name="which needs does it answer?",
        default=list,
    )
    age_from = models.PositiveSmallIntegerField("youngest age", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("oldest age", null=True, blank=True)
    criteria = models.TextField("who is it for?", blank=True)
    capacity = models.PositiveSmallIntegerField("places at one time", null=True, blank=True)
    cost = models.DecimalField(
        "what does it cost?", max_digits=9, decimal_places=2, null=True, blank=True
    )
    cost_per = models.CharField("for", max_length=8, choices=CostPer, blank=True)
    provider = models.CharField("who provides it?", max_length=100)
    contact = models.CharField("where does a referral go?", max_length=200, blank=True)
    asks = ArrayField(
        models.CharField(max_length=200),
        verbose_name="what does its referral form ask?",
        default=list,
        blank=True,
    )
    starts_on = models.DateField("from which day?", default=timezone.localdate)
    ends_on = models.DateField("last day before it ended", null=True, blank=True)
    ended_because = models.CharField("why it ended", max_length=200, blank=True)

    objects: ClassVar = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name", "starts_on"],
                name="service_named_once",
                violation_error_message="A service of this name begins on this day already",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="service_ends_after_it_starts",
                violation_error_message="It cannot end before it began",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None, ended_because="")
                | (Q(ends_on__isnull=False) & ~Q(ended_because="")),
                name="service_end_says_why",
                violation_error_message="Say when it ended and why, or neither",
            ),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="service_ages_in_order",
                violation_error_message="The oldest age cannot be below the youngest",
            ),
            models.CheckConstraint(
                condition=~Q(needs=[]),
                name="service_answers_a_need",
                violation_error_message="Say at least one need it answers",
            ),
            models.CheckConstraint(
                condition=Q(cost=None, cost_per="")
                | (Q(cost__isnull=False, cost__gte=0) & ~Q(cost_per="")),
                name="service_cost_says_for_what",
                violation_error_message="Say what the cost is for: a place, a week or a session",
            ),
        ]
        indexes = [models.Index(fields=["authority", "kind"], name="service_by_kind")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("service-record", args=[self.pk])

    @property
    def active(self) -> bool:
        today = timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on > today)

    @property
    def needs_words(self) -> list[str]:
        return in_words(self.needs)

    @property
    def ages(self) -> str:
        if self.age_from is None and self.age_to is None:
            return "Any age"
        if self.age_to is None:
            return f"{self.age_from} and over"
        if self.age_from is None:
            return f"Up to {self.age_to}"
        return f"{self.age_from} to {self.age_to}"

    @property
    def places(self) -> str:
        return counted(self.capacity, "places") if self.capacity else "Not limited"

    @property
    def cost_words(self) -> str:
        return f"{pounds(self.cost)} {self.get_cost_per_display()}" if self.cost is not None else ""

    def open_to(self, age: int | None) -> bool:
        """Whether its ages hold a child of this age."""
        if age is None:
            return True
        above = self.age_from is None or age >= self.age_from
        return above and (self.age_to is None or age <= self.age_to)
