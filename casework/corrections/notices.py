"""Who is told that something was recorded in error: never what it said."""

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.models import FileAccess
from casework.notices.kinds import Kind
from casework.notices.recipients import around, tell

READ_IN_ERROR = "Something you may have read here was recorded in error: do not rely on it"


def tell_managers(asked) -> None:
    """Those around the child who may agree, but whoever asked."""
    managers = [worker for worker in around(asked.child) if worker.may(Permission.AUTHORISE)]
    about = f"Asked of you: was {asked.word.lower()} recorded in error?"
    tell(managers, child=asked.child, kind=Kind.MISTAKE, about=about, by=asked.recorded_by)


def tell_who_asked(asked, about: str, by) -> None:
    tell([asked.recorded_by], child=asked.child, kind=Kind.MISTAKE, about=about, by=by)


def recorded_on(record):
    """When it was written down, as the record says or its history."""
    if hasattr(record, "recorded_at"):
        return record.recorded_at
    first = record.pgh_event_models["insert"].objects.filter(pgh_obj=record.pk)
    return first.order_by("pgh_id").values_list("pgh_created_at", flat=True).first()


def tell_who_read_it(gone, since) -> None:
    """Whoever opened the wrong file since it was written there, and those of the right one."""
    looks = FileAccess.objects.filter(child=gone.child_id)
    looks = looks.filter(at__gte=since) if since else looks
    readers = Worker.objects.working().filter(pk__in=looks.values("worker"))
    tell(readers, child=gone.child, kind=Kind.MISTAKE, about=READ_IN_ERROR, by=gone.recorded_by)
    about = "A record was moved to this file from another, where it was written in error"
    tell(
        around(gone.moved_to),
        child=gone.moved_to,
        kind=Kind.MISTAKE,
        about=about,
        by=gone.recorded_by,
    )
