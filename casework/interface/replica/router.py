"""Which database a question is put to: the replica within a view that reads from it, until it has
written something; the primary everywhere else, whatever a record was read from."""

from contextvars import ContextVar
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

REPLICA = "replica"


@dataclass
class Reading:
    """What one request reads from the replica; ``ended`` once it must see what it wrote."""

    ended: bool = False


now_reading: ContextVar[Reading | None] = ContextVar("reading from the replica", default=None)


def reads_from() -> str:
    reading = now_reading.get()
    return REPLICA if reading and not reading.ended else DEFAULT_DB_ALIAS


def stays_on_primary(model) -> bool:
    """Of what is written about reading, such as who looked: writing it changes nothing that the
    page shows, so the page goes on reading where it did."""
    return getattr(model, "stays_on_primary", False) or model._meta.app_label == "sessions"


class ReplicaRouter:
    def db_for_read(self, model, **hints) -> str:
        return DEFAULT_DB_ALIAS if stays_on_primary(model) else reads_from()

    def db_for_write(self, model, **hints) -> str:
        reading = now_reading.get()
        if reading and not stays_on_primary(model):
            reading.ended = True
        return DEFAULT_DB_ALIAS

    def allow_relation(self, record, other, **hints) -> bool:
        """Both are the same database, at two moments."""
        return True

    def allow_migrate(self, db, app_label, **hints) -> bool:
        return db != REPLICA
