"""Words not yet saved go on with the file: their form stands at another address."""

from django.db import IntegrityError, transaction
from django.urls import Resolver404, resolve, reverse

from casework.children.models import Child, Draft
from casework.children.models.drafts import box_of
from casework.duplicates.models import Merge


def move(absorbed: Child, kept: Child) -> None:
    for draft in Draft.objects.filter(child=absorbed):
        _go(draft, kept, address_of(draft.path, kept))


def move_back(kept: Child, absorbed: Child, done: Merge) -> None:
    """Those typed before the files were merged, and not saved since."""
    for draft in Draft.objects.filter(child=kept, pk__in=_moved(done)):
        _go(draft, absorbed, address_of(draft.path, absorbed))


def _moved(done: Merge):
    return done.rows.filter(table=Draft._meta.db_table, column="child_id").values("record")


def address_of(path: str, child: Child) -> str:
    """The same form on the file of this child."""
    try:
        match = resolve(path)
    except Resolver404:
        return path
    if "child" not in match.kwargs:
        return path
    return reverse(match.view_name, kwargs={**match.kwargs, "child": child.pk})


def _go(draft: Draft, child: Child, path: str) -> None:
    """Sealed afresh: a draft opens only at its own address. Where its worker is typing in the same
    form of the other file already, it stays where it is until its last day."""
    title, words = draft.unseal(draft.title), draft.unseal(draft.words)
    box = box_of(draft.worker_id, path)
    if title is not None and words is not None:
        draft.title, draft.words = box.encrypt(title).decode(), box.encrypt(words).decode()
    draft.child, draft.path = child, path
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        return
