import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from casework.access.models import Authority
from casework.children.codes import Agency
from casework.children.models import Child, Person


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """Meetings about at least one child this worker may know of."""
        return self.filter(children__in=Child.objects.visible_to(worker)).distinct()

    def to_come(self):
        return self.filter(held=False, starts_at__gte=timezone.now())

    def newest_first(self):
        return self.order_by("-starts_at", "-pk")


@pghistory.track()
class Meeting(models.Model):
    """People meeting about one child or several: invited, came, what was said.

    What was decided for each child is on that child's own record (a conference, a strategy
    discussion, a core group, a review) which points here. An adjourned or inquorate meeting is not
    *held* and meets no timescale.
    """

    class Kind(models.TextChoices):
        STRATEGY = "strategy", "Strategy discussion"
        CONFERENCE = "conference", "Child protection conference"
        CORE_GROUP = "core_group", "Core group"
        CHILD_IN_NEED = "child_in_need", "Child in need meeting"
        MISSING = "missing", "Missing meeting"
        FAMILY = "family", "Family meeting"
        OTHER = "other", "Another meeting"

    class Way(models.TextChoices):
        PERSON = "person", "In person"
        VIDEO = "video", "By video"
        PHONE = "phone", "By phone"
        MIXED = "mixed", "Some in person, some not"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    children = models.ManyToManyField(Child, related_name="meetings")
    kind = models.CharField(max_length=20, choices=Kind)
    starts_at = models.DateTimeField("when")
    place = models.CharField("where", max_length=120, blank=True)
    way = models.CharField("how", max_length=10, choices=Way, default=Way.PERSON)
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="chaired", null=True, blank=True
    )
    held = models.BooleanField(default=False)
    not_held_because = models.CharField(
        "why it was not held", max_length=200, blank=True,
        help_text="Adjourned, too few people came",
    )  # fmt: skip
    minutes = models.TextField("what was said", blank=True)
    minutes_sent_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["authority", "-starts_at"], name="meeting_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(held=False) | Q(not_held_because=""),
                name="meeting_held_or_not",
                violation_error_message="It was held, or say why it was not: not both",
            )
        ]

    def __str__(self):
        return self.get_kind_display()


class AttendeeQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(meeting__in=Meeting.objects.visible_to(worker))

    def came(self):
        return self.filter(attendance=Attendee.Attendance.CAME)


@pghistory.track()
class Attendee(models.Model):
    """One person invited: a worker, someone on the family's file, or a name and an agency."""

    class Attendance(models.TextChoices):
        INVITED = "invited", "Invited"
        CAME = "came", "Came"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Did not come"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=20, choices=Agency, default=Agency.OTHER)
    attendance = models.CharField(max_length=10, choices=Attendance, default=Attendance.INVITED)
    report_sent = models.BooleanField("sent a report", default=False)
    view = models.CharField("their view", max_length=300, blank=True)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False) | Q(person__isnull=False) | ~Q(name=""),
                name="attendee_is_someone",
                violation_error_message="Say who was invited",
            )
        ]

    def __str__(self):
        return str(self.worker or self.person or self.name)
