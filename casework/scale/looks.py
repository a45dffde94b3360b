"""A log of looks as long as a council's is: some thirty opens a worker a day, for thirteen months.

Seven in ten open a file; the rest are lists, each naming some forty children. Children who are
worked with today are looked at most, as they are.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection

MONTHS = 13
IN_ONE_LIST = 40

ROOM = """
CREATE TABLE IF NOT EXISTS children_fileaccess_{first:%Y_%m} PARTITION OF children_fileaccess
FOR VALUES FROM ('{first} 00:00+00') TO ('{end} 00:00+00')
"""
OF_A_MONTH = """
WITH at_work AS MATERIALIZED (
    SELECT array_agg(id ORDER BY id) AS ids FROM access_worker WHERE is_active
),
held AS MATERIALIZED (
    SELECT array_agg(child_id ORDER BY child_id) AS ids FROM children_allocation
    WHERE ended_on IS NULL AND withdrawn_at IS NULL
),
known AS MATERIALIZED (SELECT array_agg(id ORDER BY id) AS ids FROM children_child)
INSERT INTO children_fileaccess (child_id, worker_id, at, what, page, asked, found, children)
SELECT CASE WHEN opened THEN child END,
       at_work.ids[1 + floor(random() * cardinality(at_work.ids))::int],
       %(first)s::timestamptz + random() * (%(end)s::timestamptz - %(first)s::timestamptz),
       CASE WHEN opened THEN 'the overview' ELSE 'a list of children' END,
       CASE WHEN opened THEN 'child' ELSE 'children' END, '',
       CASE WHEN NOT opened THEN %(many)s END,
       CASE WHEN opened THEN '{}'::bigint[] ELSE held.ids[place : place + %(many)s] END
FROM at_work, held, known, LATERAL (
    SELECT n, opened, place, CASE WHEN random() < 0.8 THEN held.ids[place]
           ELSE known.ids[1 + floor(random() * cardinality(known.ids))::int] END AS child
    FROM (SELECT n, random() < 0.7 AS opened,
                 1 + floor(random() * cardinality(held.ids))::int AS place
          FROM generate_series(1, %(rows)s) n) AS drawn
) AS look
"""


def months_until(today: date) -> Iterator[tuple[date, date]]:
    """Each month's first day and the next one's, the oldest first."""
    end = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    spans = []
    for _ in range(MONTHS):
        first = (end - timedelta(days=1)).replace(day=1)
        spans.append((first, end))
        end = first
    return reversed(spans)


def add_looks(rows: int, today: date) -> int:
    """So many looks, a partition a month. They are no one's: whoever adds them seals them."""
    added = 0
    with connection.cursor() as cursor:
        for first, end in months_until(today):
            cursor.execute(ROOM.format(first=first, end=end))
            told: dict[str, Any] = {
                "first": first,
                "end": end,
                "rows": rows // MONTHS,
                "many": IN_ONE_LIST,
            }
            cursor.execute(OF_A_MONTH, told)
            added += cursor.rowcount
    return added
