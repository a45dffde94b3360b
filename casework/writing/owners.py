"""Whether one person, by name or by role, is the one who must do it.

One relative, "parents", the foster carers and the young person count; "I" and, in supervision,
"you" count. A service, a team, all, we, and a passive with no doer do not; nor does whoever
something is done to.
"""

import re

from casework.writing.text import Span, any_of, pattern, sentences, straight

RELATIVE = any_of(
    "mum|mummy|mam|mom|mother|dad|daddy|father|step-?mum|step-?dad|step-?mother|"
    "step-?father|nan|nana",
    "nanny|nain|taid|gran|granny|grandma|grandmother|grandad|granddad|grandpa|"
    "grandfather|grandparents",
    "auntie|aunty|aunt|uncle|big brother|older brother|brother|older sister|sister|"
    "cousin|parents|both parents",
    "carer|carers|foster carers|foster carer|foster mum|foster dad|foster mother|"
    "foster father|godmother|godfather|mgm|mgf|pgm|pgf|partner|stepfather|stepmother|"
    "stepdad|stepmum|special guardians?|kinship carers?|adoptive parents|"
    "birth mother|birth father|birth mum|birth dad",
)
ROLE = any_of(
    "social worker|allocated worker|allocated social worker|s/w|sw|asw|worker|"
    "key worker|keyworker|health visitor|hv|school nurse|nurse|practice nurse|gp|"
    "doctor|dentist",
    "senco|sendco|teacher|class teacher|form tutor|head of year|head teacher|"
    "headteacher|head|deputy head|teaching assistant|ta|family support worker|fsw|"
    "family worker|family practitioner|early help worker|family help worker",
    "iro|independent reviewing officer|chair|conference chair|cp chair|cpc chair|"
    "team manager|tm|practice manager|pm|assistant team manager|atm|"
    "deputy team manager|dtm|service manager|sm|head of service|hos|manager|"
    "supervisor|supervising social worker|ssw|auditor|moderator|practice educator|"
    "advanced practitioner",
    "advocate|mentor|learning mentor|youth worker|youth offending worker|yot worker|"
    "yjs worker|yjs case manager|case manager|probation officer|offender manager|"
    "midwife|community midwife|paediatrician|psychologist|psychiatrist|therapist|"
    "play therapist|counsellor|solicitor|guardian|children's guardian|dsl|"
    "designated safeguarding lead|safeguarding lead|designated teacher",
    "police officer|officer|detective|inspector|sergeant|housing officer|"
    "support worker|contact supervisor|contact worker|contact centre worker|"
    "residential worker|residential keyworker|home manager|registered manager|"
    "personal adviser|personal advisor|pa|virtual school head|isw|"
    "independent social worker|cpn|community psychiatric nurse|mental health nurse|"
    "dietitian|dietician|speech therapist|speech and language therapist|"
    "occupational therapist|physiotherapist|recovery worker|drug worker|"
    "alcohol worker|substance misuse worker|idva|idva worker|domestic abuse worker|"
    "assistant|student social worker|administrator|admin officer|practitioner|"
    "consultant|interpreter|attendance officer|ewo|education welfare officer|"
    "nursery manager|nursery worker|childminder|landlord|judge|coordinator|"
    "co-ordinator|missing coordinator|lead professional|lado|young person|yp|"
    "principal social worker|psw|quality assurance manager|missing worker|rhi worker|"
    "child protection chair|legal adviser|lawyer|data protection officer|tutor|coach|"
    "imam|priest|vicar|minister|neighbour",
)
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|DS|DI|Sgt|Sister|Rev|Imam|Auntie|Aunty|Aunt|Uncle|Nan|"
    r"Nana|Nanny|Gran|Granny|Grandma|Grandad|Cousin)"
)
NAME = rf"(?:{TITLE}\.?\s+)?[A-Z][a-zà-öø-ÿ'’-]+(?:\s+(?:[A-Z][a-zà-öø-ÿ'’-]+|[A-Z]\b\.?)){{0,2}}"
NOBODY = any_of(
    "all|everyone|everybody|anyone|someone|somebody|we|they|it|this|that|there|"
    "family|the family|families|professionals|services|agencies|network|staff|team|"
    "members",
    "school|college|nursery|camhs|housing|police|health|education|"
    "children's services|children’s services|social care|csc|local authority|la|"
    "the local authority|probation|business support|legal|hospital|surgery|ambulance|"
    "council|department|yjs|yot|mash|early help|court|nspcc|core group|group",
    "refer|liaise|arrange|discuss|attend|speak|talk|send|make|ask|book|check|chase|share|"
    "provide|offer|obtain|seek|request|write|read|listen|respond|add|put|move|start|stop|keep|"
    "ring|call|email|text|meet|see|look|try|agree|use|record|identify|explain|invite|promote|"
    "encourage|reduce|improve|strengthen|develop|prepare|follow|get|give|take|bring|find|set|note|"
    "confirm|clarify|establish|assess|address|apply|complete|undertake|facilitate|upload|close|"
    "core|statutory|direct|weekly|initial|final|joint|key|social|care|case|life|home|"
    "house|placement|provision|siblings|children|the children|young people|contact|"
    "action|actions|plan|plans|minutes|update|chronology|genogram|assessment|report|"
    "referral|meeting|review|visits|visit",
    "timescale|what|who|how|when|where|why|if|once|after|before|during|following|as|"
    "in|on|at|by|for|from|with|to|and|or|but|then|also|need|needs|ensure|consider|"
    "continue|complete|please|outcome|goal|target|purpose|voice|supervision|"
    "conference|passport|application|work|support|monitor|explore|not|no|any|each|"
    "every|both|these|those|some|more|further|step|learning|child|unborn|baby|risk|"
    "concerns|concern|education|physical|emotional|cultural|identity|parenting|"
    "capacity|safe|safety|multi-agency|interview|return|missing|episodes",
)
VERB = (
    r"(?:will\s+not|won't|not\s+to|will|'ll|shall|must|has\s+to|have\s+to|needs?\s+to|"
    r"should|is\s+to|are\s+to|to|has\s+agreed\s+to|have\s+agreed\s+to|agrees?\s+to|"
    r"has\s+offered\s+to|is\s+going\s+to|are\s+going\s+to|can|may|has\s+agreed|"
    r"agreed\s+to|is\s+responsible\s+for|responsible\s+for)"
)
DONE = any_of(
    "made|sent|held|given|seen|done|put|kept|set|met|told|taken|written|found|"
    "brought|shown|heard|paid|read|shared|left|got|drawn|begun|chosen|driven|sought|"
    "undertaken|overseen"
)
PASSIVE = (
    rf"(?:be|been|get|have\s+been|is\s+being)\s+(?:\w+ly\s+|not\s+|also\s+)*(?:\w+ed|"
    rf"{DONE}|\w+en)\b"
)
SPEAKS = r"(?:conversations?|meetings?|discussions?|talks?|chats?|calls?|sessions?|words?)"
RECEIVES = (
    rf"(?:have|be|receive|experience|feel|benefit)\b(?!\s+(?:\w+\s+){{0,3}}{SPEAKS}\b)"
    rf"(?!\s+(?:\w+\s+){{0,4}}(?:\w{{3,}}ed|{DONE})\b)"
)
DOES = pattern(
    rf"(?P<who>[^,;:.()]*?(?:\([^)]*\)|,[^,;:]{{1,60}},|,\s*(?=will|to\b))?)\s*(?:\b|"
    rf"(?<=['’]))(?P<verb>{VERB})\s+(?P<rest>.{{0,80}})"
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
    r"\b[Yy]ou(?:['’]ll|\s+(?:to|will|are\s+to|need\s+to|must|agreed\s+to))\b|"
    r"^[Yy]ou\s+to\b"
)
OWNER = re.compile(rf"(?i:\b(?:{ROLE}|{RELATIVE}))\b")
NAMED = re.compile(NAME)
INITIALS = re.compile(r"(?!(?:LA|EH|CP|DV|DA|MH|TV|UK|ID|YJ|CE|QA|IT|HR|AP|EP)\b)[A-Z]{2}")
NOT_OWNER = re.compile(rf"^(?:{NOBODY})$", re.IGNORECASE)
MONTHS = re.compile(
    r"^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Sept|Oct|Nov|Dec|January|February|"
    r"March|April|August|September"
    r"|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday|Mon|Tue|Tues|Wed|Weds|Thu|Thurs|Fri|Sat|Sun|Easter|Christmas|Ramadan|"
    r"Eid)s?$"
)
SENTENCE_VERB = re.compile(
    rf"^\s*(?P<who>{NAME}|(?i:(?:the\s+)?(?:{ROLE}|{RELATIVE})))(?:\s+and\s+(?:{NAME}|"
    rf"(?i:{RELATIVE})))?"
    r"(?:\s*\([^)]*\))?\s+(?!(?:is|was|has|needs|starts|does|likes|says|wants|feels|"
    r"remains|continues|lives|appears)\b)(?P<verb>[a-z]+(?:s|"
    r"es))\b(?!['’])(?=\s+(?:[A-Z]|the|a|an|his|her|him|them|their|it|with|to|on|in|"
    r"at|up|off|for|from|out|round|back|over|when|every|each|and|all|\d))"
)


def owners(text: str) -> list[Span]:
    """Each person the text makes responsible."""
    return list(_owners(text))


def _owners(text: str):
    for sentence in sentences(text):
        said = straight(sentence.words)
        for found in (_doer(said), *_others(said)):
            if found:
                start, end = sentence.start + found.start, sentence.start + found.end
                yield Span(start, end, text[start:end])


def _others(said: str):
    for form in (ME, YOU):
        if match := form.search(said):
            yield Span.of(match)
    past = HAS_BEEN.search(said)
    for form in (AGENT, WHO, AT_START, AT_END, SENTENCE_VERB):
        if form is AGENT and past:
            continue
        for match in form.finditer(said):
            group = "who" if match.group("who") else "in"
            if is_person(match.group(group)):
                yield Span.of(match, group)


HAS_BEEN = pattern(r"\b(?:was|were|has\s+been|have\s+been|had\s+been)\b(?!.*\b(?:to|will|must)\b)")


def _doer(said: str) -> Span | None:
    """Who stands before the first verb of duty that is not a passive."""
    for match in DOES.finditer(said):
        rest = match.group("rest")
        if re.match(PASSIVE, rest, re.IGNORECASE):
            continue
        who = subject(match.group("who"))
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
