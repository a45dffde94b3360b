"""The child and their file."""

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Authority, Team
from casework.access.roles import Permission
from casework.children.codes import SIBLING_KINDS, AllocationRole, UPNUnknown
from casework.children.drafts import Draft
from casework.children.moves import LifeEvent, Move
from casework.children.people import Address, Person, PersonName, Relationship
from casework.children.records import (
    ChildRecord,
    ChildRecordQuerySet,
    file_changed,
    tell_file_changed,
)
from casework.children.search import SearchQuerySetMixin, upn_is_well_formed
from casework.children.sent import Sent

__all__ = [
    "Address",
    "Alert",
    "Allocation",
    "Child",
    "ChildRecord",
    "ChildRecordQuerySet",
    "Draft",
    "FileAccess",
    "FileGrant",
    "LifeEvent",
    "Move",
    "Person",
    "PersonName",
    "Relationship",
    "Sent",
    "file_changed",
    "tell_file_changed",
]


class ChildQuerySet(SearchQuerySetMixin, models.QuerySet):
    def visible_to(self, worker):
        """The children this worker may know of; nowhere else answers that.

        Their own (allocated now, restricted or not), those an audit, sample or grant opens to them
        today, and the unrestricted children of their team or service where their role says so.
        """
        if worker.is_anonymous or worker.authority_id is None:
            return self.none()
        if not worker.may(Permission.READ_FILES):
            return self.none()
        mine = Allocation.objects.open().filter(child=OuterRef("pk"), worker=worker)
        granted = FileGrant.objects.in_force().filter(child=OuterRef("pk"), worker=worker)
        allowed = Q(Exists(mine)) | Q(Exists(granted))
        if worker.may(Permission.SEE_WHOLE_SERVICE):
            allowed |= Q(restricted=False)
        elif worker.may(Permission.SEE_TEAM) and worker.team_id:
            allowed |= Q(restricted=False, team=worker.team_id)
        return self.filter(authority=worker.authority_id).filter(allowed)

    def allocated_to(self, worker):
        mine = Allocation.objects.open().filter(child=OuterRef("pk"), worker=worker)
        return self.filter(Exists(mine))

    def with_person(self):
        return self.select_related("person")

    def siblings_of(self, child):
        """Children with a file who are recorded as this child's brother or sister."""
        relatives = Relationship.objects.filter(
            person=child.person_id, kind__in=SIBLING_KINDS, ended_on=None
        )
        return self.filter(person__in=relatives.values("relative"))

    def without_lead(self):
        leads = Allocation.objects.leading().filter(child=OuterRef("pk"))
        return self.filter(~Exists(leads))

    def by_name(self):
        return self.order_by("person__family_name", "person__given_name", "pk")


@pghistory.track(exclude=["search_text"])
class Child(models.Model):
    """A child's file: born or unborn, known by name or (from a census) by identifier alone."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="child")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="children")
    team = models.ForeignKey(
        Team, models.PROTECT, related_name="children", null=True, blank=True, editable=False
    )
    restricted = models.BooleanField(
        default=False, help_text="Only the workers allocated to the child may know of the file"
    )
    local_id = models.CharField(
        "identifier in earlier systems", max_length=20, blank=True, help_text="LAchildID"
    )
    upn = models.CharField("unique pupil number", max_length=13, blank=True)
    former_upn = models.CharField("former unique pupil number", max_length=13, blank=True)
    upn_unknown = models.CharField(
        "why there is no unique pupil number", max_length=3, choices=UPNUnknown, blank=True
    )
    nhs_number = models.CharField("NHS number", max_length=10, blank=True)
    school = models.CharField("school or nursery", max_length=120, blank=True)
    opened_on = models.DateField(default=timezone.localdate, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "children"
        indexes = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="child_search_trigram"),
            models.Index(fields=["authority", "team"], name="child_by_team"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "local_id"],
                condition=~Q(local_id=""),
                name="child_local_id_once",
                violation_error_message="Another child already has this identifier",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        Child.objects.filter(pk=self.pk).refresh_search()
        tell_file_changed(self.pk)

    def get_absolute_url(self):
        return reverse("child", args=[self.pk])

    def clean(self):
        upn_is_well_formed(self.upn)

    @property
    def number(self):
        """The casework number: short, stable, never reused."""
        return f"C{self.pk:05d}"

    @property
    def name(self):
        if self.person.given_name or self.person.family_name or self.person.known_as:
            return self.person.name
        return f"Child {self.local_id or self.number}"

    @property
    def first_name(self):
        return self.person.first_name or self.name

    @property
    def returns_id(self):
        """LAchildID for statutory returns: letters and digits, at most 20."""
        return self.local_id or self.number


class AllocationQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(ended_on=None)

    def leading(self):
        return self.open().filter(role=AllocationRole.LEAD)


@pghistory.track()
class Allocation(ChildRecord):
    """Who works with the child, in what part, from when to when, and why that changed."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=20, choices=AllocationRole, default=AllocationRole.LEAD)
    started_on = models.DateField("from", default=timezone.localdate)
    ended_on = models.DateField("until", null=True, blank=True)
    reason = models.CharField("why it changed", max_length=200, blank=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["worker", "child"], condition=Q(ended_on=None), name="allocation_open"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(role="lead", ended_on=None),
                name="allocation_one_lead",
                violation_error_message="The child already has a social worker: end that first",
            ),
            models.UniqueConstraint(
                fields=["child", "worker", "role"],
                condition=Q(ended_on=None),
                name="allocation_once",
                violation_error_message="This worker is already allocated in this part",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on")),
                name="allocation_ends_after_it_starts",
                violation_error_message="The allocation cannot end before it started",
            ),
        ]

    def __str__(self):
        return f"{self.worker}, {self.get_role_display().lower()}"


class AlertQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(ended_on=None)


@pghistory.track()
class Alert(ChildRecord):
    """A danger to the child or to a worker that must be seen before anything else."""

    text = models.CharField(max_length=80)
    danger = models.BooleanField(default=True)
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    def __str__(self):
        return self.text


class FileGrantQuerySet(ChildRecordQuerySet):
    def in_force(self):
        today = timezone.localdate()
        return self.filter(started_on__lte=today, until__gte=today)


@pghistory.track()
class FileGrant(ChildRecord):
    """A file opened to one worker until a day: an audit, an inspector's sample."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    reason = models.CharField(max_length=200)
    started_on = models.DateField(default=timezone.localdate)
    until = models.DateField()

    objects = FileGrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["worker", "child", "until"], name="grant_by_worker")]

    def __str__(self):
        return self.reason


class FileAccess(models.Model):
    """Who looked at what of whose file, and when.

    By far the largest table: partitioned by month (see the migrations) and out of every page's
    query but *Who has looked*.
    """

    child = models.ForeignKey(
        Child, models.DO_NOTHING, related_name="looks", db_constraint=False, db_index=False
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="looks", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    at = models.DateTimeField()
    what = models.CharField(max_length=100)

    objects = ChildRecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "children_fileaccess"
        verbose_name_plural = "file accesses"

    def __str__(self):
        return f"{self.worker_id} looked at {self.what}"
