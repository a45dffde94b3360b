"""Words a parent new to children's services would not know, and what they mean in plain words."""

import re
import tomllib
from functools import cache
from pathlib import Path

from casework.writing.checks.lexicon import PLAIN, about
from casework.writing.checks.lists import word_lists
from casework.writing.checks.shapes import as_prose
from casework.writing.checks.text import Span

WORDS = word_lists(__file__)

EVERYDAY = frozenset(WORDS["everyday"])
OF_TWO_LETTERS = frozenset(WORDS["of_two_letters"])
HEADINGS = frozenset(WORDS["headings"])
RANK = re.compile(r"\s+[A-Z][a-z]+")
SHORT_FORMS = OF_TWO_LETTERS | frozenset(WORDS["short_forms"])
LONGEST_SHORT_FORM = 5
ACRONYM = re.compile(
    r"(?<![\w@#/'’-])(?:[A-Z]{2,}[0-9]?|[A-Z]&[A-Z]|[A-Z](?:/[A-Z])+|"
    r"[A-Z][a-z]?[A-Z]+[a-z]?[A-Z]?|[A-Z]{2,}[a-z][A-Z]+)(?:s|['’]s)?(?![\w@])"
)
SECTION = re.compile(
    r"\b(?:s\.?\s?(?:17|20|31|37|38|47|76)|section\s+(?:7|17|20|31|37|38|47|76))\b", re.IGNORECASE
)
CALLED = re.compile(
    r"\s*(?:\(|['\"’”]?\s+(?:means|is\s+(?:the|a|an|when|where))\b|\.\s+(?:That|This|It)\s+means\b|"
    r",?\s*(?:which|that)\s+(?:is|means|are)\b|,?\s+meaning\b|\s*[-–—]\s*(?:the|"
    r"a|an|this)\b|:\s+(?:the|a|an)\s)"
)
SO_CALLED = re.compile(
    r"\b(?:called|call|known\s+as|name\s+for\s+(?:this|it)\s+is)\s+(?:a|an|"
    r"the)?\s*['\"‘“]?$",
    re.IGNORECASE,
)
PLURAL = r"(?:s|es)?"


@cache
def glossary() -> dict[str, str]:
    """Each term as it stands in the list, and its plain meaning."""
    rows = (Path(__file__).parent / "glossary.toml").read_text(encoding="utf-8")
    return tomllib.loads(rows)["meanings"]


@cache
def terms(known: frozenset[str]) -> re.Pattern:
    """The phrases of a list, as one pattern; acronyms are found by their shape."""
    phrases = sorted((phrase for phrase in known if not phrase.isupper()), key=len, reverse=True)
    any_phrase = "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?P<term>(?:{any_phrase}){PLURAL})(?!\w)", re.IGNORECASE)


def jargon(text: str, known: dict[str, str] | None = None) -> list[Span]:
    """Where each term first stands unexplained, in the order of the text."""
    known = glossary() if known is None else known
    spans = [*_phrases(text, known), *_acronyms(text, known), *map(Span.of, SECTION.finditer(text))]
    spans = _outermost(sorted(spans, key=lambda span: (span.start, -span.end)))
    first: dict[str, Span] = {}
    for span in spans:
        if not is_explained(text, span):
            first.setdefault(span.words, span)
    return list(first.values())


def meaning(term: str, known: dict[str, str] | None = None) -> str:
    """In plain words; empty where the list does not say."""
    known = {name.lower(): plain for name, plain in (known or glossary()).items()}
    lower = term.lower()
    return known.get(lower) or known.get(lower.removesuffix("s")) or ""


def is_explained(text: str, term: Span) -> bool:
    """Explained in plain words right where it is used: in brackets, or by saying what it means.
    A person's name or a day in brackets explains nothing."""
    if SO_CALLED.search(text[max(0, term.start - 40) : term.start]):
        return True
    after = text[term.end :]
    called = CALLED.match(after)
    if not called:
        return _in_brackets_after_its_words(text, term)
    bracket = re.match(r"\s*\(([^)]*)\)", after)
    if not bracket:
        return True
    words = bracket.group(1).split()
    plain = [word for word in words if word[:1].islower()]
    return len(words) >= 3 and len(plain) >= 2


def _in_brackets_after_its_words(text: str, term: Span) -> bool:
    """The plain name first, then its short form: "the body that checks us (Ofsted)"."""
    before = re.search(r"((?:[\w'’-]+\s+){3,8})\($", text[max(0, term.start - 120) : term.start])
    return (
        before is not None
        and text[term.end : term.end + 1] == ")"
        and _spells(before.group(1), term.words)
    )


def _spells(words: str, short: str) -> bool:
    initials = "".join(word[0] for word in words.split()).upper()
    return short.upper().rstrip("S") in initials


def _phrases(text: str, known):
    for match in terms(frozenset(known)).finditer(text):
        yield Span.of(match, "term")


def _acronyms(text: str, known):
    prose = as_prose(text)
    listed = {term.upper() for term in known}
    for match in ACRONYM.finditer(text):
        span = Span.of(match)
        plain = re.sub(r"['’]s$", "", span.words)
        if plain.upper() in EVERYDAY or plain.rstrip("s").upper() in EVERYDAY:
            continue
        if plain.upper() not in listed and _is_a_word(plain, prose[span.start : span.end]):
            continue
        if _is_shouted(text, match) or _is_a_name(plain) or _is_someone(text, match, listed):
            continue
        yield Span(
            span.start,
            span.start + len(plain.removesuffix("s") if _plural(plain) else plain),
            plain.removesuffix("s") if _plural(plain) else plain,
        )


def _is_a_word(term: str, in_prose: str) -> bool:
    """A word of the language in capitals: in a passage of them, or as a heading."""
    lower = term.lower()
    return term not in SHORT_FORMS and (
        in_prose != in_prose.upper()
        or lower in PLAIN
        or bool(about(lower))
        or term in HEADINGS
        or (term.isalpha() and term.isupper() and len(term) > LONGEST_SHORT_FORM)
    )


def _is_someone(text: str, match, listed: set[str]) -> bool:
    """A worker's initials, or the rank before a name."""
    term = match.group()
    if len(term) != 2 or not term.isalpha() or not term.isupper():
        return term in ("DCI",) and bool(RANK.match(text, match.end()))
    if term in ("DS", "DI", "CI") and RANK.match(text, match.end()):
        return True
    return term not in listed and term not in OF_TWO_LETTERS


def _plural(word: str) -> bool:
    return word.endswith("s") and word[:-1].isupper()


def _is_a_name(word: str) -> bool:
    """McDonald, MacBook, DeShawn: capitals inside a name."""
    return bool(re.match(r"(?:Mc|Mac|O'|De|La|Le|Di)[A-Z]?[a-z]", word)) and word not in {"SENCo"}


def _is_shouted(text: str, match) -> bool:
    """A heading in capitals, such as FOR PLAN:."""
    around = text[max(0, match.start() - 25) : match.end() + 25]
    return bool(re.search(r"\b[A-Z]{3,}\s+[A-Z]{3,}\s*:", around)) and bool(
        re.search(rf"\b{re.escape(match.group())}\b\s*(?:[A-Z]{{3,}}\s*)*:", around)
    )


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
