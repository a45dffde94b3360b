from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Extract, Floor, Least, Now, TruncDate
from django.urls import reverse
from django.utils import timezone

from casework.access.roles import Permission
from casework.children.converters import address_of_file
from casework.children.models import ChildRecordQuerySet, even_merged
from casework.children.models.sight import reads_files
from casework.timescales.nights.models import CheckedUpTo as CheckedUpTo
from casework.timescales.nights.models import CountedWith as CountedWith
from casework.timescales.nights.models import FileChange as FileChange
from casework.timescales.reasons import LateReason as LateReason
from casework.timescales.reasons import late_because
from casework.timescales.registry import registry
from casework.timescales.words import was_due, words_for

ENDS = ("met_at", "lapsed_at")
FLAGGED_AT_ONCE = 2000
OPEN = Q(met_at=None, lapsed_at=None)
HELD_BY_THE_FILE: Any = {"db_index": False, "db_constraint": False}


class WorkingDayQuerySet(models.QuerySet):
    def renumber(self):
        """Count the working days again after a holiday was added or taken away."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE timescales_workingday w SET ordinal = n.ordinal FROM ("
                " SELECT day, count(*) FILTER (WHERE working) OVER (ORDER BY day) AS ordinal"
                " FROM timescales_workingday) n"
                " WHERE n.day = w.day AND n.ordinal <> w.ordinal"
            )


@pghistory.track(pghistory.UpdateEvent(condition=pghistory.AnyChange("working", "holiday")))
class WorkingDay(models.Model):
    """The calendar of England and Wales: every day, whether it is worked, and the count so far.

    ``ordinal`` is the number of working days from the first day up to and including this one, so
    "the 45th working day after" is one indexed look-up. A weekend or holiday carries the count of
    the working day before it. Council closure days are working days for these rules.
    """

    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    ordinal = models.PositiveIntegerField()
    holiday = models.CharField(max_length=100, blank=True)
    published = models.BooleanField(
        default=False, help_text="Taken from the published list, not worked out"
    )

    objects = WorkingDayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        indexes = [
            models.Index(
                fields=["ordinal"],
                condition=Q(working=True),
                include=["day"],
                name="workingday_by_ordinal",
            )
        ]

    def __str__(self):
        return f"{self.day:%-d %B %Y}"


def _ordinal_on(day):
    return Subquery(WorkingDay.objects.filter(day=OuterRef(day)).values("ordinal"))


class DeadlineQuerySet(ChildRecordQuerySet):
    def visible_to(self, worker):
        """Of the children this worker may know of. For somebody who sees the whole service, all of
        the council's but those of the few files they may not know of: a count of every clock then
        reads an index, and asks of no child who may know of them. The sweep writes the child's own
        council on each."""
        if not (reads_files(worker) and worker.may(Permission.SEE_WHOLE_SERVICE)):
            return super().visible_to(worker)
        merged = even_merged().filter(merged_into__isnull=False).values("pk")
        hidden = even_merged().restricted_from(worker).values("pk")
        of_council = self.filter(authority=worker.authority_id)
        return of_council.exclude(child__in=hidden.union(merged, all=True))

    def open(self):
        return self.filter(met_at=None, lapsed_at=None)

    def closed(self):
        return self.exclude(met_at=None, lapsed_at=None)

    def running_through(self, day):
        """Counted in working days, from before this day to its end or later."""
        codes = [rule.code for rule in registry if rule.allows.in_working_days]
        begins = timezone.make_aware(datetime.combine(day, time.min))
        return self.filter(code__in=codes, opened_at__lt=begins, due_at__gte=begins)

    def overdue(self):
        return self.open().filter(due_at__lt=timezone.now())

    def standing_at(self, instant):
        """Running at a past instant, by what the files say now of that time."""
        then = [Q(**{name: None}) | Q(**{f"{name}__gt": instant}) for name in ENDS]
        return self.filter(*then, opened_at__lte=instant)

    def in_state(self, state, instant=None):
        """Of those running now, or then, those in one state."""
        then = instant or timezone.now()
        return self.filter(
            **{
                "overdue": {"due_at__lt": then},
                "due_soon": {"amber_from__lte": then, "due_at__gte": then},
                "on_time": {"amber_from__gt": then},
            }[state]
        )

    def met_in_time(self):
        return self.filter(met_at__lte=F("due_at"))

    def met_late(self):
        return self.filter(met_at__gt=F("due_at"))

    def with_state(self, instant=None):
        """Read the state, now or at a past instant, from the dates: *overdue* is never stored."""
        then, by_then = instant or timezone.now(), Q()
        if instant:
            by_then = Q(met_at__lte=instant) | Q(met_at=None, lapsed_at__lte=instant)
        return self.annotate(
            state=Case(
                When(by_then & Q(met_at__lte=F("due_at")), then=Value("done")),
                When(by_then & Q(met_at__isnull=False), then=Value("done_late")),
                When(by_then & Q(lapsed_at__isnull=False), then=Value("ended")),
                When(due_at__lt=then, then=Value("overdue")),
                When(amber_from__lte=then, then=Value("due_soon")),
                default=Value("on_time"),
            )
        )

    def with_lateness(self, instant=None):
        """With how late it is, was then, or was when it stopped: in working days, days, hours."""
        then = Now() if instant is None else Value(instant, models.DateTimeField())
        return self.annotate(
            stopped_at=Least(Coalesce("met_at", "lapsed_at", then), then),
            stopped_on=TruncDate("stopped_at"),
            due_on=TruncDate("due_at"),
            working_days_late=_ordinal_on("stopped_on") - _ordinal_on("due_on"),
            days_late=F("stopped_on") - F("due_on"),
            hours_late=Floor(Extract(F("stopped_at") - F("due_at"), "epoch") / 3600),
        )

    def with_child(self):
        return self.select_related("child__person", "worker")

    def with_reason(self):
        """With why it is late, where someone has said so."""
        return self.annotate(late_because=late_because())

    def shown(self):
        """With all that a page says of a clock: its state, how late it is, and why."""
        return self.with_state().with_lateness().with_reason()

    def how_they_stand(self) -> dict[str, int]:
        """How many are still open and late, are open and not late, and are done or over."""
        late = Q(due_at__lt=Now())
        return self.aggregate(
            late=Count("pk", filter=OPEN & late),
            open=Count("pk", filter=OPEN & ~late),
            over=Count("pk", filter=~OPEN),
        )

    def worked_by(self, worker):
        return self.filter(worker=worker)

    def for_role(self, role):
        return self.filter(code__in=registry.codes_for(role))

    def by_due_date(self):
        return self.order_by("due_at", "pk")

    def flag_overdue(self):
        """Mark each newly overdue deadline once; return how many. What a save is writing at this
        moment is left for the next time: neither waits for the other."""
        flagged, now = 0, timezone.now()
        new = self.overdue().filter(flagged_at=None).order_by("pk")
        while True:
            with transaction.atomic():
                some = new.select_for_update(skip_locked=True).values("pk")[:FLAGGED_AT_ONCE]
                marked = self.filter(pk__in=some).update(flagged_at=now)
            if not marked:
                return flagged
            flagged += marked

    def judge_again(self):
        """A clock that has stopped keeps the dates it was judged by. Where a fact they were worked
        out from was wrong, the next sweep gives it new ones."""
        return self.update(met_at=None, lapsed_at=None)


class TargetQuerySet(models.QuerySet):
    def of(self, authority):
        """Of rules there are: a rule that is gone takes a council's number for it off the page."""
        declared = [rule.code for rule in registry]
        return self.filter(authority=authority, code__in=declared).select_related("set_by")

    def in_force(self):
        """The number that holds for each rule today, by its code."""
        now = self.filter(effective_from__lte=timezone.localdate())
        return {target.code: target for target in now.order_by("effective_from")}


@pghistory.track()
class Target(models.Model):
    """A council's own number for a rule, for clocks that start from ``effective_from`` on.

    Sooner than a national limit, never later: the national date is kept beside it. In place of a
    local default. Counted in the unit of the rule. What has begun is judged by what held then.
    """

    authority = models.ForeignKey("access.Authority", models.PROTECT, related_name="targets")
    code = models.CharField(max_length=40, editable=False)
    amount = models.PositiveSmallIntegerField("how many")
    effective_from = models.DateField("for clocks that start from", default=timezone.localdate)
    why = models.CharField("why", max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    set_at = models.DateTimeField(auto_now_add=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code", "effective_from"],
                name="target_once_a_day",
                violation_error_message="A number from this day is already set",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=1),
                name="target_is_at_least_one",
                violation_error_message="Give a number of 1 or more",
            ),
        ]

    def __str__(self):
        return self.words

    @property
    def rule(self):
        return registry[self.code]

    @property
    def words(self):
        """The number as people say it: "every 5 working days"."""
        return self.rule.words_of(self.amount)


@pghistory.track(
    pghistory.UpdateEvent(
        "due_date_moved", condition=pghistory.AnyChange("due_at"), row=pghistory.Old
    )
)
class Deadline(models.Model):
    """One duty to one child, with the instant it falls due. Written only by the sweep.

    ``opened_at`` is the clock's start, ``due_at`` the last instant in time, ``amber_from`` when it
    counts as due soon. ``own_due_at`` is the council's own date, only where that is sooner than the
    national one: passing it makes nothing late, but the pages say so. ``team`` and ``worker`` are
    those responsible for the child now. ``ended_by`` says what in the child's life let it lapse,
    where it was not the rule's own reason.

    Authority, team and worker are copied from the file and its allocations, whose own keys the
    database holds: checking them again cost the first night a quarter of its time.
    """

    code = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    child = models.ForeignKey(
        "children.Child", models.CASCADE, related_name="deadlines", db_index=False
    )
    authority = models.ForeignKey(
        "access.Authority", models.PROTECT, related_name="+", **HELD_BY_THE_FILE
    )
    team = models.ForeignKey(
        "access.Team", models.PROTECT, related_name="+", null=True, **HELD_BY_THE_FILE
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="deadlines",
        null=True,
        **HELD_BY_THE_FILE,
    )
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    own_due_at = models.DateTimeField(null=True)
    amber_from = models.DateTimeField()
    time_known = models.BooleanField(default=True)
    met_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=6, blank=True, default="")
    flagged_at = models.DateTimeField(null=True)

    objects = DeadlineQuerySet.as_manager()
    if TYPE_CHECKING:
        state: str
        stopped_at: datetime

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "record_id"], name="deadline_once_a_record")
        ]
        indexes = [
            models.Index(fields=["child", "code"], name="deadline_of_child"),
            models.Index(
                fields=["authority", "team", "code", "due_at"],
                condition=OPEN,
                include=["amber_from", "worker", "child"],
                name="deadline_open_by_team",
            ),
            models.Index(
                fields=["authority", "code", "due_at"],
                condition=OPEN,
                include=["amber_from", "worker", "team", "child"],
                name="deadline_open_by_authority",
            ),
            models.Index(
                fields=["worker", "due_at"], condition=OPEN, name="deadline_open_by_worker"
            ),
            models.Index(
                fields=["authority", "due_at", "id"], condition=OPEN, name="deadline_worst_first"
            ),
            models.Index(
                fields=["due_at"], condition=OPEN & Q(flagged_at=None), name="deadline_to_flag"
            ),
            models.Index(TruncDate("due_at"), name="deadline_by_day"),
            models.Index(Coalesce("met_at", "lapsed_at"), name="deadline_stopped"),
        ]

    def __str__(self):
        return f"{self.rule.title}: {self.child}"

    @property
    def rule(self):
        return registry[self.code]

    @property
    def source(self) -> str:
        """Where the rule comes from, in the edition in force when this clock began."""
        return self.rule.source_on(timezone.localdate(self.opened_at))

    @property
    def running(self):
        return self.met_at is None and self.lapsed_at is None

    @property
    def line(self):
        """The deadline as a line of work on the child's own page."""
        return {"first": self, "action_link": self.action_link if self.running else None}

    @property
    def title(self):
        return self.rule.title

    @property
    def shown_state(self):
        """The state to show: an hours rule whose start has no time cannot be judged."""
        return self.state if self.time_known or self.lapsed_at else "uncountable"

    @property
    def words(self):
        """What the page says of it, such as "2 working days late"."""
        return words_for(self)

    @property
    def was_due(self):
        return was_due(self)

    @property
    def say_why(self):
        """Where the reason for being late is written."""
        return reverse("late-reason", args=[self.child_id, self.pk])

    @property
    def action_link(self):
        """The button that does it, as (label, address)."""
        if not self.rule.action_link:
            return None
        label, url = self.rule.action_link
        return {"label": label, "url": address_of_file(self.child_id, url)}
