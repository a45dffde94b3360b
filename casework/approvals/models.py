"""Draft, submitted, returned with comments, authorised: one way for all that a manager decides."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.access.models import Worker

SENT, SENT_BACK, AUTHORISED = "Sent to a manager", "Sent back", "Authorised"
KEPT = (
    "submitted_at",
    "submitted_by",
    "returned_at",
    "returned_by",
    "returned_because",
    "authorised_on",
    "authorised_by",
)

SENT_ONCE = Q(submitted_at__isnull=False) | Q(returned_at__isnull=False)


def _worker():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )


class Authorised(models.Model):
    """Written by one person and authorised by another; the history keeps every step between."""

    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = _worker()
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = _worker()
    returned_because = models.TextField("what to put right", blank=True)
    authorised_on = models.DateField("authorised on", null=True, blank=True)
    authorised_by = _worker()

    class Meta:
        abstract = True

    @property
    def locked(self) -> bool:
        return self.authorised_on is not None

    @property
    def state(self) -> str:
        """draft, submitted, returned or authorised."""
        if self.authorised_on:
            return "authorised"
        if self.submitted_at:
            return "submitted"
        return "returned" if self.returned_at else "draft"

    def why_not_decide(self, manager) -> str:
        """Why this manager cannot decide on it now; nothing where they can."""
        if self.state != "submitted":
            return "authorised" if self.locked else "not sent"
        return "own" if self.submitted_by == manager else ""


def by_another(name: str) -> models.CheckConstraint:
    """Nobody authorises what they sent."""
    return models.CheckConstraint(
        condition=Q(submitted_by=None)
        | Q(authorised_by=None)
        | ~Q(authorised_by=F("submitted_by")),
        name=name,
        violation_error_message="You sent this: another manager must authorise it",
    )


@dataclass(frozen=True)
class Decision:
    what: str
    at: datetime | date
    who: Worker | None
    because: str = ""


def decisions_of(record) -> list[Decision]:
    """Every sending, return and authorisation, oldest first: none replaces the one before."""
    events = record.pgh_event_models["update"].objects.filter(pgh_obj=record.pk)
    decisions: dict[tuple, dict] = {}
    for row in events.order_by("pgh_id").values(*KEPT):
        for what, (at, who, because) in _stand(row).items():
            if at:
                decisions.setdefault((what, at), {"who": who, "because": because})
    names = Worker.objects.in_bulk({decision["who"] for decision in decisions.values()} - {None})
    return [
        Decision(what, at, names.get(decision["who"]), decision["because"])
        for (what, at), decision in decisions.items()
    ]


def _stand(row) -> dict[str, tuple]:
    """What each of the three says at one moment of the history."""
    return {
        SENT: (row["submitted_at"], row["submitted_by"], ""),
        SENT_BACK: (row["returned_at"], row["returned_by"], row["returned_because"]),
        AUTHORISED: (row["authorised_on"], row["authorised_by"], ""),
    }


def mark_of(texts) -> str:
    """A short mark of (key, title, text) as they stood on a page: other words, another mark."""
    return sha256("\x1f".join(part for text in texts for part in text).encode()).hexdigest()[:32]
