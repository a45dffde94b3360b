"""What a rule asks of a span of files, planned once for all spans.

To plan a rule's statement takes PostgreSQL longer than to answer it for a thousand files. So it is
prepared, for whichever span it is asked of, and the next rule's takes its place. It is named by
what it says: whoever meets it knows that it is theirs. A pooler hands each transaction another
session, and there it is asked as it is.
"""

from collections.abc import Callable
from hashlib import md5
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection
from psycopg2.extensions import AsIs

from casework.timescales.nights.turns import Span

FIRST, LAST = AsIs("$1"), AsIs("$2")
# From each file to its records, and from each record to what it hangs from, by their keys: so a
# batch costs what it holds. To hash or to merge reads the whole of a table once a batch, which on a
# large council was ninety times all visits. What compares what should stand with what stands is
# still hashed: a full join can be nothing else.
BY_KEYS = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; "
# One plan for every span, which is good for any: what is asked for is found by an index, however
# small PostgreSQL believed a table when it made its plan.
ONE_PLAN = "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off; "
OURS = ("plan_cache_mode", "enable_seqscan", "enable_hashjoin", "enable_mergejoin")
AS_BEFORE = "; ".join(f"RESET {name}" for name in OURS)

standing: WeakKeyDictionary[Any, str] = WeakKeyDictionary()
"""The name of what stands prepared in each session."""
any_span: Any = Span(FIRST, LAST)  # type: ignore[arg-type]


def name_of(text: str) -> str:
    return f"sweep_{md5(text.encode(), usedforsecurity=False).hexdigest()}"


def may_prepare() -> bool:
    return not settings.DATABASE_POOLED


def ask(cursor, text: str, span: Span, read: Callable[[Any], Any]):
    """What ``read`` makes of the answer to ``text`` for this span, in the transaction that is."""
    name, session = name_of(text), cursor.connection
    if standing.get(session) != name:
        if before := standing.pop(session, ""):
            cursor.execute(f"DEALLOCATE {before}")
        cursor.execute(f"PREPARE {name} (bigint, bigint) AS {text}")
        standing[session] = name
    return by_keys(cursor, f"{ONE_PLAN}EXECUTE {name} (%s, %s)", [span.first, span.last], read)


def by_keys(cursor, text: str, params: list, read: Callable[[Any], Any]):
    """What ``read`` makes of the answer, which is worked out from the files outwards."""
    cursor.execute(f"{BY_KEYS}{text}", params)
    answer = read(cursor)
    if connection.savepoint_ids:  # who asks goes on in the same transaction
        cursor.execute(AS_BEFORE)
    return answer
