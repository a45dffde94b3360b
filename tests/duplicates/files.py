"""Every table of the product, read before a merge and after it was undone."""

import json

from django.db import connection

from casework.children.models import FileAccess
from casework.duplicates.conflicts import readers, twice
from casework.duplicates.facts import KEPT, differing
from casework.duplicates.models import Merge, MergedRow
from casework.duplicates.operations import merge, propose
from casework.duplicates.tables import Pair
from casework.figures.models import ChangedDay
from casework.notices.models import Told
from casework.timescales.models import FileChange
from tests.strangers.world import our_models

OF_THE_MERGE = {Merge, MergedRow, FileChange, Told, ChangedDay}
"""That something was written is noted of a merge as of anything else. What was told of a clock that
the merge counted away went with it: of that clock people may be told once more."""
WORKED_OUT = {"search_text"}


def every_table() -> dict[str, dict[int, dict]]:
    """Whatever is told of the merge itself is not among it."""
    return {
        model._meta.db_table: rows_of(model)
        for model in [*our_models(), *through_models()]
        if model not in OF_THE_MERGE and model is not FileAccess
    }


def through_models():
    return [
        field.remote_field.through
        for model in our_models()
        for field in model._meta.local_many_to_many
    ]


def rows_of(model) -> dict[int, dict]:
    told = " WHERE t.kind <> 'merged'" if model._meta.label == "notices.Notice" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t) FROM {model._meta.db_table} t{told}")
        rows = [row for (row,) in cursor.fetchall()]
    key = model._meta.pk.column
    read = [json.loads(row) if isinstance(row, str) else row for row in rows]
    return {row[key]: row for row in read}


def differences(before, after) -> list:
    return [
        (table, pk, before[table].get(pk), after[table].get(pk))
        for table in before
        for pk in before[table].keys() | after[table].keys()
        if before[table].get(pk) != after[table].get(pk)
    ]


def choices(kept, absorbed, choice=KEPT) -> dict[str, str]:
    """Wherever the two differ, the same answer."""
    pair = Pair(kept, absorbed)
    return (
        {fact.code: choice for fact in differing(pair)}
        | {clash.code: choice if clash.both or choice != "both" else KEPT for clash in twice(pair)}
        | {reader.code: "ends" for reader in readers(pair)}
    )


def merged(kept, absorbed, *, proposer, manager, choice=KEPT) -> Merge:
    proposed = propose(kept, absorbed, because="The same child", by=proposer)
    chosen = choices(kept, absorbed, choice)
    return merge(proposed, chosen=chosen, said=[], by=manager, keep=kept)
