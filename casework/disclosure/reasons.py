"""Why words are taken out of a record, and why a name is left in: prose is data (reasons.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REDACT, KEEP = "redact", "keep"
OTHER = "other"


@dataclass(frozen=True)
class Reason:
    code: str
    words: str
    source: str
    letter: str = ""

    @property
    def choice(self) -> tuple[str, str]:
        return self.code, self.words


@cache
def reasons(answer: str) -> dict[str, Reason]:
    """Those to redact or those to keep, by their codes, in the order they are offered."""
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {row["code"]: Reason(**row) for row in listed[answer]}


def letter_of(code: str) -> str:
    return reasons(REDACT)[code].letter


def by_letter() -> dict[str, Reason]:
    return {reason.letter: reason for reason in reasons(REDACT).values()}
