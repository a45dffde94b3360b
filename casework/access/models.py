from datetime import timedelta
from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from casework.access.absences import Absence as Absence
from casework.access.accounts.models import AccountEvent as AccountEvent
from casework.access.accounts.models import AccountRequest as AccountRequest
from casework.access.accounts.models import AccountTold as AccountTold
from casework.access.job_runs import Run as Run
from casework.access.roles import OF_INFORMATION_LEADS, ROLE_CHOICES, ROLES, SYSTEMS, Permission

DEMONSTRATION = "999"
"""The code of the invented council: government gives it to nobody."""


class Sight(models.TextChoices):
    """What a council lets those do who know of their own and their team's children only."""

    TEAM = "team", "They ask whoever works with the child"
    REASON = "reason", "They open a file for a day with a reason, which is kept and shown"


@pghistory.track()
class Authority(models.Model):
    """A council with children's services duties, known to government by its three-digit LA code."""

    name = models.CharField(max_length=100, unique=True)
    la_code = models.CharField("LA code", max_length=3, unique=True)
    sight = models.CharField(
        "files outside their own team", max_length=8, choices=Sight, default=Sight.TEAM
    )

    class Meta:
        verbose_name_plural = "authorities"
        ordering = ["name"]

    def __str__(self):
        return self.name


@pghistory.track()
class Team(models.Model):
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="team_name_once")]

    def __str__(self):
        return self.name


LEAVING = Q(is_active=False) | Q(leaves_on__isnull=False)


def leaving(worker: str) -> Q:
    """The same of the worker a record names in this field."""
    return Q(**{f"{worker}__is_active": False}) | Q(**{f"{worker}__leaves_on__isnull": False})


SAVED = ("id", "name", "path", "query")
"""What a page needs of a list that was kept."""


class WorkerQuerySet(models.QuerySet):
    def of(self, authority):
        """The people of a council: what reads through the API is none of them."""
        return self.filter(authority=authority).exclude(role__in=SYSTEMS)

    def who_may(self, permission):
        roles = [key for key, role in ROLES.items() if permission in role.permissions]
        may = Q(role__in=roles)
        if permission in OF_INFORMATION_LEADS:
            opens = [
                key for key, role in ROLES.items() if Permission.READ_FILES in role.permissions
            ]
            may |= Q(governs_information=True, role__in=opens)
        return self.working().filter(may)

    def working(self, on=None):
        """Those who work here, up to their last day and with it. Nobody else signs in, is told of
        anything, or can be given anything; ``Worker.works_here`` says it of one."""
        stays = Q(leaves_on=None) | Q(leaves_on__gte=on or timezone.localdate())
        people = self.exclude(role__in=SYSTEMS)
        return people.filter(stays, is_active=True).order_by("last_name", "first_name")

    def going(self):
        """Those who have left, and those whose last day is set: what they hold needs someone."""
        return self.filter(LEAVING).order_by("leaves_on", "last_name", "first_name")

    def with_lists(self):
        """Each with the lists they kept: every page that shows a list says which of its own."""
        kept = SavedList.objects.filter(worker=OuterRef("pk")).order_by("name")
        facts = JSONObject(**{name: name for name in SAVED})
        return self.annotate(lists_kept=ArraySubquery(kept.values(facts=facts)))

    def or_holding(self, *held):
        """These, and whoever holds it already: a form shows who that is, though they have left."""
        kept = [worker for worker in held if worker]
        return self | self.model.objects.filter(pk__in=kept) if kept else self


class WorkerManager(UserManager.from_queryset(WorkerQuerySet)):  # type: ignore[misc]
    """Every page names the worker's council, and most their team: they come in one query."""

    def get_queryset(self):
        return super().get_queryset().select_related("authority", "team")


@pghistory.track(exclude=["password", "last_login"])
class Worker(AbstractUser):
    """Someone who works here, and signs in.

    While ``code_until`` stands, their password is a code that was handed to them, and opens nothing
    but the page on which they choose their own. ``reset_at`` is when a way in was last given to
    them, until they first use it.
    """

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="workers", null=True, blank=True
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="workers", null=True, blank=True)
    role = models.CharField(max_length=30, choices=ROLE_CHOICES, default="administrator")
    social_work_england_number = models.CharField(max_length=12, blank=True)
    caseload_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The most children this worker should hold"
    )
    leaves_on = models.DateField("last day here", null=True, blank=True)
    governs_information = models.BooleanField(
        "information governance lead",
        default=False,
        help_text="Is told who was given which role, and who signed in after a reset",
    )
    code_until = models.DateTimeField(null=True, blank=True, editable=False)
    reset_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = WorkerManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_superuser=True) | Q(authority__isnull=False),
                name="worker_has_an_authority",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.get_full_name() or self.username

    @property
    def works_here(self) -> bool:
        """Today, in London: the whole of their last day, and not a minute of the next."""
        stays = self.leaves_on is None or self.leaves_on >= timezone.localdate()
        return self.is_active and stays

    @cached_property
    def lists_kept(self) -> list[dict]:
        """What ``with_lists`` reads, for whoever was read without."""
        return list(self.saved_lists.order_by("name").values(*SAVED))

    @property
    def opens_files(self) -> bool:
        return Permission.READ_FILES in ROLES[self.role].permissions

    @property
    def in_the_demonstration(self) -> bool:
        return self.authority is not None and self.authority.la_code == DEMONSTRATION

    @property
    def dormant(self) -> bool:
        """Has not signed in for so long that the account is shut until somebody lets them in again.
        National Cyber Security Centre, 10 Steps to Cyber Security: accounts nobody uses are
        removed or suspended. Whoever looks after the whole system is let in by nobody else, and
        the demonstration is of no use to whoever waits at its door."""
        if not settings.DORMANT_DAYS or self.is_superuser or self.in_the_demonstration:
            return False
        last = max(filter(None, (self.last_login, self.date_joined, self.reset_at)))
        return last < timezone.now() - timedelta(days=settings.DORMANT_DAYS)

    @property
    def must_have_second_factor(self) -> bool:
        """Everyone, outside the demonstration: there is no council 999."""
        if not settings.SECOND_FACTOR:
            return False
        return not self.in_the_demonstration

    def may(self, permission: Permission) -> bool:
        role = ROLES.get(self.role) or SYSTEMS[self.role]
        allowed = role.permissions
        if self.governs_information and Permission.READ_FILES in allowed:
            allowed |= OF_INFORMATION_LEADS
        return self.works_here and permission in allowed

    def get_absolute_url(self):
        return reverse("you")


class SavedList(models.Model):
    """A list with its filters, kept by a worker under a name of their own. Nobody else sees it."""

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="saved_lists")
    name = models.CharField("what to call it", max_length=60)
    path = models.CharField(max_length=200, editable=False)
    query = models.CharField(max_length=1000, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "path", "name"], name="saved_list_name_once")
        ]

    def __str__(self):
        return self.name

    @property
    def address(self):
        return f"{self.path}?{self.query}" if self.query else self.path


class Export(models.Model):
    """A list that left the system as a file: who took which, with which filters, and when."""

    stays_on_primary = True
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    address = models.CharField(max_length=1200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "exports"
        ordering = ["-at"]

    def __str__(self):
        return self.title
