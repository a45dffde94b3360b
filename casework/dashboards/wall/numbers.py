"""The numbers of a month as they hang on a wall: each with its target, its trend, what it is of,
and the sentence it means.

They are for everybody who passes: of every child whose file is not restricted, counted to the end
of a month, with small numbers held back, and the months of a trend with which one could be found.
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from casework.access.roles import Permission
from casework.dashboards.models import WallSheet
from casework.figures.counting import Question, Tally, protect, tallies
from casework.figures.models import WallNumber
from casework.figures.presentation import Line, sentence
from casework.figures.query import FigureQuery
from casework.figures.registry import Figure, figures
from casework.figures.spans import months_before, twelve_months
from casework.interface.charts import LineChart, Point, line_chart

NOW, BEFORE = "now", "before"


@dataclass(frozen=True)
class Everyone:
    """Who reads a wall: everybody who works here or visits, and no file."""

    authority: Any
    team_id: None = None

    @property
    def authority_id(self) -> int:
        return self.authority.pk

    def may(self, permission: Permission) -> bool:
        return permission == Permission.SEE_WHOLE_SERVICE


@dataclass(frozen=True)
class WallLine:
    """One number of one month, as plain data: what is kept, printed, drawn and sent."""

    code: str
    title: str
    in_words: str
    share: int | None
    of: str
    sentence: str
    before: str
    source: str
    target: int | None
    target_words: str
    reached: bool | None
    trend: list[dict] = field(default_factory=list)

    @property
    def standing(self) -> str:
        """The target and how it stands, in words."""
        if not self.target_words:
            return "No target is set"
        if self.reached is None:
            return f"Target: {self.target_words.lower()}. It cannot be told this month"
        return (
            f"Target: {self.target_words.lower()}. {'Reached' if self.reached else 'Not reached'}"
        )

    @property
    def counted(self) -> str:
        """What it is of: "109 of 233 children with a plan", or a share alone, "43% of times …"."""
        joined = " of " if self.in_words.endswith("%") else " "
        return f"{self.in_words}{joined}{self.of}"

    @property
    def chart(self) -> LineChart:
        points = [Point(month["label"], month["share"], month["words"]) for month in self.trend]
        return line_chart(points, letters=1, aim=self.target)

    @property
    def shown(self) -> list[dict]:
        return [month for month in self.trend if month["share"] is not None]

    @property
    def trend_words(self) -> str:
        """From 48% in December 2025 to 61% in November 2026."""
        if len(self.shown) < 2:
            return "Too few months can be shown to say how it moved."
        first, last = self.shown[0], self.shown[-1]
        return f"From {first['share']}% in {first['label']} to {last['share']}% in {last['label']}."


def month_ends(today: date, number: int = 12) -> list[date]:
    """The last days of the months that are over, the newest first."""
    first = today.replace(day=1)
    return [months_before(first, ago) - timedelta(days=1) for ago in range(number)]


def numbers_of(authority, last: date) -> list[WallLine]:
    """The council's numbers for the year to the end of a month: as kept, or counted now."""
    kept = WallSheet.objects.filter(authority=authority, last_on=last).first()
    return [WallLine(**line) for line in kept.numbers] if kept else count(authority, last)


def count(authority, last: date) -> list[WallLine]:
    """However many there are, over all their months, in one statement."""
    chosen = [
        number
        for number in WallNumber.objects.filter(authority=authority).order_by("place")
        if number.figure in figures
    ]
    query = FigureQuery(Everyone(authority), at=last, leaves=True)
    spans = {NOW: query.span, BEFORE: query.span.earlier(query.months)}
    spans |= {f"{place:02}": span for place, span in enumerate(twelve_months(last))}
    counted = tallies(
        query.reader,
        [
            Question(figures[number.figure], span, slot)
            for number in chosen
            for slot, span in spans.items()
        ],
    )
    return [_line(number, counted, query) for number in chosen]


def _line(number: WallNumber, counted: dict, query: FigureQuery) -> WallLine:
    figure = figures[number.figure]
    months = _months(figure, counted)
    year = [counted[figure.code, NOW], counted[figure.code, BEFORE]]
    if any(month.share_alone for month in months):
        year = [replace(tally, share_alone=True) for tally in year]
    now, before = year
    line = Line(figure, now, before, query)
    return WallLine(
        code=figure.code,
        title=figure.heading,
        in_words=now.in_words,
        share=now.share,
        of=figure.of,
        sentence=sentence(line, query),
        before=_with_share(before),
        source=figure.source,
        target=number.target,
        target_words=number.target_words,
        reached=number.reached_by(now.share),
        trend=_trend(months, query.at),
    )


def _with_share(tally: Tally) -> str:
    if tally.share is None or tally.share_alone:
        return tally.in_words
    return f"{tally.in_words} ({tally.share}%)"


def _months(figure: Figure, counted: dict) -> list[Tally]:
    """The months of a figure make up its year: one that is held back is not to be found from the
    year and the others. Nor from the sheet of the next month, whose year has eleven of the same:
    where any is held back, all are told as shares alone, and the year with them. What stands on a
    day is another number each month."""
    months: list[Tally] = [counted[figure.code, f"{place:02}"] for place in range(12)]
    if figure.at_one_day:
        return months
    safe = protect(months)
    if any(month.held_back for month in safe):
        return [replace(month, share_alone=True) for month in safe]
    return list(safe)


def _trend(months: list[Tally], last: date) -> list[dict]:
    return [
        {"label": f"{span.last:%B %Y}", "share": tally.share, "words": tally.in_words}
        for span, tally in zip(twelve_months(last), months, strict=True)
    ]


def as_data(lines: list[WallLine]) -> list[dict]:
    return [asdict(line) for line in lines]
