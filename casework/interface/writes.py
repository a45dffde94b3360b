"""Which tables were written to, so that what reads only others need not be worked out again.

Each connection notes it from every statement it sends, whoever wrote the statement. What an undone
transaction wrote stays noted with the next: too much may be worked out again, never too little.
"""

import re

WRITES = re.compile(
    r"\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+(?:ONLY\s+)?\"?(\w+)\"?", re.IGNORECASE
)
WRITERS = ("INSERT", "UPDATE", "DELETE", "WITH")
NOTED = "_casework_tables_written"


def watch(*, connection, **_) -> None:
    """A connection that was opened, and may have been open before.

    First among what stands round a statement: whoever else stands there leaves by taking the last
    off, and would take this instead of themselves when the connection opened while they stood.
    """
    if note not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, note)


def note(execute, sql, params, many, context):
    """Around every statement of a connection."""
    text = str(sql).lstrip()
    if text[:6].upper().startswith(WRITERS):
        being_written(context["connection"]).update(WRITES.findall(text))
    return execute(sql, params, many, context)


def being_written(connection) -> set[str]:
    """The tables written to since the last commit that was told of; it grows until the next."""
    if not hasattr(connection, NOTED):
        setattr(connection, NOTED, set())
    return getattr(connection, NOTED)


def committed(connection, written: set[str]) -> None:
    """What was written is told of: what comes now is noted apart."""
    if being_written(connection) is written:
        setattr(connection, NOTED, set())
