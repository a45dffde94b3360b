"""How an assessment came and went between its writer and a manager: read from its history."""

from dataclasses import dataclass
from datetime import date, datetime

from assessments.models import Assessment
from casework.access.models import Worker

SENT, SENT_BACK, AUTHORISED = "Sent to a manager", "Sent back", "Authorised"
KEPT = (
    "submitted_at", "submitted_by", "returned_at", "returned_by", "returned_because",
    "authorised_on", "authorised_by",
)  # fmt: skip


@dataclass(frozen=True)
class Decision:
    what: str
    at: datetime | date
    who: Worker | None
    because: str = ""


def decisions_of(assessment: Assessment) -> list[Decision]:
    """Every sending, return and authorisation, oldest first: none replaces the one before."""
    events = Assessment.pgh_event_models["update"].objects.filter(pgh_obj=assessment.pk)
    found: dict[tuple, dict] = {}
    for row in events.order_by("pgh_id").values(*KEPT):
        for what, (at, who, because) in _stand(row).items():
            if at:
                found.setdefault((what, at), {"who": who, "because": because})
    names = Worker.objects.in_bulk({one["who"] for one in found.values()} - {None})
    return [
        Decision(what, at, names.get(one["who"]), one["because"])
        for (what, at), one in found.items()
    ]


def _stand(row) -> dict[str, tuple]:
    """What each of the three says at one moment of the history."""
    return {
        SENT: (row["submitted_at"], row["submitted_by"], ""),
        SENT_BACK: (row["returned_at"], row["returned_by"], row["returned_because"]),
        AUTHORISED: (row["authorised_on"], row["authorised_by"], ""),
    }
