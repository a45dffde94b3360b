"""What a date will start is said before it is saved, and is what the sweep then sets."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.timescales.models import Deadline
from casework.timescales.preview import due_at
from casework.timescales.preview_views import NOT_YET, WRONG, words_of
from casework.timescales.registry import registry
from casework.timescales.sweep import sweep
from tests.factories import CoreGroupFactory, PlanFactory, ReferralFactory

pytestmark = pytest.mark.django_db


def boxes(name, day, **more):
    asked = {"day": day.day, "month": day.month, "year": day.year, **more}
    return {f"{name}_{box}": answer for box, answer in asked.items()}


def ask(client, worker, codes, name, asked):
    client.force_login(worker)
    return client.get(reverse("will-start", args=[codes, name]), asked)


def test_each_clock_a_date_starts_is_a_sentence(client, worker):
    answer = ask(
        client,
        worker,
        "referral.decision,assessment.complete",
        "received_on",
        boxes("received_on", date(2026, 12, 24)),
    ).content.decode()
    assert "Decision on the referral: due by Tuesday 29 December." in answer
    assert "Assessment authorised: due by Tuesday 2 March 2027." in answer


def test_a_time_counts_from_its_london_day(client, worker):
    asked = boxes("starts_at", date(2026, 12, 17), time="10am")
    answer = ask(client, worker, "icpc.hold", "starts_at", asked)
    assert "Tuesday 12 January 2027" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, NOT_YET),
        ({"d_day": "31", "d_month": "2", "d_year": "2026"}, WRONG),
        ({"d_day": "3"}, WRONG),
        ({"d": "<b>"}, WRONG),
    ],
)
def test_a_date_not_yet_right_is_asked_for(client, worker, asked, words):
    answer = ask(client, worker, "icpc.hold", "d", asked)
    assert (answer.status_code, answer.content.decode()) == (200, words)


def test_a_duty_nobody_knows_is_not_found(client, worker):
    assert ask(client, worker, "no.such,icpc.hold", "d", {}).status_code == 404


def test_before_a_rule_was_in_force_it_says_so(client, worker):
    asked = boxes("d", date(2005, 3, 1))
    assert "no rule was in force" in ask(client, worker, "icpc.hold", "d", asked).content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("referral-add", "Decision on the referral"),
        ("core-group-add", NOT_YET),
        ("strategy-add", "If an enquiry starts:"),
    ],
)
def test_forms_say_what_their_dates_start(client, worker, child, name, words):
    PlanFactory(child=child)
    client.force_login(worker)
    page = client.get(reverse(name, args=[child.pk])).content.decode()
    assert words in page
    assert 'data-preview-url="/timescales/' in page


@given(day=st.dates(date(2012, 1, 1), date(2028, 1, 1)))
@settings(max_examples=25, deadline=None)
def test_the_words_give_the_day_the_database_gives(day):
    rule = registry.get("core_group.next")
    due = timezone.localtime(due_at(rule, day))
    assert f"{due:%A} {due.day} {due:%B}" in words_of([rule], day)


@pytest.mark.parametrize(
    ("code", "factory", "field"),
    [
        ("referral.decision", ReferralFactory, "received_on"),
        ("core_group.next", CoreGroupFactory, "held_on"),
        ("cin_visit.first", lambda **facts: PlanFactory(kind="need", **facts), "started_on"),
    ],
)
def test_what_was_said_is_what_the_sweep_sets(child, code, factory, field):
    day = date(2026, 10, 29)
    factory(child=child, **{field: day})
    sweep()
    assert Deadline.objects.get(code=code).due_at == due_at(registry.get(code), day)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Strategy discussion about a missing child: due by"),
        ({"risk": "high"}, "Strategy discussion about a high risk: due by"),
        ({"risk": "high", "kind": "A"}, "Nothing is counted from this."),
    ],
)
def test_the_note_names_the_rule_that_will_be_kept(client, worker, answers, words):
    asked = boxes("went_at", date(2026, 3, 2), time="9am") | answers
    answer = ask(client, worker, "missing.strategy", "went_at", asked).content.decode()
    assert answer.startswith(words), answer
