"""Where a name stands in a text, however it is spelt: Zoë and Zoe, Łukasz and Lukasz, O’Brien and
OBrien are one each.

Whoever writes at speed leaves accents out, and an apostrophe has many forms. Where a name is asked
about or left out, it is found in every spelling. Letters stand for each other as they do in a
search. Short forms (Katie for Katherine) do not: they are names of their own, and stand on the file
as what somebody is known as.
"""

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘ʼ`"
MARKS = "\u0300-\u036f"
ALONE = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n"}
"""Letters that are no other letter with a mark."""
DOUBLE = {"þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
"""Letters that are also written as two."""
LATIN = [
    chr(code) for first, last in ((0xC0, 0x250), (0x1E00, 0x1F00)) for code in range(first, last)
]
CAPITALS = "A-Z" + "".join(letter for letter in LATIN if letter.isupper())
APART = re.compile(r"[\s‐‑–-]+")
BETWEEN_WORDS = r"[\s‐‑–-]+"
BETWEEN_LETTERS = f"[{MARKS}{APOSTROPHES}]*"
SHORT = 4
"""A name this short is often a word as well (Will, May, Rose): it is taken as it is written, or in
capitals throughout."""


def _plain_letter(letter: str) -> str:
    if letter.lower() in ALONE:
        plain = ALONE[letter.lower()]
        return plain.upper() if letter.isupper() else plain
    plain = unicodedata.normalize("NFD", letter)[0]
    return plain if plain.isascii() and plain.isalpha() else letter


PLAIN = {ord(letter): _plain_letter(letter) for letter in LATIN}
NO_MARKS = dict.fromkeys((*range(0x300, 0x370), *map(ord, APOSTROPHES)))
AS_TWO = {ord(letter): two for letter, two in DOUBLE.items()}
AS_ONE = {two: letter for letter, two in DOUBLE.items()}


@lru_cache(maxsize=64)
def without_accents(text: str) -> str:
    """Every letter as the plain one, each in its place."""
    return text if text.isascii() else text.translate(PLAIN)


def folded(name: str) -> str:
    """The same for every spelling of a name."""
    plain = without_accents(name).translate(NO_MARKS).casefold().translate(AS_TWO)
    return " ".join(APART.split(plain)).strip()


def spellings(name: str) -> set[str]:
    """How it may stand in a column that is compared ``plainly``: without accents, in lower case."""
    plain = " ".join(without_accents(name).casefold().translate(AS_TWO).split())
    straight = re.sub(f"[{APOSTROPHES}]", "'", plain)
    ways = {plain, straight, straight.replace("'", "’"), straight.replace("'", "")}
    ways |= {re.sub(r"^(o|d)(?=[a-z]{4})", rf"\1{mark}", plain) for mark in "'’"}
    return ways | {way.replace("-", " ") for way in ways} | {way.replace(" ", "-") for way in ways}


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Where these words stand in a text as words of their own, in whatever spelling."""
    if not words.split():
        return []
    return [match.span() for match in pattern_of(words).finditer(without_accents(text))]


@lru_cache(maxsize=4096)
def pattern_of(words: str) -> re.Pattern:
    form = spelt(words)
    if len(words) > SHORT:
        return re.compile(form, re.IGNORECASE)
    return re.compile(f"{form}|{spelt(words.upper())}")


def spelt(words: str) -> str:
    """A regular expression for these words, in a text ``without_accents``; a line under the
    letters, as in the name of a file, parts words."""
    stretches = [_stretch(stretch) for stretch in APART.split(words) if stretch]
    words = BETWEEN_WORDS.join(stretches) or re.escape(words)
    return rf"(?<![^\W_]){words}[{MARKS}]*(?![^\W_])"


def _stretch(stretch: str) -> str:
    plain = without_accents(unicodedata.normalize("NFC", stretch)).translate(NO_MARKS)
    letters = re.split(r"(th|ss|ae|oe|[þßæœ]|.)", plain, flags=re.IGNORECASE)
    return BETWEEN_LETTERS.join(map(_letter, filter(None, letters))) or re.escape(stretch)


def _letter(letter: str) -> str:
    """One, or two that are also written as one."""
    two = DOUBLE.get(letter.lower(), letter.lower())
    if two not in AS_ONE:
        return re.escape(letter)
    apart = BETWEEN_LETTERS.join(two)
    ways = f"{apart}|{AS_ONE[two]}"
    if letter.islower():
        return f"(?:{ways})"
    return f"(?:{ways.upper()})" if letter.isupper() and len(letter) > 1 else f"(?i:{ways})"
