"""What an action or a contingency says, besides when and who."""

import re

from casework.writing.checks.lists import word_lists
from casework.writing.checks.owners import NAME, OWNER
from casework.writing.checks.text import any_of, any_word, either, pattern, straight

WORDS = word_lists(__file__)

CHILD = either(WORDS["child"])
STOCK = pattern(
    r"(?:,\s|\s)?(?:in\s+order\s+)?(?:to|so\s+as\s+to|and)\s+(?:safeguard|promote|protect|"
    r"reduce|ensure|support|meet|improve|keep)\b"
    r"[^.;]*(?:safe(?:ty|guard\w*)?|wellbeing|well-being|welfare|risk|needs|outcomes|"
    r"harm|development)\b[^.;]*"
)
VAGUE_VERB = any_of(*WORDS["vague_verb"])
PRODUCT = any_word(WORDS["product"])
COUNT = any_word(WORDS["count"])
ABSTRACT = any_word(WORDS["abstract"])
CONCRETE = any_word(WORDS["concrete"])
ADULTS = either(WORDS["adults"])
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
NOT_A_CHILD = any_word(WORDS["not_a_child"])
ADULT = pattern(
    r"^(?:\W*)(?:mum|dad|mother|father|parents|step-?\w+|step-?father|ms|mr|mrs|"
    r"social\s+worker|sw|hv|fsw|isw|all|"
    r"professionals|agencies|we|the\s+family)\b"
)
PROCESS = any_word(WORDS["process"])


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
SOFT = any_word(WORDS["soft"])
STEP = any_word(WORDS["step"])
WHEN = any_word(WORDS["when"])


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
    r"\bneed\s+to\s+see\b|\bwould\s+see\b|"
    r"\bfeels?\s+(?:any\s+)?safer\b|\bstop\s+\w+ing\b|\bonly\s+if\b|"
    r"\bto\s+be\s+(?:able|safe|settled|sleeping|happier)|\bisn't\b|"
    r"\bis\s+(?:sleeping|eating|safe|happy|going)\b|"
    r"\bwhat\s+(?:has\s+)?changed\s+for\b|\bdifference\s+(?:for|to|this)\b|"
    r"\bwe're\s+looking\s+for\b|\bwhat\s+good\s+looks\s+like\b|"
    r"\bhas\s+gone\s+\w+\s+(?:weeks|nights|days)\b|\b\d+\s+nights\s+in\b"
)


WHOSE = rf"(?:(?:the\s+)?(?:{CHILD})|{GIVEN}|he|she|they)"
IN_THEIR_LIFE = (
    r"eats?|sleeps?|sees?|goes|gets?\s+(?:to|up)|walks?|plays?|wakes?|reads?|rings?|sits?|swims?|"
    r"wears?|washes|grows?|gains?|attends?|comes?\s+home|lives?|keeps?|knows?|hears?|stays?|"
    r"arrives?|trusts?|feels?|laughs?|spends?|can|(?:is|are)\s+(?:in|at|back|home|safe|settled)|"
    r"(?:has|have)(?!\s+(?:not|never|been|no\s+record))|"
    r"saying|eating|sleeping|seeing|going|playing|walking|sitting|gaining|attending"
)
BECOMES = pattern(
    rf"\b{WHOSE}(?:'ll|'d|\s+will|\s+would|\s+should|\s+to)\s+have\s+(?:\w+ly\s+)?\w+(?:ed|en|ne|ld|nt|pt|d)\b"
    rf"|\b{WHOSE}\s+(?:should|shd|shld)\s+b(?:e)?\s+\w+in(?:g)?\b"
    r"|\b(?:it|hair|weight|attendance)\s+should\s+be\s+\w+ing\b"
    r"|\b(?:success|good\s+enough|better)\s+(?:is|means|looks\s+like)\b"
    r"|\bknow\s+(?:it\s+(?:has|had)\s+)?work(?:ed|s)?\b|\bit\s+(?:has|had)\s+worked\s+if\b"
    r"|\bneed\s+to\s+know\b[^.;]*\b(?:been|have|has)\b"
)
LIVES = pattern(rf"(?:^|[.;:]\s*|\b(?:and|review)\s+){WHOSE}\s+(?:\w+ly\s+)?(?:{IN_THEIR_LIFE})\b")


def outcome_focused(text: str) -> bool:
    """Says what should be better or different for the child, or what we would see: in words of
    purpose, as what they will have done, or as their day will then be (Ellis eats with his
    brother)."""
    plain = straight(text)
    return any(way.search(plain) for way in (OUTCOME, BECOMES, LIVES))


SPECIFIC = any_word(WORDS["specific"])
UNCLEAR = any_word(WORDS["unclear"])


DEED = any_word(WORDS["deed"])
WHICH_RECORD = any_word(WORDS["which_record"])
WHICH_ONE = re.compile(r"\d|\b[A-Z][a-z]+['’]s?\b|\b(?:her|his|their)\s+\w+|\btwo\b|\beach\b")


def specific(text: str) -> bool:
    """Someone else could carry it out without asking what is meant."""
    plain = straight(text)
    named = len(list(SPECIFIC.finditer(plain)))
    named += bool(DEED.search(plain) and WHICH_RECORD.search(plain) and WHICH_ONE.search(plain))
    return named >= 1 + bool(UNCLEAR.search(plain)) and len(plain) > 40
