from datetime import UTC, date, datetime

import pytest

from audits.criteria import evidence as record
from audits.criteria.editions import edition
from casework.timescales.sweep import sweep
from tests.factories import ChildFactory, MissingEpisodeFactory, ReturnInterviewFactory


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ({"done": 4, "done_late": 1, "overdue": 1}, "4 of 6 on time, 1 late, 1 overdue now"),
        ({"done": 1}, "1 of 1 on time"),
        ({"overdue": 2}, "0 of 2 on time, 2 overdue now"),
        ({"on_time": 1, "due_soon": 1}, "2 not due yet"),
        ({"ended": 3}, "no longer applied"),
    ],
)
def test_counts_have_their_denominator(states, words):
    assert record.in_words(states) == words


@pytest.mark.parametrize(
    ("interviewed_at", "words"),
    [
        (datetime(2026, 1, 9, 8, 0, tzinfo=UTC), "1 of 1 on time"),
        (datetime(2026, 1, 9, 8, 1, tzinfo=UTC), "0 of 1 on time, 1 late"),
    ],
)
def test_what_the_record_shows_comes_from_the_deadlines(child, interviewed_at, words):
    returned_at = datetime(2026, 1, 6, 8, 0, tzinfo=UTC)
    interview = ReturnInterviewFactory(
        child=child, offered_at=returned_at, held_at=interviewed_at, own_words="I was at Jay’s"
    )
    MissingEpisodeFactory(child=child, returned_at=returned_at, interview=interview)
    sweep([child.pk])
    shown = record.shown_for(child, edition().section("missing"))["HP.RHI.1"]
    assert record.Shown("Return home interview held", words) in shown


def test_another_childs_record_is_not_shown(child):
    other = ChildFactory(team=child.team)
    MissingEpisodeFactory(child=other, returned_at=datetime(2026, 1, 6, 8, 0, tzinfo=UTC))
    sweep([child.pk, other.pk])
    assert record.shown_for(child, edition().section("missing"))["HP.RHI.1"] == []


def test_a_piece_of_the_record_says_what_and_when(child):
    event = record.Event(date(2026, 9, 22), "visit", "Visit", "", False, "", "/there")
    piece = record.Piece(event)
    assert piece.words == "Visit, 22 September 2026"
    assert record.links("Visit, 22 September 2026\n\nBen told me", [piece]) == [
        {"words": "Visit, 22 September 2026", "url": "/there"},
        {"words": "Ben told me", "url": ""},
    ]
