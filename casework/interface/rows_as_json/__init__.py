"""Rows of the API made into JSON by PostgreSQL, as their serializers would have made them.

A serializer written in Python gives some thousands of rows a second, and a data team asks for
hundreds of thousands. What a serializer declares is enough for the database to do the same work:
each field's source is a path of columns. A field that only Python could work out says the same once
more in ``in_sql``; tests hold the two against each other, row by row.
"""

from casework.interface.rows_as_json.expressions import (
    Instant,
    LookUp,
    ManyRows,
    OneRow,
    first_said,
    number_of,
)
from casework.interface.rows_as_json.serializers import OnlyInPython, Place, paths_read, row_of

__all__ = [
    "Instant",
    "LookUp",
    "ManyRows",
    "OneRow",
    "OnlyInPython",
    "Place",
    "first_said",
    "paths_read",
    "row_of",
    "number_of",
]
