"""Days counted once and kept say what counting afresh says, whatever happens after."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.figures import days as kept_days
from casework.figures.clocks import CLOCK, EVERY_CLOCK
from casework.figures.counting import Question, Reader, tallies
from casework.figures.days import tally_days
from casework.figures.models import ChangedDay, DayTally, TalliedDay
from casework.figures.registry import figures, tallied
from casework.figures.spans import Span, twelve_months
from casework.recording.figures import OF_VISITS
from casework.recording.models import ChildVisit
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import ChildFactory, ChildVisitFactory, TeamFactory, WorkerFactory
from tests.figures.test_passes import Council

TODAY = timezone.localdate()
YEAR = Span.of_months(12, TODAY)
SPANS = {"now": YEAR, "before": YEAR.earlier(12), "month": Span.of_months(1, TODAY)}


def ago(days):
    return TODAY - timedelta(days=days)


def said(reader) -> dict:
    """All that is kept by day, as pages ask it."""
    visits = [Question(figure, span, slot) for figure in OF_VISITS for slot, span in SPANS.items()]
    months = {f"{number:02}": span for number, span in enumerate(twelve_months(TODAY))}
    trend = [Question(figures["cp_visit.next"], span, slot) for slot, span in months.items()]
    clocks = [Question(EVERY_CLOCK, span, slot) for slot, span in SPANS.items()]
    return tallies(reader, visits) | tallies(reader, trend) | tallies(reader, clocks, by=CLOCK)


def afresh(reader, monkeypatch) -> dict:
    with monkeypatch.context() as nothing_kept:
        nothing_kept.setattr(
            "casework.figures.counting.from_tally", lambda questions, *args: ([], questions)
        )
        return said(reader)


def as_counted_afresh(council, monkeypatch) -> None:
    for worker in (council.chief, council.manager):
        reader = Reader(worker)
        assert said(reader) == afresh(reader, monkeypatch)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_the_tally_says_what_counting_afresh_says(seed, monkeypatch):
    council = Council(seed)
    council.happens(30)
    sweep()
    tally_days()
    assert DayTally.objects.filter(figure="visits.seen").exists()
    as_counted_afresh(council, monkeypatch)
    for _ in range(5):
        council.happens(3)
        sweep()
        as_counted_afresh(council, monkeypatch)
        if council.chance.random() < 0.5:
            tally_days()
            as_counted_afresh(council, monkeypatch)


@pytest.mark.django_db
def test_only_the_days_that_changed_are_counted_again():
    child = ChildFactory()
    first, other = (ChildVisitFactory(child=child, held_on=ago(days)) for days in (400, 40))
    tally_days()
    assert tally_days() == 0
    other.held_on = ago(39)
    other.save()
    assert tally_days() == 2
    first.what_is_different = "Nothing"
    first.save()
    assert tally_days() == 0
    Deadline.objects.all().delete()
    ChildVisit.objects.filter(pk=first.pk).delete()
    assert set(ChangedDay.objects.filter(source="visits").values_list("day", flat=True)) == {
        ago(400)
    }


@pytest.mark.django_db
def test_a_file_that_becomes_restricted_leaves_the_tally(monkeypatch):
    team = TeamFactory()
    chief = WorkerFactory(team=None, authority=team.authority, role="service_manager")
    children = [ChildFactory(team=team) for _ in range(7)]
    for child in children:
        ChildVisitFactory(child=child, held_on=ago(50))
    tally_days()
    assert DayTally.objects.get(figure="visits.seen").of == 7
    children[0].restricted = True
    children[0].save()
    question = Question(figures["visits.seen"], YEAR)
    assert tallies(Reader(chief), [question])["visits.seen", ""].of == 6
    tally_days()
    assert DayTally.objects.get(figure="visits.seen").of == 6
    assert tallies(Reader(chief), [question])["visits.seen", ""].of == 6


@pytest.mark.django_db
def test_today_is_never_kept():
    ChildVisitFactory(held_on=TODAY)
    ChildVisitFactory(held_on=ago(2))
    tally_days()
    assert not TalliedDay.objects.filter(day__gte=TODAY).exists()
    assert TalliedDay.objects.filter(source__startswith="visits ", day=ago(2)).exists()


@pytest.mark.django_db
def test_days_counted_by_another_definition_are_counted_again(monkeypatch):
    ChildVisitFactory(held_on=ago(2))
    assert tally_days() > 0
    assert tally_days() == 0
    monkeypatch.setattr(kept_days, "_definition", lambda source: "another")
    again = tally_days()
    assert again > 0
    assert set(TalliedDay.objects.values_list("source", flat=True)) <= {
        "visits another",
        "clocks another",
    }


@pytest.mark.django_db
@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(0, 8), st.booleans(), st.integers(1, 3)), max_size=24))
def test_too_few_children_are_told_by_the_tally_as_by_counting(rows):
    """Few on each day, and yet six over the year; or many rows of one child."""
    with transaction.atomic():
        team = TeamFactory()
        chief = WorkerFactory(team=None, authority=team.authority, role="service_manager")
        children = [ChildFactory(team=team) for _ in range(9)]
        for child, seen, day in rows:
            ChildVisitFactory(
                child=children[child],
                held_on=ago(20 * day),
                seen=seen,
                not_seen_because="" if seen else "Nobody was in",
            )
        question = Question(figures["visits.seen"], YEAR)
        before = tallies(Reader(chief), [question])
        tally_days()
        assert tallies(Reader(chief), [question]) == before
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_a_day_is_counted_is_counted_again(monkeypatch):
    """Another worker saves between the moment the marks are taken away and the commit."""
    child = ChildFactory()
    ChildVisitFactory(child=child, held_on=ago(30))
    counting, saved = Barrier(2, timeout=20), Barrier(2, timeout=20)
    real = kept_days._statements
    for kept in tallied:
        kept_days.edition(kept)

    def slowly(*args):
        yield from real(*args)
        counting.wait()
        saved.wait()

    def another():
        try:
            counting.wait()
            ChildVisitFactory(child=child, held_on=ago(30))
            saved.wait()
        finally:
            connection.close()

    monkeypatch.setattr(kept_days, "_statements", slowly)
    monkeypatch.setattr(kept_days, "tallied", [kept_days.tallied["visits"]])
    monkeypatch.setattr(kept_days, "AT_ONCE", 1000)
    thread = Thread(target=another)
    thread.start()
    tally_days()
    thread.join()
    monkeypatch.undo()
    assert DayTally.objects.get(figure="visits.seen").of == 1
    assert ChangedDay.objects.filter(source="visits", day=ago(30)).exists()
    tally_days()
    assert DayTally.objects.get(figure="visits.seen").of == 2
