"""A need for help on a file: begun in one press, asked for in turn, unmet until it starts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.children.extensions.endings import Cause, Ending, endings
from casework.corrections.operations import ask_to_withdraw, move
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.models import Notice
from casework.timescales.models import Deadline, Target
from casework.timescales.sweep import sweep
from casework.waits.ledger.lines import unmet_of
from casework.waits.models import HelpReferral, NeedForHelp
from missing.models import Finding
from tests import factories as make
from tests.waits.reading import TODAY, ago, day_of, page, said, send

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 1, 5)


@pytest.fixture
def plan_need(child):
    plan = make.PlanFactory(child=child, started_on=ago(63))
    return make.NeedFactory(plan=plan, child=child, need="Ruby is scared at night")


def test_a_need_of_a_plan_begins_a_wait_in_one_press(signed_in, worker, child, plan_need):
    client = signed_in(worker)
    asks = f"?from=plans.need.{plan_need.pk}"
    assert asks in client.get(reverse("plan", args=[child.pk])).content.decode()
    response = client.get(reverse("help-need-add", args=[child.pk]) + asks)
    assert "Found in" in said(response)
    assert "Ruby is scared at night" in response.content.decode()
    data = {"need": "trauma", "words": "Scared at night", **day_of("identified_on", ago(60))}
    assert send(client, "help-need-add", child.pk, asks=asks, **data).status_code == 302
    need = NeedForHelp.objects.get()
    assert (need.source_kind, need.source_number) == ("plans.need", plan_need.pk)
    assert "Need in a plan" in page(client, "help-needs", child.pk)


HELD = {"held_at": timezone.now() - timedelta(days=2), "own_words": "I was cold"}


def found_in(page_name, factory, **facts):
    def make_one(child):
        record = factory(child=child, **facts)
        return record, page_name, [record.pk]

    return make_one


@pytest.mark.parametrize(
    "made",
    [
        found_in("assessment", make.AssessmentFactory),
        found_in("case-supervision", make.CaseSupervisionFactory),
        found_in("interview", make.ReturnInterviewFactory, **HELD),
        lambda child: (learned(child), "findings", []),
    ],
)
def test_it_begins_from_an_assessment_a_supervision_and_an_interview(
    signed_in, worker, child, made
):
    record, url, args = made(child)
    client = signed_in(worker)
    html = client.get(reverse(url, args=[child.pk, *args])).content.decode()
    asks = f"?from={record._meta.label_lower}.{record.pk}"
    assert asks in html
    assert "Found in" in said(client.get(reverse("help-need-add", args=[child.pk]) + asks))


def learned(child):
    interview = make.ReturnInterviewFactory(child=child)
    return Finding.objects.create(
        child=child,
        authority=child.authority,
        interview=interview,
        kind="help",
        text="Sad since the move",
    )


def test_the_record_of_another_child_fills_in_nothing(signed_in, worker, child):
    other = make.NeedFactory(plan__child=make.ChildFactory(team=worker.team))
    client = signed_in(worker)
    asks = f"?from=plans.need.{other.pk}"
    assert "Found in" not in said(client.get(reverse("help-need-add", args=[child.pk]) + asks))


def test_one_service_declines_and_another_begins(signed_in, worker, child):
    need = make.NeedForHelpFactory(child=child, identified_on=ago(63))
    client = signed_in(worker)
    harbour = {"provider": "Harbour", **day_of("referred_on", ago(60))}
    assert send(client, "help-referral-add", child.pk, need.pk, **harbour).status_code == 302
    first = HelpReferral.objects.get()
    no = {"answer": "declined", "declined_because": "threshold", **day_of("answered_on", ago(40))}
    assert send(client, "help-referral", child.pk, first.pk, **no).status_code == 302
    text = page(client, "help-needs", child.pk)
    assert "Declined by Harbour: not serious enough for them" in text
    assert "Unmet for 63 days: nobody is being asked now" in text
    assert "3 days to ask" in text
    assert "20 days to their answer" in text
    quay = {"provider": "Quay", **day_of("referred_on", ago(30))}
    send(client, "help-referral-add", child.pk, need.pk, **quay)
    second = HelpReferral.objects.get(provider="Quay")
    yes = {
        "answer": "accepted",
        "sessions": "1",
        **day_of("answered_on", ago(20)),
        **day_of("offered_on", ago(7)),
        **day_of("first_session_on", ago(7)),
    }
    assert send(client, "help-referral", child.pk, second.pk, **yes).status_code == 302
    assert "after 56 days" in page(client, "help-needs", child.pk)
    assert unmet_of(child) == []


def test_what_is_wrong_is_said_beside_its_day_and_what_was_typed_stays(signed_in, worker, child):
    referral = make.HelpReferralFactory(
        child=child, referred_on=ago(10), need__identified_on=ago(20)
    )
    wrong = {"answer": "declined", "answer_words": "Too young", **day_of("answered_on", ago(12))}
    text = said(send(signed_in(worker), "help-referral", child.pk, referral.pk, **wrong))
    assert "They cannot have answered before they were asked" in text
    assert "Say why they declined" in text
    assert "Too young" in text


def test_a_request_names_one_service(signed_in, worker, child):
    need = make.NeedForHelpFactory(child=child)
    text = said(
        send(
            signed_in(worker),
            "help-referral-add",
            child.pk,
            need.pk,
            **day_of("referred_on", TODAY),
        )
    )
    assert "Choose the service, or write its name" in text


def test_no_service_is_an_answer_until_one_is_found(signed_in, worker, child):
    need = make.NeedForHelpFactory(child=child, identified_on=ago(30))
    client = signed_in(worker)
    none = {"no_service_because": "Asked the hub and health", **day_of("no_service_on", ago(20))}
    assert send(client, "help-need-no-service", child.pk, need.pk, **none).status_code == 302
    assert "no such service exists" in page(client, "help-needs", child.pk)
    send(
        client,
        "help-referral-add",
        child.pk,
        need.pk,
        provider="New",
        **day_of("referred_on", ago(2)),
    )
    need.refresh_from_db()
    assert need.service_found_on == ago(2)
    assert NeedForHelp.objects.at(ago(5)).get().without_service
    assert not NeedForHelp.objects.at(TODAY).get().without_service


@pytest.mark.parametrize("name", ["plan", "child", "plan-review"])
def test_the_unmet_need_stands_on_the_file_until_help_starts(
    signed_in, worker, child, plan_need, name
):
    referral = make.HelpReferralFactory(
        child=child, need__identified_on=ago(63), referred_on=ago(50)
    )
    client = signed_in(worker)
    text = page(client, name, child.pk)
    assert "Ruby has waited 63 days for help with this need" in text
    assert "nothing is written down" in text
    referral.answer, referral.answered_on, referral.first_session_on = "accepted", ago(3), ago(1)
    referral.save()
    assert "Unmet need" not in page(client, name, child.pk)


def test_a_manager_sees_it_beside_them_at_supervision(signed_in, manager, child):
    make.NeedForHelpFactory(
        child=child, identified_on=ago(63), meanwhile="School nurse", meanwhile_from=ago(9)
    )
    text = page(signed_in(manager), "case-supervision-add", child.pk)
    assert "Help not started" in text
    assert "Unmet for 63 days" in text
    assert "School nurse" in text


@pytest.mark.parametrize(
    ("started_on", "in_time"), [(date(2026, 3, 2), True), (date(2026, 3, 3), False)]
)
def test_help_starts_within_eight_weeks_of_the_day_the_need_was_found(child, started_on, in_time):
    make.HelpReferralFactory(
        child=child,
        need__identified_on=MONDAY,
        answer="accepted",
        answered_on=MONDAY,
        first_session_on=started_on,
    )
    sweep([child.pk])
    assert (
        Deadline.objects.filter(code="therapy.request_to_start").met_in_time().exists() is in_time
    )


def test_a_council_counts_its_own_weeks(child, manager):
    day = MONDAY
    Target.objects.create(
        authority=child.authority,
        code="therapy.request_to_start",
        amount=18,
        why="Ours",
        set_by=manager,
        effective_from=day,
    )
    make.NeedForHelpFactory(child=child, identified_on=day)
    sweep([child.pk])
    assert timezone.localdate(Deadline.objects.get().due_at) == day + timedelta(weeks=18)


def test_the_worker_has_it_in_their_work_and_the_manager_is_told_once(
    signed_in, worker, manager, child, service_manager
):
    make.NeedForHelpFactory(child=child, identified_on=ago(63))
    sweep([child.pk])
    assert "Help started for a need" in page(signed_in(worker), "my_work")
    tell_of_deadlines()
    tell_of_deadlines()
    told = Notice.objects.filter(child=child, worker=manager)
    assert [notice.kind for notice in told] == ["escalated"]
    assert Notice.objects.filter(child=child, worker=service_manager, kind="escalated").count() == 1


def test_the_clock_ends_with_the_need(child):
    make.NeedForHelpFactory(
        child=child, identified_on=ago(63), ended_on=ago(1), ended_because="gave_up"
    )
    sweep([child.pk])
    clock = Deadline.objects.get()
    assert clock.met_at is None
    assert clock.lapsed_at


@pytest.mark.parametrize(
    ("cause", "because"),
    [("died", "died"), ("grown", "eighteen"), ("moved", "moved"), ("closed", "closed")],
)
def test_the_need_ends_with_what_ends_for_the_child(child, cause, because):
    need = make.NeedForHelpFactory(child=child, identified_on=ago(63))
    endings.end(Ending(child=child, day=ago(1), cause=Cause(cause)))
    need.refresh_from_db()
    assert (need.ended_on, need.ended_because) == (ago(1), because)


def test_a_request_withdrawn_in_error_makes_the_need_unmet_again(child, worker):
    referral = make.HelpReferralFactory(
        child=child,
        need__identified_on=ago(63),
        referred_on=ago(60),
        answer="accepted",
        answered_on=ago(50),
        first_session_on=ago(40),
    )
    assert not NeedForHelp.objects.waiting_on(ago(5)).exists()
    ask_to_withdraw(referral, child=child, because="Another child’s", by=worker)
    assert NeedForHelp.objects.waiting_on(ago(5)).exists()
    assert NeedForHelp.objects.waiting_on(TODAY).exists()


def test_a_need_moves_to_the_right_file_with_its_requests(child, worker):
    other = make.ChildFactory(team=worker.team)
    referral = make.HelpReferralFactory(child=child)
    move(referral.need, child=child, to=other, because="Wrong file", by=worker)
    referral.refresh_from_db()
    assert referral.child == other
    assert referral.need.child == other


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"identified_on": date(2026, 1, 20)}, "Help was asked for on 10 January 2026"),
        ({"identified_on": date(2018, 1, 1)}, "born on"),
        (
            {"ended_on": date(2026, 1, 15), "ended_because": "passed"},
            "Help began on 20 January 2026",
        ),
    ],
)
def test_a_correction_cannot_turn_the_days_round(child, facts, words):
    need = make.HelpReferralFactory(
        child=child, referred_on=date(2026, 1, 10), first_session_on=date(2026, 1, 20)
    ).need
    for name, value in facts.items():
        setattr(need, name, value)
    with pytest.raises(ValidationError, match=words):
        need.full_clean()


def test_whoever_may_not_know_of_the_child_finds_nothing(signed_in, stranger, child):
    need = make.NeedForHelpFactory(child=child)
    client = signed_in(stranger)
    for name in ("help-need-end", "help-need-meanwhile", "help-referral-add"):
        assert client.get(reverse(name, args=[child.pk, need.pk])).status_code == 404


def test_a_need_of_one_child_is_not_found_on_the_file_of_another(signed_in, worker, child):
    other = make.ChildFactory(team=worker.team)
    make.AllocationFactory(child=other, worker=worker)
    need = make.NeedForHelpFactory(child=other)
    assert (
        signed_in(worker).get(reverse("help-need-end", args=[child.pk, need.pk])).status_code == 404
    )


def test_the_page_asks_as_many_questions_for_twenty_needs_as_for_one(
    signed_in, worker, child, plan_need
):
    client = signed_in(worker)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(client, "help-needs", child.pk)
        return len(queries)

    source = {"source_kind": "plans.need", "source_number": plan_need.pk}
    make.HelpReferralFactory(child=child, need=make.NeedForHelpFactory(child=child, **source))
    asked()
    one = asked()
    for number in range(20):
        need = make.NeedForHelpFactory(child=child, identified_on=ago(number + 1), **source)
        make.HelpReferralFactory(child=child, need=need, referred_on=TODAY)
    assert asked() == one


def test_the_api_says_whom_was_asked_in_turn_and_when_help_began(signed_in, worker, child):
    make.HelpReferralFactory(
        child=child, answer="accepted", answered_on=MONDAY, first_session_on=date(2026, 2, 2)
    )
    (row,) = signed_in(worker).get("/api/v1/help-needs/").json()["results"]
    assert (row["child"], row["started_on"]) == (child.number, "2026-02-02")
    assert row["requests"][0]["to_whom"] == "Harbour children’s counselling"
    assert (
        signed_in(make.WorkerFactory(team__name="Elsewhere"))
        .get("/api/v1/help-needs/")
        .json()["results"]
        == []
    )


def test_the_chronology_tells_the_wait(signed_in, worker, child):
    make.HelpReferralFactory(
        child=child, answer="declined", declined_because="age", answered_on=date(2026, 1, 9)
    )
    text = page(signed_in(worker), "chronology", child.pk)
    assert "A need for help: Emotional wellbeing" in text
    assert "Harbour children’s counselling: Declined" in text
