"""Words a parent new to children's services would not know, and what they mean in plain words."""

import csv
import re
from functools import cache
from pathlib import Path

from casework.writing.text import Span

EVERYDAY = frozenset(
    [
        "GP",
        "GPS",
        "A&E",
        "NHS",
        "TV",
        "ID",
        "PE",
        "GCSE",
        "GCSES",
        "ADHD",
        "IQ",
        "NSPCC",
        "DOB",
        "UK",
        "MOT",
        "CV",
        "PC",
        "DC",
        "TBC",
        "ASAP",
        "AM",
        "PM",
        "OK",
        "DVD",
        "CD",
        "USA",
        "EU",
        "BBC",
        "ITV",
        "IT",
        "MP",
        "QR",
        "CCTV",
        "PIN",
        "SIM",
        "VIP",
        "WC",
        "UFO",
        "AKA",
        "FAQ",
        "PS",
        "RSVP",
        "BBQ",
        "PJS",
        "FC",
        "XBOX",
        "PS4",
        "PS5",
        "KFC",
        "DIY",
        "ATM",
        "SATS",
        "SAT",
        "ET",
        "PLAN",
        "NB",
        "A",
        "B",
        "C",
        "I",
        "II",
        "III",
        "IV",
        "NE",
        "SE",
        "NW",
        "SW1",
        "HMRC",
        "DVLA",
        "RSPCA",
        "B&B",
        "R&B",
        "AA",
        "RAC",
        "VAT",
        "NI",
        "LOL",
        "UTC",
        "FA",
        "BMX",
        "MMR",
        "HIV",
    ]
)
SHOUTED = re.compile(r"^(?:[A-Z]{2,}\b[\s,:;.!?]+){3,}")
ACRONYM = re.compile(
    r"(?<![\w@#/'’-])(?:[A-Z]{2,}[0-9]?|[A-Z]&[A-Z]|[A-Z](?:/[A-Z])+|"
    r"[A-Z][a-z]?[A-Z]+[a-z]?[A-Z]?|[A-Z]{2,}[a-z][A-Z]+)(?:s|['’]s)?(?![\w@])"
)
SECTION = re.compile(
    r"\b(?:s\.?\s?(?:17|20|31|37|38|47|76)|section\s+(?:7|17|20|31|37|38|47|76))\b", re.IGNORECASE
)
CALLED = re.compile(
    r"\s*(?:\(|,?\s*(?:which|that)\s+(?:is|means|are)\b|,?\s+meaning\b|\s*[-–—]\s*(?:the|"
    r"a|an|this)\b|:\s+(?:the|a|an)\s)"
)
SO_CALLED = re.compile(
    r"\b(?:called|known\s+as|name\s+for\s+(?:this|it)\s+is)\s+(?:a|an|"
    r"the)?\s*['\"‘“]?$",
    re.IGNORECASE,
)
PLURAL = r"(?:s|es)?"


@cache
def glossary() -> dict[str, str]:
    """Each term as it stands in the list, and its plain meaning."""
    with (Path(__file__).parent / "jargon.csv").open(encoding="utf-8", newline="") as rows:
        return {row["term"]: row["meaning"] for row in csv.DictReader(rows)}


@cache
def terms(known: frozenset[str]) -> re.Pattern:
    """The phrases of a list, as one pattern; acronyms are found by their shape."""
    phrases = sorted((one for one in known if not one.isupper()), key=len, reverse=True)
    each = "|".join(re.escape(one).replace(r"\ ", r"[\s-]+") for one in phrases)
    return re.compile(rf"(?<![\w-])(?P<term>{each}){PLURAL}(?!\w)", re.IGNORECASE)


def jargon(text: str, known: dict[str, str] | None = None) -> list[Span]:
    """Where each term first stands unexplained, in the order of the text."""
    known = glossary() if known is None else known
    found = [*_phrases(text, known), *_acronyms(text, known), *map(Span.of, SECTION.finditer(text))]
    found = _outermost(sorted(found, key=lambda one: (one.start, -one.end)))
    first: dict[str, Span] = {}
    for one in found:
        if not is_explained(text, one):
            first.setdefault(one.words, one)
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
    said = re.match(r"\s*\(([^)]*)\)", after)
    if not said:
        return True
    words = said.group(1).split()
    plain = [one for one in words if one[:1].islower()]
    return len(words) >= 3 and len(plain) >= 2


def _in_brackets_after_its_words(text: str, term: Span) -> bool:
    """The plain name first, then its short form: "the body that checks us (Ofsted)"."""
    before = re.search(r"((?:[\w'’-]+\s+){3,8})\($", text[max(0, term.start - 120) : term.start])
    return (
        bool(before)
        and text[term.end : term.end + 1] == (")")
        and _spells(before.group(1), term.words)
    )


def _spells(words: str, short: str) -> bool:
    initials = "".join(one[0] for one in words.split()).upper()
    return short.upper().rstrip("S") in initials


def _phrases(text: str, known):
    for match in terms(frozenset(known)).finditer(text):
        yield Span.of(match, "term")


def _acronyms(text: str, known):
    for match in ACRONYM.finditer(text):
        said = Span.of(match)
        plain = re.sub(r"['’]s$", "", said.words)
        if plain.upper() in EVERYDAY or plain.rstrip("s").upper() in EVERYDAY:
            continue
        if _is_shouted(text, match) or _is_a_name(plain):
            continue
        yield Span(said.start, said.start + len(plain.removesuffix(
            "s") if _plural(plain) else plain),
                   plain.removesuffix("s") if _plural(plain) else plain)  # fmt: skip


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


def _outermost(found: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
