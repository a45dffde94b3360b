"""Every number of the page is what plain Python counts over the same invented council."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.figures.counting import Question, Reader, tallies
from casework.figures.query import FigureQuery
from casework.figures.registry import figures
from casework.figures.spans import Span, months_before
from casework.legal.models import LOOKED_AFTER, LegalStatus
from casework.plans.models import Plan
from casework.support.effectiveness.counting import afterwards, by_need, referred, worked
from casework.support.effectiveness.pairs import Known, Pool, compare, likeness, pairs
from casework.support.models import EdgeOfCare, FollowUp
from tests import factories as make
from tests.html import squeezed

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2024, 3, 1), date(2026, 3, 1)
NEEDS = ["parenting", "conflict", "school"]
STATUSES = ["section_20", "care", "emergency", "supervision", "breaks"]
IN_CARE = {"care_planned", "care_crisis"}


@dataclass
class Case:
    """What was invented, kept beside the records so that nothing is counted from them."""

    pk: int
    child: int
    asked: date
    needs: list[str]
    lives: str
    decision: str = ""
    decided: date | None = None
    began: date | None = None
    ended: date | None = None
    outcome: str = ""
    cost: int | None = None
    later: dict[int, tuple[date, str]] = field(default_factory=dict)


class Council:
    def __init__(self, seed: int, team):
        self.chance, self.team = Random(seed), team
        self.service = make.ServiceFactory(authority=team.authority)
        self.cases: list[Case] = []
        self.born: dict[int, date] = {}
        self.episodes: dict[int, list] = {}
        self.plans: dict[int, list] = {}
        self.law: dict[int, list] = {}
        for place in range(70):
            child = self.child()
            if place % 2:
                self.work(child)
                if self.chance.random() < 0.3:
                    self.work(child, after=self.cases[-1])

    def day(self, first=FIRST, last=LAST) -> date:
        return first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))

    def child(self):
        born = date(2010, 1, 1) + timedelta(days=self.chance.randint(0, 4000))
        child = make.ChildFactory(team=self.team, person__born_on=born)
        self.born[child.pk] = born
        began = self.day(FIRST - timedelta(days=300), date(2025, 6, 1))
        closed = began + timedelta(days=self.chance.randint(100, 900))
        closed = closed if self.chance.random() < 0.5 else None
        need = self.chance.choice(["N1", "N4"])
        make.EpisodeOfNeedFactory(
            child=child,
            started_on=began,
            primary_need=need,
            closed_on=closed,
            closure_reason="RC7" if closed else "",
        )
        self.episodes[child.pk] = [(began, closed, need)]
        self.plans[child.pk] = []
        if self.chance.random() < 0.6:
            kind = self.chance.choice(list(Plan.Kind.values)[:2])
            make.PlanFactory(child=child, kind=kind, started_on=began)
            self.plans[child.pk].append((began, None, kind))
        self.law[child.pk] = []
        if self.chance.random() < 0.4:
            kind, since = self.chance.choice(STATUSES), self.day()
            LegalStatus(child=child, kind=kind, started_on=since).save()
            self.law[child.pk].append((since, None, kind))
        return child

    def work(self, child, after=None) -> None:
        """One referral, taken as far as chance takes it; nothing is open when another begins."""
        first = after.ended + timedelta(days=1) if after and after.ended else FIRST
        if after and (after.ended is None or first >= LAST):
            return
        asked = self.day(first)
        made = Case(
            0, child.pk, asked, self.chance.sample(NEEDS, self.chance.randint(1, 2)), "home"
        )
        made.lives = self.chance.choice(["home", "home", "family", "care"])
        if (luck := self.chance.random()) < 0.15:
            made.decision, made.decided = "declined", asked
        elif luck < 0.92:
            made.decision, made.decided = "accepted", asked + timedelta(days=1)
            made.began = asked + timedelta(days=self.chance.randint(1, 9))
        if made.began and self.chance.random() < 0.8:
            self.end(made)
        self.save(child, made)

    def end(self, made) -> None:
        made.ended = made.began + timedelta(days=self.chance.randint(20, 200))
        made.outcome = self.chance.choice(["home", "home", "family", "care_crisis", "not_known"])
        made.cost = self.chance.choice([None, 900, 2400])
        for months in (3, 6, 12):
            if self.chance.random() < 0.7:
                found = made.ended + timedelta(days=30 * months + self.chance.randint(-5, 25))
                lives = self.chance.choice(["home", "home", "family", "care_planned", "not_known"])
                made.later[months] = (found, lives)

    def save(self, child, made) -> None:
        nine = datetime(made.asked.year, made.asked.month, made.asked.day, 9, tzinfo=UTC)
        begun = made.began and nine + (made.began - made.asked)
        case = make.EdgeOfCareFactory(
            child=child,
            referral=make.EdgeReferralFactory(service=self.service, referred_at=nine),
            needs=made.needs,
            lives=made.lives,
            decision=made.decision,
            decided_on=made.decided,
            decided_because="No risk of care" if made.decision == "declined" else "",
            started_at=begun,
            ended_on=made.ended,
            ended_because="done" if made.ended else "",
            outcome=made.outcome,
            cost=made.cost,
        )
        for months, (found, lives) in made.later.items():
            make.FollowUpFactory(child=child, case=case, months=months, known_on=found, lives=lives)
        made.pk = case.pk
        self.cases.append(made)

    # What the page should say, counted in plain Python

    def entered(self, case: Case, at: date) -> bool:
        law = any(
            kind in LOOKED_AFTER and case.began <= since <= at
            for since, _, kind in self.law[case.child]
        )
        written = case.ended and case.ended <= at and case.outcome in IN_CARE
        later = any(day <= at and lives in IN_CARE for day, lives in case.later.values())
        return bool(law or written or later)

    def begun(self, first: date, at: date) -> list[Case]:
        return [
            case
            for case in self.cases
            if case.began and first <= case.began <= at and case.lives != "care"
        ]

    def standing(self, spells, day: date):
        held = [
            what for began, ended, what in spells if began <= day and (not ended or ended > day)
        ]
        return held[-1] if held else None

    def facts(self, child: int, day: date):
        need = self.standing(self.episodes[child], day)
        law = [spell for spell in self.law[child] if spell[2] in LOOKED_AFTER]
        if need is None or self.standing(law, day) or self.born[child] > day:
            return None
        born = self.born[child]
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        band = sum(years >= limit for limit in (5, 10, 13, 16))
        return band, need, self.standing(self.plans[child], day) or ""

    def matched(self, first: date, at: date) -> list[tuple[int, int]]:
        referred_by_then = {case.child for case in self.cases if case.asked <= at}
        free = [child for child in self.born if child not in referred_by_then]
        chosen = []
        for case in sorted(self.begun(first, at), key=lambda case: (case.began, case.child)):
            mine = self.facts(case.child, case.began)
            if mine is None:
                continue
            alike = [other for other in free if self.facts(other, case.began) == mine]
            if alike:
                born = self.born[case.child]
                near = min(alike, key=lambda other: (abs((self.born[other] - born).days), other))
                free.remove(near)
                chosen.append((case.child, near))
        return chosen


ASKED = [(date(2025, 6, 30), 12), (date(2025, 12, 31), 6), (LAST, 12), (date(2024, 9, 15), 3)]


@pytest.fixture(params=[1, 7, 2019])
def council(request, team):
    return Council(request.param, team)


def first_day(at: date, months: int) -> date:
    return months_before(at, months) + timedelta(days=1)


def test_who_was_referred_and_what_came_of_it(council, service_manager):
    for at, months in ASKED:
        first = first_day(at, months)
        rows = [case for case in council.cases if first <= case.asked <= at]
        by_then = Counter(case.decision for case in rows if case.decided and case.decided <= at)
        again = [
            case
            for case in rows
            if any(
                other.child == case.child and other.ended and other.ended <= case.asked
                for other in council.cases
                if other is not case
            )
        ]
        counts = referred(FigureQuery(service_manager, at=at, months=months))
        assert counts.asked == len(rows)
        assert counts.accepted == by_then["accepted"]
        assert counts.declined == by_then["declined"]
        assert counts.waiting == len(rows) - sum(by_then.values())
        assert counts.begun == sum(bool(case.began and case.began <= at) for case in rows)
        assert counts.again == len(again)


def test_who_was_worked_with_who_entered_care_how_fast_and_what_it_cost(council, service_manager):
    for at, months in ASKED:
        first = first_day(at, months)
        rows = council.begun(first, at)
        over = [case for case in rows if case.ended and case.ended <= at]
        known = [case.cost for case in over if case.cost is not None]
        waits = [(case.began - case.asked).days for case in rows]
        from_care = [
            case
            for case in council.cases
            if first <= case.asked <= at
            and case.lives == "care"
            and case.began
            and case.began <= at
        ]
        counts = worked(FigureQuery(service_manager, at=at, months=months))
        assert counts.worked == len(rows)
        assert counts.entered == sum(council.entered(case, at) for case in rows)
        assert counts.from_care == len(from_care)
        assert counts.usual_days == (median(waits) if waits else None)
        assert counts.longest_days == max(waits, default=None)
        assert counts.ended == len(over)
        assert counts.costed == len(known)
        assert (counts.cost or 0) == sum(known)


def test_each_need_counts_those_who_had_it(council, service_manager):
    for at, months in ASKED:
        rows = council.begun(first_day(at, months), at)
        expected = {
            need: (
                sum(need in case.needs for case in rows),
                sum(need in case.needs and council.entered(case, at) for case in rows),
            )
            for need in NEEDS
        }
        expected = {need: counts for need, counts in expected.items() if counts[0]}
        found = by_need(FigureQuery(service_manager, at=at, months=months))
        assert {row.need: (row.worked, row.entered) for row in found} == expected


def test_how_they_live_later_is_counted_of_those_whose_day_has_come(council, service_manager):
    for at, span in ASKED:
        first = first_day(at, span)
        for row in afterwards(FigureQuery(service_manager, at=at, months=span)):
            due = [
                case
                for case in council.cases
                if case.ended and first <= later_day(case.ended, row.months) <= at
            ]
            lives = [
                case.later[row.months][1]
                for case in due
                if row.months in case.later and case.later[row.months][0] <= at
            ]
            assert row.due == len(due)
            assert row.known == sum(place != "not_known" for place in lives)
            assert row.with_family == sum(place in {"home", "family"} for place in lives)
            assert row.in_care == sum(place in IN_CARE for place in lives)


def later_day(day: date, months: int) -> date:
    return months_before(day, -months)


def test_the_pairs_are_those_the_rule_gives(council, service_manager):
    for at, months in ASKED:
        query = FigureQuery(service_manager, at=at, months=months)
        begun, found, _ = pairs(query)
        first = first_day(at, months)
        assert begun == len(council.begun(first, at))
        assert [(pair.worked, pair.other) for pair in found] == council.matched(first, at)


def test_both_sides_of_a_pair_are_judged_by_the_same_record_and_time(council, service_manager):
    for at, months in ASKED:
        first = first_day(at, months)
        began = {}
        for case in council.begun(first, at):
            began.setdefault(case.child, case.began)

        def entered(child, day, at=at):
            return any(
                kind in LOOKED_AFTER and day <= since <= at and since <= later_day(day, 12)
                for since, _, kind in council.law[child]
            )

        expected = council.matched(first, at)
        result = compare(FigureQuery(service_manager, at=at, months=months))
        assert result.matched == len(expected)
        assert result.entered == sum(entered(child, began[child]) for child, _ in expected)
        assert result.others_entered == sum(entered(o, began[child]) for child, o in expected)


def test_matching_twice_gives_the_same_pairs_whoever_asks(council, service_manager, chair):
    query = FigureQuery(service_manager, at=LAST, months=12)
    first = pairs(query)[1]
    assert first
    assert pairs(FigureQuery(chair, at=LAST, months=12))[1] == first
    assert pairs(query)[1] == first


def test_the_page_prints_the_rule_the_numbers_and_the_caveat(council, signed_in, service_manager):
    page = signed_in(service_manager).get(reverse("edge-figures") + "?at=2026-03-01")
    said = squeezed(page.content.decode())
    assert "This is no proof that the service works" in said
    assert "the one born nearest" in said
    assert "Beside similar children who were not referred" in said


@pytest.fixture
def one_entered(team):
    """One child of another team, who entered care in a crisis."""
    service = make.ServiceFactory(authority=team.authority)
    other = make.TeamFactory(authority=team.authority, name="Other")
    return make.EdgeOfCareFactory(
        child=make.ChildFactory(team=other),
        referral=make.EdgeReferralFactory(service=service),
        over=True,
        outcome="care_crisis",
    )


def read(desk) -> str:
    page = desk.get(reverse("edge-figures") + "?at=2026-06-01")
    return squeezed(page.content.decode())


def test_who_may_open_the_list_reads_the_true_number(signed_in, service_manager, team, one_entered):
    analyst = make.WorkerFactory(team=None, authority=team.authority, role="data_analyst")
    for reader in (service_manager, analyst):
        assert "1 of 1 (100%)" in read(signed_in(reader))


def test_a_restricted_child_is_not_counted_for_who_may_not_know(
    service_manager, restricted_child, team
):
    service = make.ServiceFactory(authority=team.authority)
    referral = make.EdgeReferralFactory(service=service)
    make.EdgeOfCareFactory(child=restricted_child, referral=referral, over=True)
    query = FigureQuery(service_manager, at=LAST, months=12)
    assert worked(query).worked == 0


@pytest.mark.parametrize("role", ["family_support", "administrator", "auditor", "inspector"])
def test_who_reads_no_figures_reads_none_of_these(signed_in, team, role):
    reader = make.WorkerFactory(team=team, role=role)
    assert signed_in(reader).get(reverse("edge-figures")).status_code == 403


def test_the_page_asks_as_much_for_many_children_as_for_few(
    council, signed_in, service_manager, django_assert_max_num_queries
):
    desk = signed_in(service_manager)
    address = reverse("edge-figures") + "?at=2026-03-01"
    desk.get(address)
    with django_assert_max_num_queries(32):
        desk.get(address)


def test_the_generator_makes_something_of_everything(council):
    """Otherwise the counts above would agree on nothing."""
    assert EdgeOfCare.objects.filter(decision="declined").exists()
    assert EdgeOfCare.objects.filter(lives="care", started_on__isnull=False).exists()
    assert FollowUp.objects.in_care().exists()
    assert council.matched(FIRST, LAST)


def test_who_came_to_groups_and_which_short_breaks_happened_are_what_a_hand_counts(
    team, service_manager
):
    chance, today = Random("came"), timezone.localdate()
    known = came = due = happened = 0
    for _ in range(40):
        child = make.ChildFactory(team=team)
        day = today - timedelta(days=chance.randint(-20, 500))
        fits = today - timedelta(days=300) < day <= today
        answer = chance.choice(["came", "did_not", "not_known"])
        because = "Ill" if answer == "did_not" else ""
        make.GroupAttendanceFactory(child=child, session__held_on=day, came=answer, because=because)
        known += fits and answer != "not_known"
        came += fits and answer == "came"
        status = chance.choice(["happened", "cancelled", "booked"])
        because = "No bed" if status == "cancelled" else ""
        make.ShortBreakFactory(child=child, starts_on=day, status=status, because=because)
        due += fits
        happened += fits and status == "happened"
    span = Span(today - timedelta(days=299), today)
    counts = tallies(
        Reader(service_manager),
        [Question(figures[code], span) for code in ("groups.attended", "short_breaks.happened")],
    )
    assert {code: (tally.counted, tally.of) for (code, *_), tally in counts.items()} == {
        "groups.attended": (came, known),
        "short_breaks.happened": (happened, due),
    }
    assert came
    assert happened


class Asked:
    """A record of many children as plain values, which says how often it was asked."""

    def __init__(self, many: int):
        chance = Random("many")
        self.asked = 0
        self.born = {
            child: date(2008, 1, 1) + timedelta(days=chance.randrange(6000))
            for child in range(many)
        }
        self.episodes = {
            child: [(FIRST, None, chance.choice(["N1", "N2", "N4"]))] for child in range(many)
        }

    def on(self, child: int, day: date) -> Known | None:
        self.asked += 1
        need = self.episodes[child][0][2]
        if child % 7 == 0:
            return None
        born_on = self.born[child]
        return Known(child, day, born_on, likeness(born_on, day, need, "need" if child % 3 else ""))


def test_among_twenty_thousand_the_nearest_is_found_by_asking_of_a_few():
    record = Asked(20_000)
    worked = list(range(1, 20_000, 97))
    referred, taken = set(worked), set()
    pool = Pool(record, referred)
    for child in worked:
        known = record.on(child, LAST)
        if known is None:
            continue
        record.asked = 0
        chosen = pool.nearest(known)
        assert record.asked < 60
        alike = (record.on(other, LAST) for other in record.born if other not in taken)
        near = [
            (abs((other.born_on - known.born_on).days), other.child)
            for other in alike
            if other and other.likeness == known.likeness and other.child not in referred
        ]
        assert chosen == min(near)[1]
        taken.add(chosen)
        if len(taken) == 12:
            return
