"""What supervision changes, as at any day: each figure against a count by hand."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from casework.figures.counting import Question, Reader, tallies
from casework.figures.registry import figures
from casework.figures.spans import Span
from casework.supervision.cases.reflection import questions
from tests.factories import (
    ActionAnswerFactory,
    ActionFactory,
    AgreedActionFactory,
    CaseSupervisionFactory,
    ChildFactory,
    DiscussionFactory,
    PlanFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)
SPAN = Span.of_months(12, DAY)


def count(code, manager, span=SPAN):
    tally = tallies(Reader(manager), [Question(figures[code], span)])[code, ""]
    return tally.counted, tally.of


def action(child, agreed, **facts):
    return ActionFactory(
        child=child,
        source="supervision",
        agreed_on=DAY - timedelta(days=agreed),
        **{"due_on": DAY, **facts},
    )


def test_the_share_of_actions_closed_with_what_they_did(manager, child):
    done = {"done_on": DAY - timedelta(days=2), "what_changed": "She sleeps"}
    action(child, 40, **done)
    action(child, 40, **done)
    action(child, 40, dropped_on=DAY, dropped_because="They moved")
    action(child, 40)
    ActionFactory(child=child, source="plan", agreed_on=DAY, due_on=DAY, **done | {"done_on": DAY})
    assert count("supervision.outcome", manager) == (2, 3)


def test_how_old_open_actions_are_as_at_a_day_though_one_was_closed_since(manager, child):
    action(child, 57)
    action(child, 56)
    action(child, 70, done_on=DAY + timedelta(days=1), what_changed="Since then")
    action(child, 70, done_on=DAY, what_changed="That day")
    assert count("supervision.old", manager) == (2, 3)


def test_open_actions_that_were_carried_by_that_day(manager, child):
    carried, later = action(child, 20), action(child, 20)
    for one, on in ((carried, DAY), (later, DAY + timedelta(days=1))):
        talk = CaseSupervisionFactory(child=child, held_on=on)
        ActionAnswerFactory(child=child, supervision=talk, action=one)
    assert count("supervision.carried", manager) == (1, 2)


@pytest.mark.parametrize(("kind", "weeks"), [("need", 8), ("protection", 4)])
@pytest.mark.parametrize("over", [0, 1])
def test_children_talked_about_within_what_their_plan_asks(manager, child, kind, weeks, over):
    category = {} if kind == "protection" else {"initial_category": "", "latest_category": ""}
    PlanFactory(child=child, kind=kind, started_on=DAY - timedelta(weeks=30), **category)
    held = DAY - timedelta(weeks=weeks, days=over)
    CaseSupervisionFactory(child=child, held_on=held)
    assert count("supervision.talked_about", manager) == (1 - over, 1)


def test_a_plan_younger_than_supervision_allows_is_not_counted_yet(manager, child):
    PlanFactory(child=child, started_on=DAY - timedelta(weeks=3))
    assert count("supervision.talked_about", manager) == (0, 0)


def test_supervision_that_reflects_and_supervision_that_does_not(manager, child):
    nothing = dict.fromkeys(("hypotheses", "feelings", "bias", "wrong"), "")
    CaseSupervisionFactory(child=child, held_on=DAY)
    CaseSupervisionFactory(
        child=child, held_on=DAY, discussion=DiscussionFactory(held_on=DAY, **nothing)
    )
    assert count("supervision.reflective", manager) == (1, 2)


def test_children_of_another_team_are_in_no_figure(manager, stranger):
    action(ChildFactory(team=stranger.team), 70)
    assert count("supervision.old", manager) == (0, 0)


def test_what_the_actions_did_is_read_side_by_side(signed_in, manager, child, restricted_child):
    for one, changed in ((child, "She sleeps until seven"), (restricted_child, "Nobody may read")):
        promised = action(one, 40, done_on=DAY, what_changed=changed)
        AgreedActionFactory(child=one, action=promised, outcome="Ruby sleeps at night")
    address = reverse("supervision-figures")
    page = squeezed(signed_in(manager).get(f"{address}?at={DAY}").content.decode())
    assert "Ruby sleeps at night" in page
    assert "She sleeps until seven" in page
    assert "Nobody may read" not in page
    before = squeezed(signed_in(manager).get(f"{address}?at=2025-01-01").content.decode())
    assert "She sleeps until seven" not in before


def test_who_supervises_nobody_reads_no_such_page(signed_in, worker):
    assert signed_in(worker).get(reverse("supervision-figures")).status_code == 403


def test_the_page_takes_as_many_questions_for_many_actions(
    signed_in, manager, child, django_assert_max_num_queries
):
    for _ in range(10):
        action(child, 40, done_on=DAY, what_changed="She sleeps")
    client, address = signed_in(manager), f"{reverse('supervision-figures')}?at={DAY}"
    client.get(address)
    with django_assert_max_num_queries(20):
        client.get(address)


def test_the_questions_of_the_practice_model_are_data(tmp_path):
    asked = questions()
    assert [question.field for question in asked] == ["hypotheses", "feelings", "bias", "wrong"]
    assert all(question.asks.endswith("?") and question.prompts for question in asked)
    wrong = tmp_path / "own.toml"
    wrong.write_text('[[question]]\nfield = "feelings"\nasks = "Well?"\nprompts = []\n')
    with pytest.raises(ValueError, match="must ask each of"):
        questions(wrong)
