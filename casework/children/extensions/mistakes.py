"""What can be done about a record that is wrong: corrected, withdrawn, moved to the right child.

Each app says it in ``child_file.py`` for every model of a child's file; one that says nothing fails
a test. Everything else is done once, in ``casework/corrections/``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from casework.access.roles import Permission
from casework.children.converters import address_of_file
from casework.children.models import Child, even_withdrawn
from casework.interface.registry import Registry

CHILD = "child"


def never(*records) -> bool:
    return False


def always(*records) -> bool:
    return True


def nothing_more(record) -> Iterable[Any]:
    return ()


def nothing(*records) -> None:
    """Nothing else has to follow."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What can be done about one kind of record, and why not where it cannot.

    ``called`` is its word, ``happened`` the path to its day, ``of`` the path to the child (or to
    the person the file is about), ``url`` the page (taking the child) where it is read. ``shared``
    names the row above it that holds the words it shares with brothers and sisters.

    ``settled`` says that a record was authorised or sent: then a second person agrees. ``also``
    gives the rows that are the same mistake, ``same_form`` those that one form wrote for others of
    the family, withdrawn with it and not moved; ``follows`` does what must follow once it is
    withdrawn, ``returns`` what must once that is put back (``not_put_back`` says why it cannot be),
    ``moves`` what must before it is moved to that child's file. ``keeps`` sets what is
    worked out from what was corrected; of the row above, only ``shared_fields`` where any are
    named.
    """

    model: type[Model]
    called: str = ""
    happened: str = "recorded_at"
    of: str = CHILD
    url: str = "child"
    permission: Permission = Permission.READ_FILES
    shared: str = ""
    shared_fields: tuple[str, ...] = ()
    not_corrected: str = ""
    not_withdrawn: str = ""
    not_moved: str = ""
    not_put_back: str = ""
    settled: Callable[[Any], bool] = never
    also: Callable[[Any], Iterable[Any]] = nothing_more
    same_form: Callable[[Any], Iterable[Any]] = nothing_more
    follows: Callable[[Any], None] = nothing
    returns: Callable[[Any], None] = nothing
    moves: Callable[[Any, Child], None] = nothing
    keeps: Callable[[Any], None] = nothing

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def word(self) -> str:
        name = self.called or str(self.model._meta.verbose_name)
        return name[:1].upper() + name[1:]

    @property
    def may_be_settled(self) -> bool:
        return self.settled is not never

    def owner_of(self, child: Child) -> Any:
        return child if self.of.rpartition("__")[2] == CHILD else child.person

    def of_child(self, child: Child, worker) -> QuerySet:
        """Those of the child that stand, and that this worker may read."""
        return self._read_by(worker, self.model._default_manager.all(), child)

    def even_withdrawn_of(self, child: Child, worker) -> QuerySet:
        return self._read_by(worker, even_withdrawn(self.model), child)

    def _read_by(self, worker, records, child) -> QuerySet:
        if not worker.may(self.permission):
            return records.none()
        if hasattr(records, "visible_to"):
            records = records.visible_to(worker)
        return records.filter(**{self.of: self.owner_of(child)}).order_by("-pk")

    def day_of(self, record) -> Any:
        value = record
        for part in self.happened.split("__"):
            value = getattr(value, part, None)
        return value


class Kinds(Registry[Kind]):
    def of_record(self, record) -> Kind:
        return self[record._meta.label_lower]

    def withdrawable(self) -> list[Kind]:
        return [kind for kind in self if not kind.not_withdrawn]


mistakes = Kinds("kind of record that may be wrong", key="label")


def put_right_here(worker, child: Child, page: str, shown: Iterable[Any]) -> list[dict]:
    """Where what is read on a page of the file is put right: the very record where the page is
    about one, else those of its kind."""
    if not worker.may(Permission.RECORD):
        return []
    kinds = [kind for kind in mistakes.withdrawable() if kind.url == page]
    records = {type(record): record for record in shown if isinstance(record, Model)}
    return [
        {"label": kind.word, "url": _where(child, kind, records.get(kind.model))}
        for kind in sorted(kinds, key=lambda kind: kind.word)
        if worker.may(kind.permission)
    ]


def _where(child, kind: Kind, record) -> str:
    if record:
        return reverse("mistake", args=[child.pk, kind.label, record.pk])
    return f"{address_of_file(child.pk, 'mistakes')}?kind={kind.label}#choose"


def only(because: str, *models: type[Model]) -> None:
    """None of these is put right, for this one reason: it is no record of what happened, or goes
    with the record it belongs to."""
    mistakes.add(
        *(
            Kind(model=model, not_corrected=because, not_withdrawn=because, not_moved=because)
            for model in models
        )
    )
