"""The results of a programme of audits, counted among those its reader may open: never a named
worker's figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from audits.agreement import Agreement
from audits.criteria.editions import edition
from audits.measures import MEASURES, measured
from audits.models import Audit, CorrectiveAction, Grade, Programme, SectionGrade
from audits.second_readings import SCALE, second_readings
from casework.figures.counting import Tally
from casework.interface.charts import Bar, spread_bar
from casework.timescales.models import Deadline

GRADES = [grade.label for grade in Grade]
NOT_ALL = "Not graded, or not looked at"
ALL_TOGETHER = (
    "audits.self_view",
    "audits.with_worker",
    "audits.family",
    "audits.read_again",
    "audits.in_time",
)
WELL = (Grade.OUTSTANDING, Grade.GOOD)


@dataclass(frozen=True)
class Grades:
    """The grades of the whole file, or of one section: how many of each, best first, and last how
    many were finished without one."""

    title: str
    counts: list[int]
    bar: Bar

    @property
    def total(self) -> int:
        return sum(self.counts)

    @classmethod
    def of(cls, title: str, given: Iterable[str]) -> "Grades":
        counted = Counter(given)
        counts = [counted[grade] for grade in [*SCALE, ""]]
        return cls(title, counts, spread_bar(counts, [*GRADES, NOT_ALL]))

    @property
    def cells(self) -> list[tuple[str, int]]:
        return list(zip([*GRADES, NOT_ALL], self.counts, strict=True))


@dataclass(frozen=True)
class PutRight:
    """What the audits asked to be put right. ``days`` is the median from agreed to confirmed."""

    actions: int
    dated: int
    overdue: int
    checked: int
    days: float | None


@dataclass(frozen=True)
class ReAudits:
    better: int
    same: int
    lower: int

    @property
    def total(self) -> int:
        return self.better + self.same + self.lower


class ProgrammeResults:
    """The audits of one programme that its reader may read, counted."""

    def __init__(self, programme: Programme, worker):
        self.programme, self.worker = programme, worker
        self.shown = Audit.objects.shown_to(worker).select_related(None)
        self.audits = self.shown.filter(programme=programme)
        finished = self.audits.finished().select_related("team").order_by("pk")
        self.finished = list(finished.defer("grade_reason", "difference", "strengths"))

    def grades(self) -> list[Grades]:
        """Of the whole file, and of each section anyone graded. Section grades are not added up;
        a section that was not looked at stands as not graded, so that each row is every audit."""
        given = SectionGrade.objects.filter(audit__in=self.finished).order_by()
        by_section: dict[str, list[str]] = {}
        for section, grade in given.values_list("section", "grade"):
            by_section.setdefault(section, []).append(grade)
        whole = [grade_that_counts(audit) for audit in self.finished]
        for grades in by_section.values():
            grades += [""] * (len(whole) - len(grades))
        titles = {
            section.key: section.title for section in edition(self.programme.edition).for_child
        }
        sections = [
            Grades.of(title, by_section[key]) for key, title in titles.items() if key in by_section
        ]
        return [Grades.of("Whole file", whole), *sections]

    def done_together(self) -> list[tuple[str, Tally]]:
        """With the worker, with the family, read again: so many of so many."""
        tallies = measured(self.audits.finished())
        return [(MEASURES[code].title, tallies[code]) for code in ALL_TOGETHER]

    def teams(self) -> list[tuple[str, Tally]]:
        """Of each team, the files graded good or better."""
        graded = [audit for audit in self.finished if grade_that_counts(audit)]
        by_team: dict = {}
        for audit in graded:
            by_team.setdefault(audit.team_id, []).append(audit)
        named = sorted(by_team.items(), key=lambda pair: str(pair[1][0].team or "~"))
        return [
            (
                str(audits[0].team or "No team"),
                Tally(len(audits), sum(grade_that_counts(audit) in WELL for audit in audits)),
            )
            for _, audits in named
        ]

    def second_readings(self) -> Agreement:
        """Moderations drawn by lot, or auditors who read the same file alone."""
        return second_readings(self.finished, self.finished if self.programme.blind else ())

    def put_right(self) -> PutRight:
        actions = CorrectiveAction.objects.filter(
            audit__in=self.audits.values("pk"), action__dropped_on=None
        )
        rows = list(
            actions.values_list("action", "action__due_on", "action__agreed_on", "checked_on")
        )
        overdue = Deadline.objects.overdue().filter(code="audit.action.due")
        days = [(checked - agreed).days for _, _, agreed, checked in rows if checked and agreed]
        return PutRight(
            actions=len(rows),
            dated=sum(due is not None for _, due, _, _ in rows),
            overdue=overdue.filter(record_id__in=[pk for pk, *_ in rows]).count(),
            checked=sum(checked is not None for *_, checked in rows),
            days=median(days) if days else None,
        )

    def re_audits(self) -> ReAudits:
        """Files of this programme re-audited since: better, the same, or lower than before."""
        later = self.shown.finished().filter(follows__programme=self.programme)
        moved = [
            SCALE.index(grade_that_counts(audit.follows)) - SCALE.index(grade_that_counts(audit))
            for audit in later.select_related("follows")
            if grade_that_counts(audit) and grade_that_counts(audit.follows)
        ]
        return ReAudits(
            sum(steps > 0 for steps in moved), moved.count(0), sum(steps < 0 for steps in moved)
        )


def grade_that_counts(audit: Audit) -> str:
    """The final grade, or until then the auditor's."""
    return audit.final_grade or audit.grade
