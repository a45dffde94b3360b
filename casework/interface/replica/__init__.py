"""Reading from a copy of the database that follows the first, where one is named.

A view says that it may (``from_replica``); everything else stays on the primary. See
docs/running.md.
"""

from casework.interface.replica.position import replica_standing
from casework.interface.replica.reading import catch_up, from_replica, reading_connection

__all__ = ["catch_up", "from_replica", "reading_connection", "replica_standing"]
