"""The drawing of a family, as numbers: the template only writes them down.

Symbols are those of a genogram: a square for a boy or man, a circle for a girl or woman, a diamond
where it is not known, a triangle for a baby not born yet, a cross for someone who has died.
"""

from dataclasses import dataclass

from django.utils import timezone

from casework.children.family.layout import Places
from casework.children.family.lines import Home, Lines, Stroke, homes
from casework.children.family.network import Member, Network
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
    not_said: list[str]


def drawing_of(network: Network) -> Drawing:
    places = Places(network)
    name = network.focus.person.first_name
    shown = [member for member in network.now if member.pk in places.at]
    return Drawing(
        symbols=[symbol(member, *places.at[member.pk]) for member in shown],
        strokes=Lines(places).strokes(),
        homes=homes(places, households(network)),
        width=places.width,
        height=places.height,
        others_at=places.others_at,
        title=f"{name}’s family",
        desc=described(network, shown),
        not_said=network.not_said,
    )


def symbol(member: Member, x: float, y: float) -> Symbol:
    person = member.person
    return Symbol(
        x,
        y,
        shape_of(person),
        name_lines(person.name),
        note_of(member),
        url=member.file.get_absolute_url() if member.file and not member.focus else "",
        focus=member.focus,
        file=member.file is not None,
        died=person.died_on is not None,
        pk=member.pk,
    )


def households(network: Network) -> list[tuple[list[int], str]]:
    """Who lives with the child; then any others who share an address."""
    home = [member for member in network.now if member.at_home]
    groups = []
    if len(home) > 1:
        groups.append(([member.pk for member in home], home_words(network.focus)))
    elsewhere: dict[str, list[Member]] = {}
    for member in network.now:
        if member not in home and member.address and member.person.died_on is None:
            elsewhere.setdefault(member.address.place, []).append(member)
    for together in elsewhere.values():
        if len(together) > 1:
            groups.append(([member.pk for member in together], home_words(together[0])))
    return groups


def home_words(member: Member) -> str:
    if member.address is None:
        return ""
    line = str(member.address).split(", ")[0]
    since = f", since {member.address.started_on:%B %Y}" if member.address.started_on else ""
    return f"{line}{since}"


def described(network: Network, shown: list[Member]) -> str:
    home = [member.person.name for member in shown if member.at_home and not member.focus]
    lives = f" {len(home)} of them at home: {', '.join(home)}." if home else ""
    return (
        f"{counted(len(shown) - 1, 'people')} besides {network.focus.person.first_name}.{lives}"
        f" {' '.join([*network.not_said, 'The table says the same and more.'])}"
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


def note_of(member: Member) -> str:
    person = member.person
    if person.died_on:
        return f"died {person.died_on:%Y}"
    if person.unborn and (expected_on := person.expected_on):
        return f"due {full_day(expected_on)}"
    age = age_words(person.born_on, timezone.localdate()).removesuffix(" years old")
    known = "" if person.born_on is None else f"{person.about}{age.removesuffix(' old')}"
    return ", ".join(part for part in (known, member.words) if part)
