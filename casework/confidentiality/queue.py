"""What waits for a second person before a file is shut or opened: one question of the database
while nothing does, which is nearly always."""

from dataclasses import dataclass

from django.db.models import IntegerField, Value
from django.urls import reverse

from casework.access.roles import Permission
from casework.approvals.queue import Line, Waiting
from casework.children.models import SealedIdentity
from casework.confidentiality.models import GroupAccess, Restriction


@dataclass(frozen=True, kw_only=True)
class OfStaff(Waiting):
    """What waits for a second person is never shown to the member of staff whose family it is."""

    def lines_for(self, worker) -> list[Line]:
        lines = super().lines_for(worker)
        return [line for line in lines if line.records[0].family_of_id != worker.pk]


@dataclass(frozen=True, kw_only=True)
class Confided(Waiting):
    """Several kinds, of which seldom one waits. Whoever asked reads on the page how it stands."""

    parts: tuple[Waiting, ...] = ()

    def lines_for(self, worker) -> list[Line]:
        if not worker.may(Permission.DECIDE):
            return []
        waiting = self.waiting(worker)
        return [line for place in waiting for line in self.parts[place].lines_for(worker)]

    def waiting(self, worker) -> list[int]:
        """The places of the kinds of which something waits."""
        first, *others = (
            part.records()
            .visible_to(worker)
            .order_by()
            .annotate(place=Value(place, IntegerField()))
            .values("place")
            for place, part in enumerate(self.parts)
        )
        return sorted(row["place"] for row in first.union(*others))

    def sent_by(self, worker) -> list[Line]:
        return []


WITH_PEOPLE = ("child__person", "recorded_by", "ending_asked_by")


def _to_start():
    return Restriction.objects.waiting().filter(started_at=None).select_related(*WITH_PEOPLE)


def _to_end():
    return Restriction.objects.waiting().exclude(started_at=None).select_related(*WITH_PEOPLE)


def _to_unseal():
    return SealedIdentity.objects.waiting().select_related("child__person", "asked_by")


def _groups():
    return GroupAccess.objects.waiting().select_related("child__person", "recorded_by")


def _part(kind, title, url, records, *, author, page, family="pk") -> Waiting:
    return kind(
        order=91,
        title=title,
        url=url,
        author=author,
        family=family,
        records=records,
        sent=records,
        read_at=lambda record: reverse(page, args=[record.child_id]),
    )


PARTS = (
    _part(
        OfStaff,
        "Restricted file",
        "restriction-agree",
        _to_start,
        author="recorded_by",
        page="restriction",
    ),
    _part(
        OfStaff,
        "No longer restricted?",
        "restriction-end-agree",
        _to_end,
        author="ending_asked_by",
        page="restriction",
    ),
    _part(
        Waiting,
        "Sealed identity",
        "unseal-agree",
        _to_unseal,
        author="asked_by",
        page="sealed-identity",
    ),
    _part(
        Waiting,
        "One worker for the brothers and sisters",
        "group-agree",
        _groups,
        author="recorded_by",
        page="group",
        family="request_id",
    ),
)
CONFIDED = Confided(
    order=91,
    title="Who may open a file",
    url="restriction-agree",
    records=_to_start,
    sent=_to_start,
    read_at=lambda record: record.child.get_absolute_url(),
    parts=PARTS,
)
