"""Whether a reader could put the end of something in a diary.

A date, a weekday that is fixed, a bounded period, an event that has its day. Not how often, not as
soon as possible, not a day something already happened.
"""

from casework.writing.checks.lists import word_lists
from casework.writing.checks.shapes import as_prose
from casework.writing.checks.text import Span, any_of, any_word, pattern

WORDS = word_lists(__file__)

MONTH = any_of(*WORDS["month"])
YEAR = r"(?:,?\s+(?:20)?\d\d\b)?"
NTH = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:{NTH}\s+(?:of\s+)?{MONTH}\b{YEAR}|{MONTH}\s+{NTH}\b{YEAR}"
    r"|(?:0?[1-9]|[12]\d|3[01])(?:/(?:0?[1-9]|1[0-2])(?:/\d{2,4})?"
    r"|[.-](?:0?[1-9]|1[0-2])[.-]\d{2,4})\b(?!\d)|\d{4}-\d\d-\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)\b(?!\s+(?:centile|percentile|time|floor|grade|place|attempt|stage"
    r"|child|visit|one|episode|meeting|session)))"
)
WEEKDAY = any_of(*WORDS["weekday"]) + r"\b(?!s)"
NUMBER = r"(?:\d+|" + any_of(*WORDS["number"]) + ")"
UNIT = any_of(*WORDS["unit"])
MEETING = any_of(*WORDS["meeting"])
FIXED = any_of(*WORDS["fixed"])
PERIOD_END = (
    r"(?:the\s+)?(?:end|start|beginning|middle|close)\s+(?:of\s+)?(?:the\s+|this\s+|next\s+|play\s*)?"
    r"(?:day|today|tomorrow|week|month|term|half[- ]term|school\s+(?:year|day|term)|year|quarter"
    rf"|season|summer|autumn|spring|winter|holidays|{MONTH}|business|{WEEKDAY})\b"
)
SOON = any_of(*WORDS["soon"])
SAME = r"(?:the\s+same|that|that\s+same|the\s+following|the\s+next|next|this|this\s+coming)\s+"
SAME_DAY = SAME + any_of(*WORDS["day"]) + r"\b"
WHOSE = r"(?:the|his|her|their|my|your|our|\w+'s)"
BIRTHDAY = (
    rf"(?:{WHOSE}\s+)?(?:(?:{NTH}|first|second|third|fourth|fifth|sixth|next"
    r"|\w+teenth)\s+)?birthday\b"
)
NEXT_MEETING = (
    rf"(?:{WHOSE}\s+)?(?:(?:next|first|second|third|initial|final|coming|forthcoming|upcoming"
    rf"|following|{DATE}|{WEEKDAY})\s+)+(?:\w+\s+){{0,3}}?{MEETING}\b"
)
PLAIN_MEETING = rf"(?:(?:the|his|her|their|our)\s+)?(?:\w+\s+){{0,2}}?{MEETING}\b"
STARTS = (
    rf"(?:{WHOSE.replace('(?:', '(?:he|she|they|we|mum|dad|baby|')}|[A-Z]\w+)\s+"
    rf"(?:starts|moves|leaves|turns|goes\s+(?:to|into|back)|returns\s+to|is\s+(?:due|discharged))\b"
)
END = rf"(?:{DATE}|{WEEKDAY}|{MONTH}\b|{PERIOD_END}|{SOON}\b|{SAME_DAY}|{BIRTHDAY}|{FIXED}\b)"
BY = any_of(*WORDS["by"])
BEFORE = any_of(*WORDS["before"])
TIME_OF_DAY = (
    r"(?:\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm)?\s+(?:on\s+)?|noon\s+(?:on\s+)?|"
    r"midday\s+(?:on\s+)?)?"
)
CLOCK = r"\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm)?"
SMALL = r"(?:(?:the|this|next|coming|a|at)\s+|(?:early|mid|late)[-\s]+)*"

ALONE = (
    rf"(?:(?:by|due|on|in|before|next|this|w/e|w/c|end\s+of|at)\s+)*(?:{END}|{NEXT_MEETING}|w/e|"
    rf"(?:\w+\s+)?{MEETING}\s+(?:on\s+)?{DATE}(?:\s+(?:at\s+)?{CLOCK})?|"
    rf"{NUMBER}\s+(?:wkg\s+|working\s+|school\s+)?{UNIT}(?:\s+(?:from|of|after|before)\s+\w+)?)"
)
"""A deadline that stands by itself: a cell of a table, the last words of a note."""

RULES = [
    pattern(form)
    for form in (
        rf"\b{BY}\s*:?\s+{TIME_OF_DAY}{SMALL}(?P<end>{END})",
        rf"\b{BEFORE}\s+(?P<end>{NEXT_MEETING})",
        rf"\b(?:by|before|until|till|til|prior\s+to|ahead\s+of|"
        rf"in\s+time\s+for)\s+(?P<end>{PLAIN_MEETING})",
        rf"\b(?:before|by\s+the\s+time|until)\s+(?P<end>{STARTS})",
        rf"\b(?:at|for|in|to)\s+(?P<end>{NEXT_MEETING})",
        rf"(?P<end>\bwithin\s+(?:the\s+)?(?:next\s+)?(?:{NUMBER}\s+)?(?:working\s+|"
        rf"school\s+|calendar\s+)?{UNIT}\b)",
        rf"(?P<end>\bwithin\s+(?:the\s+)?timescale\s+of\s+{NUMBER})",
        rf"(?P<end>\b(?:in|over|for|during)\s+(?:the\s+)?(?:next|coming|following|"
        rf"first)\s+(?:{NUMBER}\s+)?(?:\w+\s+)?{UNIT}\b)",
        rf"(?P<end>\b(?:for|over|lasting)\s+(?:a\s+period\s+of\s+|up\s+to\s+|"
        rf"another\s+|"
        rf"at\s+least\s+)?{NUMBER}\s+(?:\w+\s+)?(?:{UNIT})\b(?!\s+a\s+(?:day|"
        rf"week))(?!\s+(?:every|each)))",
        rf"(?P<end>\bin\s+{NUMBER}\s+(?:working\s+|school\s+)?{UNIT}(?:\s+time|"
        rf"'\s+time|'s\s+time)?\b)",
        rf"(?P<end>\b{NUMBER}\s+(?:working\s+|school\s+)?(?:hours|days|weeks|"
        rf"months)\s+(?:from|after|of|before)\s+\w+)",
        rf"(?P<end>\b(?:first|second|third|last|fourth)\s+week\s+(?:of|in)\s+{MONTH}\b)",
        rf"(?P<end>\b(?:w/c|w/e|wc|week\s+(?:commencing|beginning|ending|of))\s+(?:the\s+)?{DATE})",
        rf"(?P<end>{SOON})\b",
        rf"\bby\s+(?P<end>{NUMBER}\s+{UNIT})",
        rf"(?P<end>\b(?:each|every)\s+(?:day|week|night|weekend|{WEEKDAY})\s+(?:of|in|"
        rf"during|until|till|up\s+to)\s+(?:the\s+)?(?:{FIXED}|holidays|{MONTH}\b|"
        rf"{PERIOD_END}|{NEXT_MEETING}))",
        rf"(?P<end>\b{SAME_DAY})",
        rf"(?P<end>\b(?:this|next|coming)\s+{WEEKDAY})",
        rf"(?P<end>\b(?:from|starting|starting\s+on|start|starts|commencing|beginning|"
        rf"as\s+of|with\s+effect\s+from)\s+{SMALL}(?:{DATE}|{WEEKDAY}|{MONTH}\b))",
        rf"(?P<end>\bon\s+(?:{WEEKDAY}\s+)?(?:the\s+)?{DATE})",
        rf"(?P<end>\b(?:on\s+)?{WEEKDAY},?\s+(?:the\s+)?{DATE})",
        rf"(?P<end>\bon\s+{WEEKDAY}(?=\s*(?:$|[.,;)]|at\b|and\b|to\b)))",
        rf"(?P<end>\b(?:at|for|on|in)\s+{SMALL}(?:{DATE})\s+{MEETING})",
        rf"[(\[–—-]\s*(?P<end>{DATE})\s*(?:[)\].]|$)",
        rf"(?:\btimescale|\bts|deadline|by\s+when|when|date|target)\s*:?\s*-?\s*(?P<end>{END}|"
        rf"{NEXT_MEETING}|{NUMBER}\s+{UNIT})",
        rf"(?:^|[.;:]\s*)(?P<end>{DATE})\s*[:–—-]",
        rf"(?:[.;,(–—-]|\+)\s*(?P<end>{ALONE})\s*(?:[.;)]|$)",
        rf"\b(?:last|final|next|at|to|for)\s+(?:the\s+)?{MEETING}\s+(?P<end>{DATE})",
        rf"\b(?:at|by|before|for|until|till|til)\s+(?:the\s+|our\s+)?(?P<end>{MEETING}\s+in\s+{MONTH}\b)",
        rf"\b(?:first|second|third|last|next|\d+)\s+(?:\w+\s+)?(?P<end>{WEEKDAY[:-7]}s?\s+(?:in|of)\s+{MONTH})\b",
        r"(?P<end>\b(?:before|by\s+the\s+time|until|till|when)\s+(?:we\s+(?:next\s+)?meet|"
        r"(?:the\s+)?(?:children|kids|school|boys|girls|others)\s+(?:go|goes|are|come|comes)\s+back)\b)",
        rf"(?P<end>\b(?:to|for|at|in|by)\s+(?:our\s+|the\s+)?next\s+{MEETING}\b)",
        r"(?P<end>\b\d{1,2}/(?:7|12|52)\b(?!/))(?=\s*(?:[.;|\n)]|$))",
        r"(?P<end>\b(?:b4|by|before|nxt)\s+(?:half\s+)?(?:term|trm|wk|week|month|2moro)\b)",
        r"(?P<end>\bend\s+(?:of\s+)?(?:q[1-4]|quarter|half\s+term|term)\b)",
        rf"\b(?:before|until|by|after)\s+(?:the\s+)?\w+\s+date\s+of\s+(?P<end>{DATE})",
    )
]

HAPPENED = pattern(
    r"(?:\b(?:was|were|had|has|have|been|did|born|dob|d\.o\.b\.?|dated|since|signed|"
    r"held|arose|began|"
    r"started|disclosed|reported|agreed|attended|happened|took\s+place|raised|made|"
    r"sent|left|met|seen|came|"
    r"arrested|moved|opened|closed|identified|incident|report|minutes|referral|action|"
    r"actions|meeting|"
    r"visit|strip|letter|record|records|supervision|email|assessment|conference|review|plan)\b\W+"
    r"(?:\w+\W+){0,3}?|\b(?:of|in|on|from)\s+the\s+)$"
)
PAST = any_word(WORDS["past"])
NEVER = pattern(r"\b(?:each|every|per)\s*$")
OF_A_RECORD = pattern(
    r"\b(?:action|actions|meeting|report|reports|visit|visits|record|records|referral|minutes|"
    r"concern|concerns|incident|disclosure|letter|email|supervision|conference|review|"
    r"plan|assessment|"
    r"strategy|decision|audit|episode|contact|call|arrest|allegation|injury|referred|"
    r"raised|agreed|dated"
    r"|outstanding|since|born|dob|birth)\s+(?:of|from|on|dated|at|in|the|held\s+on|"
    r":)?\s*(?:on\s+|of\s+|the\s+)*$"
)

AHEAD = pattern(r"^in\s+(?!the\s+last|the\s+past).*\b(?:hours|days|weeks|months|fortnight)")
AT_MEETING = pattern(r"\b(?:at|by|before|for|in\s+time\s+for)\s+(?:the\s+)?(?:\w+\s+){1,2}$")
LEADS = ("on", "from", "of", "in", "at")
TO_COME = pattern(r"\b(?:will|to|must|shall|'ll|can|should)\s+(?:\w+\s+){0,6}$")
BORN = pattern(r"\b(?:d\.?o\.?b\.?|born|date\s+of\s+birth|dated|since)\W*(?:on\s+)?$")


def deadlines(text: str) -> list[Span]:
    """Each part of the text that fixes an end."""
    plain = as_prose(text)
    spans = {}
    for rule in RULES:
        for match in rule.finditer(plain):
            if not has_happened(plain, match):
                spans[match.start("end")] = Span(
                    match.start("end"),
                    match.end("end"),
                    text[match.start("end") : match.end("end")],
                )
    return [spans[start] for start in sorted(spans)]


def has_happened(text: str, match) -> bool:
    """Whether the date is of something already done: a meeting held, a report made, a birth."""
    before = text[max(0, match.start() - 60) : match.start()]
    clause = before.rsplit(".", 1)[-1].rsplit(";", 1)[-1]
    lead = match.group().split()[0].lower()
    if NEVER.search(before):
        return True
    if lead in ("by", "before", "until", "till", "within", "no", "due"):
        return False
    if AHEAD.search(match.group()) or AT_MEETING.search(clause):
        return bool(PAST.search(clause[-40:]))
    to_come = lead in ("on", "at", "in") and TO_COME.search(clause)
    if lead in LEADS and OF_A_RECORD.search(clause + " ") and not to_come:
        return True
    if BORN.search(clause):
        return True
    if lead in ("on", "from", "in", "to", "for", "at") or match.group("end")[:1].isdigit():
        return bool(PAST.search(clause[-40:]))
    return False
