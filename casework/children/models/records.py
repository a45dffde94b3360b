"""What every record on a child's file shares."""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection, models, transaction
from django.dispatch import Signal

from casework.access.models import Authority, Team
from casework.children.models.mistakes import MayBeWithdrawn, StandingQuerySet
from casework.interface.django_private import waiting_for_same_commit
from casework.interface.writes import being_written, committed

file_changed = Signal()
"""Sent on commit with ``child_ids`` after a record on those files was saved or deleted, and with
the tables ``written`` to by then."""


class FilesChanged:
    """The files whose change is told once the transaction is safely in the database."""

    def __init__(self, child_ids: Iterable[int]):
        self.ids = set(child_ids)
        self.written = being_written(connection)

    def __call__(self) -> None:
        ids, self.ids = self.ids, set()
        written, self.written = self.written, set()
        committed(connection, written)
        if ids:
            file_changed.send_robust(sender=None, child_ids=sorted(ids), written=written)


def tell_file_changed(*child_ids):
    """Send ``file_changed`` once this transaction is safely in the database: once for all the files
    it changed.

    A listener that fails never undoes what was saved: the night repairs it.
    """
    changed = FilesChanged(child_ids)
    for earlier in waiting_for_same_commit(FilesChanged):
        changed.ids, earlier.ids = changed.ids | earlier.ids, set()
        changed.written.update(earlier.written)
    transaction.on_commit(changed, robust=True)


class ChildRecordQuerySet(StandingQuerySet):
    def visible_to(self, worker):
        children = self.model._meta.get_field("child").related_model.objects
        return self.filter(child__in=children.visible_to(worker))

    def of_child(self, child):
        return self.filter(child=child)


class ChildRecord(MayBeWithdrawn):
    """One child's own part of something recorded.

    ``authority`` and ``team`` are those that held the child when it was recorded: returns ask for
    them, and lists and sweeps stay within one authority by an index. ``recorded_at`` stands beside
    the event's own date so that late recording shows.
    """

    child = models.ForeignKey("children.Child", models.CASCADE, related_name="%(class)ss")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    team = models.ForeignKey(
        Team, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ChildRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.authority_id is None:
            self.authority_id = self.child.authority_id
            self.team_id = self.child.team_id
        super().save(*args, **kwargs)
        tell_file_changed(self.child_id)

    def delete(self, *args, **kwargs):
        tell_file_changed(self.child_id)
        return super().delete(*args, **kwargs)

    @classmethod
    def on_file_of(cls, child, by, /, **facts):
        """A new record, not yet saved, on this child's file, written by this worker."""
        return cls(
            child=child,
            authority_id=child.authority_id,
            team_id=child.team_id,
            recorded_by=by,
            **facts,
        )
