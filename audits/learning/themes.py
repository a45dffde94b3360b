"""Themes across audits: by question, by team, by month, and what comes back.

Counted among the finished audits that the reader may open, so that every number is the length of
a list they can read. A programme read blind by several auditors measures the auditors, not
practice: it is not counted. Grades are those that count: the last one given, once nobody is reading
it again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import TruncMonth

from audits.criteria.editions import Criterion, editions
from audits.learning.query import AuditQuery
from audits.models import Answer, Audit, Grade, LocalCriterion, Moderation, Score
from casework.figures.counting import FEWEST, Tally, protect

STRONG = (Answer.MET, Answer.MOSTLY_MET)
WEAK = (Answer.PARTLY_MET, Answer.NOT_MET)
COUNTED = [*STRONG, *WEAK, Answer.NOT_ENOUGH_EVIDENCE]
"""The answers shown, in their order; "does not apply" says nothing about practice."""
WAITING, UNGRADED = "waiting", "ungraded"
BEING_MODERATED = "Being moderated"
STANDINGS = [*Grade.choices, (WAITING, BEING_MODERATED), (UNGRADED, "Not graded as a whole")]
FULL = "the child"


def about_anyone(criterion: Criterion) -> str:
    """The question without a name in it."""
    return criterion.asks.replace("{name}’s", f"{FULL}’s").replace("{name}", FULL)


def questions(authority_id) -> dict[str, Criterion]:
    """Every question ever asked here, by its code, in the words of the newest edition it is in."""
    criteria = {
        criterion.code: criterion for edition in reversed(editions()) for criterion in edition
    }
    local = LocalCriterion.objects.of(authority_id)
    return criteria | {question.code: question.as_criterion() for question in local}


@dataclass(frozen=True)
class Spread:
    """The answers to one question. ``tally`` counts the met and mostly met of those judged: where
    there was too little to see, nothing is said about practice, and it is counted apart."""

    code: str
    counts: dict[str, int] = field(default_factory=dict)
    tally: Tally = Tally()
    children: int = 0
    again: int = 0

    @property
    def no_evidence(self) -> int:
        return self.counts.get(Answer.NOT_ENOUGH_EVIDENCE, 0)

    @property
    def ranked(self) -> bool:
        """Whether enough was judged to say that a question is weaker than another."""
        return self.tally.of >= FEWEST and not self.tally.held_back


class CountedAudits:
    """The audits of one question of a reader; every count starts from them, so that whoever reads
    it opens the list behind it. What is counted to be read ``widely`` holds back small numbers."""

    def __init__(self, query: AuditQuery, span=None, *, widely: bool = False):
        self.query, self.span, self.widely = query, span or query.span, widely

    def audits(self) -> QuerySet:
        return self._asked_of(self.ever())

    def _asked_of(self, audits: QuerySet) -> QuerySet:
        audits = audits.filter(completed_on__range=(self.span.first, self.span.last))
        if self.query.team:
            audits = audits.filter(team=self.query.team)
        return audits.filter(kind=self.query.kind) if self.query.kind else audits

    def ever(self) -> QuerySet:
        shown = Audit.objects.shown_to(self.query.worker).select_related(None)
        return shown.finished().exclude(programme__blind=True)

    def read_alone(self) -> QuerySet:
        """Those of the span that several auditors read, none seeing another's reading."""
        shown = Audit.objects.shown_to(self.query.worker).select_related(None)
        return self._asked_of(shown.finished().filter(programme__blind=True))

    def covers(self) -> tuple[int, int]:
        """How many audits are counted, and how many there are in the council. No restricted file is
        counted among those that its reader may not open."""
        ours = Q(pk__in=self.audits().values("pk"))
        every = Audit.objects.filter(authority=self.query.worker.authority_id)
        every = every.filter(Q(child__restricted=False) | ours).exclude(programme__blind=True)
        numbers = self._asked_of(every.finished()).aggregate(
            counted=Count("pk", filter=ours), every=Count("pk")
        )
        return numbers["counted"], numbers["every"]

    def scores(self) -> QuerySet:
        return Score.objects.filter(final=True, audit__in=self.audits().values("pk"))

    def spreads(self) -> dict[str, Spread]:
        """The answers to each question, by its code. One query."""
        again = Count("audit__child", Q(self.weak_before(), answer__in=WEAK), distinct=True)
        rows = self.scores().values("criterion")
        rows = rows.annotate(**each_answer(), **tallied(), again=again)
        return {row["criterion"]: self._spread(row) for row in rows}

    def _spread(self, row) -> Spread:
        tally = Tally.of_row(row, holds_back=self.widely)
        counts: dict[str, int] = {answer: row[answer] for answer in COUNTED}
        again = 0 if tally.held_back else row["again"]
        return Spread(row["criterion"], counts, tally, row["figure_children_of"], again)

    def teams(self, names: dict[str, str], codes: Iterable[str] = ()) -> list[tuple[str, Tally]]:
        """How each team's answers stand, in the order of their names."""
        rows = self._of(codes).values(team=F("audit__team")).annotate(**tallied())
        by_team = {str(row["team"]): row for row in rows}
        tallies = {
            pk: Tally.of_row(by_team[pk], holds_back=self.widely) for pk in names if pk in by_team
        }
        kept = list(tallies.values())
        return list(zip(tallies, protect(kept) if self.widely else kept, strict=True))

    def months(self, codes: Iterable[str] = ()) -> dict[date, Tally]:
        """How the answers stand, by the month the audit was finished in."""
        rows = self._of(codes).values(month=TruncMonth("audit__completed_on")).annotate(**tallied())
        return {row["month"]: Tally.of_row(row, holds_back=self.widely) for row in rows}

    def _of(self, codes) -> QuerySet:
        return self.scores().filter(criterion__in=list(codes)) if codes else self.scores()

    def grades(self) -> dict[date, dict[str, int]]:
        """The grades that count, by the month the audit was finished in."""
        rows = (
            with_standing(self.audits())
            .values("standing", month=TruncMonth("completed_on"))
            .annotate(number=Count("pk", distinct=True))
            .order_by("month")
        )
        by_month: dict[date, dict[str, int]] = {}
        for row in rows:
            by_month.setdefault(row["month"], {})[row["standing"]] = row["number"]
        return by_month

    def weak_before(self) -> Exists:
        """Whether an answer was weak in an earlier audit of the same child too."""
        earlier = Score.objects.filter(
            final=True,
            answer__in=WEAK,
            criterion=OuterRef("criterion"),
            audit__child=OuterRef("audit__child"),
            audit__completed_on__lt=OuterRef("audit__completed_on"),
            audit__in=self.ever().values("pk"),
        )
        return Exists(earlier)

    def again(self) -> QuerySet:
        """Answers found weak that were found weak before, in an earlier audit of the same child."""
        return self.scores().filter(self.weak_before(), answer__in=WEAK)


def with_standing(audits) -> QuerySet:
    """With ``standing``: the grade that counts, or why none does."""
    again = Moderation.objects.filter(audit=OuterRef("pk"), done_on=None)
    return audits.annotate(
        standing=Case(
            When(Exists(again), then=Value(WAITING)),
            When(~Q(final_grade=""), then=F("final_grade")),
            When(grade="", then=Value(UNGRADED)),
            default=F("grade"),
            output_field=CharField(),
        )
    )


def each_answer() -> dict:
    return {str(answer): Count("pk", Q(answer=answer), distinct=True) for answer in COUNTED}


def tallied() -> dict:
    """What ``Tally.read`` reads: of the answers that judge, those met or mostly met."""
    strong, weak = Q(answer__in=STRONG), Q(answer__in=WEAK)
    child = "audit__child"
    return {
        "figure_of": Count("pk", strong | weak, distinct=True),
        "figure_counted_of": Count("pk", strong, distinct=True),
        "figure_children_of": Count(child, strong | weak, distinct=True),
        "figure_children": Count(child, strong, distinct=True),
        "figure_children_not": Count(child, weak, distinct=True),
    }


def together(spreads: Iterable[Spread]) -> Tally:
    """Several questions counted as one. Where one alone is held back so is the whole, from which
    it could be found."""
    tallies = [spread.tally for spread in spreads]
    whole = Tally(sum(tally.of for tally in tallies), sum(tally.counted for tally in tallies))
    return whole.hide() if sum(tally.held_back for tally in tallies) == 1 else whole


def weakest_first(spreads: Iterable[Spread]) -> list[Spread]:
    """The lowest share first; those judged too few times to be told apart come last."""
    return sorted(
        (spread for spread in spreads if spread.tally.of or spread.no_evidence),
        key=lambda spread: (not spread.ranked, _share(spread), -spread.tally.of, spread.code),
    )


def _share(spread: Spread) -> float:
    return spread.tally.counted / spread.tally.of if spread.tally.of else 1.0
