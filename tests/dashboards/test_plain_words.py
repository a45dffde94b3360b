"""Words in a hundred that a family may not know: counted as anybody would, month by month."""

from datetime import date, timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.dashboards.plain_words.jargon import Words, jargon_of
from casework.figures.counting import Question, tallies
from casework.figures.query import FigureQuery
from casework.figures.registry import figures
from casework.writing.models import TextReading
from tests.factories import (
    AssessmentFactory,
    ChildFactory,
    ChildVisitFactory,
    PlanFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
AT = date(2026, 10, 31)


def read(record, words, jargon):
    TextReading.objects.create(
        record=record._meta.label_lower,
        record_id=record.pk,
        child=record.child,
        words=words,
        jargon=jargon,
        found={"actions": 1},
        digest="-",
        read_at=timezone.now(),
    )


def in_100(pairs) -> float | None:
    words, jargon = sum(w for w, _ in pairs), sum(j for _, j in pairs)
    return round(100 * jargon / words, 1) if words else None


@pytest.mark.parametrize("seed", range(5))
def test_each_month_and_each_kind_equal_a_count_by_hand(manager, team, seed):
    chance = Random(seed)
    told, other = [], TeamFactory(authority=team.authority, name="Elsewhere")
    for number in range(20):
        ours = number % 5 != 0
        child = ChildFactory(team=team if ours else other)
        day = AT - timedelta(days=chance.randint(0, 720))
        kind = chance.choice(["need", "protection"])
        plan = PlanFactory(child=child, kind=kind, started_on=day)
        words = chance.randint(0, 400)
        jargon = chance.randint(0, words // 8) if words else 0
        read(plan, words, jargon)
        if ours:
            told.append((day, kind, (words, jargon)))
    (plans, _) = jargon_of(FigureQuery(manager, at=AT))
    year = [row for row in told if date(2025, 11, 1) <= row[0] <= AT]
    assert plans.now.in_100 == in_100([pair for *_, pair in year])
    before = [row for row in told if date(2024, 11, 1) <= row[0] < date(2025, 11, 1)]
    assert plans.before.in_100 == in_100([pair for *_, pair in before])
    for (label, now, _), kind in zip(plans.kinds, ("need", "protection"), strict=True):
        assert now.in_100 == in_100([pair for _, of_kind, pair in year if of_kind == kind]), label
    for label, words in plans.months:
        here = [pair for day, _, pair in year if day.strftime("%B %Y") == label]
        assert (words.words, words.jargon) == (sum(w for w, _ in here), sum(j for _, j in here))


def test_assessments_are_counted_by_the_day_they_were_authorised(manager, child):
    facts = {"started_on": date(2026, 8, 1), "referral_received_on": date(2026, 8, 1)}
    assessment = AssessmentFactory(
        child=child,
        authorised_on=date(2026, 9, 9),
        authorised_by=manager,
        outcome="no_action",
        **facts,
    )
    read(assessment, 200, 5)
    read(AssessmentFactory(child=child, **facts), 100, 100)
    _, assessments = jargon_of(FigureQuery(manager, at=AT))
    assert assessments.now == Words(200, 5)
    assert [label for label, words in assessments.months if words.words] == ["September 2026"]


def test_only_of_children_the_reader_may_know_of_and_as_asked(
    manager, service_manager, restricted_child, team
):
    young, old = (
        ChildFactory(team=team, person__born_on=born)
        for born in (date(2019, 1, 1), date(2009, 1, 1))
    )
    for child, jargon in ((young, 1), (old, 3), (restricted_child, 50)):
        read(PlanFactory(child=child, started_on=date(2026, 9, 1)), 100, jargon)
    assert jargon_of(FigureQuery(service_manager, at=AT))[0].now == Words(200, 4)
    asked = FigureQuery(manager, at=AT, where={"age": "5"})
    assert jargon_of(asked)[0].now == Words(100, 1)


def test_the_page_says_the_number_over_time_and_asks_as_much_for_many_as_for_one(
    signed_in, manager, team, django_assert_max_num_queries
):
    client = signed_in(manager)
    today = timezone.localdate()
    for _ in range(12):
        plan = PlanFactory(child=ChildFactory(team=team), started_on=today)
        read(plan, 50, 1)
    with django_assert_max_num_queries(9):
        page = client.get(reverse("jargon")).content.decode()
    assert "2 in 100: 12 of 600 words" in page
    assert "The figures behind this chart" in page


@pytest.mark.parametrize(
    ("role", "status"),
    [("social_worker", 200), ("data_analyst", 200), ("administrator", 403), ("inspector", 403)],
)
def test_it_is_for_who_reads_figures(signed_in, team, role, status):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("jargon")).status_code == status
    assert client.get("/api/v1/jargon/").status_code == status


def test_other_systems_read_the_same(signed_in, manager, child):
    read(PlanFactory(child=child, started_on=timezone.localdate()), 100, 4)
    plans = signed_in(manager).get("/api/v1/jargon/").json()[0]
    assert plans["now"] == {"words": 100, "jargon": 4, "in_100": 4.0}
    assert len(plans["months"]) == 12
    assert signed_in(manager).get("/api/v1/jargon/", {"months": "99"}).status_code == 400


def test_figures_of_plans_are_divided_by_the_kind_of_plan(manager, team):
    """The plan counted, and not whichever plan the child had last."""
    for kind, number in (("need", 3), ("protection", 2)):
        for _ in range(number):
            child = ChildFactory(team=team)
            PlanFactory(child=child, kind=kind, started_on=date(2026, 9, 1), own_words="I like it")
            ChildVisitFactory(child=child, held_on=date(2026, 9, 2), seen_alone=True)
    query = FigureQuery(manager, at=AT)
    for code in ("plan.own_words", "plan.seen_alone"):
        figure = figures[code]
        parts = tallies(query.reader, [Question(figure, query.span)], by=figure.cut)
        assert {value: tally.of for (_, _, value), tally in parts.items()} == {
            "need": 3,
            "protection": 2,
        }
