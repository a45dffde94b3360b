"""The criteria an audit judges by: prose kept as data, one file an edition.

Editions are data because the framework changes: what was judged in 2026 stays readable by the
criteria of 2026.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from audits.criteria.facts import FACTS
from casework.timescales.registry import registry

FOLDER = Path(__file__).parent / "editions"
CURRENT = "ilacs-2026"


class CriteriaError(ValueError):
    """A criteria file that cannot be used; says which file, which code and why."""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    code: str
    area: str
    section: str
    asks: str
    good: str
    look_in: str
    safety_critical: bool = False
    compliance: bool = False
    evidence: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def asks_about(self, child) -> str:
        """The question with the child's first name in it."""
        return self.asks.replace("{name}", child.first_name)

    @property
    def asks_of_any(self) -> str:
        """The question where it is about no child in particular."""
        asks = self.asks.replace("{name}", "the child")
        return asks[:1].upper() + asks[1:]


@dataclass(frozen=True, kw_only=True)
class Section:
    key: str
    title: str
    about_child: bool
    criteria: tuple[Criterion, ...]

    @property
    def codes(self) -> list[str]:
        return [criterion.code for criterion in self.criteria]


@dataclass(frozen=True, kw_only=True)
class Edition:
    code: str
    title: str
    effective_from: date
    areas: dict[str, str]
    grades: dict[str, str]
    sections: tuple[Section, ...]

    def __iter__(self):
        return (criterion for section in self.sections for criterion in section.criteria)

    def __getitem__(self, code: str) -> Criterion:
        criterion = self.get(code)
        if criterion is None:
            raise KeyError(code)
        return criterion

    @property
    def for_child(self) -> list[Section]:
        """The sections asked of one child's file."""
        return [section for section in self.sections if section.about_child]

    def section(self, key: str) -> Section | None:
        return next((section for section in self.for_child if section.key == key), None)

    def get(self, code: str) -> Criterion | None:
        return next((criterion for criterion in self if criterion.code == code), None)

    def with_more(self, more: "list[Criterion]") -> "Edition":
        """The edition with a council's own questions at the end of their sections."""
        if not more:
            return self
        return replace(
            self,
            sections=tuple(
                replace(
                    section,
                    criteria=section.criteria
                    + tuple(criterion for criterion in more if criterion.section == section.key),
                )
                for section in self.sections
            ),
        )

    def only(self, keys: list[str]) -> "Edition":
        """The edition with these sections alone; all of it where none are named."""
        if not keys:
            return self
        return replace(
            self, sections=tuple(section for section in self.sections if section.key in keys)
        )


def edition(code: str = CURRENT) -> Edition:
    return read(FOLDER / f"{code}.toml")


def editions() -> list[Edition]:
    """Every edition shipped, the newest first."""
    rows = (read(path) for path in FOLDER.glob("*.toml"))
    return sorted(rows, key=lambda edition: edition.effective_from, reverse=True)


def in_force(day: date) -> Edition:
    """The edition an audit begun on this day judges by; the first one for a day before any."""
    newest_first = editions()
    return next(
        (edition for edition in newest_first if edition.effective_from <= day), newest_first[-1]
    )


@cache
def read(path: Path) -> Edition:
    """The edition in this file, or ``CriteriaError`` saying what is wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        criteria = [_criterion(path, row, data) for row in data["criterion"]]
        _once_each(path, criteria)
        return Edition(
            code=data["edition"],
            title=data["title"],
            effective_from=data["effective_from"],
            areas=data["areas"],
            grades=data["grades"],
            sections=_sections(data["sections"], criteria),
        )
    except FileNotFoundError:
        raise CriteriaError(f"{path.name}: there is no such file of criteria") from None
    except tomllib.TOMLDecodeError as problem:
        raise CriteriaError(f"{path.name}: {problem}") from None
    except KeyError as missing:
        raise CriteriaError(f"{path.name}: {missing} is not given") from None


def _criterion(path: Path, row: dict, data: dict) -> Criterion:
    where = f"{path.name}: {row.get('code', 'a criterion without a code')}"
    try:
        lists = {name: tuple(row.get(name, ())) for name in ("evidence", "facts")}
        criterion = Criterion(**{**row, **lists})
    except TypeError as problem:
        raise CriteriaError(f"{where}: {problem}") from None
    for known, given in ((data["areas"], criterion.area), (data["sections"], criterion.section)):
        if given not in known:
            raise CriteriaError(f"{where}: {given!r} is not declared in this file")
    for code in criterion.evidence:
        if code not in registry:
            raise CriteriaError(f"{where}: there is no timescale {code!r}")
    for name in criterion.facts:
        if name not in FACTS:
            raise CriteriaError(f"{where}: there is no fact {name!r}")
    return criterion


def _once_each(path: Path, criteria: list[Criterion]) -> None:
    for code, count in Counter(criterion.code for criterion in criteria).items():
        if count > 1:
            raise CriteriaError(f"{path.name}: {code} is given {count} times")


def _sections(declared: dict, criteria: list[Criterion]) -> tuple[Section, ...]:
    return tuple(
        Section(
            key=key,
            title=facts["title"],
            about_child=facts.get("about_child", True),
            criteria=tuple(criterion for criterion in criteria if criterion.section == key),
        )
        for key, facts in declared.items()
    )
