"""The usual wait, with those who still wait counted: against another library, and by hand."""

import json
from fractions import Fraction

import pytest

from casework.waits.page.kaplan_meier import Usual, Waited, curve
from tests.waits.kaplan_meier_reference import FILE, SETS, invented

REFERENCE = json.loads(FILE.read_text())


def waits(*days: int | float, still: tuple[int, ...] = ()) -> list[Waited]:
    return [Waited(int(day), True) for day in days] + [Waited(day, False) for day in still]


def test_the_reference_names_its_library_and_holds_every_set():
    assert REFERENCE["library"].startswith("lifelines 0.")
    assert len(REFERENCE["sets"]) == SETS == 200


@pytest.mark.parametrize("seed", range(SETS))
def test_it_says_what_another_library_says(seed):
    said = REFERENCE["sets"][seed]
    invented_waits = [Waited(days, began) for days, began in invented(seed)]
    ours = curve(invented_waits)
    assert [step.days for step in ours] == [days for days, _ in said["curve"]]
    for step, (_, share) in zip(ours, said["curve"], strict=True):
        assert abs(float(step.waiting) - share) < 1e-9
    usual = Usual.of(invented_waits)
    assert (usual.median, usual.ninetieth) == (said["median"], said["ninetieth"])


def test_the_reference_tries_ties_long_lists_and_many_who_still_wait():
    sets = [invented(seed) for seed in range(SETS)]
    assert sum(len({days for days, _ in one}) < len(one) for one in sets) > 100
    assert sum(sum(not began for _, began in one) > len(one) * 0.7 for one in sets) > 40
    assert sum(said["median"] is None for said in REFERENCE["sets"]) > 40
    assert sum(said["ninetieth"] is not None for said in REFERENCE["sets"]) > 40


def test_leaving_out_those_who_still_wait_would_make_it_look_shorter():
    begun = waits(10, 20, 30)
    assert Usual.of(begun).median == 20
    assert Usual.of([*begun, *waits(still=(40, 40, 40))]).median == 30


def test_whoever_stopped_waiting_the_day_another_began_was_waiting_until_then():
    steps = curve(waits(10, still=(10,)))
    assert [(step.at_risk, step.waiting) for step in steps] == [(2, Fraction(1, 2))]


def test_half_of_them_is_exactly_half():
    assert Usual.of(waits(1, 2, 3, 4, 5, 6)).median == 3


def test_nobody_began_so_nothing_is_known():
    usual = Usual.of(waits(still=(5, 9)))
    assert (usual.waits, usual.started, usual.median, usual.ninetieth) == (2, 0, None, None)


def test_there_is_nothing_to_say_of_no_waits():
    assert Usual.of([]) == Usual(0, 0, None, None)
