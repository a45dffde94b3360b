"""What nobody would notice reading one text alone: words that stand nearly the same elsewhere, and
the name of a child of another family."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from casework.children.family.siblings import families_of
from casework.children.models import Child
from casework.interface.words import listed
from casework.writing.checks.text import straight

RUN = 4
"""Words in a row that are compared: a shared phrase is nothing, shared runs of four are copying."""
FEWEST_RUNS = 12
ALIKE = 0.6
"""Nearly the same: six in ten of the shorter text's runs of four words stand in the other too."""
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
FULL_NAME = re.compile(r"\b(?=([A-Z][\w'’-]+)\s+([A-Z][\w'’-]+)\b)")
"""Every two words in a row that begin large, overlapping: "Tell Zara Quill" holds two."""
MOST_NAMES = 200


def runs(text: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(straight(text))]
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def share_alike(text: str, other: str) -> float:
    """How much of the shorter text stands in the longer, from 0 to 1; 0 where one is too short."""
    here, there = runs(text), runs(other)
    fewest = min(len(here), len(there))
    return len(here & there) / fewest if fewest >= FEWEST_RUNS else 0.0


@dataclass(frozen=True)
class Other:
    """A text to compare with: the same part of another record, and whose or of when."""

    field: str
    text: str
    whose: str


def same_text(texts: dict[str, tuple[str, str]], others: Iterable[Other]) -> list[str]:
    """A sentence for each part that stands nearly the same elsewhere. ``texts`` gives each part's
    title and words by its field."""
    whose_by_title: dict[str, list[str]] = {}
    for other in others:
        title, text = texts.get(other.field, ("", ""))
        if share_alike(text, other.text) >= ALIKE:
            whose_by_title.setdefault(title, []).append(other.whose)
    return [
        f"“{title}” is nearly the same as {listed(dict.fromkeys(whose))}. Say what is so for this"
        " child, now."
        for title, whose in whose_by_title.items()
    ]


def other_families(texts: Iterable[str], child, worker) -> list[str]:
    """A sentence for each full name that is a child's of another family, of those this worker may
    know of: a name they may not know is never told apart from any other. Two queries."""
    pairs = {pair for text in texts for pair in FULL_NAME.findall(straight(text))}
    if not pairs:
        return []
    named = Q(pk__in=[])
    for first, last in sorted(pairs)[:MOST_NAMES]:
        given = Q(person__given_name__iexact=first) | Q(person__known_as__iexact=first)
        named |= given & Q(person__family_name__iexact=last)
    known = Child.objects.visible_to(worker).with_person().exclude(pk=child.pk)
    children = list(known.filter(named)[:10])
    family = families_of({child.pk, *(other.pk for other in children)}) if children else {}
    return [
        f"{other.name} is a child of another family. If this is about that child, it does not"
        " belong on this file."
        for other in children
        if family[other.pk] != family[child.pk]
    ]
