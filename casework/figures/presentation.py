"""Figures as pages tell them: lines, sections, a sentence, a trend, parts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from casework.figures.clocks import CLOCK, EVERY_CLOCK
from casework.figures.counting import Question, Tally, protect, tallies
from casework.figures.models import Published, WallNumber
from casework.figures.query import UNKNOWN, FigureQuery
from casework.figures.registry import GROUPS, Cut, Figure, cuts, figures
from casework.figures.spans import twelve_months
from casework.interface.charts import Point, line_chart, share_bar
from casework.interface.words import capital, full_day
from casework.timescales.registry import registry

NOW, BEFORE = "now", "before"


@dataclass(frozen=True)
class LinePart:
    """One part of a figure that is told beside it: the parts add up to what it counts among."""

    words: str
    number: int
    url: str


@dataclass(frozen=True)
class Line:
    """One figure, now and over the span before, with what others published."""

    figure: Figure
    now: Tally
    before: Tally
    query: FigureQuery
    published: list[Published] = field(default_factory=list)
    parts: list[LinePart] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What is counted of what."""
        figure = self.figure
        if figure.group == "time":
            return capital(registry[figure.code].limit_words)
        return f"{capital(figure.of)} that {figure.which}"

    @property
    def url(self) -> str:
        return self.query.address(reverse("figure", args=[self.figure.code]))

    @property
    def behind(self) -> str:
        return behind(self.figure, self.query)

    @property
    def counted_url(self) -> str:
        return behind(self.figure, self.query, counted="yes")

    @property
    def rest_url(self) -> str:
        return behind(self.figure, self.query, counted="no")


def behind(figure: Figure, query, **which) -> str:
    return query.address(reverse("figure-behind", args=[figure.code]), **which)


@dataclass(frozen=True)
class FigureResults:
    lines: list[Line]
    trends: list[dict]


def tell(query, wanted: Iterable[Figure], drawn: Iterable[Figure] = ()) -> FigureResults:
    """Each wanted figure over its span and the one before, and the twelve months of those drawn:
    in one statement, and one more where every clock is wanted. Where small numbers are held back
    from some children among others, each clock is asked of the others as well."""
    wanted, drawn = list(wanted), list(drawn)
    spans = {NOW: query.span, BEFORE: query.span.earlier(query.months)}
    months = {f"{number:02}": span for number, span in enumerate(twelve_months(query.at))}
    clocks = [figure for figure in wanted if figure.group == "time"]
    one_by_one = len(clocks) <= 2 or (query.where and query.reader.holds_back)
    singly = wanted if one_by_one else [figure for figure in wanted if figure.group != "time"]
    counted = tallies(
        query.reader,
        [
            *(Question(figure, span, slot) for figure in singly for slot, span in spans.items()),
            *(Question(figure, span, slot) for figure in drawn for slot, span in months.items()),
        ],
    )
    if singly is not wanted:
        counted |= every_clock(query, spans)
    lines = _lines(wanted, counted, query)
    targets = WallNumber.targets_of(query.worker.authority) if drawn else {}
    trends = [
        _trend(
            figure,
            [_point(span, counted[figure.code, slot]) for slot, span in months.items()],
            targets.get(figure.code),
        )
        for figure in drawn
    ]
    return FigureResults(lines, [trend for trend in trends if trend])


def _lines(wanted: list[Figure], counted: dict, query) -> list[Line]:
    published = published_of(wanted, query)
    return [
        Line(
            figure,
            counted.get((figure.code, NOW), Tally()),
            counted.get((figure.code, BEFORE), Tally()),
            query,
            published.get(figure.code, []),
            standing(figure, query),
        )
        for figure in wanted
    ]


def published_of(wanted: list[Figure], query) -> dict[str, list[Published]]:
    """What others published of those figures that count the same as they do."""
    alike = [figure.code for figure in wanted if figure.published_as]
    if not alike:
        return {}
    return Published.objects.of(query.worker.authority).filter(figure__in=alike).by_figure()


def standing(figure: Figure, query) -> list[LinePart]:
    """How the rows of a figure stand, each once. None where the answer leaves: that is a table."""
    cut = figure.standing
    if cut is None or query.reader.holds_back:
        return []
    counted = tallies(query.reader, [Question(figure, query.span)], by=cut)
    numbers = {value: tally.of for (_, _, value), tally in counted.items()}
    return [
        LinePart(words, numbers.get(value, 0), behind(figure, query, **{cut.name: value}))
        for value, words in cut.choices(query.worker)
        if numbers
    ]


def every_clock(query, spans) -> dict:
    """The tallies of all clocks, by code and slot, in one query however many clocks there are."""
    questions = [Question(EVERY_CLOCK, span, slot) for slot, span in spans.items()]
    tallied = tallies(query.reader, questions, by=CLOCK)
    return {(code, slot): tally for (_, slot, code), tally in tallied.items()}


def sections(query) -> list[dict]:
    """The figures by what they are about. A clock with nothing due is left out, and one that a
    figure tells more of: a page has one number for one thing."""
    told = {figure.clock for figure in figures}
    lines = tell(query, [figure for figure in figures if figure.code not in told]).lines
    groups = {
        code: [
            line
            for line in lines
            if line.figure.group == code and (code != "time" or line.now.of or line.before.of)
        ]
        for code in GROUPS
    }
    return [
        {
            "title": title,
            "code": code,
            "lines": groups[code],
            "published": any(line.figure.published_as for line in groups[code]),
        }
        for code, title in GROUPS.items()
    ]


def when(figure: Figure, query) -> str:
    """The days asked of, in words."""
    if figure.at_one_day:
        return f"on {full_day(query.at)}"
    months = "month" if query.months == 1 else f"{query.months} months"
    return f"in the {months} to {full_day(query.at)}"


def before_words(figure: Figure, query) -> str:
    earlier = query.span.earlier(query.months)
    if figure.at_one_day:
        return f"on {full_day(earlier.last)}"
    return f"{full_day(earlier.first)} to {full_day(earlier.last)}"


def sentence(line: Line, query) -> str:
    """What the figure finds: "24 of 38 visits saw the child alone, in the month to …"."""
    figure, tally = line.figure, line.now
    if not tally.of:
        return f"There is nothing to count {when(figure, query)}."
    if tally.share_alone and tally.share is not None:
        return f"{tally.share}% of {figure.of} {figure.which}, {when(figure, query)}."
    share = f" ({tally.share}%)" if tally.share is not None else ""
    if figure.group == "time":
        return f"{tally.in_words} that fell due {figure.which}{share}, {when(figure, query)}."
    return f"{tally.in_words} {figure.of} {figure.which}{share}, {when(figure, query)}."


def _trend(figure: Figure, points: list[Point], aim: int | None) -> dict | None:
    """What the line finds, in words, and the line; nothing where no month can be shown."""
    shown = [point for point in points if point.value is not None]
    if not shown:
        return None
    first, last = shown[0], shown[-1]
    return {
        "heading": figure.heading,
        "title": f"{figure.heading}: {last.title} in {last.label}",
        "desc": f"Month by month since {points[0].label}. {first.label}: {first.title}.",
        "chart": line_chart(points, letters=1, aim=aim),
    }


def _point(span, tally: Tally) -> Point:
    title = f"{tally.in_words}, {tally.share}%" if tally.share is not None else tally.in_words
    return Point(f"{span.last:%B %Y}", tally.share, title)


def cuts_for(figure: Figure, query) -> dict[str, Cut]:
    """How this figure may be divided: not by what it is filtered by, and never by worker, for no
    worker's practice is a table (interface rules: no named worker's quality figures)."""
    own = [figure.cut] if figure.cut else []
    return {
        cut.name: cut
        for cut in [*own, *cuts]
        if cut.name != "worker" and cut.name not in query.where
    }


def breakdown(figure: Figure, query, by: Cut) -> list[dict]:
    """The figure's parts, in the order of the cut; where they leave, its small parts held back."""
    counted = tallies(query.reader, [Question(figure, query.span)], by=by)
    parts = [
        (value, words, counted[figure.code, "", value])
        for value, words in by.choices(query.worker)
        if (figure.code, "", value) in counted
    ]
    tallied = [tally for _, _, tally in parts]
    safe = protect(tallied) if query.reader.holds_back else tallied
    return [
        {
            "words": words,
            "tally": tally,
            "bar": _bar(tally),
            "url": behind(figure, query, **{by.name: value or UNKNOWN}),
        }
        for (value, words, _), tally in zip(parts, safe, strict=True)
    ]


def _bar(tally: Tally):
    return share_bar(tally.share, tally.in_words) if tally.share is not None else None
