"""What is put together once in a process is right on every later day."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from casework.chronology import recent_changes, timeline
from tests.timescales.travel import travelling

LONDON = ZoneInfo("Europe/London")
DAYS = [datetime(2026, 1, 5, 9, 30, tzinfo=LONDON), datetime(2026, 8, 8, 23, 59, tzinfo=LONDON)]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "put_together",
    [
        lambda: timeline._newest.__wrapped__(None, 21),
        lambda: recent_changes._newest.__wrapped__(12),
    ],
)
def test_no_kind_of_event_holds_the_day_it_was_asked_on(put_together):
    written = []
    for day in DAYS:
        with travelling(day):
            statement = put_together()
        written.append((statement.sql, [str(param) for param in statement.params]))
    assert written[0] == written[1]
