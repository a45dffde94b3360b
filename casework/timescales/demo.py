"""The clocks of what was made: worked out once everything stands."""

from django.db import connection

from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep

order = 11


def load(world) -> None:
    """PostgreSQL knows nothing yet of tables just filled: told first, the sweep takes a second."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    world.made["deadlines"] = sweep(authority=world.authority).written
    Deadline.objects.filter(authority=world.authority).flag_overdue()
