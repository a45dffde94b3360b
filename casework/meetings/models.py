from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from casework.access.models import Authority
from casework.access.roles import Permission
from casework.children.codes import Agency
from casework.children.models import Child, Person
from casework.meetings.rules import NOT_AN_AGENCY, MeetingRule

__all__ = ["Attendee", "Meeting", "MeetingRule"]


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """Meetings about at least one child this worker may know of."""
        known = Child.objects.visible_to(worker).filter(meetings=OuterRef("pk"))
        return self.filter(authority=worker.authority_id).filter(Exists(known))

    def planned(self):
        """Neither held nor put off yet."""
        return self.filter(held=False, not_held_because="")

    def held_ones(self):
        return self.filter(held=True)

    def not_held(self):
        """Adjourned, inquorate or put off."""
        return self.exclude(not_held_because="")

    def of_worker(self, worker):
        """What they chair or are asked to, and what is about the children they work with."""
        held = Child.objects.allocated_to(worker).filter(meetings=OuterRef("pk"))
        invited = Attendee.objects.filter(meeting=OuterRef("pk"), worker=worker)
        return self.filter(Q(chair=worker) | Exists(held) | Exists(invited))

    def with_known_children(self, worker):
        """With those of its children this worker may know of, as ``known``."""
        known = Child.objects.visible_to(worker).with_person()
        return self.prefetch_related(Prefetch("children", known, to_attr="known"))

    def with_hidden_children(self, worker):
        """With those it was about whom this worker may not know of, as ``hidden``: only so that
        nothing names them."""
        hidden = Child.objects.unknown_to(worker).with_person()
        return self.prefetch_related(Prefetch("children", hidden, to_attr="hidden"))

    def to_come(self):
        return self.planned().filter(starts_at__gte=timezone.now()).order_by("starts_at", "pk")

    def to_write_up(self):
        """Its hour has passed, and nobody has said whether it was held."""
        return self.planned().filter(starts_at__lt=timezone.now()).order_by("starts_at", "pk")

    def not_arranged_again(self):
        """Adjourned or with too few people, and some child it was about has had no other day agreed
        and no later one held: what was due for them is still due."""
        later = Meeting.objects.filter(
            children=OuterRef("pk"),
            kind=OuterRef(OuterRef("kind")),
            not_held_because="",
            starts_at__gt=OuterRef(OuterRef("starts_at")),
        )
        waiting = Child.objects.filter(~Exists(later), meetings=OuterRef("pk"))
        return self.not_held().filter(Exists(waiting), arranged_instead=None)

    def minutes_outstanding(self):
        return self.held_ones().filter(minutes_sent_on=None)

    def chaired_by(self, worker):
        return self.filter(chair=worker)

    def newest_first(self):
        return self.order_by("-starts_at", "-pk")

    def with_missing(self, worker):
        """With what is not ready: how many were asked, how many not yet, and reports not shared;
        of those this worker may know of."""
        known = Q(~Exists(hidden_from(worker, "attendees__person")))
        reports = known & Q(attendees__report_asked=True)
        return self.annotate(
            people=Count("attendees", known),
            not_invited=Count("attendees", known & Q(attendees__invited_on=None)),
            reports_asked=Count("attendees", reports),
            reports_missing=Count("attendees", reports & Q(attendees__report_shared_on=None)),
        )


@pghistory.track()
class Meeting(models.Model):
    """People meeting about one child or several: invited, came, what was said.

    What was decided for each child is on that child's own record (a conference, a strategy
    discussion, a core group, a review) which points here. An adjourned or inquorate meeting is not
    *held* and meets no timescale; the one arranged instead points back to it.
    """

    if TYPE_CHECKING:
        known: list[Child]  # with_known_children
        hidden: list[Child]  # with_hidden_children

    class Kind(models.TextChoices):
        STRATEGY = "strategy", "Strategy discussion"
        CONFERENCE = "conference", "Child protection conference"
        CORE_GROUP = "core_group", "Core group"
        CHILD_IN_NEED = "child_in_need", "Child in need meeting"
        MISSING = "missing", "Missing meeting"
        FAMILY = "family", "Family meeting"
        LEGAL_PLANNING = "legal_planning", "Legal planning meeting"
        PREPROCEEDINGS = "preproceedings", "Pre-proceedings meeting"
        FAMILY_GROUP = "family_group", "Family group decision-making meeting"
        OTHER = "other", "Another meeting"

    class Which(models.TextChoices):
        INITIAL = "initial", "Initial conference"
        REVIEW = "review", "Review conference"
        TRANSFER_IN = "transfer_in", "Transfer-in conference"

    class Way(models.TextChoices):
        PERSON = "person", "In person"
        VIDEO = "video", "By video"
        PHONE = "phone", "By phone"
        MIXED = "mixed", "Some in person, some not"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    children = models.ManyToManyField(Child, related_name="meetings")
    kind = models.CharField(max_length=20, choices=Kind)
    which = models.CharField("which conference", max_length=12, choices=Which, blank=True)
    starts_at = models.DateTimeField("when")
    place = models.CharField("where", max_length=120, blank=True)
    way = models.CharField("how", max_length=10, choices=Way, default=Way.PERSON)
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="chaired", null=True, blank=True
    )
    held = models.BooleanField(default=False)
    not_held_because = models.CharField(
        "why it was not held",
        max_length=200,
        blank=True,
        help_text="Adjourned, too few people came",
    )
    instead_of = models.OneToOneField(
        "self",
        models.PROTECT,
        related_name="arranged_instead",
        null=True,
        blank=True,
        editable=False,
    )
    agencies_needed = models.PositiveSmallIntegerField(
        "agencies that had to come",
        null=True,
        blank=True,
        editable=False,
        help_text="The rule on the day, besides children’s social care",
    )
    went_ahead_because = models.CharField(
        "why it went ahead with too few agencies", max_length=300, blank=True
    )
    minutes = models.TextField("what was said", blank=True)
    minutes_sent_on = models.DateField("minutes went out on", null=True, blank=True)
    next_on = models.DateField("the next one is on", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["authority", "-starts_at"], name="meeting_newest"),
            models.Index(
                fields=["authority", "starts_at"],
                condition=Q(held=False, not_held_because=""),
                name="meeting_planned",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(held=False) | Q(not_held_because=""),
                name="meeting_held_or_not",
                violation_error_message="It was held, or say why it was not: not both",
            )
        ]

    def __str__(self):
        return self.get_which_display() or self.get_kind_display()

    @property
    def begun(self) -> bool:
        """Its hour has come."""
        return self.starts_at <= timezone.now()

    @property
    def ended(self) -> bool:
        return self.held or bool(self.not_held_because)

    def put_off_by(self, worker) -> Permission:
        """What putting it off asks of this worker: where a child's protection turns on it, a social
        worker does, or whoever records what conferences decide."""
        if self.kind not in PROTECT or worker.may(Permission.CONFER):
            return Permission.RECORD
        return Permission.SOCIAL_WORK

    @property
    def rule(self) -> MeetingRule:
        return MeetingRule.of(self.authority_id, self.kind, self.which)


PROTECT = (Meeting.Kind.STRATEGY, Meeting.Kind.CONFERENCE, Meeting.Kind.CORE_GROUP)


def hidden_from(worker, person: str):
    """The child this person is, where the worker may not know of them."""
    return Child.objects.unknown_to(worker).filter(person=OuterRef(person))


class AttendeeQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """Of meetings this worker may know of, without the children they may not know of."""
        return self.filter(meeting__in=Meeting.objects.visible_to(worker)).known_to(worker)

    def known_to(self, worker):
        """Without the children with a file this worker may not know of."""
        return self.filter(~Exists(hidden_from(worker, "person")))

    def for_readers_of(self, child):
        """Whom a document on this child's file may name: who reads it is not known when it is made,
        so no other child whose file is restricted."""
        others = Child.objects.filter(restricted=True).exclude(pk=child.pk)
        return self.filter(~Exists(others.filter(person=OuterRef("person"))))

    def came(self):
        return self.filter(attendance=Attendee.Attendance.CAME)

    def by_agency(self):
        """How often each agency was asked, came, sent apologies or a report, for meetings held."""
        state = Attendee.Attendance
        return (
            self.filter(meeting__held=True)
            .exclude(agency=Agency.FAMILY)
            .values("agency")
            .annotate(
                asked=Count("pk"),
                came=Count("pk", Q(attendance=state.CAME)),
                apologies=Count("pk", Q(attendance=state.APOLOGIES)),
                absent=Count("pk", Q(attendance=state.ABSENT)),
                reports_asked=Count("pk", Q(report_asked=True)),
                reports_came=Count("pk", Q(report_on__isnull=False)),
            )
            .order_by("agency")
        )

    def with_who(self):
        return self.select_related("worker", "person", "invited_by").order_by("pk")


@pghistory.track()
class Attendee(models.Model):
    """One person asked: a worker, someone on the family's file, or a name and an agency."""

    class Attendance(models.TextChoices):
        INVITED = "invited", "Invited"
        CAME = "came", "Came"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Did not come"

    class Threshold(models.TextChoices):
        PLAN = "plan", "A plan is needed"
        NO_PLAN = "no_plan", "No plan is needed"
        NOT_SAID = "not_said", "Did not say"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=20, choices=Agency, default=Agency.OTHER)
    invited_on = models.DateField("asked on", null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    attendance = models.CharField(max_length=10, choices=Attendance, default=Attendance.INVITED)
    report_asked = models.BooleanField("a report is asked for", default=False)
    report_on = models.DateField("report came on", null=True, blank=True)
    report_shared_on = models.DateField("shared with the family on", null=True, blank=True)
    threshold = models.CharField("what they decided", max_length=10, choices=Threshold, blank=True)
    view = models.TextField("their view, and why", blank=True)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False) | Q(person__isnull=False) | ~Q(name=""),
                name="attendee_is_someone",
                violation_error_message="Say who was invited",
            ),
            models.CheckConstraint(
                condition=Q(report_shared_on=None) | Q(report_shared_on__gte=F("report_on")),
                name="attendee_report_shared_once_it_came",
                violation_error_message="It cannot be shared before it came: check both days",
            ),
            models.CheckConstraint(
                condition=Q(report_shared_on=None) | Q(report_on__isnull=False),
                name="attendee_report_came_before_shared",
                violation_error_message="Say when the report came, too",
            ),
        ]

    def __str__(self):
        return str(self.worker or self.person or self.name)


def agencies_among(attendees) -> set[str]:
    """The agencies besides children's social care that came."""
    return {
        attendee.agency
        for attendee in attendees
        if attendee.attendance == Attendee.Attendance.CAME and attendee.agency not in NOT_AN_AGENCY
    }
