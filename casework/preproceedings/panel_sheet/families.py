"""A family on the panel's sheet: its steps, what is late, what comes next.

Plain data, read from the records once (``sheet.py``) and kept with a panel (``models.py``). What is
said of a family is worked out from the children its reader may know of, today and of a sheet kept
years ago alike, so that no line speaks of a child who is not theirs to know of.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property

from casework.interface.words import counted, listed, short_day
from casework.preproceedings.panel_sheet.chart import Drawing, Lane, Point, drawing

LATEST, USUAL = 16, 12
"""Weeks. 12 to 16 are what practitioners describe as usual (best practice guidance, 2021)."""
LATE = ("overdue", "done_late")
OPEN = ("overdue", "due_soon", "on_time")
DECIDE = "E"
OF_OTHERS = "A"
"""An assessment is in somebody else's hands: what the council does next comes before it."""
MARKS = {"done": "done", "done_late": "late", "overdue": "late"}


@dataclass(frozen=True)
class Step:
    """One milestone of one child or of several: due, done, how long since the step before.

    ``words`` is its state as a page says it; ``days`` since what starts its clock; ``aim`` the
    council's own. ``lanes`` are the places of the children it is about.
    """

    letter: str
    title: str
    short: str
    does: str
    state: str
    words: str
    due_on: date | None = None
    done_on: date | None = None
    days: int | None = None
    aim: str = ""
    because: str = ""
    owner: str = ""
    lanes: tuple[int, ...] = ()

    @property
    def late(self) -> bool:
        return self.state in LATE

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def shown_on(self) -> date | None:
        return self.done_on or self.due_on

    @property
    def late_words(self) -> str:
        """How late, without the day it was done on: 3 weeks late."""
        if self.state != "done_late":
            return self.words if self.state == "overdue" else ""
        return self.words.rpartition(", ")[2]

    @property
    def point(self) -> Point:
        words = f"{self.title}: {self.words[:1].lower()}{self.words[1:]}"
        when = self.shown_on or date.min
        return Point(self.letter, when, MARKS.get(self.state, "to_come"), words)


@dataclass(frozen=True)
class ChildOnSheet:
    """One child's row: when it began for them and how it ended, if it has."""

    lane: int
    child_id: int
    name: str
    note: str
    began_on: date
    outcome: str = ""
    outcome_on: date | None = None
    extended_to: date | None = None
    why_late: str = ""
    for_panel: str = ""
    owner: str = ""
    unborn: bool = False
    waits: bool = False
    """Decided for court, and the application is not sent yet."""


@dataclass(frozen=True)
class Status:
    state: str
    words: str


@dataclass(frozen=True)
class Family:
    key: int
    name: str
    worker: str
    day: date
    children: list[ChildOnSheet]
    steps: list[Step]
    letter_age: int = 0

    @property
    def in_process(self) -> list[ChildOnSheet]:
        return [child for child in self.children if child.waits or not child.outcome]

    @property
    def running(self) -> list[ChildOnSheet]:
        """Those for whom nothing is decided yet: for the others no week counts any more."""
        return [child for child in self.children if not child.outcome]

    @property
    def began_on(self) -> date:
        return min(child.began_on for child in self.running or self.children)

    @property
    def until(self) -> date:
        decided = [child.outcome_on for child in self.children if child.outcome_on]
        return self.day if self.running else max(decided, default=self.day)

    @property
    def week(self) -> int:
        return (self.until - self.began_on).days // 7

    @cached_property
    def late_steps(self) -> list[Step]:
        """What is late now, or came late: the panel reads why."""
        return [step for step in self.steps if step.late]

    @property
    def overdue(self) -> list[Step]:
        return [step for step in self.steps if step.state == "overdue"]

    @property
    def past_latest(self) -> bool:
        return bool(self.running) and self.week >= LATEST

    @property
    def near_end(self) -> bool:
        return bool(self.running) and USUAL <= self.week < LATEST

    @property
    def extended_to(self) -> date | None:
        return max(
            (child.extended_to for child in self.children if child.extended_to), default=None
        )

    @cached_property
    def status(self) -> Status:
        """In one line: past the latest week, a step late, weeks left, or on time."""
        if self.past_latest:
            return Status("overdue", f"Past week {LATEST}")
        if self.overdue:
            first = min(self.overdue, key=lambda step: step.due_on or self.day)
            return Status("overdue", f"{first.short} {first.words[:1].lower()}{first.words[1:]}")
        if self.near_end:
            return Status("due_soon", f"{counted(LATEST - self.week, 'weeks')} left")
        if not self.running:
            return Status("on_time", "Going to court")
        return Status("on_time", "On time")

    @cached_property
    def next(self) -> Step | None:
        steps = [step for step in self.steps if step.open and step.due_on]
        steps.sort(key=lambda step: (step.letter == OF_OTHERS, step.due_on))
        return steps[0] if steps else None

    @property
    def next_words(self) -> str:
        step = self.next
        if step is None:
            return "nothing is due"
        if step.state == "overdue" or step.due_on is None:
            return step.does
        return f"{step.does}, by {short_day(step.due_on, self.day)}"

    @property
    def next_owner(self) -> str:
        """Whoever the tracker names; for a decision of the panel nobody else."""
        named = [child.owner for child in self.in_process if child.owner]
        return named[0] if named else (self.next.owner if self.next else "")

    @property
    def about(self) -> str:
        began = f"began {short_day(self.began_on, self.day)}"
        end = self.extended_to or self.end_on
        words = "extended to" if self.extended_to else f"week {LATEST} is"
        parts = [self.worker, began, f"{words} {short_day(end, self.day)}" if end else ""]
        return " · ".join(part for part in parts if part)

    @property
    def end_on(self) -> date | None:
        return next((step.due_on for step in self.steps if step.letter == DECIDE), None)

    @property
    def why_late(self) -> str:
        """What the tracker says, or else what was written for each step that is late."""
        if reasons := _joined(child.why_late for child in self.in_process):
            return reasons
        return _joined(f"{step.title}: {step.because}" for step in self.late_steps if step.because)

    @property
    def no_reason(self) -> bool:
        return bool(self.overdue) and not self.why_late

    @property
    def for_panel(self) -> str:
        return _joined(child.for_panel for child in self.in_process)

    def who(self, step: Step) -> str:
        """Whom a step is about, where that is not every child of the family."""
        about = [child.name for child in self.children if child.lane in step.lanes]
        return listed(about) if len(about) < len(self.children) else ""

    @property
    def dated(self) -> list[tuple[int, Step, str]]:
        """The steps with their weeks, for a list in place of the drawing."""
        steps = [step for step in self.steps if step.shown_on and step.letter]
        steps.sort(key=lambda step: step.shown_on or date.max)
        return [
            (max(((step.shown_on or self.day) - self.began_on).days // 7, 0), step, self.who(step))
            for step in steps
        ]

    @property
    def table(self) -> list[tuple[Step, str]]:
        return [(step, self.who(step)) for step in self.steps if step.due_on]

    @cached_property
    def drawing(self) -> Drawing:
        names = listed(child.name for child in self.children)
        title = f"{self.name}, week {self.week}: {self.status.words.lower()}"
        lanes = [self._lane(child) for child in self.children]
        return drawing(lanes, today=self.day, title=f"{title}. {names}")

    def _lane(self, child: ChildOnSheet) -> Lane:
        points = [
            step.point
            for step in self.steps
            if child.lane in step.lanes
            and step.letter
            and step.shown_on
            and not (child.outcome and step.letter == DECIDE)
        ]
        began = Point(
            "D", child.began_on, "done", f"Decision to begin: {short_day(child.began_on, self.day)}"
        )
        until = child.outcome_on or self.day
        ended = f"{child.outcome.lower()}, week {(until - child.began_on).days // 7}"
        return Lane(
            child.name,
            child.note,
            child.began_on,
            min(until, self.day),
            [began, *points],
            ended if child.outcome else "",
        )

    def known_to(self, lanes: dict[int, int]) -> "Family | None":
        """Only these rows, each with its child's file of today (files are merged), and the steps
        about them; none where nobody of the family is known."""
        children = [
            replace(child, child_id=lanes[child.lane])
            for child in self.children
            if child.lane in lanes
        ]
        steps = [step for step in self.steps if set(lanes) & set(step.lanes)]
        return replace(self, children=children, steps=steps) if children else None

    def as_data(self) -> dict:
        return asdict(self)


def _joined(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(text.strip() for text in texts if text.strip()))


def read_back(data: dict) -> Family:
    """A family as a sheet kept it."""
    return Family(
        key=data["key"],
        name=data["name"],
        worker=data["worker"],
        day=date.fromisoformat(data["day"]),
        children=[_child(child) for child in data["children"]],
        steps=[_step(step) for step in data["steps"]],
        letter_age=data["letter_age"],
    )


def _child(data: dict) -> ChildOnSheet:
    return ChildOnSheet(**_with_days(data, "began_on", "outcome_on", "extended_to"))


def _step(data: dict) -> Step:
    return Step(**{**_with_days(data, "due_on", "done_on"), "lanes": tuple(data["lanes"])})


def _with_days(data: dict, *names: str) -> dict:
    days = {name: date.fromisoformat(data[name]) if data[name] else None for name in names}
    return {**data, **days}
