"""The wait for help in figures says what the page of waits and a plain count say."""

from datetime import timedelta

import pytest

from casework.figures.registry import COUNTED, figures
from casework.figures.spans import Span
from tests.waits.invented import counted, invent
from tests.waits.reading import ago

pytestmark = pytest.mark.django_db


def tally(code: str, span: Span) -> tuple[int, int]:
    rows = figures[code].rows(span)
    return rows.count(), rows.filter(**{COUNTED: True}).count()


@pytest.mark.parametrize("days", [0, 150])
def test_each_figure_is_what_a_plain_count_says(manager, days):
    waits, at = invent(5, manager.team, manager), ago(days)
    span = Span.of_months(12, at)
    said = counted(waits, at, span.first)
    now = [
        wait
        for wait in waits
        if not wait.withdrawn and wait.found_on <= at and not wait.stopped(at)
    ]
    old = [wait for wait in now if at - wait.found_on > timedelta(days=18 * 7)]
    over = said["started"] + said["gave_up"] + said["eighteen"] + said["other"]
    waiting = said["waiting"]
    assert tally("help.no_service", span) == (waiting, said["without_service"])
    assert tally("help.meanwhile", span) == (waiting, waiting - said["without_meanwhile"])
    assert tally("help.over_18_weeks", span) == (waiting, len(old))
    assert tally("help.gave_up", span) == (over, said["gave_up"])
