"""Figures counted together say what each says counted by itself, row by row, whatever happened."""

from datetime import timedelta
from random import Random

import pytest
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q
from django.utils import timezone

from casework.children.models import Child
from casework.corrections.operations import ask_to_withdraw, move
from casework.duplicates.operations import merge, propose
from casework.figures.clocks import CLOCK, EVERY_CLOCK
from casework.figures.counting import Question, Reader, Tally, tallies, with_cut
from casework.figures.passes import Count as Counted
from casework.figures.registry import CHILD, COUNTED, cuts, figures
from casework.figures.spans import Span, twelve_months
from casework.recording.models import ChildVisit
from casework.timescales.sweep import sweep
from tests.duplicates.files import choices
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    ChildVisitFactory,
    EpisodeOfNeedFactory,
    FileGrantFactory,
    MissingEpisodeFactory,
    PlanFactory,
    ReferralFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SPANS = {
    "now": Span.of_months(12, TODAY),
    "before": Span.of_months(12, TODAY).earlier(12),
    "lately": Span.of_months(1, TODAY),
}


def ago(days):
    return TODAY - timedelta(days=days)


def counted_singly(reader, question, by=None) -> dict:
    """A figure as it is defined: each row once, each child once, of the rows its list shows."""
    figure = question.figure
    rows = reader.rows(figure, question.span).order_by()
    facts = {
        "of": Count("pk", distinct=True),
        "counted": Count("pk", Q(**{COUNTED: True}), distinct=True),
        "some": ArrayAgg(CHILD, filter=Q(**{COUNTED: True}), distinct=True),
        "some_not": ArrayAgg(CHILD, filter=Q(**{COUNTED: False}), distinct=True),
    }
    if by is None:
        answers = {"": rows.aggregate(**facts)}
    else:
        cut = f"cut_{by.name}"
        told = with_cut(rows, by).values(cut).annotate(**facts)
        answers = {answer.pop(cut): answer for answer in told}
    return {
        value: Tally.read(
            Counted(code=figure.code, slot=question.slot, cut=value, **answer),
            holds_back=reader.holds_back,
        )
        for value, answer in answers.items()
    }


class Council:
    """Two teams and what happens to their children, drawn by chance."""

    def __init__(self, seed):
        self.chance = Random(seed)
        self.teams = [TeamFactory()]
        self.teams.append(TeamFactory(authority=self.teams[0].authority, name="Another team"))
        self.manager = WorkerFactory(team=self.teams[0], role="team_manager")
        self.other = WorkerFactory(team=self.teams[1], role="team_manager")
        self.chief = WorkerFactory(team=None, authority=self.teams[0].authority)
        self.chief.role = "service_manager"
        self.chief.save()
        self.workers = [WorkerFactory(team=team) for team in self.teams]
        self.children = [self.child() for _ in range(7)]

    def child(self):
        team = self.chance.choice(self.teams)
        child = ChildFactory(team=team, restricted=self.chance.random() < 0.2)
        started = self.day(700)
        AllocationFactory(
            child=child, worker=self.workers[self.teams.index(team)], started_on=started
        )
        EpisodeOfNeedFactory(child=child, started_on=started)
        PlanFactory(child=child, started_on=started)
        ReferralFactory(child=child, received_on=started)
        AssessmentFactory(child=child, referral_received_on=started, started_on=started)
        if child.restricted:
            FileGrantFactory(child=child, worker=self.chance.choice([self.chief, self.manager]))
        return child

    def day(self, most=800):
        return ago(self.chance.randrange(most))

    def visit(self):
        seen = self.chance.random() < 0.7
        ChildVisitFactory(
            child=self.chance.choice(self.children),
            held_on=self.day(),
            seen=seen,
            seen_alone=seen and self.chance.random() < 0.5,
            own_words=self.chance.choice(["", "I like it here"]),
            not_seen_because="" if seen else "Nobody was in",
        )

    def went_missing(self):
        away = timezone.now() - timedelta(days=self.chance.randrange(1, 700))
        MissingEpisodeFactory(
            child=self.chance.choice(self.children),
            went_at=away,
            returned_at=away + timedelta(hours=5),
        )

    def correct(self):
        if visit := self.chance.choice([*ChildVisit.objects.all(), None]):
            visit.held_on, visit.own_words = self.day(), self.chance.choice(["", "I said so"])
            visit.save()

    def withdraw(self):
        if visit := self.chance.choice([*ChildVisit.objects.all(), None]):
            ask_to_withdraw(visit, child=visit.child, because="A mistake", by=self.manager)

    def move(self):
        if visit := self.chance.choice([*ChildVisit.objects.all(), None]):
            to = self.chance.choice([one for one in self.children if one != visit.child])
            move(visit, child=visit.child, to=to, because="The wrong child", by=self.manager)

    def restrict(self):
        child = self.chance.choice(self.children)
        Child.objects.filter(pk=child.pk).update(restricted=not child.restricted)

    def to_another_team(self):
        child = self.chance.choice(self.children)
        team = self.chance.choice(self.teams)
        child.allocations.filter(ended_on=None).update(ended_on=TODAY)
        Child.objects.filter(pk=child.pk).update(team=team)
        AllocationFactory(child=child, worker=self.workers[self.teams.index(team)])

    def merge(self):
        if len(self.children) > 4:
            pair = self.chance.sample(self.children, 2)
            kept, absorbed = sorted(pair, key=lambda child: child.pk)
            proposed = propose(kept, absorbed, because="One child", by=self.manager)
            merge(proposed, chosen=choices(kept, absorbed), said=[], by=self.chief)
            self.children.remove(absorbed)

    def happens(self, times=25):
        what = [self.visit] * 8 + [
            self.went_missing,
            self.correct,
            self.withdraw,
            self.move,
            self.restrict,
            self.to_another_team,
            self.merge,
        ]
        for _ in range(times):
            self.chance.choice(what)()


@pytest.fixture(params=range(2))
def council(request):
    made = Council(request.param)
    made.happens()
    sweep()
    return made


def readers(council):
    team = str(council.teams[0].pk)
    return [
        Reader(council.manager),
        Reader(council.chief),
        Reader(council.chief, {"team": team}),
        Reader(council.chief, {"age": "5", "plan": "protection"}),
        Reader(council.manager, {"worker": str(council.workers[0].pk)}),
    ]


def test_all_together_says_what_each_says_alone(council):
    questions = [Question(figure, span, slot) for figure in figures for slot, span in SPANS.items()]
    for reader in readers(council):
        together = tallies(reader, questions)
        apart = {
            (question.figure.code, question.slot): counted_singly(reader, question)[""]
            for question in questions
            if question.figure.group != "time"
        }
        assert {key: together[key] for key in apart} == apart
        if not reader.where:
            assert any(tally.of for tally in apart.values())


def test_every_clock_in_one_pass_says_what_each_clock_says(council):
    for reader in readers(council):
        questions = [Question(EVERY_CLOCK, span, slot) for slot, span in SPANS.items()]
        together = tallies(reader, questions, by=CLOCK)
        for question in questions:
            apart = counted_singly(reader, question, by=CLOCK)
            told = {
                code: tally for (_, slot, code), tally in together.items() if slot == question.slot
            }
            assert told == apart


def test_divided_it_says_what_each_part_says(council):
    question = Question(figures["visits.seen"], SPANS["now"])
    for reader in readers(council)[:2]:
        for by in cuts:
            together = tallies(reader, [question], by=by)
            told = {value: tally for (_, _, value), tally in together.items()}
            assert told == counted_singly(reader, question, by=by)


def test_month_by_month_says_what_each_month_says(council):
    reader = Reader(council.chief)
    months = {f"{number:02}": span for number, span in enumerate(twelve_months(TODAY))}
    for code in ("visits.alone", "plan.seen_alone", "cp_visit.next"):
        questions = [Question(figures[code], span, slot) for slot, span in months.items()]
        together = tallies(reader, questions)
        for question in questions:
            alone = counted_singly(reader, question)[""]
            assert together[code, question.slot] == alone


def test_no_figure_meets_a_row_twice():
    """A pass counts rows: a join to many would count one of them as often as it has of those."""
    for figure in figures:
        query = figure.rows(SPANS["now"]).query
        joins = [join for join in query.alias_map.values() if getattr(join, "join_field", None)]
        many = [join.table_name for join in joins if to_many(join.join_field)]
        assert not many, figure.code


def to_many(field) -> bool:
    return not (field.many_to_one or field.one_to_one)
