"""One need as a page tells it: how long it has waited, where it stands, and each request."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from casework.interface.words import counted, full_day
from casework.timescales.models import Deadline
from casework.waits.models import HelpReferral, NeedForHelp

CLOCK = "therapy.request_to_start"


@dataclass(frozen=True)
class Step:
    """From one day to the next, so many days; while the next has not come, until today."""

    label: str
    days: int
    over: bool = True

    @property
    def words(self) -> str:
        length = counted(self.days, "days")
        return length if self.over else f"{length} so far"


@dataclass(frozen=True)
class Request:
    """One request to one service, with the days between its steps."""

    referral: HelpReferral
    steps: list[Step]
    state: str
    words: str


@dataclass(frozen=True)
class NeedLine:
    need: NeedForHelp
    requests: list[Request]
    started_on: date | None
    days: int
    state: str
    words: str
    clock: Deadline | None = None
    source: Any = None

    @property
    def unmet(self) -> bool:
        return self.started_on is None and self.need.ended_on is None

    @property
    def deeds(self) -> list[tuple[str, str]]:
        """What can be written down of it next: the words, and the page."""
        if self.need.ended_on:
            return []
        if not self.unmet:
            return [("Ask another service", "help-referral-add"), ("It ended", "help-need-end")]
        ask = "Ask another service" if self.requests else "Ask for help"
        none = (
            [] if self.need.no_service_now else [("No such service exists", "help-need-no-service")]
        )
        return [
            (ask, "help-referral-add"),
            ("Say what helps meanwhile", "help-need-meanwhile"),
            *none,
            ("It ended", "help-need-end"),
        ]

    @property
    def asked(self) -> str:
        """Who was asked in turn: "Declined by CYPS; accepted by Harbour"."""
        return "; ".join(request.words for request in self.requests)


def days_between(first: date, last: date) -> int:
    return (last - first).days


def steps_of(referral: HelpReferral, need: NeedForHelp, today: date) -> list[Step]:
    """Found, asked for, answered, offered, first session. A day nobody wrote is passed over."""
    days: list[tuple[str, date | None]] = [
        ("to ask", referral.referred_on),
        ("to their answer", referral.answered_on),
        ("to an offer", referral.offered_on),
        ("to the first session", referral.first_session_on),
    ]
    steps, before = [], need.identified_on
    for label, day in days:
        if day:
            steps.append(Step(label, days_between(before, day)))
            before = day
    waits_for = next_step(referral)
    if waits_for and need.ended_on is None:
        steps.append(Step(waits_for, days_between(before, today), over=False))
    return steps


def next_step(referral: HelpReferral) -> str:
    """What is waited for now; nothing once it began, was declined or was taken back."""
    if not referral.open or referral.first_session_on:
        return ""
    if referral.offered_on:
        return "to the first session"
    return "to an offer" if referral.answer else "to their answer"


def request_words(referral: HelpReferral) -> tuple[str, str]:
    """Its state, and where it stands in words."""
    whom = referral.to_whom
    if referral.ended_on:
        return "ended", f"Ended with {whom} on {full_day(referral.ended_on)}"
    if referral.first_session_on:
        return "done", f"Started with {whom} on {full_day(referral.first_session_on)}"
    if referral.answer == HelpReferral.Answer.DECLINED:
        return "ended", f"Declined by {whom}: {referral.get_declined_because_display().lower()}"
    if referral.answer == HelpReferral.Answer.CALLED_OFF:
        return "ended", f"Taken back from {whom}"
    if referral.offered_on:
        return "waiting", f"Offered by {whom} for {full_day(referral.offered_on)}"
    if referral.answer == HelpReferral.Answer.ACCEPTED:
        return "waiting", f"Accepted by {whom}, nothing offered yet"
    return "waiting", f"Asked of {whom}, no answer yet"


def standing(need: NeedForHelp, requests: list[Request], started_on: date | None, days: int):
    """The state of a need, and where it stands in words."""
    length = counted(days, "days")
    if need.ended_on:
        waited = f"after {length} waiting" if started_on is None else f"help began after {length}"
        return "ended", f"{need.get_ended_because_display()}, {waited}"
    if started_on:
        return "done", f"Help began {full_day(started_on)}, after {length}"
    if need.no_service_now:
        return "waiting", f"Unmet for {length}: no such service exists"
    if not requests:
        return "waiting", f"Unmet for {length}: nobody has been asked yet"
    if requests[-1].state == "ended":
        return "waiting", f"Unmet for {length}: nobody is being asked now"
    return "waiting", f"Unmet for {length}"


def line_of(need: NeedForHelp, referrals: Iterable[HelpReferral], today: date, **more) -> NeedLine:
    referrals = list(referrals)
    begun = [row.first_session_on for row in referrals if row.first_session_on]
    started_on = min(begun, default=None)
    requests = [Request(row, steps_of(row, need, today), *request_words(row)) for row in referrals]
    days = days_between(need.identified_on, started_on or need.ended_on or today)
    state, words = standing(need, requests, started_on, days)
    return NeedLine(need, requests, started_on, days, state, words, **more)


def lines_of(needs) -> list[NeedLine]:
    """These needs as lines, each with its requests and its clock. Three queries."""
    asked = Prefetch("referrals", HelpReferral.objects.with_service().in_turn())
    rows, today = list(needs.prefetch_related(asked)), timezone.localdate()
    running = Deadline.objects.filter(code=CLOCK, record_id__in=[need.pk for need in rows])
    clocks = {clock.record_id: clock for clock in running.open().shown()}
    return [line_of(need, need.referrals.all(), today, clock=clocks.get(need.pk)) for need in rows]


def unmet_of(child) -> list[NeedLine]:
    """What the child still waits for, the longest wait first."""
    return lines_of(NeedForHelp.objects.of_child(child).waiting().longest_first())


@dataclass
class Unmet:
    """The unmet needs of one child, as other pages show them."""

    lines: list[NeedLine] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """Ruby waits for help with 2 needs, the longest for 63 days."""
        name = self.lines[0].need.child.first_name or "The child"
        longest = counted(max(line.days for line in self.lines), "days")
        if len(self.lines) == 1:
            return f"{name} has waited {longest} for help with this need."
        return f"{name} waits for help with {len(self.lines)} needs, the longest for {longest}."
