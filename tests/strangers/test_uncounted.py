"""A restricted child is not counted: with one more of them, nothing that anybody reads changes.

A brother's file is there with everything. Every list, search, suggestion, figure, chart, export,
feed, notice and answer of the API is read; then a restricted child of the same team comes, with
everything too; then all of it is read again.
"""

import re

import pytest
from django.db import transaction

from casework.access.models import Worker
from casework.notices.feeds import CalendarFeed
from casework.timescales.sweep import sweep
from tests.factories import TeamFactory, WorkerFactory
from tests.strangers.conftest import BROTHER, SHY, councils_own
from tests.strangers.routes import routes
from tests.strangers.strangers import Stranger, body_of
from tests.strangers.world import File

READERS = ("service_manager", "team_manager", "data_analyst", "missing_coordinator", "auditor")
WAYS = ({}, {"as": "csv", "whose": "all"}, {"as": "xlsx"}, {"q": "Zzshy"}, {"q": f"C{SHY}"})
PASSING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|value="[^"]{60,}"'
    r'|"updated_since": "[^"]+"|\s*<option.*?</option>|As at\s+\S+ today'
    r'|W3CDTF">[^<]+|\d{1,2}\.\d\d[ap]m|DTSTAMP:\w+|\d+ workers',
    re.DOTALL,
)
"""What differs each time that a page is asked for; and the choice of a worker or a team, for a new
child's records bring people and a team of their own."""
OF_NO_CHILD = {
    "my_work": "names the workers whom one supervises: the records brought another",
    "supervision": "the same",
    "group-session-add": "the same",
    "supervision-figures": "counts the workers of the service: the records brought another",
}
"""Addresses that say something new, and nothing of the child: why."""

WHOM_TO_RING = {("contact-add", f"C{SHY}"), ("is-known", f"C{SHY}")}
"""Whoever may ask if a child is known is told of a restricted file whom to ring (docs/roles.md)."""


class Council:
    """Read twice by one reader; between the two the restricted child comes."""

    def __init__(self, role: str):
        team = TeamFactory(authority__name="Northmoor Council")
        self.reader = Stranger(role, WorkerFactory(team=team, role=role, username="reads"))
        assert self.reader.client
        self.secret = CalendarFeed.made_for(self.reader.worker)
        kit, shy = (WorkerFactory(team=team, username=f"holds-{one}") for one in ("kit", "shy"))
        facts = {"number": BROTHER, "word": "Kitbrother", "restricted": False}
        brother = File(team=team, worker=kit, **facts).fill()
        sweep()
        self.before = self.told()
        here = list(Worker.objects.values_list("pk", flat=True))
        aside = TeamFactory(authority=team.authority, name="Another team")
        facts = {"number": SHY, "word": "Zzshy", "restricted": True}
        File(team=team, worker=shy, kept=councils_own(brother), **facts).fill()
        Worker.objects.exclude(pk__in=here).update(team=aside)
        sweep()
        self.after = self.told()

    def told(self) -> dict[tuple[str, str], str]:
        return {
            (name, str(way)): self.answer(name, way)
            for name, route in routes().items()
            if not route.numbered
            for way in WAYS
        }

    def answer(self, name: str, way: dict) -> str:
        """What an address says; that it was asked is undone. A pull in bulk is in no order."""
        address = routes()[name].address(BROTHER).replace("not-a-secret", self.secret)
        point = transaction.savepoint()
        said = body_of(self.reader.client.get(address, way)).rpartition("{'Content-Type'")[0]
        transaction.savepoint_rollback(point)
        told = PASSING.sub("", said)
        return "\n".join(sorted(told.splitlines())) if name.startswith("bulk-") else told

    def changed(self) -> list[str]:
        allowed = {(name, str({"q": number})) for name, number in WHOM_TO_RING}
        return [
            f"{name} {way}: {first_difference(said, self.after[name, way])}"
            for (name, way), said in self.before.items()
            if said != self.after[name, way]
            and name not in OF_NO_CHILD
            and (name, way) not in allowed
        ]


def first_difference(one: str, other: str) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    at = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    return f"{one[max(0, at - 60) : at + 40]!r} became {other[max(0, at - 60) : at + 40]!r}"


@pytest.mark.long(sampled=False)
@pytest.mark.django_db
@pytest.mark.parametrize("role", READERS)
def test_one_restricted_child_more_changes_nothing_that_is_read(role):
    council = Council(role)
    assert len(council.before) > 500
    changed = council.changed()
    assert not changed, "\n".join(changed)
