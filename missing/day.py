"""The coordinator's day: who is missing, whose interview runs out next, and the four figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from casework.interface import words
from casework.timescales.models import Deadline
from missing.models import MissingEpisode
from missing.steps import next_step, stands

HELD = "rhi.complete"
LISTED = 100
SAID_NO_FOR = timedelta(days=28)
RISKS = [MissingEpisode.Risk.HIGH, MissingEpisode.Risk.MEDIUM, MissingEpisode.Risk.LOW]


def missing_now(worker) -> list[MissingEpisode]:
    """Every child missing now: the highest risk first, then the longest away."""
    order = Case(*(When(risk=risk, then=Value(n)) for n, risk in enumerate(RISKS)),
                 default=Value(len(RISKS)), output_field=IntegerField())  # fmt: skip
    found = MissingEpisode.objects.visible_to(worker).open().with_times_in_90_days()
    return list(found.select_related("child__person").order_by(order, "went_at"))


@dataclass(frozen=True)
class Waiting:
    """A time away whose interview is still to be held, with the clock that runs for it."""

    deadline: Deadline
    episode: MissingEpisode

    @property
    def step(self):
        return next_step(self.episode)

    @property
    def stands(self):
        return stands(self.episode)

    @property
    def left(self) -> str:
        """The hours left, rounded down, or how late; here also where days are left."""
        if self.deadline.shown_state == "on_time":
            return words.time_left(self.deadline.due_at, timezone.now())
        return self.deadline.words


def waiting(worker) -> list[Waiting]:
    """Interviews still to be held, by time left: the late ones first."""
    clocks = Deadline.objects.visible_to(worker).open().filter(code=HELD).by_due_date()
    clocks = list(clocks.with_state().with_lateness()[:LISTED])
    episodes = MissingEpisode.objects.with_offer().select_related("child__person")
    found = episodes.in_bulk([clock.record_id for clock in clocks])
    return [Waiting(clock, found[clock.record_id]) for clock in clocks if clock.record_id in found]


def said_no(worker) -> list[MissingEpisode]:
    """Lately declined, and no parent or carer has yet been asked what they know."""
    found = MissingEpisode.objects.visible_to(worker).waiting_to_talk().filter(
        interview__answer__in=["declined", "not_possible"], interview__parent_view="",
        interview__answered_at__gte=timezone.now() - SAID_NO_FOR,
    )  # fmt: skip
    found = found.with_offer().select_related("child__person")
    return list(found.order_by("-interview__answered_at")[:LISTED])


def greeting(missing: list, waiting: list[Waiting]) -> str:
    late = sum(one.deadline.state == "overdue" for one in waiting)
    said = [f"{_capital(len(missing))} missing now.", f"{_interviews(len(waiting))} waiting"]
    if late:
        said[-1] += f", {words.spelled(late)} of them late"
    if soonest := next((one for one in waiting if one.deadline.due_at > timezone.now()), None):
        said[-1] += f"; the next runs out {_moment(soonest.deadline.due_at)}"
    return " ".join(said) + "."


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


# The figures: four numbers, each with what it is out of

OFFERED = Q(interview__offered_at__isnull=False)
TALKED = Q(interviewed_at__isnull=False)
ACCEPTED = Q(interview__answer="accepted") | TALKED
BEHIND = {
    "returned": Q(),
    "offered": OFFERED,
    "accepted": OFFERED & ACCEPTED,
    "held": TALKED,
    "in-time": Q(in_time_at__isnull=False),
    "time-not-known": Q(returned_time_known=False),
}
LABELS = {
    "offered": ("Offered", "returned", "times a child came back"),
    "accepted": ("Accepted", "offered", "offered"),
    "held": ("Held", "accepted", "accepted"),
    "in-time": ("Held within 72 hours", "returned", "times a child came back"),
}
TITLES = {
    "returned": "Times a child came back",
    "offered": "Interviews offered",
    "accepted": "Interviews accepted",
    "held": "Interviews held",
    "in-time": "Interviews held within 72 hours",
    "time-not-known": "Times the hour of return is not known",
}


def last_twelve_months(worker):
    """Every return in the last 12 months that this worker may know of."""
    in_time = Deadline.objects.met_in_time().filter(
        code=HELD, record_id=OuterRef("pk"), time_known=True
    )
    now = timezone.localtime()
    since = now.replace(year=now.year - 1, day=min(now.day, 28), hour=0, minute=0, second=0)
    returned = MissingEpisode.objects.visible_to(worker).returned().filter(returned_at__gte=since)
    return returned.with_interview().annotate(in_time_at=Subquery(in_time.values("met_at")[:1]))


def figures(worker) -> dict:
    counts = last_twelve_months(worker).aggregate(
        **{name.replace("-", "_"): Count("pk", filter=rule) for name, rule in BEHIND.items()}
    )
    lines = [
        {
            "figure": figure,
            "label": label,
            "number": counts[figure.replace("-", "_")],
            "of": counts[out_of],
            "note": _share(counts[figure.replace("-", "_")], counts[out_of], what),
        }
        for figure, (label, out_of, what) in LABELS.items()
    ]
    return {"lines": lines, **counts}


def _share(number: int, of: int, what: str) -> str:
    return f"{round(100 * number / of)}% of {what}" if of else f"No {what} yet"


def behind(worker, figure: str):
    """The returns behind a figure."""
    found = last_twelve_months(worker).filter(BEHIND[figure]).with_offer()
    return found.select_related("child__person")
