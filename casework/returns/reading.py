"""A census file as XML: read once through to see that it is whole, then child by child.

Nothing outside the file is ever fetched, and a file with a document type of its own is refused:
that is where entities, and the bombs made of them, are declared.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from lxml import etree

STRICT = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False,
    "huge_tree": False, "recover": False, "remove_comments": True, "remove_pis": True,
}  # fmt: skip

KNOWN = (("Header",), ("Children",))


class UnreadableFile(Exception):
    """Why nothing in a file could be read, in plain words."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """Whose return this is and of when. A census calls the authority's code LEA."""

    collection: str
    year: str
    lea: str


class CensusFile:
    def __init__(self, source: IO[bytes]):
        self.source = source
        self.header = self._check()

    def children(self, stray: Callable) -> Iterator[etree._Element]:
        """Every child, one at a time; ``stray`` is told of anything that is no child."""
        for path, element in self._parts():
            if path == ("Message", "Children", "Child"):
                yield element
            elif path[1:] not in KNOWN and path[1] != "Header":
                stray(element)

    def _check(self) -> Header:
        header = Header(collection="", year="", lea="")
        for path, element in self._parts():
            if path == ("Message", "Header"):
                header = _header(element)
        if header.collection not in ("", "CIN"):
            raise UnreadableFile(f"This is a {header.collection} return, not a CIN census")
        return header

    def _parts(self) -> Iterator[tuple[tuple[str, ...], etree._Element]]:
        """Each element down to a child's as it ends, with its path; then it is let go."""
        self.source.seek(0)
        try:
            yield from _walk(etree.iterparse(self.source, events=("start", "end"), **STRICT))
        except etree.XMLSyntaxError as error:
            raise UnreadableFile(f"This is not a whole XML file: {error.msg}") from None
        except (LookupError, UnicodeError) as error:
            raise UnreadableFile(f"The letters of this file cannot be read: {error}") from None


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
    def said(tag):
        return (element.findtext(f".//{tag}") or "").strip()

    return Header(collection=said("Collection"), year=said("Year"), lea=said("LEA"))
