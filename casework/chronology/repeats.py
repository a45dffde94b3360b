"""What repeats, in words: how often, for what, and how far apart."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.children.models import Child
from casework.chronology.pattern_chart import Repeated, repeated
from casework.interface.words import counted, listed


@dataclass
class Line:
    """One thing that happened, to one child or to several of the family at once."""

    on: date
    until: date | None
    title: str
    detail: str
    themes: list[str]
    url: str
    mine: bool = False
    children: list = field(default_factory=list)

    def add(self, child, *, mine: bool) -> None:
        if child not in self.children:
            self.children.append(child)
        self.mine = self.mine or mine

    @property
    def names(self) -> str:
        """Whose it was, where it was not only the child's own."""
        if self.mine and len(self.children) == 1:
            return ""
        return listed(sorted(child.first_name for child in self.children))


@dataclass
class Group:
    """The lines of one kind. ``kind`` is its ``Repeats``."""

    kind: Any
    lines: list[Line]

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def mine(self) -> list[Line]:
        return [line for line in self.lines if line.mine]

    @property
    def others(self) -> list[Line]:
        return [line for line in self.lines if not line.mine]

    @property
    def url(self) -> str:
        return (self.mine or self.lines)[0].url

    @property
    def heading(self) -> str:
        """4 referrals; or, where there are none of the child's own, 2 referrals about Alfie."""
        if self.mine:
            return self._counted(len(self.mine))
        return f"{self._counted(len(self.others))} about {self._other_names()}"

    @property
    def sentences(self) -> list[str]:
        """Sentences: the themes that came back, how close the last two are, and whose the rest."""
        sentences = [*self.themes(), self.apart()]
        if self.mine and self.others:
            sentences.append(f"{len(self.others)} more about {self._other_names()} alone")
        return [words for words in sentences if words]

    def themes(self) -> list[str]:
        """3 for neglect over 4 years, for each theme that came at least twice."""
        lines = self.mine or self.lines
        times = Counter(theme for line in lines for theme in set(line.themes))
        return [
            self.kind.theme.format(count=count, theme=theme) + _over(lines, theme)
            for theme, count in sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))
            if count > 1
        ][:3]

    def apart(self) -> str:
        days = sorted({line.on for line in self.mine})
        return f"The last two, {length(*days[-2:])} apart" if len(days) > 1 else ""

    def _counted(self, number: int) -> str:
        return (
            f"1 {self.kind.singular}"
            if number == 1 and self.kind.singular
            else counted(number, self.kind.thing)
        )

    def _other_names(self) -> str:
        return listed(sorted({child.first_name for line in self.others for child in line.children}))


@dataclass
class Before:
    child: Child
    siblings: list
    groups: list[Group]

    @property
    def repeats(self) -> list[Group]:
        return [group for group in self.groups if group.lines and not group.kind.helped]

    @property
    def helped(self) -> list[Line]:
        """How things got better before, the newest three."""
        lines = [line for group in self.groups if group.kind.helped for line in group.lines]
        return [line for line in lines if line.detail][:3]

    @property
    def since(self) -> date | None:
        return min((line.on for group in self.groups for line in group.lines), default=None)

    @property
    def names(self) -> str:
        return listed([self.child.first_name, *(sibling.first_name for sibling in self.siblings)])

    @property
    def drawing(self) -> Repeated | None:
        """Each kind year by year, once there are two years to compare."""
        return repeated(
            [
                (group.kind.short, [line.on for line in group.lines])
                for group in self.repeats
                if group.kind.short
            ]
        )


def length(first: date, last: date) -> str:
    """Rounded down: 5 days, 11 months, 4 years."""
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months < 2:
        return counted(days, "days")
    return counted(months, "months") if months < 24 else counted(months // 12, "years")


def _over(lines: list[Line], theme: str) -> str:
    days = [line.on for line in lines if theme in line.themes]
    first, last = min(days), max(days)
    return f" over {length(first, last)}" if first != last else ""
