import pghistory
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse

from casework.access.roles import ROLE_CHOICES, ROLES, Permission
from casework.access.runs import Run as Run


@pghistory.track()
class Authority(models.Model):
    """A council with children's services duties, known to government by its three-digit LA code."""

    name = models.CharField(max_length=100, unique=True)
    la_code = models.CharField("LA code", max_length=3, unique=True)

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


class WorkerQuerySet(models.QuerySet):
    def of(self, authority):
        return self.filter(authority=authority)

    def who_may(self, permission):
        roles = [key for key, role in ROLES.items() if permission in role.permissions]
        return self.filter(role__in=roles, is_active=True)

    def working(self):
        return self.filter(is_active=True).order_by("last_name", "first_name")


class WorkerManager(UserManager.from_queryset(WorkerQuerySet)):
    """Every page names the worker's council, and most their team: they come in one query."""

    def get_queryset(self):
        return super().get_queryset().select_related("authority", "team")


@pghistory.track(exclude=["password", "last_login"])
class Worker(AbstractUser):
    """Someone who works here, and signs in."""

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

    objects = WorkerManager()

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

    def may(self, permission: Permission) -> bool:
        return self.is_active and permission in ROLES[self.role].permissions

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


class TakenAway(models.Model):
    """A list that left the system as a file: who took which, with which filters, and when."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    address = models.CharField(max_length=1200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "taken away"
        ordering = ["-at"]

    def __str__(self):
        return self.title
