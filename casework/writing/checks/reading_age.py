"""How hard a text is to read: the Flesch-Kincaid grade level (Kincaid and others, 1975), our own
count of syllables, as a reading age in years; and plain words for a letter."""

import re
from dataclasses import dataclass

from casework.writing.checks.jargon import jargon
from casework.writing.checks.lists import word_lists
from casework.writing.checks.text import any_word, sentences, straight

WORDS = word_lists(__file__)

WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
VOWELS = re.compile(r"[aeiouy]+")
OFFICIALESE = any_word(WORDS["officialese"])
PLAIN_AGE = 12.5
AIM = 11
"""The reading age that a letter to a parent aims for."""
LONGEST = 25


@dataclass(frozen=True)
class Reading:
    """``age`` is the reading age in years; ``words`` the words of the longest sentence."""

    age: float
    words: int


def syllables(word: str) -> int:
    """Groups of vowels, less a silent e: at least one."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    count = len(VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")) and count > 1:
        count -= 1
    if plain.endswith("ed") and not plain.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(count, 1)


def reading(text: str) -> Reading:
    """0.39 words a sentence + 11.8 syllables a word - 15.59 is the grade; a child in grade 1 is six
    years old, so the age is five more."""
    lengths = [len(WORD.findall(sentence.words)) for sentence in sentences(text)]
    words = WORD.findall(text)
    if not words:
        return Reading(0.0, 0)
    grade = 0.39 * len(words) / max(1, sum(map(bool, lengths)))
    grade += 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return Reading(round(max(grade, 0.0) + 5, 1), max(lengths, default=0))


def plain_language(text: str) -> bool:
    """A parent with a reading age of about 11 would understand it first time."""
    level = reading(text)
    return (
        level.age <= PLAIN_AGE
        and level.words <= LONGEST
        and not jargon(text)
        and not OFFICIALESE.search(straight(text))
    )
