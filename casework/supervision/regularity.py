"""How often a worker, a team and a service are due supervision: the clocks that are about no child.

A deadline is about a child; these are about people who work here, so they are worked out from what
was held, when they are read. PostgreSQL adds the days; nothing is stored that could be wrong.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, Func, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from casework.access.models import Authority, Team
from casework.interface import words
from casework.interface.registry import Registry
from casework.supervision.models import Agreement, FileSample, GroupSession, Session
from casework.timescales.allowances import Allowance, every, months, weeks


@dataclass(frozen=True, kw_only=True)
class Regularity:
    """A rule of practice about people: its limit, where it comes from, and whom it asks."""

    code: str
    title: str
    source: str
    allows: Allowance
    asks: str


rules = Registry[Regularity]("rule of supervision", order="code")
rules.add(
    Regularity(
        code="supervision.worker",
        title="Supervision of a worker",
        source="Local default: several councils say monthly; employer standards ask for regular",
        allows=every(weeks(4)),
        asks="Held and signed by both, counted from the last that was. An agreement’s own number"
        " stands in its place",
    ),
    Regularity(
        code="supervision.new_worker",
        title="Supervision of someone new to the work",
        source="Assessed and Supported Year in Employment; the steps are one council’s",
        allows=every(weeks(1)),
        asks="Weekly for the first 6 weeks, every 2 weeks to 6 months, then as everyone",
    ),
    Regularity(
        code="supervision.agreement",
        title="Supervision agreement made again",
        source="Local default: once a year, as most councils’ supervision policies ask",
        allows=every(months(12)),
        asks="Counted from the day of the newest agreement that both signed",
    ),
    Regularity(
        code="supervision.group_reflective",
        title="Group supervision of a team",
        source="Local default: every 3 months",
        allows=every(months(3)),
        asks="Counted from the last time the team met for it",
    ),
    Regularity(
        code="senior.file_sample",
        title="Senior managers read a random sample of files",
        source="Laming inquiry 2003, recommendation 30: files and supervision notes",
        allows=every(months(3)),
        asks="Counted from the last sample that was read to its end",
    ),
)

USUAL, AT_FIRST, THEN = 4, 1, 2
FIRST_WEEKS = 6


class After(Func):
    """A day some weeks or months after another."""

    output_field = DateField()
    template = "(%(expressions)s)::date"

    def __init__(self, start, amount, unit: str):
        super().__init__(start, amount)
        self.arg_joiner = " + 7 * " if unit == "weeks" else " + interval '1 month' * "


def weeks_allowed(start, agreed) -> Case:
    """How many weeks from the last session: fewer while somebody is new to the work."""
    new_since = Subquery(agreed.values("new_since")[:1])
    own = Coalesce(Subquery(agreed.values("every_weeks")[:1]), Value(USUAL))
    return Case(
        When(new_until(new_since, FIRST_WEEKS, "weeks", start), then=Value(AT_FIRST)),
        When(new_until(new_since, 6, "months", start), then=Value(THEN)),
        default=own,
        output_field=IntegerField(),
    )


def new_until(new_since, amount, unit, start):
    return GreaterThan(After(new_since, Value(amount), unit), start)


def with_due(workers, on: date | None = None) -> Any:
    """Each with when they were last supervised and signed it, and by when they are due again.

    ``on`` asks as of a day: what was held and agreed by then. Where they never were, it counts from
    the day of their agreement, or from the day they began to use this.
    """
    day = on or timezone.localdate()
    theirs = Session.objects.held().filter(worker=OuterRef("pk"), held_on__lte=day)
    held = theirs.signed()
    agreed = Agreement.objects.filter(worker=OuterRef("pk"), agreed_on__lte=day).newest_first()
    last = Subquery(held.order_by("-held_on", "-pk").values("held_on")[:1])
    began = Coalesce(
        Subquery(agreed.order_by("agreed_on").values("agreed_on")[:1]),
        Cast("date_joined", DateField()),
    )
    return workers.annotate(
        last_held_on=last,
        newest_held_on=Subquery(theirs.order_by("-held_on", "-pk").values("held_on")[:1]),
        counted_from=Coalesce(last, began, output_field=DateField()),
    ).annotate(
        weeks_allowed=weeks_allowed(F("counted_from"), agreed),
        due_on=After(F("counted_from"), F("weeks_allowed"), "weeks"),
    )


def with_agreement_due(workers) -> Any:
    """Each with the day of the newest agreement both signed, and the day a year later."""
    signed = Agreement.objects.filter(worker=OuterRef("pk")).signed().newest_first()
    agreed = workers.annotate(agreed_on=Subquery(signed.values("agreed_on")[:1]))
    return agreed.annotate(agree_again_on=After(F("agreed_on"), Value(12), "months"))


def teams_with_due(authority, on: date | None = None):
    """Each team with when it last met for group supervision, and by when it is due again."""
    day = on or timezone.localdate()
    met = GroupSession.objects.filter(team=OuterRef("pk"), held_on__lte=day)
    last = Subquery(met.newest_first().values("held_on")[:1])
    return (
        Team.objects.filter(authority=authority)
        .annotate(last_held_on=last)
        .annotate(due_on=After(F("last_held_on"), Value(3), "months"))
        .order_by("name")
    )


def sample_due(authority) -> Any:
    """The service with when the last sample was read to its end, and when one is due again."""
    read = FileSample.objects.filter(authority=OuterRef("pk"), finished_on__isnull=False)
    last = Subquery(read.order_by("-finished_on").values("finished_on")[:1])
    rows = Authority.objects.filter(pk=authority).annotate(last_held_on=last)
    return rows.annotate(due_on=After(F("last_held_on"), Value(3), "months")).first()


@dataclass(frozen=True)
class Due:
    """When something of this kind is due, as a page says it."""

    last_on: date | None
    due_on: date | None
    never: str = "Not held yet"
    unsigned_on: date | None = None

    @property
    def late(self) -> bool:
        return self.due_on is None or self.due_on < timezone.localdate()

    @property
    def state(self) -> str:
        return "overdue" if self.late else "on_time"

    @property
    def words(self) -> str:
        today = timezone.now()
        if self.late and self.unsigned_on:
            return f"Held {words.short_day(self.unsigned_on, today)}, not signed by both"
        if self.due_on is None:
            return self.never
        if self.late:
            return f"Was due {words.short_day(self.due_on, today)}"
        return f"Due {words.day(self.due_on, today)}"


def agreement_due(row) -> Due:
    return Due(row.agreed_on, row.agree_again_on, "Not signed by both yet")


def due_of(row) -> Due:
    """One held since the last that both signed counts once it is signed; the page says so."""
    newest = getattr(row, "newest_held_on", None)
    unsigned = newest if newest and newest != row.last_held_on else None
    return Due(row.last_held_on, row.due_on, unsigned_on=unsigned)
