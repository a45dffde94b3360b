"""Many at work at once: the measuring sees what a person would meet with, and what went wrong."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from casework.children.models import Child, FileAccess
from casework.recording.models import Visit
from casework.scale import clients
from casework.scale.looks import MONTHS, add_looks
from tests import factories as make


@pytest.fixture
def at_their_desk(live_server):
    """A worker of a team who leads the work with one child."""
    child = make.ChildFactory(team=make.TeamFactory())
    worker = make.WorkerFactory(
        role="social_worker", team=child.team, authority=child.authority, is_active=True
    )
    make.AllocationFactory(child=child, worker=worker)
    return worker, Child.objects.visible_to(worker).with_person().get(pk=child.pk)


@pytest.fixture
def person(live_server, at_their_desk):
    worker, child = at_their_desk
    person = clients.Person(live_server.url, worker, [child], 0)
    yield person
    person.wire.close()


@pytest.mark.django_db(transaction=True)
def test_a_person_at_work_opens_pages_and_saves_visits(person):
    for _, deed in person.deeds():
        deed()
    assert not person.tally.faults
    assert {"My work", "child's page", "find", "save a visit"} <= set(person.tally.took)
    assert Visit.objects.filter(recorded_by=person.worker).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_was_not_expected_is_no_answer(person):
    with pytest.raises(ValueError, match="404"):
        person.open("nowhere", "/children/no-such-page/")
    assert not person.tally.took


def test_a_tally_says_how_long_half_of_them_and_nearly_all_of_them_waited():
    tally = clients.Tally()
    tally.took["find"] += [number / 100 for number in range(1, 101)]
    [line] = tally.lines()
    assert (line["answers"], line["longest_ms"]) == (100, 1000)
    assert 495 <= line["p50_ms"] <= 510
    assert 945 <= line["p95_ms"] <= 965


@pytest.mark.django_db
def test_only_an_invented_council_is_measured_or_filled(child):
    with pytest.raises(CommandError, match="Nobody went to work"):
        call_command("bench_clients", "http://127.0.0.1:1")
    with pytest.raises(CommandError, match="Nothing was added"):
        call_command("load_looks", "10")


@pytest.mark.django_db
def test_looks_lie_in_a_partition_of_each_of_thirteen_months(child, worker):
    assert child.allocations.filter(ended_on=None).exists()
    assert add_looks(MONTHS * 5, timezone.localdate()) == MONTHS * 5
    months = FileAccess.objects.dates("at", "month")
    assert len(months) == MONTHS
    named = FileAccess.objects.filter(child=None).exclude(children=[])
    assert FileAccess.objects.opened().count() + named.count() == MONTHS * 5
