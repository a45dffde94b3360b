"""The measuring itself: it must be able to say that a goal was missed, and leave nothing behind."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from casework.scale.goals import night, pages, pulls, saves
from casework.scale.goals.meters import read_whole, statements, undone, written
from casework.scale.goals.race import Result, Took, race
from casework.scale.goals.table import rows
from casework.timescales.models import Deadline

pytestmark = pytest.mark.django_db


def test_the_ratio_is_the_median_of_rounds_that_stood_beside_each_other():
    """One slow minute on both sides, and one on ours alone, do not move it."""
    ours, theirs = iter([2.0, 20.0, 9.0]), iter([1.0, 10.0, 1.0])
    result = race(lambda: Took(next(ours)), lambda: Took(next(theirs)), rounds=3, warm_up=0)
    assert (result.ratio, result.least, result.most) == (2, 2, 9)


def test_what_a_deed_measures_itself_is_what_counts():
    result = race(lambda: Took(3.0), lambda: Took(2.0), rounds=1, warm_up=0)
    assert result.ratio == 1.5


def test_a_goal_is_met_only_where_every_limit_is():
    result = Result("P0", "A job")
    result.at_most("times", 1.4, 1.5)
    assert result.met
    result.at_least("times as quick", 3, 5)
    assert not result.met
    assert "**over**" in "\n".join(rows([result]))


def test_rows_written_are_counted_to_the_row_and_then_taken_back(council):
    before = Deadline.objects.count()
    with undone(), written("timescales_deadline") as counted:
        Deadline.objects.filter(pk__in=Deadline.objects.values("pk")[:7]).delete()
    assert counted.rows == 7
    assert counted.wal > 0
    assert Deadline.objects.count() == before


def test_a_count_of_everything_is_noticed(council):
    with statements() as asked:
        Deadline.objects.count()
    assert len(asked.counts_all()) == 1


def test_a_table_read_from_end_to_end_is_named(council):
    assert read_whole("SELECT * FROM timescales_deadline WHERE ended_by = 'x'", []) == [
        "timescales_deadline"
    ]


QUICK = ["P4", "P7", "P8", "P10", "P11", "P12", "P16"]
NIGHTS = ["P1", "P2", "P3", "P7+", "P9", "P13"]


@pytest.mark.parametrize(
    "goal",
    [*QUICK, *(pytest.param(goal, marks=pytest.mark.long(sampled=False)) for goal in NIGHTS)],
)
def test_each_goal_can_be_measured(council, goal, capsys, monkeypatch):
    """Whether it is met here, at a few hundred children and beside other tests, says nothing."""
    for module in (night, pages, pulls, saves):
        monkeypatch.setattr(module, "race", lambda *deeds, **_: race(*deeds, rounds=1, warm_up=0))
    before = Deadline.objects.count()
    call_command("bench", goal, "--json")
    measured = json.loads(capsys.readouterr().out)["goals"][0]
    assert measured["goal"] == goal
    assert measured["lines"]
    assert Deadline.objects.count() == before


def test_a_list_taken_away_is_read_to_its_end_and_its_memory_told(council, capsys):
    """As the process asks that measures P14."""
    call_command("bench", peak=f"{reverse('behind')}?as=csv")
    told = json.loads(capsys.readouterr().out)
    assert told["lines"] > 100
    assert told["mib"] >= 0


def test_a_goal_that_there_is_not_is_refused(council):
    with pytest.raises(CommandError, match="No such goal"):
        call_command("bench", "P99")
