"""Many at work at once: each file is worked out by one at a time, and no save waits for a night."""

from threading import Event, Thread
from time import sleep

import pytest
from django.db import DatabaseError, connection, transaction

from casework.children.models import Child
from casework.referrals.models import Referral
from casework.timescales.models import Deadline
from casework.timescales.nights import night, turns
from casework.timescales.nights.turns import LOCKS, NEIGHBOURS, Some, Span, held, spans_of
from casework.timescales.sweep import sweep
from tests.factories import ReferralFactory

together = pytest.mark.django_db(transaction=True)


class AtWork(Thread):
    """Somebody else, with a connection of their own; ``join`` raises what went wrong."""

    def __init__(self, deed):
        super().__init__(daemon=True)
        self.deed, self.fault, self.made = deed, None, None
        self.start()

    def run(self):
        try:
            self.made = self.deed()
        except BaseException as fault:
            self.fault = fault
        finally:
            connection.close()

    def join(self, timeout=30):
        super().join(timeout)
        assert not self.is_alive()
        if self.fault:
            raise self.fault
        return self.made


@pytest.fixture
def holding():
    """``with holding(child.pk):`` somebody else is working that file out."""

    class Holding:
        def __init__(self, key):
            self.key, self.has, self.done = key, Event(), Event()

        def __enter__(self):
            def wait(cursor):
                self.has.set()
                assert self.done.wait(20)

            self.other = AtWork(lambda: held(Some([self.key]), wait))
            assert self.has.wait(10)
            return self

        def __exit__(self, *fault):
            self.done.set()
            self.other.join()

    return Holding


def far_apart():
    """Two files that are no neighbours, which nobody has worked out yet."""
    made = [ReferralFactory().child_id for _ in range(NEIGHBOURS + 1)]
    Deadline.objects.all().delete()
    return made[0], made[-1]


@together
def test_who_is_not_in_a_batch_does_not_wait_for_it(holding):
    one, other = far_apart()
    with holding(one):
        assert sweep([other]).added == 1


@together
def test_who_comes_second_waits_and_then_reads_what_the_first_left(holding):
    one, _ = far_apart()
    with holding(one) as at_work:
        second = AtWork(lambda: sweep([one]))
        sleep(0.8)
        assert second.is_alive()
        assert not Deadline.objects.filter(child=one).exists()
        Referral.objects.filter(child=one).delete()
        at_work.done.set()
        assert second.join().added == 0


@together
def test_who_waits_too_long_lets_go_and_the_others_are_done(holding, monkeypatch):
    monkeypatch.setattr(turns, "TRIES", 2)
    monkeypatch.setattr(turns, "PATIENCE", "50ms")
    one, other = far_apart()
    monkeypatch.setattr(night, "BATCH", 1)
    with holding(one), pytest.raises(DatabaseError):
        night.sweep_changed()
    assert set(Deadline.objects.values_list("child", flat=True)) >= {other}
    assert not Deadline.objects.filter(child=one).exists()
    night.sweep_changed()
    assert Deadline.objects.filter(child=one).exists()


@together
def test_a_batch_gives_way_to_a_save_that_holds_what_it_needs():
    """The save holds the child's row, and then asks for the file: the batch has the file, and
    needs the row."""
    child, _ = far_apart()
    with transaction.atomic():
        Child.objects.select_for_update().get(pk=child)
        batch = AtWork(lambda: sweep([child]))
        sleep(0.2)
        assert batch.is_alive()
        assert sweep([child]).added == 1
    assert batch.join().written == 0


@together
def test_nights_and_saves_at_once_come_to_what_one_night_alone_comes_to(monkeypatch):
    monkeypatch.setattr(turns, "BATCH", 3)
    children = [ReferralFactory().child for _ in range(8)]
    stop = Event()

    def save():
        number = 0
        while not stop.is_set():
            ReferralFactory(child=children[number % 8])
            Referral.objects.filter(child=children[(number + 3) % 8]).first().save()
            number += 1

    saving = AtWork(save)
    nights = [AtWork(night.sweep_by_night), AtWork(sweep), AtWork(night.sweep_by_night)]
    for one in nights:
        one.join(60)
    stop.set()
    saving.join()
    assert Deadline.objects.count() == Referral.objects.count() > 20
    assert sweep().written == 0


@together
def test_two_nights_share_the_work_of_a_first_one():
    far_apart()
    first, second = AtWork(night.sweep_by_night), AtWork(night.sweep_by_night)
    assert first.join().added + second.join().added == Deadline.objects.count() == NEIGHBOURS + 1


def test_locks_are_few_and_in_order():
    everyone = Span(1, 90_000)
    assert everyone.locks == sorted(everyone.locks)
    assert len(Span(1, 10**7).locks) == LOCKS
    assert Some([40, 41, 1]).locks == [0, 40 // NEIGHBOURS]
    assert set(Some([7, 90_000]).locks) <= set(everyone.locks)


def test_spans_hold_every_file_once(monkeypatch):
    monkeypatch.setattr(turns, "BATCH", 3)
    assert spans_of([]) == []
    assert spans_of([1, 2, 9, 12]) == [Span(1, 9), Span(12, 12)]
    assert spans_of([4, 5, 6]) == [Span(4, 6)]
