"""Choosing words so that no two children of a family are described alike.

The prose is data: one file of sentences for each kind of need, one of general ones, one of poor
practice, and one for each child whose own story is told. A sentence is offered only where everything
it speaks of exists: one that names a brother or sister never reaches an only child.
"""

import tomllib
from pathlib import Path
from random import Random
from string import Formatter

HERE = Path(__file__).parent / "words"


def load() -> dict[str, dict]:
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(HERE.glob("*.toml"))
    }


def text_of(line) -> str:
    """A line is a sentence, a sentence and what changed because of it, or a table with a need."""
    if isinstance(line, dict):
        return " ".join(str(value) for value in line.values())
    return line if isinstance(line, str) else " ".join(line)


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

    def lines(self, banks, topic: str, band: str, slot: str) -> list:
        """The first that has any: the child's own, the need's, the general ones.

        What is said of born children never fits one who is not born yet.
        """
        for bank in banks:
            for key in (band,) if band == "unborn" else (band, "any"):
                found = self.banks.get(bank, {}).get(topic, {}).get(key, {})
                if isinstance(found, list):
                    found = {"text": found}
                if found.get(slot):
                    return found[slot]
        return []

    def choose(self, lines: list, terms: dict, said: set, *, again: bool = True):
        """A line not yet said in this family; None where all have been and none may be repeated."""
        fits = [line for line in lines if self._needs(line) <= terms.keys()]
        fresh = [line for line in fits if text_of(line) not in said]
        if not fits or not (fresh or again):
            return None
        line = self.chance.choice(fresh or fits)
        said.add(text_of(line))
        return filled(line, terms)

    def _needs(self, line) -> set[str]:
        if id(line) not in self._fields:
            self._fields[id(line)] = fields(line)
        return self._fields[id(line)]
