"""What an action or a contingency says, besides when and who."""

import re

from casework.writing.owners import NAME, OWNER
from casework.writing.text import any_of, pattern, straight

CHILD = (
    r"(?:child|children|boys?|girls?|baby|twins?|siblings?|brothers?|sisters?|"
    r"young\s+person|him|her|he|she|them|"
    r"son|daughter|toddler)"
)
STOCK = pattern(
    r"(?:,\s|\s)?(?:in\s+order\s+)?(?:to|so\s+as\s+to|and)\s+(?:safeguard|promote|protect|"
    r"reduce|ensure|support|meet|improve|keep)\b"
    r"[^.;]*(?:safe(?:ty|guard\w*)?|wellbeing|well-being|welfare|risk|needs|outcomes|"
    r"harm|development)\b[^.;]*"
)
VAGUE_VERB = any_of(
    "support|engage|monitor|encourage|explore|promote|improve|address|strengthen|"
    "maintain|ensure|build|"
    "prioritise|reflect|consider|develop|facilitate|enhance|raise awareness|"
    "be mindful|continue|liaise|"
    "work with|work on|work towards|look at|think about|take on board|refrain|manage|"
    "understand|increase|"
    "reduce|stabilise|empower|foster|nurture|help|assist|embed|progress|respond|"
    "minimise|demonstrate|show insight|keep under review|be aware|be supervised|"
    "remain|adhere|cooperate|co-operate|comply|sustain|undertake|do work|"
    "offered to be there|feel|be happier|be safe|be met|be heard|be captured|"
    "be considered|have improved"
)
PRODUCT = pattern(
    r"\b(?:go(?:es)?\s+to\s+(?!bed)|lessons|letter|certificate|report|form|referral|refer(?:red|s)?\b|application|"
    r"apply|chart|note|copy|photo|minutes|agreement|"
    r"consent|passport|bed|curtains?|mattress|lock|alarm|skip|window|door|cleared|cot|"
    r"stair\s?gate|list|appointments?|dentist|"
    r"doctor|optician|medical|test(?:s|ed)?|jab|vaccination|immunis\w+|weigh\w*|"
    r"book(?:ed|s)?\b|register(?:ed)?|enrol\w*|attend(?:s)?\s+the\b|course|programme|"
    r"sessions?|group\b|club|school\s+place|place\s+at|ring|call|phone|text|email|"
    r"write|send|sent|give|take|takes|bring|collect|drive|fit|put\s+up|put\s+a|buy|"
    r"get\s+a|pay|sign(?:ed)?|file|complete\b|finish|hold|held|meet|meets|see|visit|"
    r"visits|read|ask|tell|show|count|score|tick|star|stars|"
    r"check\b|book|fill|clean|clear|mend|replace|circulated|submitted|done|chair|"
    r"arranged?|start(?:s)?\s+at|teach|watch|practise|film\w*|plot)\b"
)
COUNT = pattern(
    r"\b(?:\d+|once|twice|three|four|five|six|eight|ten|twelve|every|each|"
    r"no\s+more\s+than|at\s+least)\b"
)
ABSTRACT = pattern(
    r"\b(?:needs|wellbeing|well-being|attachment|attunement|wishes\s+and\s+feelings|"
    r"voice|impact|risk|safety|parenting|"
    r"self-esteem|confidence|resilience|identity|relationship|boundaries|routines|"
    r"conditions|trust|behaviours?|anger|awareness|insight)\b"
)
CONCRETE = pattern(
    r"\b(?:bed|bedroom|bedtime|school|nursery|teacher|football|swimming|mosque|church|"
    r"club|group|trip|story|breakfast|tea|dinner|lunch|"
    r"meals?|food|pyjamas|uniform|shoes|coat|glasses|inhaler|asthma|dentist|doctor|"
    r"optician|hospital|medical|counsell\w+|"
    r"play|playing|park|toys?|sleeps?|sleeping|nights?|birthday|friends?|mates|"
    r"passport|bath|hair|weight|weigh|gym|lessons?|homework|"
    r"reading|scooter|bike|garden|den|nan's|gran's|phone|chart|worries|feel|feels|"
    r"frightened|scared|hungry|settee|curtains|sit\s+with|ten\s+minutes|"
    r"young\s+carers|life\s+story)\b"
)
ADULTS = (
    r"(?:Mum|Dad|Mummy|Mother|Father|Parents?|Nan|Gran\w*|Auntie|Aunt|Uncle|Mrs?|Ms|"
    r"Miss|Dr|CAMHS|[A-Z]{2,}|"
    r"Housing|Health|Police|School|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday|Turning|Freedom|"
    r"January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Respect|Children)"
)
GIVEN = rf"(?-i:(?!{ADULTS}\b)[A-Z][a-z]+)"
FOR_CHILD = pattern(
    rf"\b(?:with|for|to|show|tell|ask|take|takes|see|sees|meet|give|gives|help|helps|"
    rf"teach|watch|weigh|let|collect|"
    rf"pick\s+up|bring|offered\s+to)\s+(?:(?:mum|dad)\s+and\s+)?(?:the\s+)?(?:{CHILD}|"
    rf"{GIVEN})\b(?!\s+\()"
)
SO_THAT = pattern(
    rf"\b(?:so(?:\s+that)?|because|which\s+means|this\s+means)\s+(?:the\s+)?(?:{CHILD}|"
    rf"they|(?-i:[A-Z][a-z]+))\b"
)
CHILD_DOES = pattern(
    rf"(?:^|[.;,]\s*)(?:the\s+)?(?:child|children|boys?|girls?|baby|twins?|siblings?|"
    rf"young\s+person)(?:'s)?\b"
    rf"|\b{GIVEN}\s+(?:to\s+be\s+(?:referred|seen|registered)|to\s+have|starts?|"
    rf"sleeps?|chose|picked|asked|wants|says?)\b"
)
CHILDS_OWN = pattern(
    rf"\b{GIVEN}'s\s+(?:\w+\s+)?(?:bed\w*|room|school|teacher|homework|chart|worries|"
    rf"day|bath|hair|inhaler|glasses|place|phone|mates|friends|sleep|"
    rf"nights?|tea|breakfast|football|club|hearing|teeth|weight|feed\w*|routine|uniform|own)\b"
)
THEIR_NEEDS = pattern(
    r"\b(?:cultural|identity|emotional|health|educational|dental|their|"
    r"children's)\b[^.;]*\bneeds\b[^.;]*\bmet\b"
)
NOT_A_CHILD = pattern(
    r"\b(?:alcohol|drinking|drugs?|substance|anger|landlord|boiler|"
    r"refer\s+the\s+family|supervised|prioritis\w+|family\s+group)\b"
)
ADULT = pattern(
    r"^(?:\W*)(?:mum|dad|mother|father|parents|step-?\w+|step-?father|ms|mr|mrs|karen|"
    r"steve|social\s+worker|sw|hv|fsw|isw|all|"
    r"professionals|agencies|we|the\s+family)\b"
)
PROCESS = pattern(
    r"\b(?:statutory\s+visits?|minutes|core\s+groups?|meetings?|conference|"
    r"share\s+information|information\s+sharing|monitor|"
    r"liaise|chronology|assessments?|report\b|legal|probation|hair[\s-]strand|"
    r"drug\s+test|court|plan\b|agreement|contact\s+arrangements|"
    r"file|circulated|procedures?|risk)\b"
)


def measurable(text: str) -> bool:
    """Could be told from outside: a product, an event, a count, an observable result."""
    plain = straight(text)
    core = STOCK.sub("", plain)
    first = re.search(
        rf"\b(?:to|will|shall|must|should|be)\s+(?:\w+ly\s+|not\s+|"
        rf"have\s+)*({VAGUE_VERB})\b",
        core,
        re.I,
    )
    vague = bool(first) or bool(re.match(rf"\W*{VAGUE_VERB}\b", core, re.I))
    product = bool(PRODUCT.search(core[first.end() :] if first else core))
    if vague:
        return product and bool(COUNT.search(core)) and len(core) > 90
    return product or bool(COUNT.search(core) and CONCRETE.search(core))


def child_focused(text: str) -> bool:
    """Done for or with the child, or says what will be different in the child's life."""
    core = STOCK.sub("", straight(text))
    score = 0.0
    score += 1.2 * bool(CONCRETE.search(core) or CHILDS_OWN.search(core))
    score += 1.0 * bool(SO_THAT.search(core))
    score += 1.0 * bool(FOR_CHILD.search(core))
    score += 1.0 * bool(CHILD_DOES.search(core) and not ADULT.search(core))
    score += 1.2 * bool(THEIR_NEEDS.search(core))
    score += 0.4 * bool(re.search(rf"\b{CHILD}\b", core, re.I))
    score -= 0.8 * bool(PROCESS.search(core))
    score -= 0.5 * bool(ABSTRACT.search(core))
    score -= 0.3 * bool(ADULT.search(core))
    score -= 0.8 * bool(NOT_A_CHILD.search(core) and not SO_THAT.search(core))
    return score > 0.8


VAGUE_TRIGGER = pattern(
    r"\bif\s+(?:the\s+)?(?:concerns?|risks?|things|matters|the\s+situation|"
    r"circumstances|issues|problems|there\s+(?:is|are)\s+(?:any|further|a\s+lack|"
    r"no\s+(?:progress|improvement|change|engagement|further)))\b[^,;.]*"
    r"(?:escalate|increase|continue|persist|deteriorate|improve|change|remain|arise|concern|worse)?"
)
TRIGGER = pattern(
    r"\b(?:if|when|should|unless|in\s+the\s+event|what\s+if|any\s+time|"
    r"as\s+soon\s+as)\b|(?:^|[.;]\s+)where\b|\b(?:\d+|one|two|three|four|five)\s+(?:missing|missed|failed|"
    r"positive)\b|=|->|→"
)
SOFT = pattern(
    r"\b(?:may|might|could|consider(?:ed)?|discuss(?:ed)?|review(?:ed)?|look\s+at|"
    r"think\s+about|explore|agree\s+the\s+most|as\s+appropriate|"
    r"appropriate\s+(?:action|response|channels)|if\s+(?:deemed\s+)?necessary|"
    r"if\s+required|where\s+necessary|usual\s+procedures?|"
    r"follow\s+the|robust|timely|escalated?|monitor|accordingly|to\s+be\s+agreed|"
    r"legal\s+options|legal\s+advice|consideration|step\s+in|hesitate|be\s+aware)\b"
)
STEP = pattern(
    r"\b(?:will|'ll|rings?|calls?|takes?|goes|stops?|moves?|writes?|refers?|stays?|"
    r"sees?|books?|starts?|holds?|asks?|leaves?|collects?|agree\s+the\s+children|"
    r"tells?|gives?|comes?|brings?)\b"
)
WHEN = pattern(
    r"\b(?:that\s+(?:day|night|week|evening)|same\s+day|within|by\s+(?:the\s+next|\d|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)|straight\s+away|"
    r"at\s+once|immediately|next\s+(?:day|morning)|on\s+\d|at\s+\d|from\s+that)\b"
)


def contingency_clear(text: str) -> bool:
    """A trigger anyone would recognise, a definite step, and who does it or when."""
    plain = straight(text)
    if not TRIGGER.search(plain) or VAGUE_TRIGGER.search(plain):
        return False
    soft = list(SOFT.finditer(plain))
    firm = STEP.search(plain) and (WHEN.search(plain) or _somebody(plain))
    definite = len(list(STEP.finditer(plain))) > len(soft)
    return bool(firm and definite)


def _somebody(text: str) -> bool:
    after = re.split(r",|=|\?", text, maxsplit=1)[-1]
    return bool(OWNER.search(after) or re.search(rf"\b{NAME}\s+(?:will|rings|calls|takes)", after))


OUTCOME = pattern(
    r"\bso\s+(?:that\s+)?(?:\w+\s+){0,2}(?:he|she|they|it|the\s+\w+|"
    r"(?-i:[A-Z][a-z]+))\b|\bpurpose\s+is\b|\bwe(?:'d|\s+would|'ll|\s+will)?\s+know\b|"
    r"\bwe\s+want\b|\bi\s+want\b|"
    r"\bneed\s+to\s+see\b|\bwould\s+see\b|\bthat's\s+the\s+measure\b|"
    r"\bfeels?\s+(?:any\s+)?safer\b|\bstop\s+\w+ing\b|\bonly\s+if\b|"
    r"\bto\s+be\s+(?:able|safe|settled|sleeping|happier)|\bdoesn't\s+lose\b|\bisn't\b|"
    r"\bis\s+(?:sleeping|eating|safe|happy|going)\b|"
    r"\bwhat\s+(?:has\s+)?changed\s+for\b|\bdifference\s+(?:for|to|this)\b|"
    r"\bwe're\s+looking\s+for\b|\bwhat\s+good\s+looks\s+like\b|"
    r"\bhas\s+gone\s+\w+\s+(?:weeks|nights|days)\b|\b\d+\s+nights\s+in\b"
)


def outcome_focused(text: str) -> bool:
    """Says what should be better or different for the child, or what we would see."""
    return bool(OUTCOME.search(straight(text)))


SPECIFIC = pattern(
    r"\b(?:which\s+\w+|record\s+on|on\s+roll|signed|note\s+of|goal\s+\d|visit\s+record|record\s+of|the\s+(?:two|three|four|five|six|"
    r"\d+)\s+\w+|police\s+reports?|chronology|management\s+decision|"
    r"name\s+against|date\s+and\s+a\s+name|\d+\s+actions|interpreter|"
    r"contingency\s+for|write\s+to|conference\s+reports?|trust|A&E|"
    r"from\s+20\d\d|saying\s+why|so\s+it\s+says|whether|case\s+note\s+of|section\s+\d|"
    r"page\s+\d|genogram\s+(?:to|with|showing)|letter\s+of|consent\s+form|"
    r"data\s+protection)\b"
)
UNCLEAR = pattern(
    r"\b(?:improve|strengthen(?:ed)?|ensure|evidence\s+impact|better|"
    r"voice\s+of\s+the\s+child\s+needs|brought\s+up\s+to|up\s+to\s+standard|sort|"
    r"shared\s+with|"
    r"learning|throughout|smart\s+plan|more\s+robust|be\s+clearer|quality|"
    r"actions\s+to\s+be\s+completed|recording)\b"
)


DEED = pattern(
    r"\b(?:rewrite|add|record|write|correct|complete|sign|date|attach|enter|list|remove|read|send|"
    r"ring|hold|file|scan|put|state|copy|give|ask|see|visit)\b"
)
WHICH_RECORD = pattern(
    r"\b(?:contingency|chronology|genogram|plan\s+of|assessment\s+of|decision|visits?|section\s+47|"
    r"minutes|case\s+notes?|letter|consent|risk\s+assessment|safety\s+plan|family\s+copy|review\s+of|"
    r"supervision\s+note|strategy|interview|core\s+group|form|invitation)\b"
)
WHICH_ONE = re.compile(r"\d|\b[A-Z][a-z]+['’]s?\b|\b(?:her|his|their)\s+\w+|\btwo\b|\beach\b")


def specific(text: str) -> bool:
    """Someone else could carry it out without asking what is meant."""
    plain = straight(text)
    named = len(list(SPECIFIC.finditer(plain)))
    named += bool(DEED.search(plain) and WHICH_RECORD.search(plain) and WHICH_ONE.search(plain))
    return named >= 1 + bool(UNCLEAR.search(plain)) and len(plain) > 40
