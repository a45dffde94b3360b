"""A report of the audits of a span, to be read widely: it names no child and no worker.

One structure, from which the page, the documents and the spreadsheet are all made. Numbers of fewer
than six children are held back, for a report travels further than the page it comes from.
"""

from dataclasses import dataclass, field

from audits.learning.presentation import Theme, covers_words, months_of, opening, themes
from audits.learning.themes import CountedAudits
from audits.measures import MEASURES, measured
from audits.models import Grade, Improvement
from casework.figures.counting import FEWEST, Tally, protect
from casework.interface.charts import share_bar
from casework.interface.words import full_day

FEW = f"Fewer than {FEWEST} children"
ONE_SERIES = ["Met or mostly met"]


@dataclass(frozen=True)
class Row:
    """One line. ``parts`` are drawn as a bar out of ``of``; where there are none, nothing is."""

    words: str
    value: str
    note: str = ""
    parts: list[int] = field(default_factory=list)
    of: int = 0
    more: list[str] = field(default_factory=list)

    @property
    def share(self):
        if len(self.parts) != 1 or not self.of:
            return None
        return share_bar(round(100 * self.parts[0] / self.of), self.value)

    @property
    def shares(self) -> list[float]:
        return [part / self.of for part in self.parts] if self.of else []


@dataclass(frozen=True)
class Section:
    title: str
    first: str
    last: str
    rows: list[Row]
    parts: list[str] = field(default_factory=list)
    note: str = ""
    none: str = "Nothing to count."
    more: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    title: str
    span: str
    council: str
    opening: str
    sections: list[Section]
    how: list[str]


def report(of: CountedAudits, teams: dict[str, str]) -> Report:
    """The report of these audits. Eight queries."""
    questions, grades = themes(of), of.grades()
    number = sum(sum(month.values()) for month in grades.values())
    quality = [theme for theme in questions if not theme.compliance]
    return Report(
        title="What audits found",
        span=of.query.words,
        council=of.query.worker.authority.name,
        opening=opening(number, questions, of.query),
        sections=[
            grades_of_all(grades),
            grades_by_month(grades, of),
            questions_of("Quality, the weakest first", quality),
            questions_of("Dates and boxes", [theme for theme in questions if theme.compliance]),
            weak_again(questions),
            by_team(of, teams),
            how_done(of),
            doing(of),
        ],
        how=how_counted(of),
    )


def grades_of_all(grades: dict) -> Section:
    whole = {grade: sum(month.get(grade, 0) for month in grades.values()) for grade in Grade}
    of = sum(whole.values())
    few_of = 0 < of < FEWEST
    tallied = protect([Tally(of, n, 0 < n < FEWEST, few_of=few_of) for n in whole.values()])
    rows = [
        Row(grade.label, _said(tally), parts=_drawn(tally), of=of)
        for grade, tally in zip(whole, tallied, strict=True)
    ]
    return Section(
        "Grades",
        "Grade",
        "Audits",
        rows if of else [],
        ["Audits"],
        note="The last grade given counts. It is about one child’s practice, and is not an"
        " inspection grade.",
        none="No audit has a grade that counts.",
    )


def grades_by_month(grades: dict, of: CountedAudits) -> Section:
    """Good and outstanding as one: apart, a month's would be too few. The months make up all."""
    months = months_of(of.span)
    safe = protect([_good(grades.get(month, {})) for month in months])
    rows = [
        Row(f"{month:%B %Y}", _said(tally), parts=_drawn(tally), of=tally.of)
        for month, tally in zip(months, safe, strict=True)
    ]
    return Section("Grades by month", "Month", "Good or outstanding", rows, ["Good or outstanding"])


def _good(grades: dict) -> Tally:
    number = sum(grades.get(grade, 0) for grade in Grade)
    good = grades.get(Grade.OUTSTANDING, 0) + grades.get(Grade.GOOD, 0)
    return Tally.of_children(number, good, holds_back=True)


def questions_of(title: str, questions: list[Theme]) -> Section:
    """Only those asked of enough children; how many others there are is said."""
    shown = [theme for theme in questions if theme.spread.children >= FEWEST]
    rows = [
        Row(
            theme.asks,
            _said(theme.spread.tally),
            note=theme.code,
            parts=_drawn(theme.spread.tally),
            of=theme.spread.tally.of,
        )
        for theme in shown
    ]
    return Section(
        title,
        "Question",
        "Met or mostly met",
        rows,
        ONE_SERIES,
        note="Met or mostly met, of the answers that could be judged." + left_out(questions, shown),
        none="No such question was answered for enough children.",
    )


def left_out(questions: list, shown: list) -> str:
    number = len(questions) - len(shown)
    if not number:
        return ""
    more = "One more question is" if number == 1 else f"{number} more questions are"
    return f" {more} left out: fewer than {FEWEST} children."


def weak_again(questions: list[Theme]) -> Section:
    weak = sorted((theme for theme in questions if theme.again), key=lambda theme: -theme.again)
    shown = [theme for theme in weak if theme.again >= FEWEST]
    rows = [
        Row(
            theme.asks,
            f"{theme.again} of {theme.spread.children}",
            note=theme.code,
            parts=[theme.again],
            of=theme.spread.children,
        )
        for theme in shown
    ]
    return Section(
        "Weak again for the same child",
        "Question",
        "Children",
        rows,
        ["Children"],
        note="Partly met or not met, and so before in an earlier audit." + left_out(weak, shown),
        none="Nothing was found weak twice for as many as that."
        if weak
        else "Nothing was found weak twice for the same child.",
    )


def by_team(of: CountedAudits, teams: dict[str, str]) -> Section:
    """Held back for every reader: a report is read outside each team."""
    rows = [
        Row(teams[pk], _said(tally), parts=_drawn(tally), of=tally.of)
        for pk, tally in of.teams(teams)
    ]
    return Section(
        "By team",
        "Team",
        "Met or mostly met",
        rows,
        ONE_SERIES,
        note=f"All answers. {FEW}: the number is not shown.",
    )


def how_done(of: CountedAudits) -> Section:
    tallies = measured(of.audits())
    tallied = [(MEASURES[code], _few(tally)) for code, tally in tallies.items()]
    rows = [
        Row(
            measure.title,
            _said(tally),
            note=f"Of {measure.of}, those that {measure.which}",
            parts=_drawn(tally),
            of=tally.of,
        )
        for measure, tally in tallied
    ]
    return Section("How the audits were done", "What", "So many", rows, ["Audits"])


def doing(of: CountedAudits) -> Section:
    """Whose work each is, by their role: a report names no one."""
    improvements = Improvement.objects.visible_to(of.query.worker).open().select_related("owner")
    rows = [
        Row(
            improvement.what,
            improvement.standing,
            note=_sort(improvement),
            more=[improvement.owner.get_role_display()],
        )
        for improvement in improvements
    ]
    return Section(
        "Improvement plan",
        "What",
        "How it stands",
        rows,
        none="Nothing is under way.",
        more=["Who"],
    )


def _sort(improvement: Improvement) -> str:
    sort = f"{improvement.get_kind_display()} · {improvement.criterion}"
    if improvement.kind != Improvement.Kind.GAP:
        return sort
    return f"{sort} · Partners answered: {improvement.answer or 'not yet'}"


def how_counted(of: CountedAudits) -> list[str]:
    return [
        f"Audits finished from {full_day(of.span.first)} to {full_day(of.span.last)} that the"
        " reader who made this report may open.",
        covers_words(of),
        "Files read by several auditors to compare their grades are left out.",
        "“Does not apply” is not counted. “Not enough evidence” is a finding about recording: it is"
        " shown, and not among what could be judged.",
        f"{FEW}: the number is not shown, nor the next that would give it away.",
        "An auditor gave every answer and grade; the system never does.",
    ]


def _few(tally: Tally) -> Tally:
    """A count of audits held back where it is of few."""
    return Tally(tally.of, tally.counted, few_of=0 < tally.of < FEWEST)


def _said(tally: Tally) -> str:
    return f"{tally.in_words} ({tally.share}%)" if tally.share is not None else tally.in_words


def _drawn(tally: Tally) -> list[int]:
    return [tally.counted] if tally.share is not None else []
