"""The coordinator's day: who is missing, whose interview runs out next, and the four figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, IntegerField, Prefetch, Value, When
from django.urls import reverse
from django.utils import timezone

from casework.figures.presentation import tell
from casework.figures.query import FigureQuery
from casework.figures.registry import figures as registry
from casework.interface import words
from casework.timescales.models import Deadline
from missing.models import (
    TOLD,
    Finding,
    LogEntry,
    MissingEpisode,
    ReturnInterview,
    attempts,
    last_attempt,
)
from missing.progress import interview_status, next_step, to_book
from missing.timescales import OFTEN, WHILE_AWAY_CLOCKS

HELD, USED, OFTEN_CLOCK = "rhi.complete", "rhi.inform_plan", "missing.review_care_plan"
ACT = "rhi.act_today"
SHOWN = ("rhi.offered", "rhi.accepted", "rhi.held", "rhi.in_72_hours", "rhi.findings_used")
DECLINED = ["declined", "not_possible"]
LISTED = 400
DECLINED_SINCE = timedelta(days=28)
RISKS = [MissingEpisode.Risk.HIGH, MissingEpisode.Risk.MEDIUM, MissingEpisode.Risk.LOW]


def missing_now(worker) -> list[MissingEpisode]:
    """Every child missing now: the highest risk first, then the longest away; with the clocks that
    run for each, the late ones first, and who was told."""
    order = Case(
        *(When(risk=risk, then=Value(n)) for n, risk in enumerate(RISKS)),
        default=Value(len(RISKS)),
        output_field=IntegerField(),
    )
    episodes = MissingEpisode.objects.visible_to(worker).open().with_times_in_90_days()
    episodes = episodes.prefetch_related(Prefetch("log", LogEntry.objects.order_by("at", "pk")))
    away = list(episodes.select_related("child__person").order_by(order, "went_at"))
    clocks = running(away, worker)
    for episode in away:
        episode.clocks = clocks.get(episode.pk, [])
        episode.told = told(episode)
    return away


def running(episodes: Iterable[MissingEpisode], worker) -> dict[int, list[Deadline]]:
    """The clocks that run while each of these is away, the soonest due first: in one query."""
    rows = (
        Deadline.objects.visible_to(worker)
        .open()
        .filter(code__in=WHILE_AWAY_CLOCKS, record_id__in=[episode.pk for episode in episodes])
    )
    clocks: dict[int, list[Deadline]] = {}
    for clock in rows.by_due_date().shown():
        clocks.setdefault(clock.record_id, []).append(clock)
    return clocks


def told(episode: MissingEpisode) -> list[tuple[str, datetime]]:
    """Who was told that they are missing, and when first."""
    first: dict[str, datetime] = {}
    for entry in episode.log.all():
        if entry.kind in TOLD:
            first.setdefault(entry.get_kind_display(), entry.at)
    return list(first.items())


@dataclass(frozen=True)
class Waiting:
    """A time away whose interview is still to be held, with the clock that runs for it."""

    deadline: Deadline
    episode: MissingEpisode

    @property
    def step(self):
        return next_step(self.episode)

    @property
    def booking(self):
        return to_book(self.episode)

    @property
    def interview_status(self):
        return interview_status(self.episode)

    @property
    def left(self) -> str:
        """The hours left, rounded down, or how late; here also where days are left."""
        if self.deadline.shown_state == "on_time":
            return words.time_left(self.deadline.due_at, timezone.now())
        return self.deadline.words


def waiting(worker) -> list[Waiting]:
    """Interviews still to be held, by time left: the late ones first."""
    clocks = Deadline.objects.visible_to(worker).open().filter(code=HELD).by_due_date()
    clocks = list(clocks.shown()[:LISTED])
    episodes = MissingEpisode.objects.with_offer().select_related("child__person")
    by_pk = episodes.in_bulk([clock.record_id for clock in clocks])
    return [Waiting(clock, by_pk[clock.record_id]) for clock in clocks if clock.record_id in by_pk]


def declined(worker) -> list[MissingEpisode]:
    """Lately declined, and no parent or carer has yet been asked what they know."""
    episodes = (
        MissingEpisode.objects.visible_to(worker)
        .waiting_to_talk()
        .filter(
            interview__answer__in=DECLINED,
            interview__parent_view="",
            interview__answered_at__gte=timezone.now() - DECLINED_SINCE,
        )
    )
    episodes = episodes.with_offer().select_related("child__person")
    return list(episodes.order_by("-interview__answered_at")[:LISTED])


def unused(worker) -> list[Deadline]:
    """Findings nothing has been done with, the longest waiting first."""
    clocks = Deadline.objects.visible_to(worker).open().filter(code=USED).by_due_date()
    clocks = list(clocks.shown().with_child()[:LISTED])
    findings = Finding.objects.in_bulk([clock.record_id for clock in clocks])
    for clock in clocks:
        clock.finding = findings[clock.record_id]
    return clocks


def to_retry(worker) -> list[MissingEpisode]:
    """Tried and not reached, fewer than three times, and still to be talked with."""
    episodes = (
        MissingEpisode.objects.visible_to(worker)
        .to_offer_or_hold()
        .annotate(tries=attempts(), last_try=last_attempt())
    )
    episodes = episodes.filter(tries__gt=0, tries__lt=OFTEN).exclude(interview__answer__in=DECLINED)
    return list(episodes.select_related("child__person").order_by("last_try")[:LISTED])


def often(worker) -> list[Deadline]:
    """Children missing often whose meeting about it is still to be held, the soonest due first."""
    clocks = Deadline.objects.visible_to(worker).open().filter(code=OFTEN_CLOCK).by_due_date()
    return list(clocks.shown().with_child()[:LISTED])


def act_today(worker) -> list[Deadline]:
    """What children told on which somebody must act, until it is said what was done."""
    clocks = Deadline.objects.visible_to(worker).open().filter(code=ACT).by_due_date()
    clocks = list(clocks.shown().with_child()[:LISTED])
    interviews = ReturnInterview.objects.in_bulk([clock.record_id for clock in clocks])
    for clock in clocks:
        clock.interview = interviews[clock.record_id]
    return clocks


def greeting(missing: list, waiting: list[Waiting]) -> str:
    late = sum(line.deadline.state == "overdue" for line in waiting)
    sentences = [f"{_capital(len(missing))} missing now.", f"{_interviews(len(waiting))} waiting"]
    if late:
        sentences[-1] += f", {words.spelled(late)} of them late"
    if soonest := next((line for line in waiting if line.deadline.due_at > timezone.now()), None):
        sentences[-1] += f"; the next runs out {_moment(soonest.deadline.due_at)}"
    return " ".join(sentences) + "."


def _capital(number: int) -> str:
    if number == 0:
        return "No child is"
    return f"{_number(number)} {'child is' if number == 1 else 'children are'}"


def _interviews(number: int) -> str:
    return f"{_number(number)} {'interview is' if number == 1 else 'interviews are'}"


def _number(number: int) -> str:
    return words.capital(words.spelled(number))


def _moment(due: datetime) -> str:
    day = words.day(due, timezone.now())
    on = day if day in ("today", "tomorrow") else f"on {day}"
    return f"at {words.clock(due)} {on}"


# The figures


def figures(worker) -> dict:
    """The four numbers and what came of them, over twelve months."""
    query = FigureQuery(worker)
    table = tell(query, [registry[code] for code in SHOWN])
    return {"figures": table.lines, "figures_url": query.address(reverse("figures"))}
