"""What an assessment or an interview says of a child: their words, their days, harm over time."""

import re
from itertools import pairwise

from casework.writing.checks.lists import word_lists
from casework.writing.checks.text import any_of, any_word, either, pattern, sentences, straight

WORDS = word_lists(__file__)

ADULT_SAYS = either(WORDS["adult_says"])
QUOTED = re.compile(r"(?<!\w)['\"]([^'\"\n]{3,}(?:'\w[^'\"\n]*)*)['\"](?!\w)")
SAYS = any_of(*WORDS["says"])
WISH = pattern(
    r"\b(?:he|she|they|(?-i:[A-Z][a-z]+))(?:'s|\s+has|\s+have|"
    r"'d)?\s+(?:\w+\s+){0,2}?(?:wants?|wanted|would\s+like|wish(?:es|ed)?|hopes?|"
    r"hates?|loves|likes|prefers?|"
    r"feels?|misses|is\s+(?:scared|afraid|proud|worried|frightened|excited|happy|sad)|"
    r"expressed\s+a\s+wish|thinks|dreams|doesn't\s+(?:want|like|trust)|believes?)\b"
)
TOLD = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|Nan|Gran|Auntie|Aunt|Uncle|School|Police|Staff|"
    r"Parents|Carers?|Worker|Form|"
    r"Neighbours)[A-Z][a-z]+))\s+(?:\(\d+\)\s+)?(?:has\s+)?(?:also\s+)?"
    r"(?:told|said|says|asked|wrote|drew|showed|nodded|shook|cried|shared|explained|"
    r"underlined|whispered|puts?\s+it)\b"
)
ASKS_FOR = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|Nan|Gran|School|Parents|We|I)[A-Z][a-z]+))\s+"
    r"(?:wants?|wanted|would\s+like|wish(?:es|ed)?|hopes?|expressed\s+a\s+wish)\s+(?:to|his|her|"
    r"their|the|a|more|mum|dad|(?-i:[A-Z])\w+)\b"
)
BEHAVES = any_word(WORDS["behaves"])
MADE = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|Nan|Gran|School|Police|Parents)[A-Z][a-z]+))\s+"
    r"(?:\(\d+\)\s+)?(?:drew|wrote|painted|typed|texted|signed|acted\s+out|"
    r"banged|pointed|(?:has\s+)?asked\s+\w+\s+\w+\s+(?:whether|if|why|when))\s+(?:\w+\W+){2,}"
)
SAID_THIS = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|Nan|Gran|School|Police|Parents|Mother|Father)[A-Z][a-z]+))\s+"
    r"(?:\(\d+\)\s+)?(?:said|says|types|typed|wrote|told\s+\w+|calls\s+\w+)\s*:?,?\s*['\"](?:\w+\W+){2,}|"
    r"(?:^|[.!?:]\s+)['\"](?:i|my|me|when|they|it's)\b"
)
REPORTED = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|Nan|Gran|Auntie|Aunt|Uncle|School|Police|Staff|Parents|"
    r"Mother|Father|Carers?|Worker|It)[A-Z][a-z]+))\s+(?:\(\d+\)\s+)?(?:said|says|told\s+\w+|"
    r"explained|thinks)\s+(?:that\s+)?(?:he|she|they|there|it|nobody|no|his|her|the)\s+"
    r"(?!(?:was|is)\s+(?:fine|ok|okay|alright|good)\b)(?:[\w'’]+\W+){2,}"
)
ADULT_BEFORE = pattern(
    r"\b(?:(?:step)?(?:mum|dad|mother|father)|parents?|carers?|nan|gran\w*|uncle|aunt\w*|"
    r"teacher|worker|partner|m[rs]s?)\b[^.!?]*$"
)
NO_CONTENT = any_word(WORDS["no_content"])


def child_voice(text: str) -> bool:
    """The child's own words, views or wishes; for one who does not speak, behaviour."""
    plain = straight(text)
    score = 0.0
    quotes = [quote for quote in QUOTED.finditer(plain) if len(quote.group(1).split()) >= 3]
    theirs = [quote for quote in quotes if not _an_adults(plain, quote)]
    score += 1.4 * bool(theirs or SAID_THIS.search(plain))
    score += 0.7 * bool(TOLD.search(plain))
    score += 0.8 * bool(WISH.search(plain)) + 0.4 * bool(ASKS_FOR.search(plain))
    score += 0.6 * min(2, _count(BEHAVES, plain)) + 1.1 * bool(MADE.search(plain))
    score += 1.1 * any(_the_childs(plain, quote) for quote in REPORTED.finditer(plain))
    score -= 1.0 * bool(NO_CONTENT.search(plain))
    return score > 1.0


def _the_childs(text: str, report) -> bool:
    """Not of the adult the sentence began with, or the one before where it has no name."""
    before = text[max(0, report.start() - 60) : report.start()]
    return not ADULT_BEFORE.search(re.sub(r"[.!?]\s*$", "", before))


def _an_adults(text: str, quote) -> bool:
    before = text[max(0, quote.start() - 45) : quote.start()]
    around = f"{before} # {text[quote.end() : quote.end() + 45]}"
    near = re.search(
        rf"\b(?:{SAYS})\s+(?:his|her|their|the|my)?\s*(?:{ADULT_SAYS})\b|"
        rf"\b(?:{ADULT_SAYS})\s+(?:{SAYS}|agreed)\b",
        around,
        re.I,
    )
    return bool(near)


DAILY = any_word(WORDS["daily"])
FORMAL = any_word(WORDS["formal"])
HABIT = any_word(WORDS["habit"])
PERIOD = any_word(WORDS["period"])
EFFECT = any_word(WORDS["effect"])
LIKELY = any_word(WORDS["likely"])
ONLY_LABEL = any_word(WORDS["only_label"])
WHO_HELPS = any_word(WORDS["who_helps"])
LOWERS = any_word(WORDS["lowers"])
MUST_CHANGE = any_word(WORDS["must_change"])
EMPTY_CHANGE = any_word(WORDS["empty_change"])
SIBLING = any_word(WORDS["sibling"])
BETWEEN = any_word(WORDS["between"])
EMPTY_SIBLINGS = any_word(WORDS["empty_siblings"])
HERITAGE = any_word(WORDS["heritage"])
MEANS = any_word(WORDS["means"])
EMPTY_IDENTITY = any_word(WORDS["empty_identity"])


def _count(form, text) -> int:
    return len({match.group().lower() for match in form.finditer(text)})


DOES = pattern(
    r"\b(?:he|she|they|(?-i:(?!Mum|Dad|School|Police|Parents|This|There|Mr|Mrs|Ms)[A-Z][a-z]+))"
    r"(?:\s+\w+ly|\s+(?:also|still|always|never|then|often))?\s+"
    r"(?!(?:is|was|has|says|does|wants|needs|feels|attends|presents|requires|reports|states|"
    r"engages|remains|continues)\b)[a-z]{2,}s\b"
)


def lived_experience(text: str) -> bool:
    """What an ordinary day, night or place is like from where the child stands."""
    plain = straight(text)
    days = " ".join(
        sentence.words for sentence in sentences(plain) if not MUST_CHANGE.search(sentence.words)
    )
    cues = _count(DAILY, days) + _count(HABIT, days) + min(2, _count(DOES, days))
    against = _count(FORMAL, days) + _count(LIKELY, days) / 2
    return cues - against >= min(4, max(2, len(days.split()) // 10))


def cumulative_impact(text: str) -> bool:
    """Repeated or long harm tied to its effect on this child."""
    plain = straight(text)
    return (
        bool(PERIOD.search(plain)) and _count(EFFECT, plain) >= 1 and not ONLY_LABEL.search(plain)
    )


def risk_analysis(text: str) -> bool:
    """Reasons about harm: what might happen, to whom, how likely, under which conditions."""
    plain = straight(text)
    return _count(LIKELY, plain) >= 1 and not ONLY_LABEL.search(plain)


def protective_factors(text: str) -> bool:
    """A certain person, act or condition that lowers the risk, and how it helps: said of now, in
    one sentence or in the next, not of what has to be."""
    return _together(straight(text), WHO_HELPS, LOWERS)


def _together(text: str, first_form: re.Pattern, second_form: re.Pattern) -> bool:
    kept = ["" if MUST_CHANGE.search(part.words) else part.words for part in sentences(text)]
    pairs = (f"{first} {second}" for first, second in pairwise([*kept, ""]))
    return any(first_form.search(pair) and second_form.search(pair) for pair in pairs)


def change_needed(text: str) -> bool:
    """What has to be different, as behaviour or circumstances."""
    plain = straight(text)
    return bool(MUST_CHANGE.search(plain)) and not EMPTY_CHANGE.search(plain)


NAME = re.compile(
    r"(?<=[a-z,;:'] )(?<!Mr )(?<!Mrs )(?<!Ms )(?<!Miss )(?<!Dr )(?<!Auntie )(?<!Aunt )(?<!Uncle )"
    r"(?!Mum|Dad|Nan|Gran|Auntie|Aunt|Uncle|Mr|Mrs|Miss|Ms|Dr|School|Police|Step|Year|"
    r"[A-Z][a-z]+day\b|Welsh|Polish|English|Muslim|Black|White|Roma|Houses?|Tata|Baba)"
    r"[A-Z][a-z]{2,}\b"
)


def _names(text: str) -> set[str]:
    """First names in the middle of a sentence, of no adult the words say is one."""
    return set(NAME.findall(text))


def siblings_relationships(text: str) -> bool:
    """What the child and brothers or sisters are to each other, or how their lives differ."""
    plain = straight(text)
    now = " ".join(
        sentence.words for sentence in sentences(plain) if not MUST_CHANGE.search(sentence.words)
    )
    children = SIBLING.search(now) or len(_names(now)) > 1
    return bool(children and BETWEEN.search(now)) and not EMPTY_SIBLINGS.search(plain)


def identity_culture(text: str) -> bool:
    """What heritage, faith, language, disability or a sense of self means in the child's life."""
    plain = straight(text)
    return bool(HERITAGE.search(plain) and MEANS.search(plain)) and not EMPTY_IDENTITY.search(plain)
