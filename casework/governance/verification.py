"""Proving the logs: every seal in order, every row a seal covers, and no row that none does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, islice

from django.conf import settings
from django.db import connection, transaction

from casework.governance.chain import ALIKE, DIGEST, Part, key_name, row_words, sign
from casework.governance.log_tables import LogTable, log_tables
from casework.governance.models import Layout, Removal, RemovedRow, Seal, SealedRows
from casework.governance.removals import signed

LONGEST_SAVE = timedelta(hours=1)
"""How long before it was committed a row may say that it was written."""
PARTS_AT_ONCE = 500
ROWS = """
    SELECT id, count(*), {digest} FROM (
        SELECT sealed.id, log.{key} AS key,
            CASE WHEN removed.now = {row} THEN removed.digest ELSE {row} END AS words
        FROM governance_sealedrows AS sealed
        CROSS JOIN LATERAL unnest(sealed.keys) AS span
        JOIN {table} AS log ON log.{key} >= lower(span) AND log.{key} < upper(span)
            AND log.{at} BETWEEN sealed.first_at AND sealed.last_at
        LEFT JOIN LATERAL (
            SELECT first.digest, last.now
            FROM (SELECT digest FROM governance_removedrow AS one
                  WHERE one.layout_id = sealed.layout_id AND one.number = log.{key}
                  ORDER BY one.id LIMIT 1) AS first,
                 (SELECT now FROM governance_removedrow AS one
                  WHERE one.layout_id = sealed.layout_id AND one.number = log.{key}
                  ORDER BY one.id DESC LIMIT 1) AS last
        ) AS removed ON true
        WHERE sealed.id = ANY(%s)
        UNION ALL
        SELECT sealed.id, gone.number, gone.digest
        FROM governance_sealedrows AS sealed
        CROSS JOIN LATERAL unnest(sealed.keys) AS span
        CROSS JOIN LATERAL (
            SELECT one.number, (array_agg(one.digest ORDER BY one.id))[1] AS digest
            FROM governance_removedrow AS one
            WHERE one.layout_id = sealed.layout_id
              AND one.number >= lower(span) AND one.number < upper(span)
            GROUP BY one.number HAVING bool_or(one.now = '')
        ) AS gone
        WHERE sealed.id = ANY(%s)
          AND NOT EXISTS (SELECT FROM {table} AS log WHERE log.{key} = gone.number)
    ) AS covered GROUP BY id
"""
"""What stands, and of what was taken away lawfully the digest: the first that was kept of a row is
the one that was sealed."""
NOT_COVERED = """
    WITH covered AS (
        SELECT coalesce(range_agg(sealed.keys), '{{}}') AS keys
        FROM governance_sealedrows AS sealed
        JOIN governance_layout AS layout ON layout.id = sealed.layout_id
        WHERE layout.table = %s)
    SELECT {key} FROM {table}, covered WHERE NOT covered.keys @> {key}::bigint
      AND (pgh_xact IS NULL OR pg_visible_in_snapshot(pgh_xact::text::xid8, %s::pg_snapshot))
    ORDER BY {key} LIMIT 1
"""


class Broken(Exception):
    """The first place at which the logs are not as they were sealed."""


def batched(rows, size: int) -> Iterator[list]:
    rows = iter(rows)
    while some := list(islice(rows, size)):
        yield some


@dataclass
class Proof:
    seals: int = 0
    rows: int = 0
    last: Seal | None = None
    removals: int = 0
    removed: int = 0


def verify(anchors: list[str] | None = None) -> Proof:
    """Raises ``Broken`` at the first break. ``anchors`` are lines kept outside the database."""
    proof, inside = Proof(), connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not inside:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(ALIKE)
        check_anchors(anchors or [])
        proof.removals, proof.removed = check_removals()
        for seals in batched(seals_in_order(), PARTS_AT_ONCE):
            check_seals(seals, proof)
        for layout in Layout.objects.order_by("table", "pk"):
            check_rows(cursor, layout, proof)
        if proof.last:
            for table in log_tables():
                check_all_covered(cursor, table, proof.last)
    return proof


def check_anchors(anchors: list[str]) -> None:
    for line in anchors:
        number, _, rest = line.strip().partition(" ")
        if not number.isdecimal():
            continue
        sealed = Seal.objects.filter(number=int(number)).first()
        if sealed is None:
            raise Broken(f"Seal {number}, of which an anchor was kept, is gone")
        if sealed.anchor.partition(" ")[2] != rest:
            raise Broken(f"Seal {number} is not the one of which an anchor was kept")


def check_removals() -> tuple[int, int]:
    """Every removal is as it was made, and no row was taken away beside one."""
    keys = {key_name(key): key for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]}
    number = rows = 0
    for removal in Removal.objects.order_by("pk").iterator(500):
        key = keys.get(removal.key)
        if key is None or signed(removal, key) != removal.digest:
            raise Broken(f"{removal} was changed, or made without the key")
        number, rows = number + 1, rows + removal.rows.count()
    if rows != RemovedRow.objects.count():
        raise Broken("A row says that it was taken away, and no removal says why")
    return number, rows


def seals_in_order() -> Iterator[tuple[Seal, list[SealedRows]]]:
    parts = SealedRows.objects.select_related("seal", "layout").order_by("seal__number", "pk")
    told = set()
    for seal, of_seal in groupby(parts.iterator(2000), key=lambda part: part.seal):
        told.add(seal.number)
        yield seal, list(of_seal)
    empty = Seal.objects.exclude(number__in=told) if len(told) < 10_000 else Seal.objects.none()
    if lone := empty.order_by("number").first():
        raise Broken(f"{lone} of {lone.at:%d %B %Y %H:%M} covers nothing any more")


def check_seals(seals, proof: Proof) -> None:
    for seal, parts in seals:
        before, number = proof.last, proof.seals + 1
        which = f"{seal} of {seal.at:%d %B %Y %H:%M}"
        if seal.number != number:
            raise Broken(f"Seal {number} is gone: {which} follows the one before it")
        key = key_of(seal, proof.last)
        words = [as_part(part).words for part in parts]
        facts = (seal.number, seal.at, seal.snapshot, seal.because, before.digest if before else "")
        if sign(*facts, words, key) != seal.digest:
            raise Broken(f"{which} was changed, or one before it")
        check_times(seal, parts, before)
        proof.seals, proof.last = number, seal
        proof.rows += sum(part.rows for part in parts)


def key_of(seal: Seal, before: Seal | None) -> str:
    """A former key makes no seal once a later one has: somebody may have found it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    names = [key_name(key) for key in keys]
    if seal.key not in names:
        raise Broken(
            f"{seal} was made with a key that is not given here, of the name {seal.key}: add it to"
            " CASEWORK_FORMER_SECRET_KEYS"
        )
    if before and names.index(seal.key) > names.index(before.key):
        raise Broken(f"{seal} was made with a key that was no more in use after {before}")
    return keys[names.index(seal.key)]


def as_part(part: SealedRows) -> Part:
    return Part(part.layout, part.rows, part.keys, part.first_at, part.last_at, part.digest)


def check_times(seal: Seal, parts: list[SealedRows], before: Seal | None) -> None:
    """A row added today that tells of last year was not written last year."""
    if seal.because or before is None:
        return
    for part in parts:
        if part.first_at and part.first_at < before.at - LONGEST_SAVE:
            raise Broken(
                f"{part.layout} has a row that says it was written on"
                f" {part.first_at:%d %B %Y %H:%M}, and was added after {before} of"
                f" {before.at:%d %B %Y %H:%M}"
            )


def check_rows(cursor, layout: Layout, proof: Proof) -> None:
    """Every row that was sealed stands as it was sealed."""
    table = next((table for table in log_tables() if table.name == layout.table), None)
    if table is None or set(layout.columns) - set(table.columns()):
        raise Broken(f"{layout.table} has no more the columns that were sealed")
    row = row_words(layout.columns, "log")
    asked = ROWS.format(digest=DIGEST, key=table.key, at=table.at, row=row, table=table.name)
    parts = SealedRows.objects.filter(layout=layout).order_by("pk").select_related("seal")
    for some in batched(parts.iterator(2000), PARTS_AT_ONCE):
        cursor.execute(asked, [[part.pk for part in some]] * 2)
        stands = {key: (rows, digest) for key, rows, digest in cursor.fetchall()}
        for part in some:
            if stands.get(part.pk) != (part.rows, part.digest):
                now = stands.get(part.pk, (0, ""))[0]
                raise Broken(
                    f"{layout.table}: of the {part.rows} rows of {part.seal.at:%d %B %Y %H:%M}"
                    f" ({part.seal}) {which_differ(now, part.rows)}: {part.keys}"
                )


def which_differ(now: int, then: int) -> str:
    return "at least one was changed" if now == then else f"{now} stand now"


def check_all_covered(cursor, table: LogTable, last: Seal) -> None:
    asked = NOT_COVERED.format(key=table.key, table=table.name)
    cursor.execute(asked, [table.name, last.snapshot])
    if lone := cursor.fetchone():
        raise Broken(f"{table.name}: row {lone[0]} was added beside the seals")
