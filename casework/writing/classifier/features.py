"""A text as what a model weighs: its words, pairs of words, letters, what its words are about, and
how often the words of the rules stand in it.

Training and the running product read a text by this same module. Nothing but Python's own library
is needed.
"""

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from math import log1p, sqrt
from pathlib import Path

from casework.writing.checks import assessments, interviews, plans, reading_age
from casework.writing.checks.lexicon import PLAIN, about, stem
from casework.writing.checks.shapes import as_prose
from casework.writing.checks.text import (
    Span,
    any_word,
    in_small_letters,
    is_shouted,
    sentences,
    straight,
)

TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]")
SHORT: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "typed_short.toml").read_text(encoding="utf-8")
)["means"]
"""How people type in a hurry, and the word it stands for."""
LISTS = {
    "assessment_section": assessments.WORDS,
    "rhi": interviews.WORDS | {name: assessments.WORDS[name] for name in ("behaves", "no_content")},
    "plan_action": plans.WORDS,
    "plan_contingency": plans.WORDS,
    "supervision_action": plans.WORDS,
    "audit_action": plans.WORDS,
    "letter_paragraph": reading_age.WORDS,
}
NOT_COUNTED = frozenset(
    "adult_says says sibling not_names place colour vehicle professional adults child".split()  # noqa: SIM905
)
LETTERS = 4
WEIGHTS = {"w": 1.0, "b": 0.7, "c": 0.6, "k": 1.0, "p": 0.9, "r": 0.9, "f": 0.4, "y": 1.0}
"""How much each family of features counts, by the letter its names begin with."""
SENTENCE = frozenset("wbkprf")
"""The families by which one sentence is read; letters are read of the whole text alone."""


@dataclass(frozen=True)
class Part:
    """One sentence and the features in it."""

    span: Span
    counts: Counter


def parts(kind: str, text: str) -> list[Part]:
    """The sentences of a text with their features; at least one."""
    plain = as_prose(text)
    spans = list(sentences(plain)) or [Span(0, len(plain), plain)]
    counts = [_of_sentence(tokens(span.words)) for span in spans]
    starts = [span.start for span in spans]
    small = in_small_letters(plain)
    sought = [(name, form, small if is_small else plain) for name, form, is_small in cues(kind)]
    for name, form, words in (*sought, *((name, form, plain) for name, form in FORMS)):
        for match in form.finditer(words):
            counts[max(0, bisect_right(starts, match.start()) - 1)][name] += 1
    return [Part(span, item) for span, item in zip(spans, counts, strict=True)]


def whole(text: str, read: Iterable[Part], rules: dict[str, bool]) -> Counter:
    """The features of all sentences together, with the letters, the length and what rules say."""
    counts: Counter = Counter()
    for part in read:
        counts.update(part.counts)
    for word in TOKEN.findall(straight(text).lower()):
        if word[0].isalpha():
            counts.update(letters(word))
    length = len(text.split())
    counts.update(f"f:words {least}" for least in (5, 10, 20, 40, 80, 160) if length >= least)
    counts.update(f"y:{rule} {'yes' if holds else 'no'}" for rule, holds in rules.items())
    return counts


def tokens(text: str) -> list[str]:
    """Words in small letters, a name as one word for all, figures by their length."""
    shouted = is_shouted(text)
    counts: list[str] = []
    for match in TOKEN.finditer(text):
        raw = match.group()
        word = SHORT.get(raw.lower(), raw.lower())
        if raw.isdigit():
            counts.append("9" * min(len(raw), 4))
        elif not shouted and counts and counts[-1] not in OPENS and _is_name(raw, word):
            counts.append("name's" if word.endswith("'s") else "name")
        else:
            counts.append(word)
    return counts


OPENS = frozenset(".!?\"':|-")


def _is_name(raw: str, word: str) -> bool:
    return (
        raw[0].isupper()
        and raw[1:].islower()
        and not about(word.removesuffix("'s"))
        and word not in PLAIN
    )


def _of_sentence(words: list[str]) -> Counter:
    counts: Counter = Counter()
    cuts = [stem(word) for word in words]
    counts.update(f"w:{cut}" for cut in cuts)
    counts.update(f"b:{first} {second}" for first, second in zip(cuts, cuts[1:], strict=False))
    kinds = [about(word) or (("N",) if word in ("name", "name's") else ()) for word in words]
    shape = [_shape(word, kind) for word, kind in zip(words, kinds, strict=True)]
    for size in (2, 3):
        counts.update("k:" + " ".join(shape[at : at + size]) for at in range(len(shape) - size + 1))
    there = sorted({name for kind in kinds for name in kind})
    counts.update(f"k:{name}" for name in there)
    counts.update(f"p:{item}+{other}" for item, other in combinations(there, 2))
    return counts


def _shape(word: str, kinds: tuple[str, ...]) -> str:
    if kinds:
        return kinds[0]
    return word if word in PLAIN or not word[0].isalnum() else "*"


@lru_cache(maxsize=20_000)
def letters(word: str) -> tuple[str, ...]:
    padded = f"_{word}_"
    return tuple(
        f"c:{padded[at : at + LETTERS]}" for at in range(max(1, len(padded) - LETTERS + 1))
    )


@cache
def cues(kind: str) -> tuple[tuple[str, re.Pattern, bool], ...]:
    """Each list as a pattern, and whether it is looked for in the text in small letters: where a
    list has no capitals that finds the same three times as fast."""
    counted = (
        (f"r:{name}", words) for name, words in LISTS[kind].items() if name not in NOT_COUNTED
    )
    return tuple(
        (name, any_word(words), False)
        if CAPITAL.search(" ".join(words))
        else (name, re.compile(any_word(words).pattern), True)
        for name, words in counted
    )


CAPITAL = re.compile(r"[A-Z]")


FORMS = (
    ("f:quote", re.compile(r"(?<!\w)['\"](?=\w)[^\n\"]{3,200}?['\"](?!\w)")),
    ("f:table", re.compile(r"\|")),
    ("f:figure", re.compile(r"\d")),
    ("f:question", re.compile(r"\?")),
    ("f:colon", re.compile(r"\w:\s")),
    ("f:money", re.compile("£")),
    ("f:tick", re.compile(r"\b(?:Y|N|Yes|No|N/A|n/a)\b|[☐☑✓✗]|\[[x ]\]")),
    ("f:short form", re.compile(r"\b[A-Z]{2,5}\b")),
    ("f:letter", re.compile(r"^\W*(?:Dear|Hi|Hello|Hey)\b")),
)


def weighed(
    counts: Counter, rarity: dict[str, float], families: Iterable[str] = WEIGHTS
) -> dict[str, float]:
    """Counts as weights: the rarer the more, each family of features of one length together."""
    by_family: dict[str, list[tuple[str, float]]] = {family: [] for family in families}
    for name, number in counts.items():
        if name[0] in by_family and (rare := rarity.get(name)) is not None:
            by_family[name[0]].append((name, (log1p(number) if number > 1 else ONCE) * rare))
    vector: dict[str, float] = {}
    for family, values in by_family.items():
        length = sqrt(sum(value * value for _, value in values)) or 1.0
        scale = WEIGHTS[family] / length
        for name, value in values:
            vector[name] = value * scale
    return vector


ONCE = log1p(1)
