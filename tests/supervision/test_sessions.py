"""A worker's supervision: booked, moved, missed with a reason, held, and signed by both."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Worker
from casework.supervision.models import (
    AgendaItem,
    Agreement,
    FileSample,
    GroupSession,
    Observation,
    Session,
)
from casework.supervision.regularity import due_of, rules, sample_due, teams_with_due, with_due
from tests.factories import (
    AgendaItemFactory,
    AllocationFactory,
    ChildFactory,
    EpisodeOfNeedFactory,
    FileSampleFactory,
    GroupSessionFactory,
    ObservationFactory,
    SampledFileFactory,
    SessionFactory,
    SupervisionAgreementFactory,
    TeamFactory,
    WorkerFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def day_of(name: str, day: date) -> dict:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def moment_of(name: str, day: date, at="10:00") -> dict:
    return {**day_of(name, day), f"{name}_time": at}


@pytest.fixture
def desk(signed_in, manager):
    """The manager’s own."""
    return signed_in(manager)


@pytest.fixture
def session(worker, manager):
    return SessionFactory(worker=worker, supervisor=manager, starts_at=timezone.now())


def address(name, session):
    return reverse(name, args=[session.pk])


def test_three_sessions_are_booked_four_weeks_apart_at_the_same_time_of_day(desk, worker, manager):
    first = date(2026, 10, 5)
    typed = moment_of("starts_at", first) | {"times": 3, "every_weeks": 4, "agenda": "Leave"}
    answer = desk.post(reverse("session-book", args=[worker.pk]), typed)
    assert answer.status_code == 302
    days = [timezone.localtime(one.starts_at) for one in Session.objects.order_by("starts_at")]
    assert [day.date() for day in days] == [
        date(2026, 10, 5),
        date(2026, 11, 2),
        date(2026, 11, 30),
    ]
    assert {day.hour for day in days} == {10}
    assert {one.supervisor for one in Session.objects.all()} == {manager}


def test_nobody_is_booked_twice_for_the_same_time_though_it_is_the_third_of_three(desk, worker):
    where = reverse("session-book", args=[worker.pk])
    second = moment_of("starts_at", date(2026, 11, 30)) | {"times": 1, "every_weeks": 4}
    first = moment_of("starts_at", date(2026, 10, 5)) | {"times": 3, "every_weeks": 4}
    assert desk.post(where, second).status_code == 302
    page = squeezed(desk.post(where, first).content.decode())
    assert "They have supervision on 30 November 2026 already" in page
    assert Session.objects.count() == 1


def test_a_move_keeps_when_it_was_and_why(desk, session):
    to = TODAY + timedelta(days=3)
    page = desk.post(address("session-move", session), moment_of("starts_at", to))
    assert "Say why it moves" in page.content.decode()
    typed = moment_of("starts_at", to) | {"because": "A strategy discussion"}
    assert desk.post(address("session-move", session), typed).status_code == 302
    was, session_now = session.starts_at, Session.objects.get()
    moved = session_now.moves.get()
    assert (moved.was_at, moved.because) == (was, "A strategy discussion")
    assert session_now.starts_at.date() == to


def test_one_that_was_missed_says_why(desk, session):
    page = desk.post(address("session-missed", session), {"missed_because": ""})
    assert "Say why it was not held" in page.content.decode()
    desk.post(address("session-missed", session), {"missed_because": "She was at court"})
    session.refresh_from_db()
    assert session.state == "missed"


def test_it_is_held_with_the_children_talked_about_and_signed_by_both(
    signed_in, desk, session, worker, child
):
    item = AgendaItemFactory(session=session, child=child)
    typed = day_of("held_on", TODAY) | {"discussed": [item.pk], "agreed": "A day for recording"}
    assert desk.post(address("session-held", session), typed).status_code == 302
    item.refresh_from_db()
    assert item.discussed_on == TODAY
    desk.post(address("session-sign", session))
    session.refresh_from_db()
    assert session.state == "held"
    signed_in(worker).post(address("session-sign", session))
    session.refresh_from_db()
    assert session.state == "signed"


def test_nothing_is_signed_before_it_was_held(desk, session):
    assert desk.post(address("session-sign", session)).status_code == 403


def test_only_whoever_supervises_says_that_it_was_held(signed_in, session, worker):
    assert signed_in(worker).get(address("session-held", session)).status_code == 404


def test_children_of_the_worker_are_put_on_the_agenda(desk, session, child, restricted_child):
    page = squeezed(desk.get(address("session-agenda", session)).content.decode())
    assert child.name in page
    assert restricted_child.name not in page
    desk.post(address("session-agenda", session), {"agenda": "Leave", "children": [child.pk]})
    assert AgendaItem.objects.get().child == child
    desk.post(address("session-agenda", session), {"children": [restricted_child.pk]})
    assert AgendaItem.objects.count() == 1


def test_a_manager_sees_their_workers_by_name_with_when_each_is_due(desk, worker, child, team):
    page = squeezed(desk.get(reverse("supervision")).content.decode())
    assert worker.name in page
    assert "1 child in 1 family, weighing 1" in page


def test_the_page_of_a_worker_says_what_they_hold_and_what_was_written_late(
    desk, worker, child, session
):
    page = squeezed(desk.get(reverse("supervision-worker", args=[worker.pk])).content.decode())
    assert child.name in page
    assert "Their work" in page


def test_a_manager_supervises_nobody_of_another_team(desk, stranger):
    for name in ("supervision-worker", "session-book", "agreement-add", "observation-add"):
        assert desk.get(reverse(name, args=[stranger.pk])).status_code == 404


def test_somebody_of_another_council_is_not_found(signed_in, elsewhere, worker, session):
    client = signed_in(elsewhere)
    assert client.get(reverse("supervision-worker", args=[worker.pk])).status_code == 404
    assert client.get(address("session", session)).status_code == 404


@pytest.mark.parametrize("name", ["supervision", "group-session-add"])
def test_whoever_supervises_nobody_opens_no_list_of_workers(signed_in, team, name):
    auditor = WorkerFactory(team=team, role="auditor")
    assert signed_in(auditor).get(reverse(name)).status_code == 403


def test_everyone_sees_their_own(signed_in, worker, session):
    page = signed_in(worker).get(reverse("supervision-own")).content.decode()
    assert "Was it held?" in page or "Booked" in page


def test_an_agreement_holds_once_both_have_signed(signed_in, desk, worker, manager):
    typed = day_of("agreed_on", TODAY) | {"how_we_work": "Children first", "every_weeks": 6}
    desk.post(reverse("agreement-add", args=[worker.pk]), typed)
    agreement = Agreement.objects.get()
    for person in (manager, worker):
        assert not agreement.signed
        signed_in(person).post(reverse("agreement-sign", args=[agreement.pk]))
        agreement.refresh_from_db()
    assert agreement.signed


def test_an_observation_is_answered_by_whoever_was_seen(signed_in, desk, worker, manager):
    typed = day_of("observed_on", TODAY) | {
        "kind": "visit",
        "did_well": "Sat on the floor",
        "to_develop": "Leave a silence",
    }
    desk.post(reverse("observation-add", args=[worker.pk]), typed)
    seen = Observation.objects.get()
    where = reverse("observation-answer", args=[seen.pk])
    assert desk.get(where).status_code == 404
    signed_in(worker).post(where, {"their_answer": "I did not notice that I talked over him"})
    seen.refresh_from_db()
    assert seen.their_answer.startswith("I did not notice")
    assert seen.two == {worker.pk, manager.pk}


def held(worker, on, **facts):
    both = {"worker_signed_at": timezone.now(), "supervisor_signed_at": timezone.now()}
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    return SessionFactory(worker=worker, starts_at=at, held_on=on, **(both | facts))


def row_of(worker, on=None):
    return with_due(Worker.objects.filter(pk=worker.pk), on).get()


def due_on(worker):
    return row_of(worker).due_on


def test_a_worker_is_due_four_weeks_after_the_last_that_both_signed(worker):
    held(worker, date(2026, 1, 5))
    held(worker, date(2026, 1, 19), worker_signed_at=None)
    assert due_on(worker) == date(2026, 2, 2)


def test_one_that_was_held_and_waits_to_be_signed_is_said_to_be(worker):
    held(worker, date(2026, 1, 5))
    held(worker, date(2026, 2, 2), worker_signed_at=None)
    assert due_of(row_of(worker)).words.startswith("Held 2 February")
    assert due_of(row_of(worker)).words.endswith("not signed by both")
    Session.objects.update(worker_signed_at=timezone.now())
    assert due_of(row_of(worker)).words.startswith("Was due 2 March")


def test_an_agreements_own_number_stands_in_the_place_of_four_weeks(worker):
    SupervisionAgreementFactory(worker=worker, every_weeks=6)
    held(worker, date(2026, 1, 5))
    assert due_on(worker) == date(2026, 2, 16)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (date(2026, 2, 15), date(2026, 2, 22)),  # the last day of the first six weeks
        (date(2026, 2, 16), date(2026, 3, 2)),  # six weeks on: every two
        (date(2026, 7, 4), date(2026, 7, 18)),  # the last day of six months
        (date(2026, 7, 5), date(2026, 8, 2)),  # six months on: as everyone
    ],
)
def test_somebody_new_is_seen_weekly_then_every_two_weeks_then_as_everyone(worker, last, due):
    SupervisionAgreementFactory(worker=worker, new_since=date(2026, 1, 5))
    held(worker, last)
    assert due_on(worker) == due


def test_as_at_an_earlier_day_what_was_held_since_is_not_counted(worker):
    held(worker, date(2026, 1, 5))
    held(worker, date(2026, 3, 2))
    assert row_of(worker, date(2026, 2, 10)).due_on == date(2026, 2, 2)


@pytest.mark.parametrize(("last", "due"), [(date(2025, 11, 30), date(2026, 2, 28))])
def test_a_team_meets_every_three_months_by_the_corresponding_day(team, last, due):
    GroupSessionFactory(led_by__team=team, held_on=last)
    (row,) = [one for one in teams_with_due(team.authority) if one.pk == team.pk]
    assert row.due_on == due


def test_a_sample_is_due_three_months_after_the_last_that_was_read_to_its_end(authority):
    by = WorkerFactory(team=TeamFactory(authority=authority), role="service_manager")
    FileSampleFactory(drawn_by=by)
    assert due_of(sample_due(authority.pk)).words == "Not held yet"
    FileSampleFactory(drawn_by=by, finished_on=date(2026, 1, 31), learned="Too few fathers")
    assert sample_due(authority.pk).due_on == date(2026, 4, 30)


def test_every_rule_about_people_says_where_it_comes_from():
    assert {rule.code for rule in rules} == {
        "supervision.worker",
        "supervision.new_worker",
        "supervision.agreement",
        "supervision.group_reflective",
        "senior.file_sample",
    }
    assert all(rule.source and rule.asks and rule.allows.interval for rule in rules)


def test_peers_write_down_what_they_learned_and_who_came(signed_in, worker, manager):
    typed = day_of("held_on", TODAY) | {
        "kind": "peer",
        "led_by": worker.pk,
        "people": [worker.pk, manager.pk],
        "theme": "Fathers",
        "learned": "We ask for his number",
    }
    assert signed_in(worker).post(reverse("group-session-add"), typed).status_code == 302
    group = GroupSession.objects.get()
    assert set(group.people.all()) == {worker, manager}
    page = signed_in(manager).get(reverse("group-sessions")).content.decode()
    assert "We ask for his number" in page


def test_another_team_reads_nothing_of_a_group_they_did_not_come_to(signed_in, manager, stranger):
    GroupSessionFactory(led_by=manager, learned="We ask for his number")
    page = signed_in(stranger).get(reverse("group-sessions")).content.decode()
    assert "We ask for his number" not in page


def test_what_a_group_thought_of_a_child_stands_on_the_file(signed_in, worker, child):
    group = GroupSessionFactory(led_by__team=worker.team, held_on=TODAY)
    typed = {"group": group.pk, "thought": "Nobody asked her", "what_changes": "Ask her"}
    where = reverse("group-discussion-add", args=[child.pk])
    assert signed_in(worker).post(where, typed).status_code == 302
    page = signed_in(worker).get(reverse("child-supervision", args=[child.pk])).content.decode()
    assert "Nobody asked her" in page


def test_a_senior_manager_draws_files_nobody_chose_and_reads_each(signed_in, service_manager, team):
    children = [ChildFactory(team=team) for _ in range(4)]
    secret = ChildFactory(team=team, restricted=True)
    for one in [*children, secret]:
        EpisodeOfNeedFactory(child=one)
    client = signed_in(service_manager)
    assert client.post(reverse("file-samples"), {"number": 3}).status_code == 302
    sample = FileSample.objects.get()
    drawn = list(sample.files.order_by("pk"))
    assert len(drawn) == 3
    assert secret not in [one.child for one in drawn]
    where = reverse("file-sample-end", args=[sample.pk])
    page = client.post(where, {"learned": "Fathers are missing"}).content.decode()
    assert "Read every file of the sample first" in page
    for one in drawn:
        said = {"file_shows": "Her nights", "supervision_shows": "Nothing yet", "what_next": ""}
        client.post(reverse("sampled-file", args=[one.child_id, one.pk]), said)
    assert client.post(where, {"learned": "Fathers are missing"}).status_code == 302
    sample.refresh_from_db()
    assert sample.finished_on == TODAY


def test_a_sample_of_another_council_is_not_found(signed_in, elsewhere, service_manager):
    sample = SampledFileFactory(sample__drawn_by=service_manager).sample
    client = signed_in(elsewhere)
    assert client.get(reverse("file-sample", args=[sample.pk])).status_code == 404
    assert client.get(reverse("file-sample-end", args=[sample.pk])).status_code == 404


def test_a_team_manager_draws_no_sample(desk):
    assert desk.get(reverse("file-samples")).status_code == 403


def test_the_list_of_workers_takes_as_many_questions_for_many(
    desk, manager, team, django_assert_max_num_queries
):
    for number in range(6):
        worker = WorkerFactory(team=team, username=f"worker{number}")
        AllocationFactory(child=ChildFactory(team=team), worker=worker)
        SessionFactory(worker=worker, supervisor=manager)
    desk.get(reverse("supervision"))
    with django_assert_max_num_queries(16):
        desk.get(reverse("supervision"))


def test_an_observation_is_nobody_elses_to_read(signed_in, service_manager, worker, manager):
    ObservationFactory(worker=worker, supervisor=manager, to_develop="Leave a silence")
    where = reverse("supervision-worker", args=[worker.pk])
    page = signed_in(service_manager).get(where).content.decode()
    assert "Leave a silence" not in page
