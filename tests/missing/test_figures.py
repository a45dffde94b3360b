"""The four numbers equal an independent count, whatever happened."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from casework.figures.counting import Question, Reader, tallies
from casework.figures.registry import figures
from casework.figures.spans import Span
from casework.timescales.sweep import sweep
from missing.models import ReturnInterview
from missing.operations import hold_interview
from tests.factories import ChildFactory, MissingEpisodeFactory, ReturnInterviewFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FOUR = ("rhi.offered", "rhi.accepted", "rhi.held", "rhi.in_72_hours")


class Told:
    """What happened, as a count by hand knows it: never read back from the database."""

    def __init__(self, returned_at, known):
        self.returned_at, self.known = returned_at, known
        self.offered = self.accepted = False
        self.talked_at = self.said_no_at = None

    def stands(self):
        """How the 72 hours of this return stand: each return once."""
        if not self.known:
            return "unknown"
        if self.talked_at:
            return "met" if self.talked_at - self.returned_at <= 72 * HOUR else "late"
        return "ended" if self.said_no_at else "late"

    def counted(self):
        in_time = self.talked_at and self.talked_at - self.returned_at <= 72 * HOUR
        return (
            self.offered,
            self.offered and (self.accepted or bool(self.talked_at)),
            self.offered and bool(self.talked_at),
            bool(in_time and self.known),
        )


def a_child_who_goes_and_comes_back(chance, team, worker) -> list[Told]:
    """Up to eight times away; an interview may be of one, of several, declined, or never held.
    Some go again before anybody has talked with them."""
    child = ChildFactory(team=team)
    at, told, waiting = timezone.now() - timedelta(days=chance.randint(200, 360)), [], []
    for _ in range(chance.randint(1, 8)):
        went = at + chance.choice([HOUR, 20 * HOUR, 200 * HOUR])
        at = went + chance.choice([timedelta(minutes=5), 8 * HOUR, 49 * HOUR])
        one = Told(at, chance.random() > 0.15)
        episode = MissingEpisodeFactory(
            child=child,
            went_at=went,
            returned_at=at,
            returned_time_known=one.known,
            kind=chance.choice("MMMA"),
            missing_from=chance.choice(["home", "care", "care_out"]),
        )
        told.append(one)
        waiting.append((episode, one))
        waiting = happens(chance, worker, waiting, at)
    return told


def happens(chance, worker, waiting, at):
    """Nothing, an offer, a no, or a talk about all that wait."""
    what = chance.choice(["nothing", "offer", "no", "talk", "talk_of_one"])
    episode, one = waiting[-1]
    if what in ("offer", "no") and episode.interview is None:
        episode.interview = ReturnInterviewFactory(
            child=episode.child,
            offered_at=at + HOUR,
            answered_at=at + HOUR,
            answer=chance.choice(["", "accepted"]) if what == "offer" else "declined",
            not_held_because="No." if what == "no" else "",
        )
        episode.save()
        one.offered, one.accepted = True, episode.interview.answer == "accepted"
        one.said_no_at = at + HOUR if what == "no" else None
    if what.startswith("talk"):
        about = waiting if what == "talk" else waiting[-1:]
        talk_of(chance, worker, about, at)
        waiting = [] if what == "talk" else waiting[:-1]
        waiting = waiting or []
    return waiting if waiting else []


def talk_of(chance, worker, about, at):
    held_at = at + 2 * HOUR + chance.choice([HOUR, 69 * HOUR, 70 * HOUR, 71 * HOUR, 200 * HOUR])
    talk = ReturnInterview.on_file_of(
        about[0][0].child,
        worker,
        held_at=held_at,
        own_words="I went to my nan.",
        interviewer=worker,
        place="School",
    )
    hold_interview(talk, [episode for episode, _ in about], offered_at=at + HOUR)
    for _, one in about:
        one.offered, one.accepted, one.talked_at = True, True, held_at


def by_hand(told) -> list[tuple[int, int]]:
    offered, accepted, held, in_time = (
        sum(parts) for parts in zip(*(one.counted() for one in told), strict=True)
    )
    return [(offered, len(told)), (accepted, offered), (held, accepted), (in_time, len(told))]


def stood(reader, span) -> Counter:
    figure = figures["rhi.in_72_hours"]
    parts = tallies(Reader(reader), [Question(figure, span)], by=figure.standing)
    return Counter({value: tally.of for (_, _, value), tally in parts.items()})


def test_hours_that_still_run_are_neither_met_nor_late(coordinator, team, signed_in):
    now = timezone.now()
    for hours in (5, 71, 73):
        MissingEpisodeFactory(
            child=ChildFactory(team=team),
            went_at=now - (hours + 4) * HOUR,
            returned_at=now - hours * HOUR,
        )
    sweep()
    span = Span.of_months(1, timezone.localdate())
    assert stood(coordinator, span) == {"running": 2, "late": 1}
    page = signed_in(coordinator).get(reverse("figure", args=["rhi.in_72_hours"]))
    said = squeezed(page.content.decode())
    for words in ("Held within 72 hours", "72 hours still running", "Together"):
        assert words in said
    behind = signed_in(coordinator).get(
        reverse("figure-behind", args=["rhi.in_72_hours"]), {"in_72_hours": "running"}
    )
    assert len(behind.context["object_list"]) == 2


def test_a_page_has_one_number_for_72_hours(coordinator, signed_in):
    """The clock of the same name counts what fell due: beside the figure it would differ."""
    sections = signed_in(coordinator).get(reverse("figures")).context["sections"]
    codes = [line.figure.code for section in sections for line in section["lines"]]
    assert "rhi.in_72_hours" in codes
    assert "rhi.complete" not in codes


@pytest.mark.parametrize("seed", range(12))
def test_the_four_numbers_equal_a_count_by_hand(coordinator, team, worker, seed):
    chance = random.Random(seed)
    for _ in range(3):
        with transaction.atomic():
            told = [
                one
                for _ in range(chance.randint(1, 4))
                for one in a_child_who_goes_and_comes_back(chance, team, worker)
            ]
            sweep()
            span = Span.of_months(13, timezone.localdate())
            questions = [Question(figures[code], span) for code in FOUR]
            found = tallies(Reader(coordinator), questions)
            counted = [(found[code, ""].counted, found[code, ""].of) for code in FOUR]
            assert counted == by_hand(told)
            assert stood(coordinator, span) == Counter(one.stands() for one in told)
            transaction.set_rollback(True)
