"""Whether one person, by name or by role, is the one who must do it.

One relative, "parents", the foster carers and the young person count; "I" and, in supervision,
"you" count. A service, a team, all, we, and a passive with no doer do not; nor does whoever
something is done to.
"""

import re

from casework.writing.checks.lexicon import about
from casework.writing.checks.lists import word_lists
from casework.writing.checks.shapes import as_prose
from casework.writing.checks.text import Span, any_of, either, pattern, sentences, straight

WORDS = word_lists(__file__)

RELATIVE = any_of(*WORDS["relative"])
ROLE = any_of(*WORDS["role"])
TITLE = either(WORDS["title"])
NAME = rf"(?:{TITLE}\.?\s+)?[A-Z][a-zà-öø-ÿ'’-]+(?:\s+(?:[A-Z][a-zà-öø-ÿ'’-]+|[A-Z]\b\.?)){{0,2}}"
NOBODY = any_of(*WORDS["nobody"])
VERB = either(WORDS["verb"])
DONE = any_of(*WORDS["done"])
PASSIVE = (
    rf"(?:be|been|get|have\s+been|is\s+being)\s+(?:\w+ly\s+|not\s+|also\s+)*(?:\w+ed|"
    rf"{DONE}|(?!open\b)\w+en)\b"
)
SPEAKS = r"(?:conversations?|meetings?|discussions?|talks?|chats?|calls?|sessions?|words?)"
RECEIVES = (
    rf"(?:have|be|receive|experience|feel|benefit)\b(?!\s+(?:\w+\s+){{0,3}}{SPEAKS}\b)"
    rf"(?!\s+(?:\w+\s+){{0,4}}(?:\w{{3,}}ed|{DONE})\b)"
)
DOES = pattern(
    rf"(?P<who>[^,;:.()]*?(?:\([^)]*\)|,[^,;:]{{1,60}},|,\s*(?=will|to\b))?)\s*(?:\b|"
    rf"(?<=['’]))(?P<verb>{VERB})\s+(?=(?P<rest>.{{0,80}}))"
)
AGENT = re.compile(
    rf"\bby\s+(?:the\s+|their\s+|his\s+|her\s+|allocated\s+)*(?P<who>{NAME}|(?i:{ROLE}|"
    rf"{RELATIVE}))\b"
)
AT_END = re.compile(
    rf"[–—-]\s*(?P<who>{NAME}|(?i:{ROLE}|{RELATIVE}))\s*\.?\s*$|\((?P<in>{NAME}|(?i:{ROLE}|"
    rf"{RELATIVE}))\)\s*\.?\s*$"
)
AT_START = re.compile(
    rf"^\s*[-•*\d.)]*\s*(?P<who>{NAME}|(?i:{ROLE}|{RELATIVE}))\s*(?:\([^)]*\))?\s*[:–—-]\s"
)
WHO = re.compile(
    rf"\b(?i:who|owner|by\s+whom|lead|responsible|"
    rf"person\s+responsible)\s*[:=–-]\s*(?P<who>{NAME}|(?i:{ROLE}|{RELATIVE}|"
    rf"young\s+person))\b"
)
ME = re.compile(
    r"\bI(?:['’]ll|\s+(?:will|am\s+going\s+to|have\s+agreed\s+to|need\s+to|must|shall|"
    r"to)\b)"
)
YOU = re.compile(
    r"\b(?:[Dd]o\s+it\s+by\s+our|(?:^|[.;]\s+)You\s+(?:find|ring|see|ask|write|go|take|read|bring)|Ye've)\b|"
    r"\b[Yy]ou(?:['’]ll|\s+(?:to|will|are\s+to|need\s+to|must|agreed\s+to))\b|"
    r"^[Yy]ou\s+to\b"
)
OWNER = re.compile(rf"(?i:\b(?:{ROLE}|{RELATIVE}))\b")
NAMED = re.compile(NAME)
INITIALS = re.compile(r"(?!(?:LA|EH|CP|DV|DA|MH|TV|UK|ID|YJ|CE|QA|IT|HR|AP|EP)\b)[A-Z]{2}")
NOT_OWNER = re.compile(rf"^(?:{NOBODY})$", re.IGNORECASE)
MONTHS = re.compile(rf"^{either(WORDS['months'])}s?$")
SENTENCE_VERB = re.compile(
    rf"^\s*(?P<who>(?i:(?:the\s+)?(?:{ROLE}|{RELATIVE}))(?:\s+{NAME})?|(?:[A-Z]\w+'s\s+)?(?i:{RELATIVE})|{NAME})(?:\s+and\s+(?:{NAME}|"
    rf"(?i:{RELATIVE})))?"
    r"(?:\s*\([^)]*\))?\s+(?!(?:is(?!\s+having)|was|has(?!\s+(?:the|him|her|them))|needs|starts|does|likes|says|wants|feels|"
    r"remains|continues|lives|appears)\b)(?P<verb>[a-z]+(?:s|"
    r"es)|has(?=\s+(?:the\s+)?(?:boys|girls|twins|children|kids|him|her|them)\b)|is\s+having)\b(?!['’])"
    r"(?=\s+(?:[A-Z]|one|two|three|the|a|an|his|her|him|them|their|it|with|to|on|in|"
    r"at|up|off|for|from|out|round|back|over|when|every|each|and|all|\d))"
)


def owners(text: str) -> list[Span]:
    """Each person the text makes responsible."""
    return list(_owners(text))


def _owners(text: str):
    prose = as_prose(text)
    table = prose.count(";") > straight(text).count(";")
    for match in OF_A_SERVICE.finditer(prose) if table else ():
        yield Span.of(match, "who")
    for sentence in sentences(prose):
        plain = sentence.words
        for owner in (_doer(plain), *_others(plain), *(_cell(plain) if table else ())):
            if owner:
                start, end = sentence.start + owner.start, sentence.start + owner.end
                yield Span(start, end, text[start:end])


def _others(sentence: str):
    for form in (ME, YOU):
        if match := form.search(sentence):
            yield Span.of(match)
    past = HAS_BEEN.search(sentence)
    for form in (AGENT, WHO, AT_START, AT_END, SENTENCE_VERB):
        if form is AGENT and (past or not DUTY.search(sentence)):
            continue
        for match in form.finditer(sentence):
            group = "who" if match.group("who") else "in"
            if form is SENTENCE_VERB and _is_a_thing(match.group(group)):
                continue
            if is_person(match.group(group)):
                yield Span.of(match, group)


def _is_a_thing(words: str) -> bool:
    """A sentence that begins with a word of the language, and no person: Bus passes for Kim."""
    first = words.split()[0].lower()
    return (
        not OWNER.search(words)
        and bool(about(first))
        and first != "may"
        or first in ("new", "old", "another")
    )


def _cell(cell: str):
    """A cell of a table with nobody else in it than whoever must do it."""
    if (match := CELL.search(cell)) and is_person(match.group("who")):
        yield Span.of(match, "who")


OF_A_SERVICE = re.compile(
    rf"(?:^|;)\s*(?i:{NOBODY})\s*"
    rf"\((?P<who>(?!(?i:{NOBODY})\b|{either(WORDS['months'])}s?\b)(?:[A-Z]\.?\s+)?{NAME})\)\s*(?=;|$)"
)
"""A cell with a service and, in brackets, who of it: Housing (P. Doyle)."""
CELL = re.compile(r"^\s*(?P<who>[^;|+&/]+?)\s*;?\s*$")


DUTY = pattern(r"\b(?:to|will|must|should|be|needs?)\b")
HAS_BEEN = pattern(r"\b(?:was|were|has\s+been|have\s+been|had\s+been)\b(?!.*\b(?:to|will|must)\b)")


def _doer(sentence: str) -> Span | None:
    """Who stands before the first verb of duty that is not a passive."""
    for match in DOES.finditer(sentence):
        rest = match.group("rest")
        if re.match(PASSIVE, rest, re.IGNORECASE):
            continue
        who = subject(match.group("who"))
        if re.search(rf"\bfor\s+(?:\w+\s+and\s+)?{re.escape(who)}\W*$", match.group("who")):
            continue
        if who and not (RECEIVING.match(rest) and _single_name(who)):
            start = match.start("who") + match.group("who").index(who)
            return Span(start, start + len(who), who)
    return None


RECEIVING = re.compile(RECEIVES, re.IGNORECASE)


def _single_name(who: str) -> bool:
    return not OWNER.search(who) and " and " not in who


def subject(phrase: str) -> str:
    """The person a phrase ends in, or names before its brackets; empty where it is nobody."""
    plain = re.sub(r"\([^)]*\)|,[^,]*,?\s*$", "", phrase).strip(" ,-")
    words = plain.split()
    for length in range(min(len(words), 5), 0, -1):
        tail = " ".join(words[-length:])
        if is_person(tail):
            return tail
    return ""


def is_person(words: str) -> bool:
    """One person by name, or by one role or kinship."""
    plain = re.sub(
        r"^(?:the|a|an|his|her|their|our|my|new|allocated|named)\s+", "", words.strip(), flags=re.I
    )
    last = plain.split()[-1] if plain.split() else ""
    if not last or NOT_OWNER.match(plain) or MONTHS.match(last) or MONTHS.match(plain.split()[0]):
        return False
    if re.fullmatch(rf"(?:\w+(?:'s)?\s+){{0,2}}(?:{ROLE}|{RELATIVE})", plain, re.IGNORECASE):
        return True
    if NOT_OWNER.match(last):
        return False
    both = re.fullmatch(
        rf"(?:{NAME}|(?i:{RELATIVE}|{ROLE}))\s+(?:and|&)\s+(?:{NAME}|(?i:{RELATIVE}|"
        rf"{ROLE}))",
        plain,
    )
    if both:
        return True
    if INITIALS.fullmatch(plain):
        return True
    return bool(re.fullmatch(NAME, plain)) and not NOT_OWNER.match(plain.split()[0])
