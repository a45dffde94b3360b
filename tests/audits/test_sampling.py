"""A draw anyone can make again, and no child likelier than another."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.sampling import draw, lot, shares

FRAME = [(number, "one") for number in range(1, 41)]


def test_the_same_seed_draws_the_same_children_in_the_same_order_whatever_the_frames_order():
    assert draw(FRAME, 5, "4f2a") == draw(FRAME[::-1], 5, "4f2a")
    assert draw(FRAME, 5, "4f2a") != draw(FRAME, 5, "4f2b")


def test_a_draw_is_what_sha256_says_and_nothing_of_this_language():
    """Worked with ``printf '1:7' | sha256sum`` and sorted by hand."""
    assert lot("1", 7) == "3d5f0fd838606f1f7c5b2a7cf3cfaa325e5552bc8f28ff26559445531a30fa60"


def test_a_larger_sample_holds_the_smaller_one():
    assert draw(FRAME, 9, "x")[:4] == draw(FRAME, 4, "x")


def test_a_frame_smaller_than_the_sample_is_drawn_whole():
    assert sorted(draw(FRAME[:3], 10, "x")) == [1, 2, 3]
    assert draw([], 10, "x") == []


def test_every_child_is_as_likely_as_another():
    """4,000 draws of 5 from 40: each is expected 500 times. Chi-square with 39 degrees of freedom
    is below 72.05 in 999 of 1,000 fair draws (the 0.001 point of published tables)."""
    times = Counter(child for seed in range(4000) for child in draw(FRAME, 5, str(seed)))
    expected = 4000 * 5 / 40
    # The five of one draw are without replacement: the sum is scaled as for a simple sample.
    square = sum((times[child] - expected) ** 2 / expected for child, _ in FRAME) / (1 - 5 / 40)
    assert square < 72.05


def test_places_by_largest_remainder():
    """The worked example of Hamilton's method: 10 places among 53, 24 and 23 of 100."""
    assert shares({"a": 53, "b": 24, "c": 23}, 10) == {"a": 5, "b": 3, "c": 2}


def test_a_small_group_is_not_left_out_where_there_are_places_enough():
    assert shares({"big": 98, "small": 1, "other": 1}, 5) == {"big": 3, "small": 1, "other": 1}


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 50), min_size=1, max_size=9),
    st.integers(0, 120),
)
def test_places_add_up_and_no_group_gives_more_than_it_has(groups, size):
    size = min(size, sum(groups.values()))
    given_out = shares(groups, size)
    assert sum(given_out.values()) == size
    assert all(0 <= given_out[group] <= groups[group] for group in groups)
    if size >= len(groups):
        assert all(given_out.values())


@pytest.mark.parametrize("size", [1, 4, 11])
def test_each_group_of_a_frame_has_its_share_of_the_sample(size):
    frame = [(n, "north" if n % 4 else "south") for n in range(1, 61)]
    groups = dict(frame)
    drawn = Counter(groups[child] for child in draw(frame, size, "seed"))
    assert drawn == {g: n for g, n in shares(Counter(groups.values()), size).items() if n}
