"""Taking rows out of the logs lawfully, so that every seal over them can still be proved.

A file that is deleted goes with its history. Of each row the digest stays that the seal counted; a
removal says why, and is signed with the key that does not lie in the database. The account of the
pages may not do any of this: the owner's does, by a command.
"""

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings
from django.db import connection

from casework.governance.chain import ALIKE, key_name, row_words
from casework.governance.log_tables import log_tables
from casework.governance.models import Layout, Removal, RemovedRow

REMEMBER = """
    INSERT INTO governance_removedrow (removal_id, layout_id, number, digest, now)
    SELECT %s, %s, log.{key}, {row}, '' FROM {table} AS log WHERE log.{key} = ANY(%s)
    ORDER BY log.{key}
"""
CHANGED = """
    UPDATE governance_removedrow AS removed SET now = {row} FROM {table} AS log
    WHERE removed.removal_id = %s AND removed.layout_id = %s AND log.{key} = removed.number
      AND log.{key} = ANY(%s)
"""


def begin(because: str) -> Removal:
    """Within the transaction that takes the rows away."""
    with connection.cursor() as cursor:
        cursor.execute(ALIKE)
    return Removal.objects.create(because=because, key=key_name(settings.SECRET_KEY), digest="")


def end(removal: Removal) -> None:
    removal.digest = signed(removal, settings.SECRET_KEY)
    removal.save(update_fields=["digest"])


def take_away(removal: Removal, table: str, keys: Iterable[int]) -> int:
    """Delete rows of a log, and remember of each what it was."""
    keys = sorted(keys)
    if not keys:
        return 0
    log = next(log for log in log_tables() if log.name == table)
    with connection.cursor() as cursor:
        remember(cursor, removal, table, keys)
        cursor.execute(f"DELETE FROM {table} WHERE {log.key} = ANY(%s)", [keys])
        return cursor.rowcount


def take_out(removal: Removal, table: str, column: str, keys: Iterable[int]) -> int:
    """Empty a column of words in rows of a log, and remember what each row was and is now."""
    keys = sorted(keys)
    if not keys:
        return 0
    log = next(log for log in log_tables() if log.name == table)
    with connection.cursor() as cursor:
        remember(cursor, removal, table, keys)
        cursor.execute(f"UPDATE {table} SET {column} = '' WHERE {log.key} = ANY(%s)", [keys])
        for layout in Layout.objects.filter(table=table):
            row = row_words(layout.columns, "log")
            asked = CHANGED.format(row=row, table=table, key=log.key)
            cursor.execute(asked, [removal.pk, layout.pk, keys])
    return len(keys)


def remember(cursor, removal: Removal, table: str, keys: list[int]) -> None:
    """By each arrangement of columns that the table was sealed in: which of them a seal counted a
    row by is known to the seal."""
    log = next(log for log in log_tables() if log.name == table)
    for layout in Layout.objects.filter(table=table):
        row = row_words(layout.columns, "log")
        asked = REMEMBER.format(row=row, table=table, key=log.key)
        cursor.execute(asked, [removal.pk, layout.pk, keys])


def signed(removal: Removal, key: str) -> str:
    """Over what it says and every row of it."""
    told = hashlib.sha256()
    rows = RemovedRow.objects.filter(removal=removal).order_by("layout", "number", "pk")
    for row in rows.values_list("layout", "number", "digest", "now").iterator(5000):
        told.update(repr(row).encode())
    words = f"{removal.at.isoformat()}\n{removal.because}\n{told.hexdigest()}"
    secret = hashlib.sha256(f"casework.removal {key}".encode()).digest()
    return hmac.new(secret, words.encode(), hashlib.sha256).hexdigest()
