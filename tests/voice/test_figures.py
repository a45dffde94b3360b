"""Whether children are heard, and whether it changes anything: each share, counted by hand."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.urls import reverse

from audits.criteria.letters import letter
from casework.figures.counting import Question, Reader, tallies
from casework.figures.registry import cuts, figures
from casework.figures.spans import Span
from casework.voice.models import Advocate, Voice, VoiceAnswer
from tests.factories import (
    AdvocateFactory,
    AllocationFactory,
    ChildFactory,
    ChildNoteFactory,
    ChildVisitFactory,
    EpisodeOfNeedFactory,
    LegalStatusFactory,
    OwnToolFactory,
    PlanFactory,
    TeamFactory,
    VoiceAnswerFactory,
    VoiceFactory,
    WorkerFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)
DAYS = [DAY, DAY - timedelta(days=200), DAY + timedelta(days=90)]
CODES = ["voice.heard", "voice.changed", "voice.answers", "voice.told", "voice.advocate"]
LATELY = timedelta(days=183)


def counted(code, worker, day, by=""):
    question = [Question(figures[code], Span.of_months(12, day))]
    if not by:
        tally = tallies(Reader(worker), question)[code, ""]
        return tally.counted, tally.of
    parts = tallies(Reader(worker), question, by=cuts[by])
    return {value: (tally.counted, tally.of) for (_, _, value), tally in parts.items()}


class Told:
    """One child as the count by hand knows them: plain values, and no query."""

    def __init__(self, chance, team, worker):
        self.chance = chance
        self.born_on = DAY - timedelta(days=chance.randint(200, 6000))
        self.disabled = chance.choice(["yes", "no", ""])
        codes = {"yes": ["LD"], "no": ["NONE"], "": []}[self.disabled]
        person = {"person__born_on": self.born_on, "person__disabilities": codes}
        self.child = ChildFactory(team=team, **person)
        self.team = str(team.pk)
        self.began = self.ago(30, 700)
        AllocationFactory(child=self.child, worker=worker, started_on=date(2020, 1, 1))
        self.ended = self.began + timedelta(days=300) if chance.random() < 0.3 else None
        ends = {"closed_on": self.ended, "closure_reason": "RC1"} if self.ended else {}
        EpisodeOfNeedFactory(child=self.child, started_on=self.began, **ends)
        self.plan = self.planned()
        self.care = self.in_care()
        self.offered = self.offer()
        self.words = [self.said() for _ in range(chance.randint(0, 4))]
        self.elsewhere = [self.at_visit_or_note() for _ in range(chance.randint(0, 2))]

    def ago(self, least, most) -> date:
        return DAY - timedelta(days=self.chance.randint(least, most))

    def planned(self):
        kind = self.chance.choice(["need", "protection", "none"])
        if kind != "none":
            category = {"initial_category": "NEG"} if kind == "protection" else {}
            PlanFactory(child=self.child, kind=kind, started_on=self.began, **category)
        return kind

    def in_care(self):
        """When a child began to be looked after, and when that ended; a short break is not care."""
        kind = self.chance.choice(["section_20", "breaks", ""])
        if not kind:
            return None
        began = self.began + timedelta(days=20)
        ended = began + timedelta(days=250) if self.chance.random() < 0.5 else None
        over = {"ended_on": ended, "ended_because": "home"} if ended else {}
        LegalStatusFactory(child=self.child, kind=kind, started_on=began, **over)
        return (began, ended) if kind == "section_20" else None

    def protected_or_in_care(self, day) -> bool:
        planned = self.plan == "protection" and self.began <= day
        began, ended = self.care or (date.max, None)
        return planned or (began <= day and not (ended and ended <= day))

    def offer(self):
        if self.chance.random() < 0.5:
            return None
        day = self.ago(-60, 500)
        AdvocateFactory(child=self.child, offered_on=day)
        return day

    def said(self):
        """The day it was said; each answer's day, whether it changed anything, and the day told."""
        day = self.ago(-60, 500)
        voice = VoiceFactory(child=self.child, held_on=day)
        answers = []
        for _ in range(self.chance.randint(0, 2)):
            on = day + timedelta(days=self.chance.randint(0, 120))
            outcome = self.chance.choice(["changed", "heard", "cannot"])
            told = on + timedelta(days=9) if self.chance.random() < 0.5 else None
            VoiceAnswerFactory(
                child=self.child, voice=voice, answered_on=on, outcome=outcome, told_on=told
            )
            answers.append((on, outcome == "changed", told))
        return day, answers

    def at_visit_or_note(self):
        day, changed = self.ago(-60, 500), self.chance.random() < 0.4
        facts = {"own_words": "I said so", "changed_because": "It did" if changed else ""}
        if self.chance.random() < 0.5:
            ChildVisitFactory(child=self.child, held_on=day, **facts)
        else:
            at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            ChildNoteFactory(child=self.child, note__happened_at=at, **facts)
        return day, changed

    def open_on(self, day):
        return self.began <= day and (self.ended is None or self.ended > day)

    def heard(self, day):
        days = [when for when, _ in (*self.words, *self.elsewhere)]
        return any(day - LATELY < when <= day for when in days)

    def changed(self, day):
        return any(
            day - LATELY < when <= day and any(on <= day and hit for on, hit, _ in answers)
            for when, answers in self.words
        ) or any(day - LATELY < when <= day and changed for when, changed in self.elsewhere)

    def age(self, day):
        years = day.year - self.born_on.year
        years -= (day.month, day.day) < (self.born_on.month, self.born_on.day)
        if self.born_on > day:
            return "unborn"
        return str(max(band for band in (0, 1, 5, 10, 16) if band <= years))

    def part(self, by, day):
        began = self.began <= day
        return {
            "plan": self.plan if began else "none",
            "team": self.team,
            "age": self.age(day),
            "disability": self.disabled,
        }[by]


def by_hand(told, code, day) -> list[tuple[Told, bool]]:
    """What is counted among, each with the child and whether it is counted."""
    first = Span.of_months(12, day).first
    if code == "voice.heard":
        return [(one, one.heard(day)) for one in told if one.open_on(day)]
    if code == "voice.changed":
        return [(one, one.changed(day)) for one in told if one.open_on(day) and one.heard(day)]
    if code == "voice.advocate":
        those = [one for one in told if one.open_on(day) and one.protected_or_in_care(day)]
        return [(one, bool(one.offered and one.offered <= day)) for one in those]
    if code == "voice.answers":
        return [
            (one, any(on <= day for on, _, _ in answers))
            for one in told
            for when, answers in one.words
            if first <= when <= day
        ]
    return [
        (one, bool(to and to <= day))
        for one in told
        for _, answers in one.words
        for on, _, to in answers
        if first <= on <= day
    ]


@pytest.fixture
def told(team):
    chance = Random("voice")
    teams = [team, TeamFactory(authority=team.authority, name="Another team")]
    workers = [WorkerFactory(team=team) for team in teams]
    return [Told(chance, teams[n % 2], workers[n % 2]) for n in range(24)]


@pytest.mark.parametrize("day", DAYS)
def test_every_share_is_what_a_count_by_hand_finds(told, service_manager, day):
    for code in CODES:
        hand = by_hand(told, code, day)
        assert counted(code, service_manager, day) == (sum(hit for _, hit in hand), len(hand)), code
    assert by_hand(told, "voice.answers", day)


@pytest.mark.parametrize("by", ["plan", "team", "age", "disability"])
def test_every_share_divided_is_what_a_count_by_hand_finds(told, service_manager, by):
    for day in DAYS:
        for code in CODES[:2]:
            of, hits = Counter(), Counter()
            for one, hit in by_hand(told, code, day):
                of[one.part(by, day)] += 1
                hits[one.part(by, day)] += hit
            hand = {part: (hits[part], number) for part, number in of.items()}
            assert counted(code, service_manager, day, by) == hand, (code, day)


def test_what_was_withdrawn_is_counted_nowhere(told, service_manager):
    gone = {"withdrawn_at": "2026-07-01T10:00Z", "withdrawn_because": "A mistake"}
    gone["withdrawn_by"] = service_manager
    for model in (Voice, VoiceAnswer, Advocate):
        model.objects.update(**gone)
    assert counted("voice.answers", service_manager, DAY) == (0, 0)
    assert counted("voice.told", service_manager, DAY) == (0, 0)
    assert counted("voice.advocate", service_manager, DAY)[0] == 0


def test_what_was_said_is_divided_by_the_tool_it_was_said_with(service_manager, child):
    own = OwnToolFactory(authority=child.authority)
    VoiceFactory(child=child, held_on=DAY, work__tool="own", work__own_tool=own)
    VoiceFactory(child=child, held_on=DAY, work__tool="houses")
    figure = figures["voice.answers"]
    question = [Question(figure, Span.of_months(12, DAY))]
    parts = tallies(Reader(service_manager), question, by=figure.cut)
    assert {value: tally.of for (_, _, value), tally in parts.items()} == {
        f"own-{own.pk}": 1,
        "houses": 1,
    }
    labels = dict(figure.cut.choices(service_manager))
    assert labels[f"own-{own.pk}"] == str(own)


def test_a_reader_counts_only_children_they_may_know_of(told, restricted_child, service_manager):
    before = counted("voice.answers", service_manager, DAY)
    VoiceFactory(child=restricted_child, held_on=DAY)
    assert counted("voice.answers", service_manager, DAY) == before


def test_the_managers_page_says_the_shares_side_by_side(signed_in, service_manager, told):
    asks = {"at_day": DAY.day, "at_month": DAY.month, "at_year": DAY.year}
    page = squeezed(
        signed_in(service_manager).get(reverse("children-heard"), asks).content.decode()
    )
    hand = by_hand(told, "voice.heard", DAY)
    assert f"{sum(hit for _, hit in hand)} of {len(hand)} children in work" in page
    for label in ("By plan", "By team", "By age", "By disability"):
        assert label in page


def test_a_social_worker_reads_their_own_teams_and_nobody_without_figures_does(signed_in, team):
    administrator = WorkerFactory(team=team, role="administrator")
    assert signed_in(administrator).get(reverse("children-heard")).status_code == 403


@pytest.mark.parametrize("number", [2, 24])
def test_the_managers_page_takes_as_many_queries_however_many_children(
    signed_in, service_manager, team, number, django_assert_max_num_queries
):
    chance, worker = Random("many"), WorkerFactory(team=team)
    for _ in range(number):
        Told(chance, team, worker)
    client = signed_in(service_manager)
    with django_assert_max_num_queries(21):
        assert client.get(reverse("children-heard")).status_code == 200


def test_the_letters_finding_on_childrens_views_reads_these_figures():
    assert set(CODES) <= set(letter().get("S24").figures)
