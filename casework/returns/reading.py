"""A census file as XML: read once through to see that it is whole, then child by child.

Nothing outside the file is ever fetched, and a file with a document type of its own is refused:
that is where entities, and the bombs made of them, are declared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO

from lxml import etree

from casework.returns.items import Unreadable, day_of, today

STRICT = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "recover": False,
    "remove_comments": True,
    "remove_pis": True,
}

KNOWN = (("Header",), ("Children",))
CHILD = ("Message", "Children", "Child")
IDENTITY = "ChildIdentifiers/LAchildID"
FARTHEST = 366
"""Days: a file made before the day it is of may be tried, one of a later year is mistyped."""


AGAIN = "It was cut short, or changed by hand: export it again"
LETTERS = "The letters of this file cannot be read: export it again as UTF-8"
BEGINNING = 512
INSTEAD = (
    (b"\x1f\x8b", "This file is compressed (gzip): unpack it, and choose the XML file inside"),
    (
        b"PK\x03\x04",
        "This is a spreadsheet or a zip, not XML: unpack a zip first; a spreadsheet has to be"
        " exported again as XML",
    ),
    (b"%PDF", "This is a PDF, not XML: export the census as XML, and choose that file"),
    (b"\xd0\xcf\x11\xe0", "This is an old spreadsheet, not XML: export the census as XML"),
)
"""How files that are often sent instead begin, and what to do with each."""


class UnreadableFile(Exception):
    """Why nothing in a file could be read, in plain words."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """Whose return this is and of when. A census calls the authority's code LEA.

    ``reference_on`` is the day it says how things stood, and ``undated`` why that cannot be told.
    """

    collection: str
    year: str
    lea: str
    reference: str = ""
    reference_on: date | None = None
    undated: str = ""


class CensusFile:
    def __init__(self, source: IO[bytes]):
        self.source = source
        self.ordinals: dict[str, list[int]] = defaultdict(list)
        self.header = self._check()

    def children(self, stray: Callable) -> Iterator[tuple[int, etree._Element]]:
        """Every child and their place in the file; ``stray`` is told of anything else."""
        ordinal = 0
        for path, element in self._parts():
            if path == CHILD:
                ordinal += 1
                yield ordinal, element
            elif path[1:] not in KNOWN and path[1] != "Header":
                stray(element)

    def _check(self) -> Header:
        """That it is whole, whose it is, and which children are given under one identifier."""
        header, ordinal = _header(None), 0
        for path, element in self._parts():
            if path == ("Message", "Header"):
                header = _header(element)
            elif path == CHILD:
                ordinal += 1
                self.ordinals[(element.findtext(IDENTITY) or "").strip()].append(ordinal)
        if header.collection not in ("", "CIN"):
            raise UnreadableFile(f"This is a {header.collection} return, not a CIN census")
        return header

    def _parts(self) -> Iterator[tuple[tuple[str, ...], etree._Element]]:
        """Each element down to a child's as it ends, with its path; then it is let go."""
        self.source.seek(0)
        try:
            yield from _walk(etree.iterparse(self.source, events=("start", "end"), **STRICT))
        except etree.XMLSyntaxError as error:
            raise UnreadableFile(self._what_it_is_instead(error.lineno or 0)) from None
        except (LookupError, UnicodeError):
            raise UnreadableFile(LETTERS) from None

    def _what_it_is_instead(self, line: int) -> str:
        """Why a file is no whole XML, from how it begins and where it goes wrong."""
        self.source.seek(0)
        start = self.source.read(BEGINNING)
        for begins, words in INSTEAD:
            if start.startswith(begins):
                return words
        if not start.strip():
            return "This file is empty"
        if b"<" not in start:
            return "This is not an XML file: export the census as XML, and choose that file"
        return f"This is not a whole XML file: it goes wrong at line {line}. {AGAIN}"


def _walk(events):
    path: list[str] = []
    for event, element in events:
        if event == "start":
            path.append(_name(element))
            if len(path) == 1:
                _see_root(element, path[0])
            continue
        if 2 <= len(path) <= 3:
            _strip_namespaces(element)
            yield tuple(path), element
        if len(path) == 3 and path[1] != "Header":
            _let_go(element)
        path.pop()


def _see_root(root, name: str) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(
            "This file declares a document type, which a census never does, so it was not read"
        )
    if name != "Message":
        raise UnreadableFile(f"This is not a census: it begins with {name}, not with Message")


def _name(element) -> str:
    return element.tag.rpartition("}")[2]


def _strip_namespaces(element) -> None:
    """A census has no namespace; some systems write one all the same."""
    if element.nsmap:
        for inner in element.iter(etree.Element):
            inner.tag = _name(inner)


def _let_go(element) -> None:
    """Keep memory flat: the element read, and those before it, are dropped."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _header(element) -> Header:
    def text_of(tag):
        return "" if element is None else (element.findtext(f".//{tag}") or "").strip()

    year, reference = text_of("Year"), text_of("ReferenceDate")
    day, undated = _reference(reference, year)
    return Header(
        collection=text_of("Collection"),
        year=year,
        lea=text_of("LEA"),
        reference=reference,
        reference_on=day,
        undated=undated,
    )


def _reference(text: str, year: str) -> tuple[date | None, str]:
    """The day of a census, which is 31 March of its year; and what is wrong with the one given."""
    undated = ""
    if text:
        try:
            return _near(day_of(text)), ""
        except Unreadable as why:
            undated = str(why)
    try:
        return _near(day_of(f"{year}-03-31")), undated
    except Unreadable:
        return None, undated or "It is missing, and so is the year"


def _near(day: date) -> date:
    if (day - today()).days > FARTHEST:
        raise Unreadable("This day is too far away to be right")
    return day
