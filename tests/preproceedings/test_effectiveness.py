"""Does it work: every figure equals a count in plain Python over families made at random."""

from datetime import date, timedelta
from random import Random
from statistics import median

import pytest
from django.urls import reverse

from casework.children.models import Child
from casework.figures.counting import Question, Reader, tallies
from casework.figures.query import FigureQuery
from casework.figures.registry import cuts, figures
from casework.figures.spans import Span
from casework.preproceedings.effectiveness.times import (
    between_steps,
    by_outcome,
    by_part,
    ended_in,
    weeks_words,
)
from casework.preproceedings.figures import NEED
from casework.preproceedings.models import AssessmentOfChild, ChildPreProceedings
from casework.timescales.sweep import sweep
from tests import factories as make

pytestmark = pytest.mark.django_db

AT = date(2026, 9, 30)
SPAN = Span.of_months(12, AT)
NEEDS = ("N1", "N4")


def a_family(random: Random, teams, made: list):
    """One to three children in one process, each with an end of their own, some again later."""
    team = random.choice(teams)
    process = make.PreProceedingsFactory(authority=team.authority)
    began = date(2024, 6, 1) + timedelta(days=random.randrange(820))
    for _ in range(random.choice((1, 1, 2, 3))):
        child = make.ChildFactory(team=team)
        need = random.choice((*NEEDS, ""))
        if need:
            make.EpisodeOfNeedFactory(child=child, started_on=date(2024, 1, 1), primary_need=need)
        made.append(a_child(random, process, child, began))
        if random.random() < 0.7 and made[-1].outcome == "step_down":
            again = made[-1].outcome_on + timedelta(days=random.randrange(1, 500))
            later = make.PreProceedingsFactory(authority=team.authority)
            made.append(a_child(random, later, child, again))


def a_child(random, process, child, began) -> ChildPreProceedings:
    outcome = random.choice(("", "step_down", "step_down", "apply", "left"))
    ended = began + timedelta(days=random.choice((70, 84, 111, 112, 113, 140, 190)))
    facts = {"outcome": outcome, "outcome_on": ended, "outcome_because": "Because"}
    if outcome == "step_down":
        facts["stepped_to"] = "need"
    row = make.ChildPreProceedingsFactory(
        child=child, process=process, started_on=began, **(facts if outcome else {})
    )
    if outcome == "apply":
        court = make.ProceedingsFactory(
            process=process, applied_on=ended + timedelta(days=7), issued_on=None
        )
        make.ChildInCourtFactory(child=child, in_process=row, proceedings=court)
        for used in random.sample(("", "yes", "updated", "no"), k=random.randrange(3)):
            ordered = make.OrderedAssessmentFactory(process=process, ordered_on=began, due_on=began)
            make.AssessmentOfChildFactory(
                child=child,
                in_process=row,
                ordered=ordered,
                used_in_court=used,
                not_used_because="It was a year old" if used == "no" else "",
            )
    return row


@pytest.fixture
def families(team):
    random, made = Random(20260930), []
    teams = [team, make.TeamFactory(authority=team.authority, name="Long term")]
    for _ in range(30):
        a_family(random, teams, made)
    return list(ChildPreProceedings.objects.select_related("child").order_by("pk"))


def inside(day) -> bool:
    return day is not None and SPAN.first <= day <= SPAN.last


def a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def counted(reader, code, **where):
    question = Question(figures[code], SPAN)
    tally = tallies(Reader(reader, where), [question])[code, ""]
    return tally.counted, tally.of


def both(rows, holds):
    rows = list(rows)
    return sum(map(bool, map(holds, rows))), len(rows)


def test_the_figures_equal_a_count_in_plain_python(families, service_manager):
    ended = [row for row in families if row.outcome and inside(row.outcome_on)]
    assert len(ended) > 12
    assert counted(service_manager, "plo.stepped_down") == both(
        ended, lambda row: row.outcome == "step_down"
    )
    assert counted(service_manager, "plo.in_16_weeks") == both(
        ended, lambda row: (row.outcome_on - row.started_on).days <= 112
    )
    running = [
        row
        for row in families
        if row.started_on <= AT and (row.outcome_on is None or row.outcome_on > AT)
    ]
    assert counted(service_manager, "plo.over_16") == both(
        running, lambda row: (AT - row.started_on).days > 112
    )


def test_coming_back_equals_a_count_in_plain_python(families, service_manager):
    def left_before(row):
        return any(
            other.child_id == row.child_id
            and other.pk != row.pk
            and other.outcome_on
            and other.outcome_on <= row.started_on <= a_year_after(other.outcome_on)
            for other in families
        )

    began = [row for row in families if inside(row.started_on)]
    assert counted(service_manager, "plo.came_back") == both(began, left_before)

    def back(row):
        return any(
            other.child_id == row.child_id
            and other.pk != row.pk
            and row.outcome_on <= other.started_on <= a_year_after(row.outcome_on)
            for other in families
        )

    judged = [
        row
        for row in families
        if row.outcome == "step_down" and inside(a_year_after(row.outcome_on))
    ]
    assert len(judged) >= 4
    number, of = counted(service_manager, "plo.held")
    assert (number, of) == both(judged, back)
    assert 0 < number < of


def test_assessments_the_court_used_equal_a_count_in_plain_python(families, service_manager):
    def answers(row):
        rows = AssessmentOfChild.objects.filter(in_process=row)
        return {one.used_in_court for one in rows} - {""}

    going = [row for row in families if inside(row.applied_on) and answers(row)]
    assert going
    assert counted(service_manager, "plo.assessment_used") == both(
        going, lambda row: answers(row) & {"yes", "updated"}
    )


@pytest.mark.parametrize("by", [cuts["team"], NEED], ids=["team", "need"])
def test_each_part_equals_a_count_in_plain_python(families, service_manager, by):
    query = FigureQuery(service_manager, at=AT)
    parts = {part["words"]: part["times"] for part in by_part(query, by)}
    ended = [row for row in families if row.outcome and inside(row.outcome_on)]

    def part_of(row):
        if by is NEED:
            episode = row.child.episodeofneeds.first()
            return episode.primary_need if episode else ""
        return str(row.child.team_id)

    words = dict(by.choices(service_manager))
    for value in {part_of(row) for row in ended}:
        here = [row for row in ended if part_of(row) == value]
        times = parts[words[value]]
        stepped = sum(row.outcome == "step_down" for row in here)
        assert (times.tally.counted, times.tally.of) == (stepped, len(here))
        days = [(row.outcome_on - row.started_on).days for row in here]
        assert times.usual == weeks_words(median(days))
    assert sum(times.tally.of for times in parts.values()) == len(ended)


def test_the_time_to_each_outcome_equals_a_count_in_plain_python(families, service_manager):
    query = FigureQuery(service_manager, at=AT)
    outcomes = by_outcome(query, ended_in(query, query.span))
    for code, times in zip(("step_down", "apply", "left"), outcomes, strict=True):
        days = [
            (row.outcome_on - row.started_on).days
            for row in families
            if row.outcome == code and inside(row.outcome_on)
        ]
        assert times.tally.counted == len(days)
        assert (times.usual, times.quickest, times.longest) == (
            weeks_words(median(days)),
            weeks_words(min(days)),
            weeks_words(max(days)),
        )


def test_days_between_steps_are_those_of_the_clocks(service_manager, team):
    for days in (3, 4, 12):
        row = make.ChildPreProceedingsFactory(
            child=make.ChildFactory(team=team), started_on=date(2026, 3, 2)
        )
        parent = make.ParentFactory(process=row.process)
        sent = date(2026, 3, 2) + timedelta(days=days)
        make.LetterSentFactory(process=row.process, parent=parent, sent_on=sent)
    sweep(list(Child.objects.values_list("pk", flat=True)))
    [letter] = [
        step
        for step in between_steps(FigureQuery(service_manager, at=AT))
        if step.title.startswith("Letter")
    ]
    assert (letter.usual, letter.longest) == ("4 days", "12 days")
    assert (letter.in_time, len(letter.days)) == (2, 3)
    assert letter.aim == "5 working days"
    assert letter.usual_before == "–"


def test_a_child_the_reader_may_not_know_of_is_counted_nowhere(families, service_manager):
    code = "plo.stepped_down"
    _, before = counted(service_manager, code)
    hidden = next(row for row in families if row.outcome and inside(row.outcome_on))
    Child.objects.filter(pk=hidden.child_id).update(restricted=True)
    gone = [
        row
        for row in families
        if row.child_id == hidden.child_id and row.outcome and inside(row.outcome_on)
    ]
    assert counted(service_manager, code)[1] == before - len(gone)


def test_whoever_may_open_the_list_reads_the_number(families, signed_in, team):
    sweep()
    analyst = make.WorkerFactory(team=team, role="data_analyst", username="analyst")
    page = signed_in(analyst).get(
        reverse("preproceedings-effectiveness"),
        {"at_day": 30, "at_month": 9, "at_year": 2026, "months": 12},
    )
    text = page.content.decode()
    assert "ewer than 6" not in text
    assert "Days between each step" in text


def test_the_page_is_for_those_who_read_figures(signed_in, families, worker, service_manager):
    address = reverse("preproceedings-effectiveness")
    asked = {"at_day": 30, "at_month": 9, "at_year": 2026}
    page = signed_in(service_manager).get(address, asked).content.decode()
    assert "Stepped down" in page
    assert "By main need" in page
    helper = make.WorkerFactory(team=worker.team, role="family_support", username="helper")
    assert signed_in(helper).get(address).status_code == 403


def test_the_page_costs_no_more_for_more_families(
    signed_in, service_manager, team, families, django_assert_max_num_queries
):
    client = signed_in(service_manager)
    address = reverse("preproceedings-effectiveness")
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
        most = len(few)
    random, more = Random(7), []
    for _ in range(10):
        a_family(random, [team], more)
    with django_assert_max_num_queries(most):
        client.get(address)
