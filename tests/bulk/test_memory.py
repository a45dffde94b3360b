"""However much is taken away, little of it is in memory at once."""

import csv
import tracemalloc
from io import StringIO

import pytest
from django.db import connection

from casework.interface.exports import Column, as_csv
from tests.factories import ReferralFactory

MOST = 32 * 1024 * 1024

COPIES = """
    INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}, generate_series(1, %s)
"""


def peak_of(read) -> tuple[int, int]:
    """Bytes that came, and the most memory that was held meanwhile."""
    tracemalloc.start()
    try:
        came = sum(len(chunk) for chunk in read())
        return came, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def multiply(model, times: int) -> None:
    """Copies of the one row there is, without what would be told of each."""
    names = [field.column for field in model._meta.local_fields if not field.primary_key]
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")
        cursor.execute(COPIES.format(table=model._meta.db_table, columns=columns), [times])
        cursor.execute(f"ALTER TABLE {model._meta.db_table} ENABLE TRIGGER USER")


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_pull_of_many_rows_takes_no_more_memory_than_one_of_few(analyst, child):
    referral = ReferralFactory(child=child)
    analyst.pull("referrals")
    times = 120_000
    multiply(type(referral), times)

    def read():
        return analyst.get("/api/v1/bulk/referrals/").streaming_content

    came, peak = peak_of(read)
    assert came > times * 200
    assert peak < MOST


@pytest.mark.long
def test_an_export_of_many_rows_takes_no_more_memory_than_one_of_few():
    columns = [Column("Number", lambda row: row), Column("Words", lambda row: "x" * 80)]
    response = as_csv("A list", columns, iter(range(400_000)))
    came, peak = peak_of(lambda: response.streaming_content)
    assert came > 400_000 * 80
    assert peak < MOST
    assert next(csv.reader(StringIO("1,2"))) == ["1", "2"]
