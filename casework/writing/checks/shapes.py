"""What form a text has, and how it reads as prose: rows of a table, numbered minutes, lists of
ticks, letters, capitals throughout.

``as_prose`` keeps every character's place, so that what is found points at the text as it stands.
"""

import re

from casework.writing.checks.text import is_shouted, straight

CELLS = re.compile(r"\|")
NUMBERED = re.compile(
    r"(?m)(?:^|(?<=[.;!?] ))[ \t]*"
    r"(?:\(?[a-z]\)|\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}[.)]?)(?=\s+[A-Z'])"
)
TICKS = re.compile(r":\s*(?:Y|N|Yes|No|N/?A|met|nil|none|tbc)\b|[☐☑✓✗]|\[[ xX]\]", re.IGNORECASE)
LETTER = re.compile(r"^\W*(?:Dear|Hi|Hello|Hey)\s+\w+|\b(?:Yours|Kind regards|Best wishes)\b")
SHORT_TYPING = re.compile(
    r"(?<!\w)(?:w/|wk|wks|mth|yr|abt|b4|u|cos|shd|wld|dont|cant|im|hes|shes|theyre|&|\+)(?!\w)"
)
RUN_OF_CAPITALS = re.compile(r"[^.!?;:\n]+[.!?;:\n]*")
WORDS = re.compile(r"[A-Z]{2,}")
NAME_AFTER = re.compile(r"\b(mr|mrs|ms|miss|dr|auntie|uncle|aunt)\s+([a-z])")


def shape_of(text: str) -> str:
    """The form of a text, in one word."""
    if is_shouted(text):
        return "capitals"
    if len(CELLS.findall(text)) >= 2:
        return "table"
    if len(TICKS.findall(text)) >= 2:
        return "ticks"
    if LETTER.search(text):
        return "letter"
    if len(NUMBERED.findall(text)) >= 2:
        return "numbered"
    typed = len(SHORT_TYPING.findall(text)) >= 2 or (len(text) > 40 and text == text.lower())
    return "typed short" if typed else "prose"


def as_prose(text: str) -> str:
    """With straight quotes, cells as sentences, numbers of minutes left out, and passages in
    capitals in small letters: the same length as before."""
    plain = straight(text)
    if len(CELLS.findall(plain)) >= 2:
        plain = CELLS.sub(";", plain)
    plain = NUMBERED.sub(lambda number: " " * len(number.group()), plain)
    return RUN_OF_CAPITALS.sub(lambda run: _lowered(run.group()), plain)


def _lowered(run: str) -> str:
    words = WORDS.findall(run)
    letters = re.findall(r"[A-Za-z]+", run)
    if not is_shouted(run) or len(words) < 3 or len(words) < len(letters) * 0.6:
        return run
    lowered = WORDS.sub(lambda word: word.group().lower(), run)
    lowered = NAME_AFTER.sub(
        lambda name: name.group(0)[:-1].title() + name.group(2).upper(), lowered
    )
    first = re.search(r"[a-z]", lowered)
    if first:
        lowered = lowered[: first.start()] + first.group().upper() + lowered[first.end() :]
    return lowered
