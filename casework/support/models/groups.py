"""Groups for parents and children, who has a place in them and who came; and short breaks.

A group and the days it meets name no child. Each place and each attendance stands on one child’s
own file, so that what is known of a group is never more than the children one may know of.
"""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Authority
from casework.access.roles import Permission
from casework.children.models import Allocation, ChildRecord, ChildRecordQuerySet, Person
from casework.interface.words import counted, full_day
from casework.support.models.catalogue import Service


class GroupQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """Everyone of the council may know which groups there are: no child is named in one."""
        return self.filter(authority=worker.authority_id)

    def running(self):
        return self.filter(ended_on=None)

    def newest_first(self):
        return self.order_by(F("ended_on").desc(nulls_first=True), "-starts_on", "-pk")


@pghistory.track()
class Group(models.Model):
    """One run of a group of a service, led by a worker who keeps the register."""

    class ForWhom(models.TextChoices):
        PARENTS = "parents", "Parents and carers"
        CHILDREN = "children", "Children"
        FAMILIES = "families", "Parents and children together"

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="support_groups", editable=False
    )
    service = models.ForeignKey(
        Service, models.PROTECT, related_name="groups", verbose_name="which service runs it?"
    )
    name = models.CharField("what is this group called?", max_length=100)
    for_whom = models.CharField("who comes?", max_length=8, choices=ForWhom)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="groups_led",
        verbose_name="who leads it, and keeps the register?",
    )
    about = models.TextField("what is it for?", blank=True)
    starts_on = models.DateField("from which day?", default=timezone.localdate)
    ended_on = models.DateField("when did it end?", null=True, blank=True)
    what_came = models.TextField("what came of it?", blank=True)

    objects: ClassVar = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name", "starts_on"],
                name="support_group_named_once",
                violation_error_message="A group of this name begins on this day already",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                name="support_group_ends_after_it_starts",
                violation_error_message="It cannot end before it began",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("support-group", args=[self.pk])

    def kept_by(self, worker) -> bool:
        """Whoever leads it keeps the register; whoever may decide steps in where they are away."""
        return self.worker_id == worker.pk or worker.may(Permission.DECIDE)


@pghistory.track()
class GroupDay(models.Model):
    """A day the group meets, or was to meet."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="sessions", editable=False)
    held_on = models.DateField("on which day?")
    about = models.CharField("what is it about?", max_length=200, blank=True)
    cancelled_because = models.CharField("why it was cancelled", max_length=200, blank=True)

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "held_on"],
                name="support_group_meets_once_a_day",
                violation_error_message="The group meets on this day already",
            )
        ]

    def __str__(self):
        return f"{self.group}, {full_day(self.held_on)}"

    def get_absolute_url(self):
        return reverse("support-group-session", args=[self.group_id, self.pk])

    @property
    def to_come(self) -> bool:
        return self.held_on > timezone.localdate()


class GroupPlaceQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(left_on=None)

    def on(self, day):
        """Those who had a place that day."""
        left = Q(left_on=None) | Q(left_on__gte=day)
        return self.filter(left, joined_on__lte=day)

    def with_share(self):
        """With to how many sessions they came, of how many it is known."""
        told = Q(attendances__withdrawn_at=None)
        came, known = Q(attendances__came="came"), Q(attendances__came__in=["came", "did_not"])
        return self.annotate(
            came=Count("attendances", filter=told & came),
            known=Count("attendances", filter=told & known),
            unknown=Count("attendances", filter=told & ~known),
        )

    def newest_first(self):
        return self.order_by(F("left_on").desc(nulls_first=True), "-joined_on", "-pk")


@pghistory.track()
class GroupPlace(ChildRecord):
    """A place in a group for a child, or for a parent or relative of theirs, and how it ended."""

    class Left(models.TextChoices):
        FINISHED = "finished", "The group was finished"
        DID_NOT_WANT = "did_not_want", "They did not want to go on"
        COULD_NOT = "could_not", "They could not: travel, times, work, illness"
        OTHER_HELP = "other_help", "Other help fits better"
        OTHER = "other", "Another reason"

    group = models.ForeignKey(
        Group, models.PROTECT, related_name="places", verbose_name="which group?"
    )
    adult = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="who comes for the child?",
    )
    hopes = models.TextField("what is it to change?")
    joined_on = models.DateField("from which day?", default=timezone.localdate)
    left_on = models.DateField("last day", null=True, blank=True)
    left_because = models.CharField("why did it end?", max_length=12, choices=Left, blank=True)
    what_changed = models.TextField("what changed for the child?", blank=True)
    opened = models.ForeignKey(
        Allocation, models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )

    came: int
    known: int
    unknown: int
    """Read after ``with_share``."""

    objects: ClassVar = GroupPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "place in a group"
        verbose_name_plural = "places in groups"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "group", "adult"],
                condition=Q(left_on=None),
                nulls_distinct=False,
                name="support_group_one_place",
                violation_error_message="They have a place in this group already",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="support_group_left_after_joining",
                violation_error_message="It cannot end before it began",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None, left_because="", what_changed="")
                | (Q(left_on__isnull=False) & ~Q(left_because="") & ~Q(what_changed="")),
                name="support_group_left_says_what_changed",
                violation_error_message="Say when it ended, why, and what changed",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-joined_on"], name="support_group_place_of_child")
        ]

    def __str__(self):
        return f"A place in {self.group}"

    @property
    def share_words(self) -> str:
        """Sessions of which it is not known are said, and not counted against anybody."""
        if not self.known:
            return "No attendance is known yet"
        words = f"Came to {self.came} of {counted(self.known, 'sessions')}"
        return f"{words}; of {self.unknown} it is not known" if self.unknown else words


FACTS = ("came", "because", "noticed")
"""What a register says of each who has a place."""


class GroupAttendanceQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-held_on", "-pk")


@pghistory.track()
class GroupAttendance(ChildRecord):
    """Whether who has the place came that day, and if not, why."""

    class Came(models.TextChoices):
        CAME = "came", "Came"
        DID_NOT = "did_not", "Did not come"
        NOT_KNOWN = "not_known", "Not known"

    place = models.ForeignKey(GroupPlace, models.CASCADE, related_name="attendances")
    session = models.ForeignKey(GroupDay, models.PROTECT, related_name="attendances")
    held_on = models.DateField(editable=False)
    came = models.CharField("did they come?", max_length=9, choices=Came)
    because = models.CharField("why not?", max_length=200, blank=True)
    noticed = models.TextField("what was different?", blank=True)

    objects: ClassVar = GroupAttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "attendance at a group"
        verbose_name_plural = "attendances at groups"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "session"], name="support_group_attendance_once"
            ),
            models.CheckConstraint(
                condition=~Q(came="did_not") | ~Q(because=""),
                name="support_group_absence_says_why",
                violation_error_message="Say why they did not come, or that nobody knows why",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-held_on"], name="support_group_came_of_child"),
            models.Index(fields=["session"], name="support_group_came_to"),
        ]

    def __str__(self):
        return f"{self.place.group}, {full_day(self.held_on)}"

    @property
    def facts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in FACTS}

    def save(self, *args, **kwargs):
        self.held_on = self.session.held_on
        super().save(*args, **kwargs)


class ShortBreakQuerySet(ChildRecordQuerySet):
    def happened(self):
        return self.filter(status=ShortBreak.Status.HAPPENED)

    def newest_first(self):
        return self.order_by("-starts_on", "-pk")


@pghistory.track()
class ShortBreak(ChildRecord):
    """One stay away from home, or one day out: booked, then whether it happened.

    Children Act 1989, schedule 2, paragraph 6: breaks that help those who care for a disabled child
    go on doing so. A stay under which the child is looked after is a legal status beside this.
    """

    class Status(models.TextChoices):
        BOOKED = "booked", "Booked"
        HAPPENED = "happened", "Happened"
        CANCELLED = "cancelled", "Cancelled"

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="short_breaks", verbose_name="which service?"
    )
    starts_on = models.DateField("from which day?")
    nights = models.PositiveSmallIntegerField("for how many nights?", default=0)
    where = models.CharField("where, and with whom?", max_length=200, blank=True)
    status = models.CharField(
        "what became of it?", max_length=9, choices=Status, default=Status.BOOKED
    )
    because = models.CharField("why was it cancelled?", max_length=200, blank=True)
    own_words = models.TextField("what the child said or showed of it", blank=True)
    how_it_was = models.TextField("how was it for everyone at home?", blank=True)

    objects: ClassVar = ShortBreakQuerySet.as_manager()

    class Meta:
        verbose_name = "short break"
        verbose_name_plural = "short breaks"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "starts_on"],
                condition=~Q(status="cancelled"),
                name="short_break_once_a_day",
                violation_error_message="A short break from this day is on the file already",
            ),
            models.CheckConstraint(
                condition=Q(because="") | Q(status="cancelled"),
                name="short_break_reason_of_a_cancelled_one",
                violation_error_message="Give a reason only where it was cancelled",
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(because=""),
                name="short_break_cancelled_says_why",
                violation_error_message="Say why it was cancelled",
            ),
            models.CheckConstraint(
                condition=Q(nights__lte=28),
                name="short_break_nights_of_a_stay",
                violation_error_message="One stay is at most 28 nights",
            ),
        ]
        indexes = [models.Index(fields=["child", "-starts_on"], name="short_break_of_child")]

    def __str__(self):
        return f"Short break: {self.service}"

    @property
    def length(self) -> str:
        return counted(self.nights, "nights") if self.nights else "A day, no night"

    @property
    def unsaid(self) -> bool:
        """Its day is past, and nobody has said whether it happened."""
        return self.status == self.Status.BOOKED and self.starts_on < timezone.localdate()
