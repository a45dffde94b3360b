"""A night of many councils, each swept by itself."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from casework.access.job_runs import SWEEP, Run
from casework.access.models import Authority
from casework.celery import SCHEDULE, app
from casework.notices import tasks
from casework.timescales.models import Deadline
from casework.timescales.nights import councils as nights
from casework.timescales.sweep import sweep
from tests.factories import AssessmentFactory, ChildFactory, TeamFactory


@pytest.fixture
def councils(db):
    """Three, of which the first has most clocks; all of them were put wrong."""
    made = []
    for files in (4, 1, 2):
        team = TeamFactory(authority__name=f"Council of {files}")
        for _ in range(files):
            AssessmentFactory(child=ChildFactory(team=team))
        made.append(team.authority)
    sweep()
    Deadline.objects.update(amber_from=timezone.now() + timedelta(days=900))
    return made


@pytest.fixture
def given_out(monkeypatch):
    """What was handed to the broker, in order."""
    sent: list[tuple] = []
    monkeypatch.setattr(tasks.sweep_council, "delay", lambda *words: sent.append(words))
    return sent


def of(councils) -> list[int]:
    return [council for council, *_ in councils]


def test_the_smallest_come_first(councils, given_out):
    tasks.give_out_night()
    big, small, middle = councils
    assert of(given_out) == [small.pk, middle.pk, big.pk]


def test_each_council_is_put_right_once_and_the_rest_of_the_night_after_the_last(
    councils, given_out
):
    tasks.give_out_night()
    wrong = Deadline.objects.filter(amber_from__gt=timezone.now() + timedelta(days=800))
    for number, words in enumerate(given_out):
        own = wrong.filter(authority=words[0])
        expected = own.count()
        assert expected
        others = wrong.exclude(authority=words[0]).count()
        assert not Run.objects.filter(name=SWEEP).exists()
        done = tasks.sweep_council(*words)
        assert done["changed"] == expected or number == len(given_out) - 1
        assert not own.exists()
        assert wrong.count() == others
    assert Run.objects.done().filter(name=SWEEP).count() == 1
    assert not wrong.exists()


def test_a_turn_that_comes_twice_changes_nothing(councils, given_out):
    tasks.give_out_night()
    for words in given_out:
        tasks.sweep_council(*words)
    runs = Run.objects.count()
    for words in given_out:
        assert tasks.sweep_council(*words) == {"changed": 0}
    assert Run.objects.count() == runs


def test_what_a_killed_process_left_is_given_out_again(councils, given_out):
    tasks.give_out_night()
    first, *others = list(given_out)
    council = Authority.objects.get(pk=first[0])
    Run.objects.create(name=nights.name_of(council))  # begun, and never ended
    for words in others:
        tasks.sweep_council(*words)
    given_out.clear()
    tasks.give_out_night()
    assert of(given_out) == [council.pk]
    tasks.sweep_council(*given_out[0])
    given_out.clear()
    assert tasks.give_out_night() == {"given out": 0}
    assert given_out == []


def test_a_council_that_cannot_be_swept_stops_no_other_and_the_night_says_so(
    councils, given_out, monkeypatch
):
    sweep_running, broken = nights.night.sweep_running, councils[0]

    def sweep_some(authority=None):
        if authority == broken:
            raise DatabaseError("no")
        return sweep_running(authority)

    monkeypatch.setattr(nights.night, "sweep_running", sweep_some)
    tasks.give_out_night()
    assert given_out[-1][0] == broken.pk
    for words in given_out[:-1]:
        tasks.sweep_council(*words)
    with pytest.raises(nights.NotWhole):
        tasks.sweep_council(*given_out[-1])
    assert broken.name in Run.objects.get(name=SWEEP).error
    assert not Run.objects.done().filter(name=SWEEP).exists()
    assert not Deadline.objects.overdue().filter(flagged_at=None).exists()


def test_after_an_outage_the_rest_of_the_night_waits_for_all_that_is_done_again(
    councils, given_out, monkeypatch
):
    """What failed had ended: that it is being done again is not to be taken for done."""

    def away(authority=None):
        raise DatabaseError("no connection")

    tasks.give_out_night()
    with monkeypatch.context() as without:
        without.setattr(nights.night, "sweep_running", away)
        for words in given_out:
            with suppress(DatabaseError, nights.NotWhole):
                tasks.sweep_council(*words)
    rounds = Run.objects.filter(name=SWEEP)
    assert rounds.count() == 1
    given_out.clear()
    tasks.give_out_night()
    for words in given_out[:-1]:
        tasks.sweep_council(*words)
        assert rounds.count() == 1
    tasks.sweep_council(*given_out[-1])
    assert rounds.count() == 2
    assert rounds.done().count() == 1


def test_of_two_that_end_at_once_one_does_the_rest_of_the_night(councils, given_out):
    tasks.give_out_night()
    Run.objects.create(name=SWEEP)  # begun by the other, a moment ago, and then killed
    for words in given_out:
        tasks.sweep_council(*words)
    assert not Run.objects.done().filter(name=SWEEP).exists()
    tasks.give_out_night()
    assert Run.objects.done().filter(name=SWEEP).count() == 1


def test_who_waits_is_asked_at_once_however_many_there_are(councils, django_assert_num_queries):
    with django_assert_num_queries(3):
        nights.waiting(nights.began())


def test_one_council_is_swept_at_once_and_once_a_night(db, given_out):
    AssessmentFactory()
    assert Authority.objects.count() == 1
    assert "told" in tasks.give_out_night()
    assert tasks.give_out_night() == {}
    assert given_out == []


def test_nobody_holds_turns_that_another_could_have():
    assert app.conf.worker_prefetch_multiplier == 1
    assert tasks.sweep_council.acks_late
    assert tasks.sweep_council.reject_on_worker_lost
    assert SCHEDULE["sweep every deadline"]["task"] == tasks.give_out_night.name
