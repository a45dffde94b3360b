"""The panel's sheet equals a count in plain Python over families made at random.

Nothing here asks the clocks: the days are added up by hand from what was recorded.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from statistics import median
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from casework.figures.query import FigureQuery
from casework.figures.spans import Span
from casework.preproceedings.effectiveness.times import between_steps
from casework.preproceedings.models import ChildPreProceedings
from casework.preproceedings.panel_sheet.sheet import sheet
from casework.timescales.holidays import holidays
from casework.timescales.sweep import sweep
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
HOLIDAYS = set(holidays())
FAMILIES = 24


def working(start: date, days: int) -> date:
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and day not in HOLIDAYS
    return day


def weeks(start: date, number: int) -> date:
    return start + timedelta(weeks=number)


@dataclass
class OneChild:
    """What was recorded of one child, and nothing that was worked out from it."""

    row: ChildPreProceedings
    began: date
    outcome: str = ""
    over: date | None = None
    applied: date | None = None
    looks: list = field(default_factory=list)
    extended: list = field(default_factory=list)
    checks: list = field(default_factory=list)
    met: list = field(default_factory=list)
    lead: str = ""
    restricted: bool = False

    def in_it(self, day: date) -> bool:
        return self.began <= day and (self.over is None or day <= self.over)


@dataclass
class OneFamily:
    process: object
    children: list[OneChild]
    manager: str
    letters: dict
    agreed: date | None = None
    copied: date | None = None
    ordered: list = field(default_factory=list)


class Maker:
    def __init__(self, team, seed: int):
        self.team, self.chance = team, Random(seed)

    def families(self) -> list[OneFamily]:
        return [self.family(number) for number in range(FAMILIES)]

    def day(self, low: int, high: int, after: date) -> date | None:
        day = after + timedelta(days=self.chance.randint(low, high))
        return day if day <= TODAY else None

    def family(self, number: int) -> OneFamily:
        chance = self.chance
        named = make.WorkerFactory(team=self.team, username=f"by-hand-{number}")
        manager = named if chance.random() < 0.5 else None
        process = make.PreProceedingsFactory(
            authority=self.team.authority, asked_on=TODAY, case_manager=manager
        )
        began = TODAY - timedelta(days=chance.choice((0, 3, 12, 40, 83, 84, 100, 111, 112, 150)))
        family = OneFamily(process, [], str(manager) if manager else "", {})
        for _ in range(chance.choice((1, 2, 2, 3))):
            late = began + timedelta(days=chance.choice((0, 0, 0, 9)))
            family.children.append(self.child(process, named, min(late, TODAY)))
        for name in ("Mother", "Father")[: chance.choice((1, 2))]:
            parent = make.ParentFactory(process=process, name=name)
            family.letters[name] = sent = self.day(0, 12, began)
            if sent:
                make.LetterSentFactory(process=process, parent=parent, sent_on=sent)
        self.meet(family, began)
        self.agree(family, began)
        self.order(family, began)
        for child in family.children:
            self.look(child, named)
            self.panels(child)
        return family

    def child(self, process, named, began) -> OneChild:
        chance = self.chance
        facts, outcome = {}, chance.choice(("", "", "", "step_down", "apply", "left"))
        over = self.day(0, 130, began) if outcome else None
        if over:
            facts = {"outcome": outcome, "outcome_on": over, "outcome_because": "Because"}
            facts |= {"stepped_to": "need"} if outcome == "step_down" else {}
        restricted = chance.random() < 0.15
        child = make.ChildFactory(team=self.team, restricted=restricted)
        if chance.random() < 0.8:
            make.AllocationFactory(child=child, worker=named)
        row = make.ChildPreProceedingsFactory(
            child=child, process=process, started_on=began, **facts
        )
        one = OneChild(row, began, outcome if over else "", over, restricted=restricted)
        one.lead = str(named) if child.allocations.exists() else ""
        if one.outcome == "apply" and chance.random() < 0.5:
            one.applied = self.day(0, 20, over)
        if one.applied:
            court = make.ProceedingsFactory(process=process, applied_on=one.applied, issued_on=None)
            make.ChildInCourtFactory(child=child, in_process=row, proceedings=court)
        return one

    def meet(self, family, began) -> None:
        day, kind = self.day(5, 30, began), "first"
        while day:
            effective = self.chance.random() < 0.9
            for child in family.children:
                if child.in_it(day):
                    make.ProcessMeetingFactory(
                        child=child.row.child,
                        in_process=child.row,
                        kind=kind,
                        held_on=day,
                        held=effective,
                    )
                    child.met += [(day, kind)] if effective else []
            day, kind = self.day(20, 60, day), "review"
            if self.chance.random() < 0.3:
                return

    def agree(self, family, began) -> None:
        family.agreed = self.day(6, 40, began) if self.chance.random() < 0.7 else None
        if family.agreed:
            family.copied = self.day(0, 12, family.agreed)
            make.AgreementFactory(
                process=family.process, agreed_on=family.agreed, copied_on=family.copied
            )

    def order(self, family, began) -> None:
        for kind in self.chance.sample(
            ("parenting", "psychological"), self.chance.choice((0, 1, 2))
        ):
            ordered = self.day(1, 30, began)
            if ordered is None:
                continue
            due = ordered + timedelta(days=self.chance.randint(10, 80))
            came = self.day(5, 110, ordered)
            because = "The expert was ill" if self.chance.random() < 0.5 else ""
            record = make.OrderedAssessmentFactory(
                process=family.process,
                kind=kind,
                ordered_on=ordered,
                due_on=due,
                received_on=came,
                says="It says so" if came else "",
                late_because=because,
            )
            about = [child for child in family.children if self.chance.random() < 0.8]
            for child in about:
                make.AssessmentOfChildFactory(
                    child=child.row.child, in_process=child.row, ordered=record
                )
            family.ordered.append((record, about))

    def look(self, child, named) -> None:
        for turn in range(self.chance.choice((0, 0, 1, 2))):
            day = self.day(1, 60, child.began)
            if day and child.in_it(day) and all(day != look[0] for look in child.looks):
                owner = named if self.chance.random() < 0.5 else None
                words = f"Late {turn}" if self.chance.random() < 0.6 else ""
                make.TrackerUpdateFactory(
                    child=child.row.child,
                    in_process=child.row,
                    looked_on=day,
                    why_late=words,
                    for_panel=f"Panel {turn}",
                    next_owner=owner,
                )
                child.looks.append((day, words, f"Panel {turn}", str(owner) if owner else ""))

    def panels(self, child) -> None:
        for check, low, high in (("week_6", 40, 70), ("week_12", 80, 100), ("week_16", 101, 118)):
            day = self.day(low, high, child.began)
            if not day or not child.in_it(day) or self.chance.random() < 0.3:
                continue
            end = day + timedelta(days=30) if check == "week_16" else None
            make.PanelDecisionFactory(
                child=child.row.child,
                in_process=child.row,
                check_at=check,
                decision="extend" if end else "go_on",
                decided_on=day,
                new_end=end,
            )
            child.checks.append((check, day))
            child.extended += [(day, end)] if end else []


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once: no test here writes anything."""
    with django_db_blocker.unblock(), transaction.atomic():
        team = make.TeamFactory()
        made = Maker(team, 20261130).families()
        sweep([child.row.child_id for family in made for child in family.children])
        yield SimpleNamespace(
            families=made, service_manager=make.WorkerFactory(team=team, role="service_manager")
        )
        transaction.set_rollback(True)


@pytest.fixture
def families(world):
    return world.families


@pytest.fixture
def service_manager(world):
    return world.service_manager


# By hand


def clock(letter, opened, due, met, over) -> list[tuple]:
    """A step that is done, or still to be: not one that was never done before it all ended."""
    if opened is None or (met is None and over is not None and over <= TODAY):
        return []
    late = (met or TODAY) > due
    return [(letter, due, met, (met - opened).days if met else None, late)]


def first(days) -> date | None:
    return min((day for day in days if day), default=None)


def steps_of(family: OneFamily, child: OneChild) -> list[tuple]:
    over, sent = child.over, [day for day in family.letters.values() if day and child.in_it(day)]
    every = max(sent) if len(sent) == len(family.letters) else None
    steps = clock("L", child.began, working(child.began, 5), every, over)
    met_first = first(day for day, kind in child.met if kind == "first")
    if sent:
        steps += clock("M", min(sent), working(min(sent), 10), met_first, over)
    if met_first:
        copied = family.copied if family.agreed and child.in_it(family.agreed) else None
        steps += clock("", met_first, working(met_first, 5), copied, over)
    met = [*sorted(day for day, _ in child.met), None]
    for day, after in pairwise(met):
        steps += clock("R", day, weeks(day, 6), after, over)
    check = {
        week: first(day for at, day in child.checks if at in ats)
        for week, ats in ((8, {"week_6", "week_12", "week_16"}), (12, {"week_12", "week_16"}))
    }
    steps += clock("H", child.began, weeks(child.began, 8), check[8], over)
    steps += clock("C", child.began, weeks(child.began, 12), check[12], over)
    if child.extended:
        decided, end = child.extended[-1]
        late = (over or TODAY) > end
        steps += [("E", end, over, None, late), ("P", None, decided, None, False)]
    else:
        steps += clock("E", child.began, weeks(child.began, 16), over, None)
    if child.outcome == "apply":
        steps += clock("I", over, working(over, 10), child.applied, None)
    for record, about in family.ordered:
        if child in about:
            came, due = record.received_on, record.due_on
            took = (came - record.ordered_on).days if came else None
            steps.append(("A", due, came, took, (came or TODAY) > due))
    return steps


def known(family: OneFamily) -> list[OneChild]:
    """As on the sheet: the children the reader may know of, where one of them is still there."""
    children = [child for child in family.children if not child.restricted]
    still = [child for child in children if not child.outcome or waits(child)]
    return children if still else []


def waits(child: OneChild) -> bool:
    return child.outcome == "apply" and child.applied is None


def by_family(reader) -> dict:
    return {family.key: family for family in sheet(reader).families}


def pairs(families, reader):
    found = by_family(reader)
    expected = {one.process.pk: one for one in families if known(one)}
    assert set(found) == set(expected)
    return [(found[key], expected[key]) for key in expected]


def test_there_is_something_of_everything(families, service_manager):
    shown = sheet(service_manager)
    assert 10 < len(shown.families) < FAMILIES
    assert shown.past_latest
    assert shown.near_end
    assert shown.late
    letters = Counter(step.letter for family in shown.families for step in family.steps)
    assert set(letters) == set("LMRHCEPIA") | {""}


def test_every_step_of_every_child_its_days_and_what_is_late(families, service_manager):
    for family, by_hand in pairs(families, service_manager):
        lanes = {child.child_id: child.lane for child in family.children}
        children = known(by_hand)
        assert set(lanes) == {child.row.child_id for child in children}
        for child in children:
            told = [
                (step.letter, step.due_on, step.done_on, step.days, step.late)
                for step in family.steps
                if lanes[child.row.child_id] in step.lanes
            ]
            assert sorted(told, key=str) == sorted(steps_of(by_hand, child), key=str)


def test_weeks_and_drift(families, service_manager):
    shown = sheet(service_manager)
    past, near = [], []
    for family, by_hand in pairs(families, service_manager):
        running = [child for child in known(by_hand) if not child.outcome]
        began = min(child.began for child in running or known(by_hand))
        until = TODAY if running else max(child.over for child in known(by_hand))
        number = (until - began).days // 7
        assert family.week == number
        past += [family.key] if running and number >= 16 else []
        near += [family.key] if running and 12 <= number < 16 else []
    assert {family.key for family in shown.past_latest} == set(past)
    assert {family.key for family in shown.near_end} == set(near)
    order = [(family.began_on, family.name) for family in shown.families]
    assert order == sorted(order)


def test_the_next_step_and_whose_it_is(families, service_manager):
    for family, by_hand in pairs(families, service_manager):
        steps = {step for child in known(by_hand) for step in steps_of(by_hand, child)}
        to_come = [step for step in steps if step[2] is None]
        first_due = min(to_come, key=lambda step: (step[0] == "A", step[1]), default=None)
        assert (family.next and (family.next.letter == "A", family.next.due_on)) == (
            first_due and (first_due[0] == "A", first_due[1])
        )
        still = {
            child.row.child_id: child
            for child in known(by_hand)
            if not child.outcome or waits(child)
        }
        owners = [
            max(still[child.child_id].looks)[3]
            for child in family.in_process
            if still[child.child_id].looks
        ]
        if any(owners):
            assert family.next_owner == next(owner for owner in owners if owner)
        elif family.next and family.next.letter != "A":
            leads = {child.lead for child in known(by_hand)}
            assert family.next_owner in leads


def test_late_and_why(families, service_manager):
    shown = sheet(service_manager)
    overdue = 0
    for family, by_hand in pairs(families, service_manager):
        still = [child for child in known(by_hand) if not child.outcome or waits(child)]
        newest = [max(child.looks) for child in still if child.looks]
        said = {look[1] for look in newest} - {""}
        assessed = {
            record.late_because
            for record, about in by_hand.ordered
            if set(map(id, about)) & set(map(id, known(by_hand)))
            and (record.received_on or TODAY) > record.due_on
        } - {""}
        if said:
            assert {part for part in said if part in family.why_late} == said
            assert len(family.why_late) == len(" ".join(said))
        else:
            assert bool(family.why_late) is bool(assessed)
            assert all(words in family.why_late for words in assessed)
        assert set(family.for_panel.replace("Panel ", "").split()) == {
            look[2][-1] for look in newest
        }
        late = [step for child in known(by_hand) for step in steps_of(by_hand, child)]
        late = [step for step in late if step[4] and step[2] is None]
        assert bool(family.overdue) is bool(late)
        assert {(step.letter, step.due_on) for step in family.overdue} == {
            (step[0], step[1]) for step in late
        }
        assert family.no_reason is (bool(late) and not family.why_late)
        overdue += len(family.overdue)
    assert shown.overdue_steps == overdue > 5
    assert {family.key for family in shown.late} == {
        family.key for family in shown.families if family.overdue
    }


def test_the_usual_days_to_the_letter(families, service_manager):
    days = []
    for one in families:
        sent = {step for child in known(one) for step in steps_of(one, child) if step[0] == "L"}
        days += [step[3] for step in sent if step[2]]
    assert sheet(service_manager).usual_days_to_letter == median(days)


@pytest.mark.parametrize(
    ("letter", "title"), [("L", "Letter"), ("M", "First meeting"), ("R", "Review"), ("H", "Half")]
)
def test_the_days_between_steps_and_how_they_were_before(families, service_manager, letter, title):
    """Each child's own, of these three months and of the three before."""
    span = Span.of_months(3, TODAY)
    earlier = span.earlier(3)
    query = FigureQuery(service_manager, at=TODAY, months=3)
    assert query.span == span
    [told] = [step for step in between_steps(query) if step.title.startswith(title)]
    done = [
        step
        for one in families
        for child in one.children
        if not child.restricted
        for step in steps_of(one, child)
        if step[0] == letter and step[2]
    ]
    now = [step for step in done if span.first <= step[2] <= span.last]
    before = [step[3] for step in done if earlier.first <= step[2] <= earlier.last]
    assert now
    assert Counter(told.days) == Counter(step[3] for step in now)
    assert Counter(told.before) == Counter(before)
    assert told.in_time == sum(not step[4] for step in now)
    assert told.usual == f"{median(step[3] for step in now):g} days"
