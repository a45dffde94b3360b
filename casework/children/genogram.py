"""The drawing of a family, as numbers: the template only writes them down.

Symbols are those of a genogram: a square for a boy or man, a circle for a girl or woman, a diamond
where it is not known, a triangle for a baby not born yet, a cross for someone who has died.
"""

from dataclasses import dataclass

from django.utils import timezone

from casework.children.network import Member, Network
from casework.children.places import Places
from casework.children.strokes import Home, Lines, Stroke, homes
from casework.interface.words import age_words, counted, full_day


@dataclass(frozen=True)
class Symbol:
    """One person: where they stand and what is written beneath."""

    x: float
    y: float
    shape: str
    name: list[str]
    note: str
    url: str
    focus: bool
    file: bool
    died: bool
    pk: int


@dataclass
class Drawing:
    symbols: list[Symbol]
    strokes: list[Stroke]
    homes: list[Home]
    width: float
    height: float
    others_at: float | None
    title: str
    desc: str


def drawing_of(network: Network) -> Drawing:
    places = Places(network)
    name = network.focus.person.first_name
    shown = [one for one in network.now if one.pk in places.at]
    return Drawing(
        symbols=[symbol(one, *places.at[one.pk]) for one in shown],
        strokes=Lines(places).strokes(),
        homes=homes(places, households(network)),
        width=places.width, height=places.height, others_at=places.others_at,
        title=f"{name}’s family",
        desc=described(network, shown),
    )  # fmt: skip


def symbol(one: Member, x: float, y: float) -> Symbol:
    person = one.person
    return Symbol(
        x, y, shape_of(person), name_lines(person.name), note_of(one),
        url=one.file.get_absolute_url() if one.file and not one.focus else "",
        focus=one.focus, file=one.file is not None, died=person.died_on is not None, pk=one.pk,
    )  # fmt: skip


def households(network: Network) -> list[tuple[list[int], str]]:
    """Who lives with the child; then any others who share an address."""
    home = [one for one in network.now if one.at_home]
    found = []
    if len(home) > 1:
        found.append(([one.pk for one in home], home_words(network.focus)))
    elsewhere: dict[str, list[Member]] = {}
    for one in network.now:
        if one not in home and one.address and one.person.died_on is None:
            elsewhere.setdefault(str(one.address), []).append(one)
    for together in elsewhere.values():
        if len(together) > 1:
            found.append(([one.pk for one in together], home_words(together[0])))
    return found


def home_words(one: Member) -> str:
    if one.address is None:
        return ""
    line = one.address.lines.splitlines()[0] if one.address.lines else one.address.postcode
    since = f", since {one.address.started_on:%B %Y}" if one.address.started_on else ""
    return f"{line}{since}"


def described(network: Network, shown: list[Member]) -> str:
    home = [one.person.name for one in shown if one.at_home and not one.focus]
    lives = f" {len(home)} of them at home: {', '.join(home)}." if home else ""
    return (
        f"{counted(len(shown) - 1, 'people')} besides {network.focus.person.first_name}.{lives}"
        " The table says the same and more."
    )


def shape_of(person) -> str:
    if person.unborn:
        return "triangle"
    return {"F": "circle", "M": "square"}.get(person.sex, "diamond")


def name_lines(name: str, most: int = 18) -> list[str]:
    """At most two lines; what does not fit is in the table."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    short = [line if len(line) <= most else f"{line[: most - 1]}…" for line in lines[:2]]
    return short if len(lines) < 3 else [short[0], f"{short[1][: most - 1]}…"]


def note_of(one: Member) -> str:
    person = one.person
    if person.died_on:
        return f"died {person.died_on:%Y}"
    if person.unborn:
        return f"due {full_day(person.expected_on)}"
    age = age_words(person.born_on, timezone.localdate()).removesuffix(" years old")
    known = "" if person.born_on is None else age.removesuffix(" old")
    return ", ".join(part for part in (known, one.words) if part)
