"""The child and their file."""

from typing import TYPE_CHECKING, Any, ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from casework.access.models import Authority, Team, Worker
from casework.children.allocation.parts import CAN_HOLD, LEADS
from casework.children.codes import SIBLING_KINDS, AllocationRole, UPNUnknown
from casework.children.converters import address_of_file
from casework.children.models.known import KnownQuerySetMixin
from casework.children.models.likeness import LikenessQuerySetMixin
from casework.children.models.people import Person, Relationship
from casework.children.models.records import ChildRecord, ChildRecordQuerySet, tell_file_changed
from casework.children.models.search import SearchQuerySetMixin, upn_is_well_formed
from casework.children.models.sight import MayKnow, MayNotKnow, reads_files, width_of
from casework.interface.django_private import manager_of
from casework.interface.requests.names import note_child


def _files_of_their_own(children):
    return children.filter(merged_into=None)


class ChildQuerySet(
    KnownQuerySetMixin, LikenessQuerySetMixin, SearchQuerySetMixin, models.QuerySet
):
    """``Child.objects`` gives the files that stand, and none that was merged into another."""

    if not TYPE_CHECKING:

        @classmethod
        def as_manager(cls):
            return manager_of(cls, _files_of_their_own)

    def visible_to(self, worker, *, lasting=False):
        """The children this worker may know of; nowhere else answers that.

        Their own (allocated now, restricted or not), those an audit, sample or grant opens to them
        today, the unrestricted ones of whoever they cover for today, and the unrestricted children
        of their team or service where their role says so. ``lasting``: without those they opened
        to themselves.
        """
        if not reads_files(worker):
            return self.none()
        may_know = MayKnow(worker.pk, **width_of(worker), lasting=lasting)
        return self.filter(may_know, authority=worker.authority_id)

    def unknown_to(self, worker):
        """Children with a file this worker may not know of: not named to them anywhere. Every one
        that ``visible_to`` does not give."""
        if not reads_files(worker):
            return self.all()
        elsewhere = ~Q(authority=worker.authority_id) | Q(merged_into__isnull=False)
        return self.filter(Q(MayNotKnow(worker.pk, **width_of(worker))) | elsewhere)

    def restricted_from(self, worker):
        """Of their own council, for somebody who sees the whole service: those they may not."""
        may_not = MayNotKnow(worker.pk, whole_service=True)
        return self.filter(may_not, restricted=True, authority=worker.authority_id)

    def allocated_to(self, worker):
        mine = Allocation.objects.open().filter(child=OuterRef("pk"), worker=worker)
        return self.filter(Exists(mine))

    def numbered(self, *numbers):
        """The files of these numbers; the old number of a file leads to the one it was merged
        into."""
        merged = even_merged().filter(pk__in=numbers, merged_into__isnull=False)
        return self.filter(pk__in={*numbers, *merged.values_list("merged_into", flat=True)})

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
        default=False, help_text="Only those named, and who work with the child, may know of it"
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
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="merged_files",
        null=True,
        editable=False,
        db_index=False,
    )
    search_text = models.TextField(blank=True, editable=False)

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "children"
        indexes = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="child_search_trigram"),
            models.Index(fields=["authority", "team"], name="child_by_team"),
            models.Index(
                fields=["former_upn"], condition=Q(former_upn__gt=""), name="child_former_upn"
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="child_merged_into",
            ),
            models.Index(fields=["local_id"], condition=Q(local_id__gt=""), name="child_local_id"),
            models.Index(
                fields=["authority"], condition=Q(restricted=True), name="restricted_files"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "local_id"],
                condition=~Q(local_id=""),
                name="child_local_id_once",
                violation_error_message="Another child already has this identifier",
            ),
            models.UniqueConstraint(
                fields=["nhs_number", "authority"],
                condition=Q(nhs_number__gt=""),
                name="child_nhs_number_once",
                violation_error_message="Another child’s file has this NHS number",
            ),
            models.UniqueConstraint(
                fields=["upn", "authority"],
                condition=Q(upn__gt=""),
                name="child_upn_once",
                violation_error_message="Another child’s file has this unique pupil number",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        Child.objects.filter(pk=self.pk).refresh_search()
        tell_file_changed(self.pk)

    def get_absolute_url(self):
        return address_of_file(self.pk)

    def clean(self):
        upn_is_well_formed(self.upn)

    @property
    def number(self):
        """The casework number: short, stable, never reused."""
        note_child(self.pk)
        return f"C{self.pk:05d}"

    @property
    def name(self):
        note_child(self.pk)
        if self.person.given_name or self.person.family_name or self.person.known_as:
            return self.person.name
        return f"Child {self.local_id or self.number}"

    found_through: ClassVar[Any] = ()
    former_homes: ClassVar[Any] = ()
    """By what a search found the child, where it was neither a name nor a number of theirs."""

    called = ""
    """What tells this child from a brother or sister of the same first name, on one page."""

    @property
    def first_name(self):
        note_child(self.pk)
        return self.called or self.person.first_name or self.name

    @property
    def returns_id(self):
        """LAchildID for statutory returns: letters and digits, at most 20."""
        return self.local_id or self.number


def even_merged() -> ChildQuerySet:
    """Every file, also those merged into another: for what keeps an old number leading on."""
    return ChildQuerySet(Child)


class AllocationQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(ended_on=None)

    def of_those_here(self):
        """Held by someone who works here now; nobody else is named as working with a child."""
        return self.open().filter(worker__in=Worker.objects.working().order_by())

    def leading(self):
        """Who leads the work now: the child's social worker; where there is none, their lead
        practitioner (Working Together 2023)."""
        return self.open().first_of_the_leads(self.model.objects.open())

    def led_on(self, day):
        """The same at the end of a day past."""
        still = Q(ended_on=None) | Q(ended_on__gt=day)
        stood = self.model.objects.filter(still, started_on__lte=day)
        return self.filter(still, started_on__lte=day).first_of_the_leads(stood)

    def first_of_the_leads(self, standing):
        social_worker = standing.filter(child=OuterRef("child"), role=AllocationRole.LEAD)
        alone = Q(role=AllocationRole.LEAD_PRACTITIONER) & ~Exists(social_worker)
        return self.filter(Q(role=AllocationRole.LEAD) | alone)

    def leading_on(self, day):
        """Who led the work that day: the child's social worker, or their lead practitioner."""
        still = Q(ended_on=None) | Q(ended_on__gte=day)
        return self.filter(still, role__in=LEADS, started_on__lte=day)


@pghistory.track()
class Allocation(ChildRecord):
    """Who works with the child, in what part, from when to when, and why that changed."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=20, choices=AllocationRole, default=AllocationRole.LEAD)
    started_on = models.DateField("from", default=timezone.localdate)
    ended_on = models.DateField("until", null=True, blank=True)
    reason = models.CharField("why it changed", max_length=200, blank=True)

    objects: ClassVar = AllocationQuerySet.as_manager()

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
                fields=["child"],
                condition=Q(role="lead_practitioner", ended_on=None),
                name="allocation_one_lead_practitioner",
                violation_error_message="The child already has a lead practitioner: end that first",
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

    def clean_fields(self, exclude=None):
        """Nobody holds a part their role does not let them hold, however it is written."""
        super().clean_fields(exclude)
        asked = "role" not in (exclude or ()) and self.worker_id and self.ended_on is None
        if asked and self.worker.role not in CAN_HOLD[self.role]:
            label = self.get_role_display().lower()
            raise ValidationError({"role": f"{self.worker} cannot be the {label}"})


class AlertQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(ended_on=None)

    def to_look_at_again(self):
        return self.exclude(review_on=None)


@pghistory.track()
class Alert(ChildRecord):
    """A danger to the child or to a worker that must be seen before anything else."""

    text = models.CharField(max_length=80)
    danger = models.BooleanField(default=True)
    started_on = models.DateField(default=timezone.localdate)
    review_on = models.DateField("look at it again on", null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    ended_on = models.DateField("no longer a danger from", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    ended_because = models.CharField("why", max_length=200, blank=True)

    objects: ClassVar = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on")),
                name="alert_ends_after_it_starts",
                violation_error_message="The danger cannot end before it began",
            )
        ]

    def __str__(self):
        return self.text


class FileGrantQuerySet(ChildRecordQuerySet):
    def in_force(self):
        """Asked of the database's own clock where a file was opened for minutes: the statements
        that ask it are written once a day."""
        today = timezone.localdate()
        still = (Q(until=None) | Q(until__gte=today)) & (Q(ends_at=None) | Q(ends_at__gt=Now()))
        return self.filter(still, started_on__lte=today)

    def named(self):
        """Open to someone who is named on a restricted file, until they are named no more."""
        return self.in_force().filter(until=None)

    def by_another(self):
        """Without those that somebody opened to themselves."""
        return self.filter(ends_at=None)

    def until_a_day(self):
        return self.in_force().exclude(until=None)


@pghistory.track()
class FileGrant(ChildRecord):
    """A file opened to one worker until a day: an audit, an inspector's sample. Without a day, to
    somebody named on a restricted file, until ``ended_because`` says why no more. With ``ends_at``
    for minutes: somebody opened it to themselves in an emergency."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    reason = models.CharField(max_length=200)
    started_on = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_because = models.CharField("why it ended", max_length=200, blank=True)

    objects: ClassVar = FileGrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["worker", "child", "until"], name="grant_by_worker")]

    def __str__(self):
        return self.reason
