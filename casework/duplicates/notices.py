"""Who is told that two files may be, became, or are no longer one child's."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.models import Allocation, Child, FileAccess
from casework.duplicates.models import Merge
from casework.notices.kinds import Kind
from casework.notices.recipients import around, tell
from casework.timescales.models import Deadline

A_YEAR = timedelta(days=365)


def readers_of(child: Child) -> list[Worker]:
    """Whoever opened the file within a year, and whoever holds work on it."""
    since = timezone.now() - A_YEAR
    looked = FileAccess.objects.filter(child=child.pk, at__gte=since).values("worker")
    held = Allocation.objects.open().of_child(child).values("worker")
    due = Deadline.objects.open().filter(child=child).values("worker")
    read = Q(pk__in=looked) | Q(pk__in=held) | Q(pk__in=due)
    return list(Worker.objects.of(child.authority_id).working().filter(read))


def tell_managers(proposed: Merge) -> None:
    people = [*around(proposed.child), *around(proposed.absorbed)]
    managers = {worker.pk: worker for worker in people if worker.may(Permission.AUTHORISE)}
    known = [worker for worker in managers.values() if _may_open_both(worker, proposed)]
    about = f"Asked of you: is {proposed.absorbed.number} the same child?"
    tell(known, child=proposed.child, kind=Kind.MERGED, about=about, by=proposed.recorded_by)


def _may_open_both(worker, proposed: Merge) -> bool:
    keys = [proposed.child_id, proposed.absorbed_id]
    return Child.objects.visible_to(worker).filter(pk__in=keys).count() == len(keys)


def tell_who_proposed(proposed: Merge, about: str, by) -> None:
    tell([proposed.recorded_by], child=proposed.child, kind=Kind.MERGED, about=about, by=by)


def tell_of_merge(done: Merge, readers: list[Worker], by) -> None:
    """Those of the absorbed file, and those around the kept one; who may not know of the kept file
    is not told of it, and the manager sees who that is beforehand."""
    about = f"File {done.absorbed.number} was merged into this one: one child had two files"
    people = {
        worker.pk: worker for worker in [*readers, *around(done.child), done.recorded_by] if worker
    }
    tell(people.values(), child=done.child, kind=Kind.MERGED, about=about, by=by)


def tell_of_undoing(done: Merge, by) -> None:
    """Those of each file, that there are two again."""
    for child, other in ((done.child, done.absorbed), (done.absorbed, done.child)):
        file = Child.objects.get(pk=child.pk)
        people = {worker.pk: worker for worker in [*around(file), *readers_of(file)]}
        about = f"This file and {other.number} are two again: they were merged in error"
        tell(people.values(), child=file, kind=Kind.MERGED, about=about, by=by)


def not_told(pair_absorbed: Child, kept: Child) -> list[Worker]:
    """Those who read or hold work on the one file and may not know of the other: to be rung."""
    keys = [worker.pk for worker in readers_of(pair_absorbed)]
    known = [
        worker
        for worker in Worker.objects.filter(pk__in=keys)
        if not Child.objects.visible_to(worker).filter(pk=kept.pk).exists()
    ]
    return known
