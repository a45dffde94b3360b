from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Sum, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Child, ChildRecord, ChildRecordQuerySet
from casework.children.readers import KeptRows
from casework.interface.words import as_day
from casework.notices.escalation import LateRule as LateRule
from casework.notices.feeds import CalendarFeed as CalendarFeed
from casework.notices.kinds import Kind
from casework.notices.preferences import WayChosen as WayChosen
from casework.notices.preferences import WayRequired as WayRequired
from casework.timescales.models import Deadline

MANY = 4
"""So many of one duty that went up to a manager are one line: they read how many, then which."""

SEVERAL = "Several duties"
MANY_OF = {
    Kind.DUE_SOON: "will soon be due",
    Kind.OVERDUE: "became overdue",
    Kind.ESCALATED: "passed up to you, late",
    Kind.WALL: "are ready",
    Kind.RETENTION: "can go",
}
OPENS = {Kind.WALL: "wall", Kind.RETENTION: "retention"}
"""The page of what is told to a worker and is about no child and no duty."""


class NoticeQuerySet(ChildRecordQuerySet):
    def visible_to(self, worker):
        """Of children they may know of; and what was counted for themselves, which names none."""
        known = Child.objects.visible_to(worker).filter(pk=OuterRef("child"))
        return self.filter(Exists(known) | Q(child=None, worker=worker))

    def of_lines(self):
        """Those that say how many, and are about no one child."""
        return self.filter(number__isnull=False)

    def bulk_create(self, notices, *args, **kwargs):
        """As in ``Notice.save``: those who have left are told nothing."""
        for_staff = [notice for notice in notices if notice.worker.works_here]
        return super().bulk_create(for_staff, *args, **kwargs)

    def unread(self):
        return self.filter(read_at=None)

    def read(self):
        return self.exclude(read_at=None)

    def to(self, worker):
        return self.filter(worker=worker)

    def shown_to(self, worker):
        """What this worker was told in Casework of children they may still know of."""
        return self.visible_to(worker).to(worker).filter(in_app=True)

    def many_alike(self):
        """What went up to this worker of one duty late for many children, the newest first: each
        with how many there are. A page says it in one line."""
        gone_up = self.filter(kind=Kind.ESCALATED, number=None).order_by().values("about")
        alike = gone_up.annotate(
            number=Count("pk"), children=Count("child", distinct=True), newest=Max("recorded_at")
        )
        return alike.filter(number__gte=MANY).order_by("-newest", "about")

    def in_groups(self):
        """What a page may say in one line, with how many it is."""
        return self.order_by().values("kind", "about", "number").annotate(rows=Count("pk"))

    def lines(self) -> int:
        """In how many lines a page says these."""
        together = When(kind=Kind.ESCALATED, number=None, rows__gte=MANY, then=1)
        counted = self.in_groups().aggregate(lines=Sum(Case(together, default="rows")))
        return counted["lines"] or 0

    def lines_to_read(self, worker) -> int:
        """The number that every page says beside *Notices*: ``lines`` of what is unread."""
        rows = unread_by.read(worker)
        return rows[0]["lines"] if rows else 0

    def things(self) -> dict[str, int]:
        """How many things of each kind these are: a line is as many as it counts."""
        each = Sum(Coalesce(F("number"), 1))
        return dict(self.order_by().values("kind").annotate(all=each).values_list("kind", "all"))

    def to_mail(self, how_much):
        """New, to be told by this much e-mail, and in none yet."""
        return self.unread().filter(by_mail=how_much, sent_in=None)


LINES = f"""
SELECT coalesce(sum(CASE WHEN kind = '{Kind.ESCALATED.value}' AND number IS NULL
    AND rows >= {MANY} THEN 1 ELSE rows END), 0)::bigint AS lines FROM (ROWS) AS groups
"""


def _unread_by(reader):
    return Notice.objects.shown_to(reader).unread().in_groups()


unread_by = KeptRows(_unread_by, LINES)


class MailQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None)

    def to_try(self, at):
        return self.unsent().filter(not_before__lte=at).order_by("made_at", "pk")


class Mail(models.Model):
    """An e-mail to one worker: how many new things of each kind, and no child's name.

    It stays until it is sent, however often the mail server refuses it, and is then sent no more.
    What comes up meanwhile is added to a daily one not yet sent.
    """

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mails")
    daily = models.BooleanField()
    made_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField(default=dict)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=200, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "made_on"], condition=Q(daily=True), name="mail_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["worker"], condition=Q(daily=True, sent_at=None), name="mail_one_waiting"
            ),
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(sent_at=None), name="mail_to_try")
        ]

    def __str__(self):
        return f"E-mail of {self.made_on:%-d %B %Y}"


class Notice(ChildRecord):
    """Something a worker is told. It names no child: the page it opens does.

    Where many things are told to one person at once, one notice says how many (``number``) of which
    duty (``code``; of several, none), and is about no one child. Its list is read from the files
    when it is opened: what was put right since is no longer in it.

    ``happened_at`` is when it came about, ``recorded_at`` when it was told: the two differ after an
    outage. ``was_due_at`` is the due date it was told of; a duty whose date is moved to a later one
    is told of again when that comes.
    """

    Kind = Kind

    child = models.ForeignKey(  # type: ignore[assignment]
        "children.Child", models.CASCADE, related_name="notices", null=True, blank=True
    )
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=Kind)
    deadline = models.ForeignKey(
        Deadline, models.CASCADE, related_name="notices", null=True, blank=True
    )
    was_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    about = models.CharField(max_length=120)
    code = models.CharField(max_length=40, blank=True, editable=False)
    number = models.PositiveIntegerField(null=True, editable=False)
    counted_as = ArrayField(models.CharField(max_length=40), default=list, editable=False)
    happened_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)
    in_app = models.BooleanField(default=True, editable=False)
    by_mail = models.PositiveSmallIntegerField(null=True, editable=False)
    sent_in = models.ForeignKey(
        Mail, models.SET_NULL, related_name="notices", null=True, blank=True, editable=False
    )

    objects: ClassVar = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "kind", "deadline", "was_due_at"], name="notice_once_a_due_date"
            ),
            models.CheckConstraint(
                condition=Q(child__isnull=False, number=None)
                | Q(child=None, deadline=None, number__gte=1),
                name="notice_of_a_child_or_of_many",
                violation_error_message="A notice is about one child, or says how many things",
            ),
        ]
        indexes = [
            models.Index(
                fields=["worker", "-recorded_at"], condition=Q(read_at=None), name="notice_unread"
            ),
            models.Index(
                fields=["by_mail", "worker"],
                condition=Q(read_at=None, sent_in=None),
                name="notice_to_mail",
            ),
            models.Index(fields=["worker"], condition=Q(by_mail=None), name="notice_undecided"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.about}"

    def save(self, *args, **kwargs):
        """Nobody who no longer works here is told of anything new."""
        if self.pk or self.worker.works_here:
            super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """What it opens."""
        if self.child is None and self.kind in OPENS:
            return reverse(OPENS[Kind(self.kind)])
        if self.child is None:
            return reverse("notice-counted", args=[self.pk])
        return reverse("due" if self.deadline_id else "child", args=[self.child_id])

    @property
    def sentence(self) -> str:
        """What a line says: "Child protection visit: 12 became overdue"."""
        return f"{self.about}: {self.number} {self.said_of_many}"

    @property
    def said_of_many(self) -> str:
        return MANY_OF[Kind(self.kind)]

    @property
    def came_about(self):
        """The day it came about; the moment, where the rule counts hours or nothing is due."""
        if self.deadline is None or self.deadline.rule.allows.in_hours:
            return self.happened_at
        return as_day(self.happened_at)

    @property
    def told_late(self) -> bool:
        """Told a day or more after it came about, as after an outage."""
        return self.recorded_at - self.happened_at > timedelta(days=1)


class ToldQuerySet(models.QuerySet["Told"]):
    def counted_in(self, notice):
        """What one line of a worker's notices counted. What they hold themselves does not go up to
        them."""
        duty = Q(deadline__code=notice.code) if notice.code else Q()
        theirs = Q(deadline__worker=notice.worker_id) & Q(kind=Kind.ESCALATED)
        return self.exclude(theirs).filter(
            duty,
            told_at=notice.recorded_at,
            kind=notice.kind,
            audience__in=notice.counted_as,
            deadline__authority=notice.authority_id,
        )


class Told(models.Model):
    """What was told of a deadline, and to whom, so that nobody is told twice.

    One row says it for everyone who hears of it in the same way: the person whose it is (``w12``),
    the managers of a team (``t5``), everyone of a role. Whoever comes to a team or a role later
    finds what is late on their pages, and is told of what comes from then on.
    """

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="told")
    kind = models.CharField(max_length=12, choices=Kind)
    audience = models.CharField(max_length=40)
    was_due_at = models.DateTimeField()
    happened_at = models.DateTimeField()
    told_at = models.DateTimeField()

    objects = ToldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "told"
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "kind", "audience", "was_due_at"], name="told_once"
            )
        ]
        indexes = [models.Index(fields=["told_at", "audience", "kind"], name="told_together")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.audience}"


class ToldUpTo(models.Model):
    """Until when people have been told: one row. What came about since was missed, however long."""

    until = models.DateTimeField(null=True)

    def __str__(self):
        return f"Told up to {self.until}"
