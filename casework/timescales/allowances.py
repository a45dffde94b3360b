"""How long a rule allows, as SQL: Python never adds days.

Each allowance turns the start of a clock into the instant it is due. Limits in days, weeks and
months end at 23:59:59 London time on their last day; hours run in real time.

``WD`` counts working days with the start day left out, ``WD1`` with it counted; ``W`` and ``W1``
weeks; ``CD`` calendar days; ``M`` calendar months to the corresponding day (Interpretation Act
1978, Schedule 1), ``MW`` to the first working day from it on; ``H`` elapsed hours; ``INT`` an
interval from the last event.
"""

from dataclasses import dataclass, replace

LONDON = "Europe/London"


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """A limit and how to count it.

    ``amount`` is None where the duty has no number, and then ``says`` gives its words. ``warns`` is
    how long before the end it counts as due soon, in the same unit. ``ahead`` is true where the
    start is the due date itself, so that due soon comes before it. ``warns_days`` says in days how
    long before its last day a limit of months counts as due soon. ``within`` is what *at once* is
    judged by.
    """

    amount: int | None
    unit: str
    counting: str
    warns: int = 0
    interval: bool = False
    ahead: bool = False
    says: str = ""
    warns_days: int = 0
    within: int = 0

    @property
    def count_code(self) -> str:
        if self.amount is None:
            return "EVENT"
        return "INT" if self.interval else self.counting

    @property
    def in_hours(self) -> bool:
        return self.unit == "hours"

    @property
    def in_working_days(self) -> bool:
        return self.unit == "working days"

    @property
    def words(self) -> str:
        """The limit as people say it: "45 working days", "1 month"."""
        if self.amount is None:
            return self.says
        return f"{self.amount} {self.unit if self.amount != 1 else self.unit.removesuffix('s')}"

    def due(self, start: str, amount: str | None = None) -> str:
        """SQL for the instant this is due, given SQL for its start.

        ``amount`` is SQL for a council's own number, counted as the rule counts.
        """
        return self._after(start, amount or str(self.amount or self.within))

    @property
    def soon(self) -> int:
        """How long after its start it counts as due soon, in its own unit."""
        return (self.amount or 0) - self.warns

    def amber(self, start: str, soon: str | None = None) -> str:
        """SQL for the instant from which it counts as due soon: never before the clock starts.

        ``soon`` is SQL for how long after its start that is. A working day before the end of one
        that began on a Saturday would be the Friday before.
        """
        soon = soon or str(self.soon)
        if self.in_hours:
            return self._after(start, soon)
        day = self._last_day(start, soon)
        if self.warns_days:
            day = f"({day} - {self.warns_days})"
        day = day if self.ahead else f"greatest({start}, {day})"
        return f"(({day})::timestamp AT TIME ZONE '{LONDON}')"

    def _after(self, start: str, amount: str) -> str:
        if self.in_hours:
            return f"({start} + make_interval(hours => ({amount})::int))"
        last = self._last_day(start, amount)
        return f"((({last}) + time '23:59:59') AT TIME ZONE '{LONDON}')"

    def _last_day(self, start: str, amount: str) -> str:
        return LAST_DAY[self.counting].format(start=start, amount=f"({amount})::int")


NTH_WORKING_DAY = (
    "(SELECT ends.day FROM timescales_workingday began JOIN timescales_workingday ends"
    " ON ends.working AND ends.ordinal = began.ordinal + {amount}{less}"
    " WHERE began.day = {start})"
)
LAST_DAY = {
    "WD": NTH_WORKING_DAY.replace("{less}", ""),
    "WD1": NTH_WORKING_DAY.replace("{less}", " - began.working::int"),
    "CD": "{start} + {amount}",
    "W": "{start} + {amount} * 7",
    "W1": "{start} + {amount} * 7 - 1",
    "M": "({start} + make_interval(months => {amount}))::date",
    "MW": "(SELECT min(ends.day) FROM timescales_workingday ends WHERE ends.working"
    " AND ends.day >= ({start} + make_interval(months => {amount}))::date)",
}


def working_days(amount: int, *, warns: int | None = None) -> Allowance:
    return Allowance(
        amount=amount,
        unit="working days",
        counting="WD",
        warns=_part(amount) if warns is None else warns,
    )


def calendar_days(amount: int) -> Allowance:
    return Allowance(amount=amount, unit="days", counting="CD", warns=_part(amount))


def weeks(amount: int, *, warns: int = 0) -> Allowance:
    return Allowance(amount=amount, unit="weeks", counting="W", warns=warns or _part(amount))


def weeks_beginning(amount: int) -> Allowance:
    """Weeks "beginning with" the start day, which counts."""
    return Allowance(amount=amount, unit="weeks", counting="W1", warns=_part(amount))


def months(amount: int) -> Allowance:
    return Allowance(amount=amount, unit="months", counting="M", warns=_part(amount))


def months_to_working_day(amount: int) -> Allowance:
    """Months that end on a working day: where the last is none, on the next that is."""
    return Allowance(amount=amount, unit="months", counting="MW", warns_days=7 * amount)


def hours(amount: int, *, warns: int = 24) -> Allowance:
    return Allowance(amount=amount, unit="hours", counting="H", warns=min(warns, amount))


def at_once(*, within: int = 24) -> Allowance:
    """A duty with no number: due from the moment it arises, and late a day and a night after it.

    Real hours run through midnight: what arises at 23.40 and is done at 00.10 is done at once.
    """
    return Allowance(amount=None, unit="hours", counting="H", says="at once", within=within)


def own_date() -> Allowance:
    """A record that carries its own due date: the clock starts and ends on that day."""
    return Allowance(
        amount=None,
        unit="days",
        counting="CD",
        warns=3,
        ahead=True,
        says="by the date agreed for it",
    )


def every(allowance: Allowance) -> Allowance:
    """An interval from when the last one happened, not from when it was due (``INT``)."""
    return replace(allowance, interval=True)


def _part(amount: int) -> int:
    """A fifth of the limit, and at least one: how early *due soon* begins."""
    return max(1, amount // 5)
