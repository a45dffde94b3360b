"""What a return home interview explores, what it leads to, and the names it holds."""

import re

from casework.writing.checks.dates import MONTH, WEEKDAY
from casework.writing.checks.jargon import EVERYDAY
from casework.writing.checks.lexicon import PLAIN, about, common
from casework.writing.checks.lists import word_lists
from casework.writing.checks.shapes import as_prose
from casework.writing.checks.text import Span, any_word, either, pattern, straight

WORDS = word_lists(__file__)

WHY = any_word(WORDS["why"])
WHERE = any_word(WORDS["where"])
WITH = any_word(WORDS["with"])
TRAVEL = any_word(WORDS["travel"])
HAPPENED = any_word(WORDS["happened"])
PARTS = (WHY, WHERE, WITH, TRAVEL, HAPPENED)
HARM = any_word(WORDS["harm"])
ASKED = any_word(WORDS["asked"])
NOT_ASKED = any_word(WORDS["not_asked"])
LEADS_TO = pattern(
    r"\b(?:for\s+(?:the\s+)?plan|plan\s*:|to\s+go\s+in(?:to)?\s+(?:the\s+)?plan|"
    r"plan\s+should|actions?\s*:|next\s+steps?\s*:|recommend(?:ation|ed)s?\s*:?|"
    r"agreed\s*:|what\s+will\s+change|to\s+add\s+to\s+(?:the\s+)?plan)"
)
STEPS = any_word(WORDS["steps"])
EMPTY_STEPS = any_word(WORDS["empty_steps"])


ACTS = any_word(WORDS["acts"])


def circumstances_explored(text: str) -> bool:
    """Real content on two or more of why, where, with whom, how they travelled, what happened."""
    plain = straight(text)
    return sum(bool(part.search(plain)) for part in PARTS) >= 3 or (
        bool(WHERE.search(plain)) and sum(bool(part.search(plain)) for part in PARTS) >= 2
    )


def safeguarding_explored(text: str) -> bool:
    """Harm was asked about or told, and the answer, even a refusal, is there."""
    plain = straight(text)
    kinds = {match.group().lower() for match in HARM.finditer(plain)}
    return len(kinds) >= 2 and bool(ASKED.search(plain)) and not NOT_ASKED.search(plain)


def actions_for_plan(text: str) -> bool:
    """What was learned becomes something certain for the plan or a named partner to do."""
    plain = straight(text)
    after = LEADS_TO.search(plain)
    steps = len(list(STEPS.finditer(plain[after.end() :]))) if after else 0
    empty = bool(EMPTY_STEPS.search(plain))
    if steps >= 2 and not (empty and steps < 3):
        return True
    return bool(ACTS.search(plain)) and not empty


# Names, places, vehicles, accounts

VEHICLE = re.compile(
    rf"\b(?:(?:a|an|the)\s+)?(?P<it>(?:{either(WORDS['colour'])}\s+)*(?:[A-Z][a-z]+\s+)?"
    rf"{either(WORDS['vehicle'])}(?:\s+[A-Z]?\d\w*)?(?:\s+van)?)\b"
)
PLATE = re.compile(
    r"\b(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]{2}\d{2})\b|(?<=\bends\s)[A-Z]{3}\b|(?<=\bending\s)[A-Z]{3}\b"
)
HANDLE = re.compile(
    r"(?<!\w)@[\w.]{3,}|\b\w*[a-z]\w*_\w+\b|\b[a-zA-Z]+\d{2,}[a-z\d]*\b|\b[a-z]+\.[a-z]\.[a-z]\b"
    r"|\b[A-Z][a-z]+\.[A-Z]\b(?!\.)"
)
PHONE = re.compile(r"\b0\d{3,4}[\s-]?\d{3}[\s-]?\d{3,4}\b|\b07\d{9}\b")
ROAD = re.compile(r"\b[AM]\d{1,4}\b")
LINE = re.compile(
    r"\b(?:number|no\.?|route)\s+(?P<it>\d{1,3}[A-Z]?)\b|\b(?P<bus>\d{1,3}[A-Z]?)\s+(?:bus|tram)\b"
    r"|\b[Tt]he\s+(?P<to>\d{1,3}[A-Z]?)\s+(?:to|into|from|as\s+far|home|back|up|down)\b"
)
ADDRESS = re.compile(
    r"\b(?:Flat\s+\d+\w?,\s*)?\d+\w?\s+[A-Z][\w'’]+(?:\s+[A-Z][\w'’]+)*\s+"
    rf"{either(WORDS['place'])}\b"
)
BY_NAME = r"(?:[A-Z][a-zà-öø-ÿ]+(?:[A-Z][a-z]+)*(?:[-'’][A-Z]?[a-zà-öø-ÿ]+)*|[A-Z]-[A-Z][a-z]+)"
NAMED = re.compile(
    rf"{BY_NAME}(?:\s+(?:{BY_NAME}|[A-Z]\b(?![.'’]\w)))*"
    rf"(?:\s+{either(WORDS['place_after'])}\b)?"
)
PRO = re.compile(rf"\b{either(WORDS['professional'])}:?\s+(?:(?:Mr|Mrs|Ms|Miss|Dr)\s+)?$")
PRO_AFTER = re.compile(
    rf"^,?\s*(?:\(|,\s*)?(?:(?:his|her|their|the|our)\s+)?{either(WORDS['professional'])}\b"
)
POSSESSIVE = re.compile(r"['’]s?$")
BEGINS = re.compile(r"(?:^|[.!?:;|\n\"]\s*|(?<!\w)['‘“]\s*)$")
NOT_NAMES = frozenset(WORDS["not_names"])


def names_places_intel(text: str, child: str = "") -> list[Span]:
    """Names, places, vehicles, accounts and numbers, in the order of the text, each once."""
    plain = as_prose(text)
    home = child or _child_of(plain)
    spans = [
        *_all(ADDRESS, plain),
        *_all(VEHICLE, plain, "it"),
        *_all(PLATE, plain),
        *_all(HANDLE, plain),
        *_all(PHONE, plain),
        *_all(ROAD, plain),
        *_lines(plain),
        *_names(plain, home),
    ]
    kept: list[Span] = []
    seen: set[str] = set()
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        words = text[span.start : span.end]
        if (not kept or span.start >= kept[-1].end) and words.lower() not in seen:
            kept.append(Span(span.start, span.end, words))
            seen.add(words.lower())
    return kept


def kind_of_name(words: str) -> str:
    """What a name found in an interview is most likely of: vehicle, account, place or person."""
    if VEHICLE.search(words) or PLATE.fullmatch(words):
        return "vehicle"
    if HANDLE.search(words) or PHONE.search(words):
        return "account"
    if PLACE_WORD.search(words) or words[0].isdigit():
        return "place"
    return "person"


PLACE_WORD = pattern(rf"\b(?:{either(WORDS['place'])}|{either(WORDS['place_after'])})$")


def _all(form, text: str, group=0):
    return (Span.of(match, group) for match in form.finditer(text))


def _lines(text: str):
    """Buses and trams by their number."""
    for match in LINE.finditer(text):
        yield Span.of(match, match.lastgroup or 0)


def _names(text: str, child: str):
    """Runs of words with a capital that are no words of the language, by what stands around."""
    for match in NAMED.finditer(text):
        run = _trimmed(text, match)
        if run and not _is_known(text, run, child):
            yield run


def _trimmed(text: str, match) -> Span | None:
    """Without the ordinary words at its ends: a sentence's first, a day, an app."""
    words = [Span.of(word) for word in re.finditer(r"\S+", match.group())]
    elsewhere = _stands_elsewhere(text, words[0].words, match.start())
    begins = not elsewhere and bool(BEGINS.search(text[max(0, match.start() - 3) : match.start()]))
    while words and _is_ordinary(words[0].words, begins, alone=len(words) == 1):
        words, begins = words[1:], False
    while words and words[-1].words in NOT_NAMES:
        words = words[:-1]
    if not words:
        return None
    start, end = match.start() + words[0].start, match.start() + words[-1].end
    bare = POSSESSIVE.sub("", text[start:end])
    return Span(start, start + len(bare), bare) if bare else None


def _stands_elsewhere(text: str, word: str, start: int) -> bool:
    """With a capital within a sentence too, as a name would."""
    bare = re.escape(POSSESSIVE.sub("", word))
    places = re.finditer(rf"(?<=[a-z,] ){bare}\b", text)
    return any(place.start() != start for place in places)


def _is_ordinary(word: str, begins: bool, *, alone: bool) -> bool:
    bare = POSSESSIVE.sub("", word)
    lower = bare.lower()
    if bare in NOT_NAMES or bare.upper() in EVERYDAY or DAY.fullmatch(bare) or "'" in bare[:-1]:
        return bare not in BEFORE_NAMES or alone
    if not begins:
        return False
    known = lower in common() or bool(about(lower)) or lower.endswith(("ed", "ing", "ly", "tion"))
    return lower in PLAIN or (known and bare not in BEFORE_NAMES)


BEFORE_NAMES = frozenset(WORDS["before_names"])
RANKS = frozenset(("Dr", "Sgt", "PC", "DC", "DS", "DI", "Supt", "Insp"))
DAY = pattern(rf"(?:{MONTH}|{WEEKDAY}|\w+days?)")


def _is_known(text: str, run: Span, child: str) -> bool:
    """The child, a professional, or whoever is called by what they are to the child alone."""
    first = POSSESSIVE.sub("", run.words.split()[0])
    if child and first == child:
        return True
    if first in RANKS:
        return True
    if run.words in BEFORE_NAMES or run.words in NOT_NAMES:
        return True
    before, after = text[max(0, run.start - 25) : run.start], text[run.end : run.end + 25]
    return bool(PRO.search(before) or PRO_AFTER.match(after))


SUBJECT = (
    r"(?=,|\s+\(?\d|['’]s\s+(?:been|had|back|gone|mum|dad|carer)|['’]d\b|\s+(?:was|went|left|had|has|said|"
    r"says|told|hid|ran|didn|came|returned|walked|got|took|would|wouldn|refused|talked|caught|is|"
    r"and\s+I|agreed|asked|climbed|stayed|showed|feels|wants|denied|biked|set)\b)"
)
FIRST = re.compile(rf"^\W*(?:Seen[^.]*\.\s*)?(?P<who>[A-Z][a-z]+){SUBJECT}")
SPOKEN_TO = re.compile(
    r"\b(?:Spoke\s+(?:to|with)|Met|Dear|Seen|Saw|Interview\s+(?:with|of)|ended\s+by|Interviewed)\s+"
    r"(?P<who>[A-Z][a-z]+)\b"
)


def _child_of(text: str) -> str:
    """Whoever the interview begins with, or was spoken to: the child."""
    for form in (SPOKEN_TO, FIRST):
        match = form.search(text[:200])
        if match and match.group("who") not in NOT_NAMES:
            return match.group("who")
    return ""
