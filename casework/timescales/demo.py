"""The clocks of what was made: worked out once everything stands."""

from django.db import connection

from casework.timescales.models import Deadline, LateReason
from casework.timescales.sweep import sweep

order = 11
WHY = {
    "cp_visit.next": "Called twice and no one was home. School see the child every day. I will go"
    " back before eight tomorrow, with the health visitor.",
    "cin_visit.next": "The family were away with their grandmother. They are home on Thursday and"
    " know that I am coming.",
    "assessment.complete": "The hospital’s report came two weeks after we asked for it. It is"
    " written in now, and goes to my manager this week.",
    "core_group.next": "School was closed. The parents asked for a day when the teacher can come.",
}


def load(world) -> None:
    """PostgreSQL knows nothing yet of tables just filled: told first, the sweep takes a second."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    world.made["deadlines"] = sweep(authority=world.authority).written
    Deadline.objects.filter(authority=world.authority).flag_overdue()
    say_why(world)


def say_why(world) -> None:
    """One late thing in three has its reason beside it."""
    late = Deadline.objects.overdue().filter(
        authority=world.authority, code__in=WHY, worker__isnull=False
    )
    LateReason.objects.bulk_create(
        LateReason.on_file_of(
            deadline.child,
            deadline.worker,
            code=deadline.code,
            record_id=deadline.record_id,
            because=WHY[deadline.code],
        )
        for deadline in late.select_related("child", "worker").by_due_date()[::3]
    )
