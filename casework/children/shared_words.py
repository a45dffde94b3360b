"""Words written once about several children, for somebody who may not know of one of them.

A meeting of brothers and sisters is written up together, and must be readable on each file. What
names a child whose file the reader may not know of is left out, a sentence at a time, and it is
said that something was: nobody takes what is left for the whole of it. Article 5(1)(f) of the UK
GDPR asks that a record is kept from whoever has no business with it; Working Together 2023, chapter
1, that what keeps one child safe is shared.
"""

import re
from collections.abc import Iterable

from casework.children.models import Child
from casework.children.models.spellings import spelt, without_accents
from casework.interface.requests.names import Named, noting

LEFT_OUT = "[Something is left out here: it is about someone not named to you.]"
SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+[”’\"')\]]*|\n|$)")


def for_reader(text: str, hidden: Iterable[Child]) -> str:
    """The words without each sentence that names one of these children."""
    told, done = "", 0
    for start, end in left_out(text, hidden):
        told += text[done:start]
        sentence, done = text[start:end], end
        if not told.rstrip(" ").endswith(LEFT_OUT):
            told += f"{gap_before(sentence)}{LEFT_OUT}{gap_after(sentence)}"
    return told + text[done:]


def left_out(text: str, hidden: Iterable[Child]) -> list[tuple[int, int]]:
    """Where each sentence stands that names one of these children."""
    with noting(Named()):  # what is left out is not shown, and no look
        names = names_in(hidden)
    if not text or not names:
        return []
    named = re.compile("|".join(map(spelt, names)), re.IGNORECASE)
    sentences = SENTENCE.finditer(without_accents(text))
    return [sentence.span() for sentence in sentences if named.search(sentence.group())]


def names_in(children: Iterable[Child]) -> list[str]:
    """What a child is called in a sentence: a first name or the name they go by, whole or in its
    parts, and the number of the file. A family name is their brothers’ and sisters’ too."""
    names = set()
    for child in children:
        person = child.person
        called = [person.given_name, *person.given_name.split(), person.known_as]
        names |= {child.number, *(name for name in called if len(name) > 1)}
    return sorted(names, key=len, reverse=True)


def gap_before(sentence: str) -> str:
    return sentence[: len(sentence) - len(sentence.lstrip())]


def gap_after(sentence: str) -> str:
    return "\n" if sentence.endswith("\n") else ""
