"""Where each mark of the small drawing of what repeats goes: a row a kind, a column a year."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from casework.interface.words import counted

LEFT, ROW, TOP, RIGHT = 86, 28, 16, 10
NARROWEST, WIDEST, ROOM, MOST_YEARS = 16, 40, 192, 12


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    times: int
    title: str


@dataclass(frozen=True)
class Year:
    x: float
    label: str
    year: int


@dataclass(frozen=True)
class Repeated:
    rows: list[tuple[float, str, list[Dot]]]
    years: list[Year]
    width: float
    height: float
    base: float
    title: str
    desc: str


def repeated(kinds: list[tuple[str, list[date]]]) -> Repeated | None:
    """Nothing to draw within one year: the list says it better."""
    years = _years([day.year for _, days in kinds for day in days])
    if len(years) < 2:
        return None
    step = max(NARROWEST, min(WIDEST, ROOM / len(years)))
    places = {year: round(LEFT + step * (at + 0.5), 1) for at, year in enumerate(years)}
    rows: list[tuple[float, str, list[Dot]]] = [
        (TOP + ROW * at, label, _dots(days, places, TOP + ROW * at, label))
        for at, (label, days) in enumerate(kinds)
    ]
    base = TOP + ROW * len(kinds) - ROW / 2 + 4
    sentence = "; ".join(
        f"{label}: {', '.join(dot.title for dot in dots)}" for _, label, dots in rows
    )
    return Repeated(
        rows,
        _labels(places),
        round(LEFT + step * len(years) + RIGHT, 1),
        base + 20,
        base,
        f"What happened from {years[0]} to {years[-1]}",
        sentence,
    )


def _years(years: list[int]) -> list[int]:
    if not years:
        return []
    return list(range(max(min(years), max(years) - MOST_YEARS + 1), max(years) + 1))


def _dots(days: list[date], places: dict[int, float], y: float, label: str) -> list[Dot]:
    counts = Counter(day.year for day in days if day.year in places)
    return [
        Dot(places[year], y, count, f"{counted(count, 'times')} in {year}")
        for year, count in sorted(counts.items())
    ]


def _labels(places: dict[int, float]) -> list[Year]:
    """Every second year where they stand close."""
    close = 2 if len(places) > 9 else 1
    last = max(places)
    return [
        Year(x, f"’{year % 100:02d}" if (last - year) % close == 0 else "", year)
        for year, x in places.items()
    ]
