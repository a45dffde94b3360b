from datetime import date

import pytest

from casework.figures.counting import Question, Reader, Tally, tallies
from casework.figures.registry import figures
from casework.figures.spans import Span

ASKED_ON = date(2026, 11, 20)


@pytest.fixture
def count():
    """A figure counted for a worker: its tally, over the 12 months to a day."""

    def _count(reader, code, /, at=ASKED_ON, months=12, **where) -> Tally:
        question = Question(figures[code], Span.of_months(months, at))
        return tallies(Reader(reader, where), [question])[code, ""]

    return _count
