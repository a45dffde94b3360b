"""A service's own account of its practice: what it knows, how it knows, what it will do.

The three questions are those of the yearly self-evaluation that inspection asks for. What a letter
found in 2019 stands beneath them, finding by finding, each with the evidence of today.
"""

from dataclasses import dataclass, field
from functools import cached_property

from audits.agreement import Agreement
from audits.criteria.letters import KINDS, Finding, letter
from audits.learning.presentation import Theme, behind
from audits.learning.query import AuditQuery
from audits.learning.themes import (
    STANDINGS,
    CountedAudits,
    Spread,
    questions,
    together,
    weakest_first,
)
from audits.measures import MEASURES, Measure, measured
from audits.models import Improvement
from audits.second_readings import second_readings
from casework.figures.counting import FEWEST, Tally, protect
from casework.figures.presentation import Line, tell
from casework.figures.query import FigureQuery
from casework.figures.registry import figures
from casework.figures.views import may_read_figures
from casework.interface.words import listed

STRONGEST = WEAKEST = 5


@dataclass(frozen=True)
class Measured:
    """One way audits are done, now and the year before."""

    measure: Measure
    now: Tally
    before: Tally
    query: AuditQuery

    @property
    def url(self) -> str:
        return behind(self.query, measure=self.measure.code)

    @property
    def counted_url(self) -> str:
        return behind(self.query, measure=self.measure.code, counted="yes")

    @property
    def sentence(self) -> str:
        share = f" ({self.now.share}%)" if self.now.share is not None else ""
        return f"{self.now.in_words} {self.measure.of} {self.measure.which}{share}"


@dataclass(frozen=True)
class Evidence:
    """What Casework can say today of one finding of the letter. ``few``: whether too few children
    stand behind each of the two years for a document that is read widely."""

    finding: Finding
    query: AuditQuery
    now: Tally
    before: Tally
    few: tuple[bool, bool] = (False, False)
    no_evidence: int = 0
    lines: list[Line] = field(default_factory=list)
    measures: list[Measured] = field(default_factory=list)
    improvements: list[Improvement] = field(default_factory=list)
    asked_of_files: bool = True

    @property
    def kind(self) -> str:
        return KINDS[self.finding.kind]

    @property
    def url(self) -> str:
        return behind(self.query, finding=self.finding.code)

    @property
    def none(self) -> bool:
        """Whether nothing here counts anyone."""
        tallies = [
            self.now,
            *(line.now for line in self.lines),
            *(measured.now for measured in self.measures),
        ]
        return not any(tally.of for tally in tallies)

    @property
    def none_because(self) -> str:
        """Casework has no evidence of this yet: and why, in plain words."""
        codes = listed(self.finding.criteria)
        why = f"no audit that you may read could judge {codes} in this time"
        if not self.asked_of_files:
            why = f"{codes} ask about the whole service, and no audit of one child’s file does"
        if self.finding.not_yet:
            why += f"; and it does not hold {self.finding.not_yet}"
        return f"Casework has no evidence of this yet: {why}."


class SelfEvaluation:
    """The last twelve months and the twelve before, from nine queries and the figures' own."""

    def __init__(self, query: AuditQuery, *, widely: bool = False):
        self.query = query
        self.of = CountedAudits(query, widely=widely)
        self.earlier = CountedAudits(query, query.before, widely=widely)

    @cached_property
    def spreads(self) -> dict[str, Spread]:
        return self.of.spreads()

    @cached_property
    def spreads_before(self) -> dict[str, Spread]:
        return self.earlier.spreads()

    @cached_property
    def grades(self) -> dict[str, int]:
        """How many audits have each grade that counts, and how many have none."""
        totals: dict[str, int] = {}
        for month in self.of.grades().values():
            for grade, number in month.items():
                totals[grade] = totals.get(grade, 0) + number
        return totals

    @property
    def number(self) -> int:
        return sum(self.grades.values())

    @property
    def grade_lines(self) -> list[dict]:
        """Every audit once: its grade, or that none counts yet and why. They add up."""
        return [
            {
                "label": label,
                "number": self.grades.get(standing, 0),
                "url": behind(self.query, grade=str(standing)),
            }
            for standing, label in STANDINGS
        ]

    @property
    def grade_tallies(self) -> list[tuple[str, Tally]]:
        """The same where it is read widely: small numbers held back, and the next."""
        few_of = 0 < self.number < FEWEST
        parts = [
            Tally(self.number, line["number"], 0 < line["number"] < FEWEST, few_of=few_of)
            for line in self.grade_lines
        ]
        labels = [line["label"] for line in self.grade_lines]
        return list(zip(labels, protect(parts), strict=True))

    @cached_property
    def known(self) -> dict:
        return questions(self.query.worker.authority_id)

    @cached_property
    def themes(self) -> list[Theme]:
        """The questions about quality judged often enough to tell apart, the weakest first."""
        return [
            theme
            for theme in (
                Theme(spread, self.known.get(spread.code), self.query)
                for spread in weakest_first(self.spreads.values())
                if spread.ranked
            )
            if not theme.compliance
        ]

    @property
    def weakest(self) -> list[Theme]:
        return self.themes[:WEAKEST]

    @property
    def strongest(self) -> list[Theme]:
        """Never one that stands among the weakest as well."""
        return self.themes[WEAKEST:][-STRONGEST:][::-1]

    @property
    def quality(self) -> tuple[Tally, Tally]:
        """The answers about quality, now and the year before."""
        return self._quality(self.spreads), self._quality(self.spreads_before)

    def _quality(self, spreads: dict[str, Spread]) -> Tally:
        return together(
            spread
            for code, spread in spreads.items()
            if (criterion := self.known.get(code)) and not criterion.compliance
        )

    @cached_property
    def measures(self) -> list[Measured]:
        now, before = measured(self.of.audits()), measured(self.earlier.audits())
        return [
            Measured(measure, now[code], before[code], self.query)
            for code, measure in MEASURES.items()
        ]

    @cached_property
    def agreement(self) -> Agreement:
        """How far two who read the same file agree: drawn by lot, or each alone."""
        return second_readings(self.of.audits().values("pk"), self.of.read_alone())

    @cached_property
    def improvements(self) -> list[Improvement]:
        improvements = Improvement.objects.visible_to(self.query.worker).open()
        return list(improvements.select_related("owner"))

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The figures that the letter's findings turn on, for those who read figures."""
        worker = self.query.worker
        if not may_read_figures(worker):
            return {}
        codes = dict.fromkeys(code for finding in letter().findings for code in finding.figures)
        query = FigureQuery(worker, at=self.query.at, leaves=self.of.widely)
        answer = tell(query, [figures[code] for code in codes])
        return {line.figure.code: line for line in answer.lines}

    @property
    def findings(self) -> list[Evidence]:
        return [self._evidence(finding) for finding in letter().findings]

    def _evidence(self, finding: Finding) -> Evidence:
        now = [self.spreads[code] for code in finding.criteria if code in self.spreads]
        before = [
            self.spreads_before[code] for code in finding.criteria if code in self.spreads_before
        ]
        return Evidence(
            finding,
            self.query,
            together(now),
            together(before),
            (of_few(now), of_few(before)),
            no_evidence=sum(spread.no_evidence for spread in now),
            lines=[
                line
                for code in finding.figures
                if (line := self.lines.get(code)) and (line.now.of or line.before.of)
            ],
            measures=[line for line in self.measures if line.measure.code in finding.measures],
            improvements=[
                improvement
                for improvement in self.improvements
                if improvement.criterion in finding.criteria
            ],
            asked_of_files=any(
                code in self.known and self.known[code].section != "service"
                for code in finding.criteria
            ),
        )


def of_few(spreads: list[Spread]) -> bool:
    return bool(spreads) and max(spread.children for spread in spreads) < FEWEST
