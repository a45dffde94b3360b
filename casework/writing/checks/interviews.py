"""What a return home interview explores, what it leads to, and the names it holds."""

import re

from casework.writing.checks.dates import MONTH, WEEKDAY
from casework.writing.checks.jargon import EVERYDAY
from casework.writing.checks.text import Span, any_word, either, pattern, straight, word_lists

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

PLACE = re.compile(
    r"\b(?:Flat\s+\d+\w?,\s*)?(?:\d+\w?\s+)?[A-Z][\w'’]+(?:\s+[A-Z][\w'’]+)*\s+"
    rf"{either(WORDS['place'])}\b"
)
VEHICLE = re.compile(
    rf"\b(?:(?:a|an|the)\s+)?(?P<it>(?:{either(WORDS['colour'])}\s+)*(?:[A-Z][a-z]+\s+)?"
    rf"{either(WORDS['vehicle'])}(?:\s+[A-Z]?\d\w*)?(?:\s+van)?|motor\s?home|cab\s+from\s+[A-Z]\w+)\b"
)
PLATE = re.compile(r"\b(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]{2}\d{2}\b(?=\s*(?:something|\.\.|,|$)))")
HANDLE = re.compile(r"(?<!\w)@[\w.]{3,}|\b\w*[a-z]\w*_\w+\b|\b[a-z]+\d{2,}[a-z\d]*\b")
PHONE = re.compile(r"\b0\d{3,4}[\s-]?\d{3}[\s-]?\d{3,4}\b|\b07\d{9}\b")
NICKNAME = re.compile(r"(?<!\w)['‘][A-Z][\w]*(?:\s+[A-Z]\w*)?['’](?!\w)")
PERSON = re.compile(
    r"\b(?i:with|to|round|called|named|boyfriend,?|girlfriend,?|friend,?|mate,?|"
    r"cousin,?|says?|said|from|by|of|him\s+were|her\s+were|and|Met|met|see|saw|"
    r"asked\s+about|owner,)\s+"
    r"(?P<who>(?:(?:Mr|Mrs|Ms|Uncle|Auntie|Big|Little|Young|"
    r"Old)\s+)?[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?(?:'s\s+(?:brother|cousin|mate|uncle|mum|"
    r"dad)\s+[A-Z][a-z]+)?)"
)
OWNED = re.compile(r"\b(?P<who>[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)['’]s\b")
PRO = re.compile(rf"\b{either(WORDS['professional'])}\s+(?:Mr\s+|Mrs\s+|Ms\s+)?$")
NOT_NAMES = frozenset(WORDS["not_names"])


def names_places_intel(text: str, child: str = "") -> list[Span]:
    """Names, places, vehicles, accounts and numbers, in the order of the text, each once."""
    plain = straight(text)
    home = child or _child_of(plain)
    spans = [
        *_all(PLACE, plain),
        *_all(VEHICLE, plain, "it"),
        *_all(PLATE, plain),
        *_all(HANDLE, plain),
        *_all(PHONE, plain),
        *_all(NICKNAME, plain),
        *_people(plain, home),
    ]
    kept: list[Span] = []
    seen: set[str] = set()
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        words = text[span.start : span.end]
        if (not kept or span.start >= kept[-1].end) and words.lower() not in seen:
            kept.append(Span(span.start, span.end, words))
            seen.add(words.lower())
    return kept


def _all(form, text: str, group=0):
    return (Span.of(match, group) for match in form.finditer(text))


def _people(text: str, child: str):
    for form in (PERSON, OWNED):
        for match in form.finditer(text):
            who = Span.of(match, "who")
            words = who.words.split()
            if words[0] in NOT_NAMES or words[0] == child or words[0].upper() in EVERYDAY:
                continue
            if PRO.search(text[max(0, who.start - 25) : who.start]) or re.match(
                rf"(?:{MONTH}|{WEEKDAY})$", words[0], re.I
            ):
                continue
            yield who


FIRST = re.compile(r"^\W*(?:Seen[^.]*\.\s*)?(?P<who>[A-Z][a-z]+)(?=\s|'|,|\()")


def _child_of(text: str) -> str:
    """Whoever the interview begins with: the child."""
    match = FIRST.search(text)
    return match.group("who") if match and match.group("who") not in NOT_NAMES else ""
