"""The findings of one inspection letter, as questions a service asks of itself today."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audits.criteria.editions import CriteriaError, editions
from audits.measures import MEASURES
from casework.figures.registry import figures

FILE = Path(__file__).parent / "letter-2019.toml"
KINDS = {
    "weakness": "What was weak",
    "mixed": "What was mixed",
    "strength": "What was strong",
    "context": "What stood behind it",
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """``criteria`` judge it in an audit; ``figures`` count it; ``measures`` say how audits are
    done, where the letter spoke of audits. ``not_yet`` says what Casework does not hold."""

    code: str
    kind: str
    says: str
    criteria: tuple[str, ...]
    figures: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    not_yet: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    title: str
    source: str
    findings: tuple[Finding, ...]

    def get(self, code: str) -> Finding | None:
        return next((finding for finding in self.findings if finding.code == code), None)

    def about(self, criterion: str) -> list[Finding]:
        return [finding for finding in self.findings if criterion in finding.criteria]


@cache
def letter(path: Path = FILE) -> Letter:
    """The letter in this file, or ``CriteriaError`` saying what is wrong with it."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {
        "kind": KINDS,
        "criteria": {criterion.code for edition in editions() for criterion in edition},
        "figures": figures,
        "measures": MEASURES,
    }
    findings = tuple(_finding(path, row, known) for row in data["finding"])
    if len({finding.code for finding in findings}) < len(findings):
        raise CriteriaError(f"{path.name}: a finding is given twice")
    return Letter(title=data["title"], source=data["source"], findings=findings)


def _finding(path: Path, row: dict, known: dict) -> Finding:
    where = f"{path.name}: {row.get('code', 'a finding without a code')}"
    lists = {name: tuple(row.get(name, ())) for name in ("criteria", "figures", "measures")}
    for name, codes in {**lists, "kind": (row.get("kind"),)}.items():
        for code in codes:
            if code not in known[name]:
                raise CriteriaError(f"{where}: {name} has no {code!r}")
    try:
        return Finding(**{**row, **lists})
    except TypeError as problem:
        raise CriteriaError(f"{where}: {problem}") from None
