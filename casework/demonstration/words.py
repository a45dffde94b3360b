"""Choosing words so that no two children of a family are described alike.

The prose is data: one file of sentences for each kind of need, one of general ones, one of poor
practice, and one for each child whose own story is told. A sentence is offered only where all it
speaks of exists: one that names a brother or sister never reaches an only child.
"""

import tomllib
from pathlib import Path
from random import Random
from string import Formatter

OF_THE_FAMILY = {
    "screening",
    "family_home",
    "parents",
    "wider",
    "wider_dad",
    "others",
    "own_plan",
    "worries",
    "going_well",
}
HERE = Path(__file__).parent / "words"


def load() -> dict[str, dict]:
    banks = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(HERE.glob("*.toml"))
    }
    for bank in banks.values():
        if bank.get("every_band"):
            spread(bank)
    return banks


def spread(bank: dict) -> None:
    """What is said of any child is said of each band, before the general words of that band."""
    for topic in bank.values():
        if isinstance(topic, dict) and "any" in topic:
            for band in ("early", "primary", "teen"):
                topic.setdefault(band, topic["any"])


def text_of(line) -> str:
    """A line is a sentence, a sentence and what changed because of it, or a table with a need."""
    if isinstance(line, dict):
        return " ".join(text_of(value) for value in line.values())
    if isinstance(line, list):
        return " ".join(text_of(part) for part in line)
    return str(line)


def fields(line) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text_of(line)) if name}


def filled(line, terms: dict):
    if isinstance(line, str):
        return line.format_map(terms)
    if isinstance(line, list):
        return [filled(part, terms) for part in line]
    if isinstance(line, dict):
        return {key: filled(value, terms) for key, value in line.items()}
    return line


class Words:
    def __init__(self, chance: Random):
        self.chance = chance
        self.banks = load()
        self._fields: dict[int, set[str]] = {}

    def lines(self, banks, topic: str, band: str, slot: str) -> list[list]:
        """Every list that has any: the child's own first, then the need's, then the general ones.

        What is said of older children rarely fits a baby, so what is general of babies comes before
        what is said of any child with that need; nothing fits one who is not born yet but its own.
        """
        keys = [(bank, key) for bank in banks for key in (band, "any")]
        if band == "unborn":
            keys = [(bank, band) for bank in banks]
            keys += [("general", "any")] if topic in OF_THE_FAMILY else []
        elif band in ("baby", "early"):
            keys.sort(key=lambda place: place[1] == "any" and not self.of_a_child(place[0]))
        lists = []
        for bank, key in keys:
            lines = self.banks.get(bank, {}).get(topic, {}).get(key, {})
            lines = (
                lines
                if isinstance(lines, list) and slot == "text"
                else (lines.get(slot, []) if isinstance(lines, dict) else [])
            )
            if lines:
                lists.append(lines)
        return lists

    def of_a_child(self, bank: str) -> bool:
        return self.banks.get(bank, {}).get("of_a_child", False)

    def choose(self, lists: list[list], terms: dict, used_texts: set, *, again: bool = True):
        """A line not yet said in this family; None where all have been and none may be repeated."""
        fitting = [[line for line in lines if self._needs(line) <= terms.keys()] for lines in lists]
        for fits in fitting:
            fresh = [line for line in fits if text_of(line) not in used_texts]
            if fresh:
                line = self.chance.choice(fresh)
                used_texts.add(text_of(line))
                return filled(line, terms)
        used = [line for fits in fitting for line in fits]
        return filled(self.chance.choice(used), terms) if used and again else None

    def _needs(self, line) -> set[str]:
        if id(line) not in self._fields:
            self._fields[id(line)] = fields(line)
        return self._fields[id(line)]
