"""A child missing now: what runs, who was told, who is told when they are found."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.extensions.endings import Cause, Ending, endings
from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import Kind, LogEntry, MissingEpisode
from tests.corrections.test_mistakes import sent
from tests.factories import ChildFactory, MissingEpisodeFactory, WorkerFactory
from tests.html import squeezed
from tests.missing.test_missing import add, away, come_back, typed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def gone(child):
    """High risk, and missing for 41 hours; police and mum know."""
    went = timezone.now() - 41 * HOUR - timedelta(minutes=10)
    episode = away(child, went, risk="high", reported_at=went + HOUR, risk_reasons="Only 6.")
    LogEntry.on_file_of(child, None, episode=episode, kind=Kind.PARENTS, at=went + 2 * HOUR).save()
    sweep()
    return episode


def day_of(client):
    return squeezed(client.get(reverse("missing_day")).content.decode())


def test_the_card_says_what_runs_and_what_is_late_and_who_was_told(signed_in, coordinator, gone):
    page = day_of(signed_in(coordinator))
    for said in (
        "missing 41 hours",
        "High risk",
        "Why that risk: Only 6.",
        "Strategy discussion about a high risk",
        "Late by 17 hours",
        "Manager told that a child is still missing",
        "Assistant director told that a child is still missing",
        "Their parents",
        "Sheet for police",
    ):
        assert said in page, said
    assert reverse("missing-log", args=[gone.child_id, gone.pk]) in page
    assert reverse("missing-report") in page


def test_the_childs_own_page_says_the_same_clocks(signed_in, worker, gone):
    page = squeezed(
        signed_in(worker).get(reverse("missing", args=[gone.child_id])).content.decode()
    )
    assert "Manager told that a child is still missing" in page


def test_those_around_the_child_and_the_coordinators_are_told_that_they_are_back(
    signed_in, worker, manager, coordinator, stranger, gone
):
    today = timezone.localdate()
    assert come_back(signed_in(worker), gone, today, "").status_code == 302
    told = Notice.objects.filter(kind="found")
    assert {notice.worker.username for notice in told} == {"helen", "coordinator"}
    assert told.first().about.startswith("Back or found ")


def test_of_a_restricted_child_only_those_allocated_are_told(
    signed_in, restricted_child, manager, coordinator
):
    trusted = restricted_child.allocations.get().worker
    other = WorkerFactory(team=restricted_child.team)
    restricted_child.allocations.create(
        authority=restricted_child.authority,
        worker=other,
        role="family_support",
        started_on=timezone.localdate(),
    )
    gone = away(restricted_child, timezone.now() - 5 * HOUR)
    come_back(signed_in(trusted), gone, timezone.localdate(), "")
    told = Notice.objects.filter(kind="found").values_list("worker", flat=True)
    assert list(told) == [other.pk]


def test_whoever_knew_they_were_missing_is_to_be_told_they_are_back(signed_in, worker, gone):
    client = signed_in(worker)
    come_back(client, gone, timezone.localdate(), "")
    address = reverse("missing", args=[gone.child_id])
    assert "Their parents knew that" in squeezed(client.get(address).content.decode())
    gone.refresh_from_db()
    after = timezone.now()
    LogEntry.on_file_of(
        gone.child, None, episode=gone, kind=Kind.PARENTS, at=after, said="She is home"
    ).save()
    assert "knew that" not in client.get(address).content.decode()


# A return saved with a mistyped time


@pytest.fixture
def home(child):
    """Back at 9 in the morning, and another time away the day after."""
    now = timezone.now().replace(second=0, microsecond=0)
    away(child, now - 30 * HOUR, now - 28 * HOUR)
    return away(child, now - 80 * HOUR, now - 60 * HOUR)


def put_right(client, episode, returned_at, **more):
    address = reverse("correct", args=[episode.child_id, "missing.missingepisode", episode.pk])
    kept = sent(client.get(address))
    kept = {key: value for key, value in kept.items() if not key.startswith("own-returned_at")}
    new = typed("own-returned_at", timezone.localtime(returned_at))
    return client.post(address, kept | new | {"because": "It was typed wrong"} | more)


def test_a_mistyped_return_is_corrected_and_its_clocks_are_counted_again(
    signed_in, worker, home, on_commit
):
    sweep()
    right = home.returned_at + 3 * HOUR
    with on_commit():
        assert put_right(signed_in(worker), home, right).status_code == 302
    home.refresh_from_db()
    assert home.returned_at == right
    held = Deadline.objects.get(code="rhi.complete", record_id=home.pk)
    assert held.due_at == right + 72 * HOUR


@pytest.mark.parametrize(("hours", "says"), [(-25, "came back before"), (35, "already missing")])
def test_a_correction_keeps_the_order_of_times(signed_in, worker, home, hours, says):
    before = home.returned_at
    page = put_right(signed_in(worker), home, home.returned_at + hours * HOUR)
    assert says in page.content.decode()
    home.refresh_from_db()
    assert home.returned_at == before


# Is missing: a button only when it can be


def button(client, child):
    page = squeezed(client.get(reverse("missing", args=[child.pk])).content.decode())
    return f"{child.first_name} is missing</a>" in page


def test_the_button_is_there_for_a_child_who_is_home(signed_in, worker, child):
    assert button(signed_in(worker), child)


def test_it_is_not_there_for_one_who_is_missing_and_an_earlier_time_can_be_written_down(
    signed_in, worker, gone
):
    client = signed_in(worker)
    assert not button(client, gone.child)
    add_url = reverse("missing-add", args=[gone.child_id])
    page = squeezed(client.get(reverse("missing", args=[gone.child_id])).content.decode())
    assert "Write down an earlier time" in page
    assert "Already recorded as missing" in client.get(add_url).content.decode()
    earlier = timezone.localtime(gone.went_at - 48 * HOUR)
    back = timezone.localtime(gone.went_at - 40 * HOUR)
    written = add(
        client,
        gone.child,
        **typed("went_at", earlier),
        **typed("reported_at", earlier),
        **typed("returned_at", back),
        returned_where="Home",
    )
    assert written.status_code == 302
    assert MissingEpisode.objects.count() == 2


@pytest.mark.parametrize(
    "person",
    [
        {"born_on": None, "expected_on": timezone.localdate() + timedelta(days=60)},
        {"born_on": timezone.localdate() - timedelta(days=19 * 366)},
        {"died_on": timezone.localdate() - timedelta(days=3)},
    ],
)
def test_it_is_not_there_for_one_who_cannot_be_missing(signed_in, worker, child, person):
    for name, value in person.items():
        setattr(child.person, name, value)
    child.person.sex = "U" if "expected_on" in person else child.person.sex
    child.person.save()
    client = signed_in(worker)
    assert not button(client, child)
    assert (
        reverse("missing-add", args=[child.pk])
        not in client.get(child.get_absolute_url()).content.decode()
    )


def test_who_came_back_after_the_record_ended_can_be_missing_again(signed_in, worker, child):
    away(child, timezone.now() - 900 * HOUR)
    endings.end(
        Ending(child=child, day=timezone.localdate() - timedelta(days=20), cause=Cause.MOVED)
    )
    client = signed_in(worker)
    assert button(client, child)
    went = timezone.localtime(timezone.now() - 3 * HOUR)
    assert add(client, child, **typed("went_at", went), **typed("reported_at", went)).status_code
    assert MissingEpisode.objects.open().count() == 1


def test_who_was_reported_by_mistake_can_be_missing_again(signed_in, worker, child):
    wrong = away(child, timezone.now() - 5 * HOUR)
    MissingEpisode.objects.filter(pk=wrong.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=worker, withdrawn_because="Her sister"
    )
    went = timezone.localtime(timezone.now() - 3 * HOUR)
    client = signed_in(worker)
    saved = add(client, child, **typed("went_at", went), **typed("reported_at", went))
    assert saved.status_code == 302


# Reporting another


def test_a_child_is_found_and_reported_from_the_day(signed_in, coordinator, child, gone, team):
    home = ChildFactory(team=team, person__given_name="Poppy", person__family_name="Whitfield")
    page = squeezed(
        signed_in(coordinator).get(reverse("missing-report"), {"q": "Whitfield"}).content.decode()
    )
    assert "Poppy is missing" in page
    assert reverse("missing-add", args=[home.pk]) in page
    assert "Already recorded as missing." in page
    assert reverse("missing-add", args=[child.pk]) not in page


def test_one_of_whom_nothing_may_be_known_is_not_found(signed_in, coordinator, restricted_child):
    name = restricted_child.person.family_name
    page = signed_in(coordinator).get(reverse("missing-report"), {"q": name}).content.decode()
    assert reverse("missing-add", args=[restricted_child.pk]) not in page


@pytest.mark.parametrize("role", ["social_worker", "auditor", "administrator"])
def test_only_the_coordinator_reports_from_there(signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("missing-report")).status_code == 403


# The sheet for police


def sheet(client, child):
    return squeezed(client.get(reverse("missing-sheet", args=[child.pk])).content.decode())


def test_the_sheet_says_what_is_known_now_and_asks_for_a_photograph(signed_in, worker, gone):
    MissingEpisodeFactory(
        child=gone.child,
        went_at=gone.went_at - 90 * HOUR,
        returned_at=gone.went_at - 80 * HOUR,
        returned_where="The arcade",
    )
    MissingEpisode.objects.filter(pk=gone.pk).update(circumstances="Red coat, bus to the harbour")
    page = sheet(signed_in(worker), gone.child)
    for said in (
        "Missing now, 41 hours",
        "Red coat, bus to the harbour",
        "High: Only 6.",
        "There is no photograph.",
        "Earlier times missing",
        "The arcade",
    ):
        assert said in page, said


def test_of_a_child_who_is_home_it_says_nothing_of_now(signed_in, worker, child):
    page = sheet(signed_in(worker), child)
    assert "missing now" not in page.lower()
    assert "Last times missing" in page
