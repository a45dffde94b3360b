"""Figures as pages tell them: lines, sections, a sentence, a trend, parts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from casework.figures.asking import UNKNOWN
from casework.figures.clocks import CLOCK, EVERY_CLOCK
from casework.figures.counting import Question, Tally, protect, tallies
from casework.figures.models import Published
from casework.figures.registry import GROUPS, Cut, Figure, figures
from casework.figures.spans import twelve_months
from casework.interface.charts import Point, line_chart, share_bar
from casework.interface.words import capital, full_day
from casework.timescales.registry import registry

NOW, BEFORE = "now", "before"


@dataclass(frozen=True)
class Line:
    """One figure, now and over the span before, with what others published."""

    figure: Figure
    now: Tally
    before: Tally
    asked: object
    published: list[Published] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What is counted of what."""
        figure = self.figure
        if figure.group == "time":
            return capital(registry[figure.code].limit_words)
        return f"{capital(figure.of)} that {figure.which}"

    @property
    def url(self) -> str:
        return self.asked.address(reverse("figure", args=[self.figure.code]))

    @property
    def behind(self) -> str:
        return behind(self.figure, self.asked)

    @property
    def counted_url(self) -> str:
        return behind(self.figure, self.asked, counted="yes")

    @property
    def rest_url(self) -> str:
        return behind(self.figure, self.asked, counted="no")


def behind(figure: Figure, asked, **which) -> str:
    return asked.address(reverse("figure-behind", args=[figure.code]), **which)


@dataclass(frozen=True)
class Told:
    lines: list[Line]
    trends: list[dict]


def tell(asked, wanted: Iterable[Figure], drawn: Iterable[Figure] = ()) -> Told:
    """Each wanted figure over its span and the one before, and the twelve months of those drawn:
    in one statement, and one more where every clock is wanted."""
    wanted, drawn = list(wanted), list(drawn)
    spans = {NOW: asked.span, BEFORE: asked.span.earlier(asked.months)}
    months = {f"{number:02}": span for number, span in enumerate(twelve_months(asked.at))}
    clocks = [one for one in wanted if one.group == "time"]
    singly = wanted if len(clocks) <= 2 else [one for one in wanted if one.group != "time"]
    counted = tallies(asked.reader, [
        *(Question(one, span, slot) for one in singly for slot, span in spans.items()),
        *(Question(one, span, slot) for one in drawn for slot, span in months.items()),
    ])  # fmt: skip
    if singly is not wanted:
        counted |= every_clock(asked, spans)
    published = Published.objects.of(asked.worker.authority).by_figure()
    lines = [
        Line(
            one, *(counted.get((one.code, slot), Tally()) for slot in spans),
            asked, published.get(one.code, []),
        )
        for one in wanted
    ]  # fmt: skip
    trends = [
        _trend(one, [_point(span, counted[one.code, slot]) for slot, span in months.items()])
        for one in drawn
    ]
    return Told(lines, [one for one in trends if one])


def every_clock(asked, spans) -> dict:
    """The tallies of all clocks, by code and slot, in one query however many clocks there are."""
    questions = [Question(EVERY_CLOCK, span, slot) for slot, span in spans.items()]
    found = tallies(asked.reader, questions, by=CLOCK)
    return {(code, slot): tally for (_, slot, code), tally in found.items()}


def sections(asked) -> list[dict]:
    """The figures by what they are about. A clock with nothing due is left out."""
    found = tell(asked, figures).lines
    return [
        {"title": title, "code": code, "lines": [
            line for line in found
            if line.figure.group == code and (code != "time" or line.now.of or line.before.of)
        ]}
        for code, title in GROUPS.items()
    ]  # fmt: skip


def when(figure: Figure, asked) -> str:
    """The days asked of, in words."""
    if figure.stands:
        return f"on {full_day(asked.at)}"
    months = "month" if asked.months == 1 else f"{asked.months} months"
    return f"in the {months} to {full_day(asked.at)}"


def before_words(figure: Figure, asked) -> str:
    earlier = asked.span.earlier(asked.months)
    if figure.stands:
        return f"on {full_day(earlier.last)}"
    return f"{full_day(earlier.first)} to {full_day(earlier.last)}"


def sentence(line: Line, asked) -> str:
    """What the figure finds: "24 of 38 visits saw the child alone, in the month to …"."""
    figure, tally = line.figure, line.now
    if not tally.of:
        return f"There is nothing to count {when(figure, asked)}."
    share = f" ({tally.share}%)" if tally.share is not None else ""
    if figure.group == "time":
        return f"{tally.said} that fell due {figure.which}{share}, {when(figure, asked)}."
    return f"{tally.said} {figure.of} {figure.which}{share}, {when(figure, asked)}."


def _trend(figure: Figure, points: list[Point]) -> dict | None:
    """What the line finds, in words, and the line; nothing where no month can be shown."""
    shown = [point for point in points if point.value is not None]
    if not shown:
        return None
    first, last = shown[0], shown[-1]
    return {
        "heading": figure.heading,
        "title": f"{figure.heading}: {last.said} in {last.label}",
        "desc": f"Month by month since {points[0].label}. {first.label}: {first.said}.",
        "chart": line_chart(points, letters=1),
    }


def _point(span, tally: Tally) -> Point:
    said = f"{tally.said}, {tally.share}%" if tally.share is not None else tally.said
    return Point(f"{span.last:%B %Y}", tally.share, said)


def cuts_for(figure: Figure, asked) -> dict[str, Cut]:
    """How this figure may be divided: not by what it is filtered by, and never by worker, for no
    worker's practice is a table (interface rules: no named worker's quality figures)."""
    own = [figure.cut] if figure.cut else []
    return {
        cut.name: cut
        for cut in [*own, *figures.cuts.values()]
        if cut.name != "worker" and cut.name not in asked.where
    }


def breakdown(figure: Figure, asked, by: Cut) -> list[dict]:
    """The figure's parts, in the order of the cut, with its small parts held back."""
    found = tallies(asked.reader, [Question(figure, asked.span)], by=by)
    parts = [
        (value, words, found[figure.code, "", value])
        for value, words in by.choices(asked.worker)
        if (figure.code, "", value) in found
    ]
    tallied = [tally for _, _, tally in parts]
    safe = protect(tallied) if asked.reader.holds_back(figure) else tallied
    return [
        {
            "words": words,
            "tally": tally,
            "bar": _bar(tally),
            "url": behind(figure, asked, **{by.name: value or UNKNOWN}),
        }
        for (value, words, _), tally in zip(parts, safe, strict=True)
    ]


def _bar(tally: Tally):
    return share_bar(tally.share, tally.said) if tally.share is not None else None
