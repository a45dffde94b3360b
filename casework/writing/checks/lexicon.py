"""What words are about: kinds of thing, so that a text never met before is read by its meaning.

A stem stands for its endings. The lists stand in ``lexicon.toml``.
"""

from functools import cache, lru_cache
from pathlib import Path

from casework.writing.checks.lists import word_lists

ENDINGS = ("'s", "ing", "ies", "ed", "es", "s", "ly")
PLAIN = frozenset(word for line in word_lists(__file__)["plain"] for word in line.split())
"""Words that hold a sentence together, kept as they are."""


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """Each word with its kinds of thing, the most telling first."""
    kinds: dict[str, tuple[str, ...]] = {}
    for name, words in word_lists(__file__).items():
        for word in () if name == "plain" else words:
            if name not in kinds.get(word, ()):
                kinds[word] = (*kinds.get(word, ()), name)
    return kinds


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its commonest ending; never under three letters."""
    ending = next((end for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), "")
    cut = word[: len(word) - len(ending)]
    if ending == "ies":
        return cut + "y"
    doubled = ending in ("ing", "ed") and cut[-1] == cut[-2] and cut[-1] not in "lse"
    return cut[:-1] if doubled else cut


@lru_cache(maxsize=20_000)
def about(word: str) -> tuple[str, ...]:
    """Which kinds of thing a word is about, by the word or its stem."""
    kinds = lexicon()
    cut = stem(word)
    return kinds.get(word) or kinds.get(cut) or kinds.get(cut + "e") or ()


@cache
def common() -> frozenset[str]:
    """Words that stand in small letters in two or more of the labelled texts: of a sentence's first
    word they say whether it is a name."""
    words = (Path(__file__).parent / "common.txt").read_text(encoding="utf-8")
    return frozenset(words.split())
