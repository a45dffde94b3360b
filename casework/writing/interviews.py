"""What a return home interview explores, what it leads to, and the names it holds."""

import re

from casework.writing.dates import MONTH, WEEKDAY
from casework.writing.jargon import EVERYDAY
from casework.writing.text import Span, pattern, straight

WHY = pattern(
    r"\b(?:because|as\s+(?:he|she|they)'?d?|row|argu\w+|push|pull|told\s+off|"
    r"locked\s+out|couldn't\s+face|asked\s+and\s+been\s+told\s+no|been\s+told|"
    r"wanted\s+to|to\s+see|fed\s+up|"
    r"dropped\s+from|cancelled|bored|didn't\s+want\s+to\s+go\s+home|every\s+time|"
    r"to\s+watch|for\s+a\s+party|there\s+was\s+a\s+(?:fair|party)|met\s+online|"
    r"dropping\s+something)\b"
)
WHERE = pattern(
    r"\b(?:(?-i:[A-Z]\w+)\s+(?:Street|Road|Lane|Close|Court|House|Avenue|Terrace|Park|"
    r"Common|Gardens|Square|Way|Drive|Estate|View|Station|Infirmary|Hospital|Sands|"
    r"Lock)|"
    r"at\s+(?:his|her|a|the|(?-i:[A-Z]\w+'s))\s+\w+|round\s+(?-i:[A-Z]\w+)|went\s+to|"
    r"gone\s+to|stayed\s+(?:at|in)|slept\s+(?:in|at)|got\s+as\s+far\s+as|"
    r"found\s+(?:by|at|in)|estate|station|hotel|flat\b|nan's|dad's|caravan|skate\s*park|arcade|"
    r"(?:train|bus|taxi|lift|coach|tram|walked|drove|went|got|rode)\s+(?:\w+\s+){0,3}to\s+(?-i:[A-Z])\w+)\b"
)
WITH = pattern(
    r"\b(?:with\s+(?!friends\b|others\b|peers\b|(?:the\s+)?(?:worker|interviewer|"
    r"police))(?:him\s+were\s+|her\s+were\s+)?(?-i:[A-Z])\w+|a\s+(?:girl|boy|man|lad|"
    r"woman|porter)\s+called|boyfriend|his\s+name|friend\s+(?-i:[A-Z])\w+|"
    r"(?-i:[A-Z]\w+)'s\s+(?:brother|dad|mum|mate|friend|cousin)|two\s+other\s+boys|"
    r"asked\s+him\s+in|an?\s+older|man\s+did|met\s+(?:dad|(?-i:[A-Z])\w+))\b"
)
TRAVEL = pattern(
    r"\b(?:walk\w*|cycled|bike|bus|train|metro|tram|taxi|cab|uber|lift|drove|drives?|"
    r"driven|car\b|van\b|transit|corsa|fiesta|scooter|e-scooter|coach|picked\s+(?:her|"
    r"him|them)\s+up|collected|jumps)\b"
)
HAPPENED = pattern(
    r"\b(?:played|watched|drank|drink|vodka|smoked|slept|sleeping|party|"
    r"had\s+(?:chips|sex)|pictures|film|fight|ran|stayed\s+till|brushing|bought|paid|"
    r"puncture|went\s+on|cried|took\s+(?:his|her)|sat\s+in|gets\s+food)\b"
)
PARTS = (WHY, WHERE, WITH, TRAVEL, HAPPENED)
HARM = pattern(
    r"\b(?:sex|implant|touched|photographs?|pictures\s+of|naked|camera|pregnan\w*|"
    r"sore|bruise|hurt\s+him|hurt\s+her|hit\s+(?:him|her)|hit\s+me|cut\s+(?:over|on)|"
    r"knife|weapons?|blade|"
    r"drugs?|weed|cannabis|vodka|sniff|ket|balloon|drunk|drink\b|wraps|dealing|"
    r"county\s+lines|owes?|owed|debt|money|£\d+|pay\b|paid\s+ricky|work\s+ten|"
    r"takes?\s+(?:his|her|their)\s+(?:phone|shoes)|took\s+(?:his|her)\s+(?:phone|"
    r"shoes)|"
    r"online|messag\w+|snap\w*|blocked|robux|accounts?|gifts?|threaten\w*|scared|"
    r"hurt\b|paracetamol|pills|overdose|self[-\s]harm|unsafe|not\s+safe|puppy|"
    r"approach\w*|lift\s+home|made\s+(?:her|him|them)\s+do|given\s+anything|carry|carried|vapes?|"
    r"gave\s+(?:her|him|them)\s+\w+|injur\w+|forced|older\s+(?:men|man|lads?|boys)|gang|"
    r"hurt\s+(?:her|him|them)|do\s+anything|touch\w*)\b"
)
ASKED = pattern(
    r"\b(?:i\s+asked|asked\s+(?:if|whether|about|who|did|was)|she\s+said|he\s+said|"
    r"says?|told\s+me|showed\s+me|nodded|shook\s+(?:his|her)|denied|hasn't|"
    r"hasn't\s+ever|didn't\s+want\s+to\s+say|wouldn't\s+say|would\s+not\s+say)\b"
)
NOT_ASKED = pattern(
    r"\b(?:no\s+concerns\s+(?:identified|noted)|screening\s+tool\s+completed|leaflet|"
    r"advice\s+given|reminded\s+of\s+the\s+risks|"
    r"safeguarding\s+concerns\s+were\s+discussed|fully\s+explored|"
    r"no\s+push\s+or\s+pull)\b"
)
LEADS_TO = pattern(
    r"\b(?:for\s+(?:the\s+)?plan|plan\s*:|to\s+go\s+in(?:to)?\s+(?:the\s+)?plan|"
    r"plan\s+should|actions?\s*:|next\s+steps?\s*:|recommend(?:ation|ed)s?\s*:?|"
    r"agreed\s*:|what\s+will\s+change|to\s+add\s+to\s+(?:the\s+)?plan)"
)
STEPS = pattern(
    r"\b(?:police\s+(?:to|told)|strategy\s+meeting\s+(?:today|tomorrow)|to\s+(?:see|"
    r"meet|ring|write|ask|go|hold|be\s+put|agree|carry)|told\s+today|today|"
    r"this\s+week|stop(?:s)?\s+now|handle\s+to|form\s+today|"
    r"isn't\s+cancelled|kept\s+free|rings?\s+the\s+home|tells?\s+(?:her|him)|"
    r"school\s+nurse|solicitor|hospital\s+security)\b"
)
EMPTY_STEPS = pattern(
    r"\b(?:upload|continue\s+to\s+monitor|share[d]?\s+with\s+(?:the\s+)?(?:sw|"
    r"social\s+worker)|update\s+the\s+(?:trigger\s+plan|risk\s+assessment)|"
    r"no\s+further\s+action|to\s+be\s+discussed|for\s+info|will\s+be\s+fed\s+into)\b"
)


ACTS = pattern(
    r"\b(?:i\s+(?:have|will|am\s+going\s+to)\s+(?:asked?|told?|tell|rung|ring|written|write|sent|"
    r"send|referred|refer|requested|put|add|move)|i've\s+(?:asked|told|rung|written|sent|referred)|"
    r"i'll\s+(?:ask|tell|ring|write|send|put|add)|"
    r"(?:should|must|needs?\s+to)\s+(?:be\s+)?(?:told|asked|moved|changed|added|put|offered|given|"
    r"sent|collected|met|know|see|ring|visit|stop|change|move)|"
    r"(?:manager|placement|police|carers?|school|worker|mum|dad|officer|(?-i:[A-Z])\w+)\s+to\s+"
    r"(?:agree|ask|ring|meet|move|change|put|add|offer|visit|write|arrange|tell|check|collect|"
    r"speak|take|see|hold|book|pick))\b"
)


def circumstances_explored(text: str) -> bool:
    """Real content on two or more of why, where, with whom, how they travelled, what happened."""
    plain = straight(text)
    return sum(bool(part.search(plain)) for part in PARTS) >= 3 or (
        bool(WHERE.search(plain)) and sum(bool(part.search(plain)) for part in PARTS) >= 2
    )


def safeguarding_explored(text: str) -> bool:
    """Harm was asked about or told, and the answer, even a refusal, is there."""
    plain = straight(text)
    kinds = {one.group().lower() for one in HARM.finditer(plain)}
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
    r"\b(?:Flat\s+\d+\w?,\s*)?(?:\d+\w?\s+)?[A-Z][\w'’]+(?:\s+[A-Z][\w'’]+)*\s+(?:Street|"
    r"St|Road|Rd|Lane|Close|Court|House|Avenue|Ave|Terrace|Park|Common|Gardens|Square|"
    r"Way|Drive|"
    r"Estate|estate|View|Infirmary|Hospital|Sands|Lock|lock|[Ss]tation|"
    r"coach\s+station|hand\s+car\s+wash|car\s+wash|Hotel|Inn|Arms|Centre|Mall|Yard|"
    r"Bridge|Beach|Hill|Green|Quay|Tower|Towers|Point)\b"
)
VEHICLE = re.compile(
    r"\b(?:(?:a|an|the)\s+)?(?P<it>(?:(?:white|black|blue|red|grey|gray|silver|green|"
    r"yellow|old|dark|light)\s+)*(?:[A-Z][a-z]+\s+)?(?:Transit|Sprinter|Corsa|Fiesta|"
    r"Golf|Polo|Astra|Focus|Clio|Audi|BMW|Mercedes|Range\s+Rover|Vauxhall|Ford|Seat|"
    r"Corolla|Vito|Berlingo|Civic|Micra|Punto|Fiat|Toyota|Nissan|Kia|"
    r"Merc)(?:\s+[A-Z]?\d\w*)?(?:\s+van)?|motor\s?home|cab\s+from\s+[A-Z]\w+)\b"
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
PRO = re.compile(
    r"\b(?:social\s+worker|police|DS|DC|PC|DI|IRO|solicitor|teacher|nurse|worker|Miss|"
    r"Dr|GP|interviewer|keyworker|Notes|Worker|Carers?|Staff|officer)\s+(?:Mr\s+|"
    r"Mrs\s+|Ms\s+)?$"
)
NOT_NAMES = frozenset(
    [
        "The",
        "He",
        "She",
        "They",
        "I",
        "It",
        "His",
        "Her",
        "Mum",
        "Dad",
        "Nan",
        "Gran",
        "Grandad",
        "Auntie",
        "Uncle",
        "Brother",
        "Sister",
        "Police",
        "School",
        "Carer",
        "Carers",
        "Worker",
        "Staff",
        "Young",
        "Interview",
        "Form",
        "Push",
        "Pull",
        "Action",
        "Actions",
        "Plan",
        "PLAN",
        "Seen",
        "Told",
        "Found",
        "No",
        "Not",
        "There",
        "Two",
        "We",
        "You",
        "When",
        "Then",
        "At",
        "In",
        "On",
        "As",
        "After",
        "Before",
        "If",
        "And",
        "But",
        "So",
        "Through",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Christmas",
        "Easter",
        "Snap",
        "Snapchat",
        "Instagram",
        "TikTok",
        "WhatsApp",
        "Facebook",
        "PlayStation",
        "Greggs",
        "McDonalds",
        "Spider",
        "Pashto",
        "English",
        "Notes",
        "Home",
        "Advice",
        "Info",
        "Safeguarding",
        "Discussed",
        "Pattern",
        "Taken",
        "Legal",
        "Neighbours",
        "Everyone",
        "Someone",
        "Nobody",
        "Nothing",
        "Recommendations",
        "EDT",
        "IRO",
        "NRM",
        "RHI",
        "CSE",
        "SW",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Well",
        "This",
        "That",
        "What",
        "Where",
        "Who",
        "How",
        "Why",
        "Because",
        "One",
        "Mr",
        "Mrs",
        "Ms",
        "Told",
    ]
)


def names_places_intel(text: str, child: str = "") -> list[Span]:
    """Names, places, vehicles, accounts and numbers, in the order of the text, each once."""
    plain = straight(text)
    home = child or _child_of(plain)
    found = [
        *_all(PLACE, plain), *_all(VEHICLE, plain, "it"), *_all(PLATE, plain), *_all(HANDLE, plain),
        *_all(PHONE, plain), *_all(NICKNAME, plain), *_people(plain, home),
    ]  # fmt: skip
    kept: list[Span] = []
    seen: set[str] = set()
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        words = text[one.start : one.end]
        if (not kept or one.start >= kept[-1].end) and words.lower() not in seen:
            kept.append(Span(one.start, one.end, words))
            seen.add(words.lower())
    return kept


def _all(form, text: str, group=0):
    return (Span.of(one, group) for one in form.finditer(text))


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
