"""An auditor reads and judges: they write in the audit, and nowhere else on the file."""

import pytest

from tests.factories import FileGrantFactory, WorkerFactory
from tests.strangers.routes import routes

pytestmark = pytest.mark.django_db

WRITES = [
    "alert-add",
    "allocate",
    "birth",
    "child-edit",
    "child-in-need-meeting-add",
    "conference-add",
    "contact-add-for",
    "contact-limit-add",
    "contact-screen",
    "core-group-add",
    "death",
    "document-add",
    "family-help-add",
    "letter-add",
    "meeting-plan",
    "missing-add",
    "move-in",
    "move-out",
    "need-add",
    "note-add",
    "plan-add",
    "plan-review",
    "referral-add",
    "referral-decide",
    "relationship-add",
    "strategy-add",
    "visit-add",
    "words-add",
]


@pytest.mark.parametrize("name", WRITES)
def test_an_auditor_with_the_file_open_writes_nothing_on_it(signed_in, audit, name):
    client = signed_in(audit.auditor)
    assert client.get(f"/children/{audit.child.number}/").status_code == 200
    address = routes()[name].address(audit.child_id)
    assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)


def test_an_inspector_with_the_file_open_writes_nothing_either(signed_in, child, today):
    inspector = WorkerFactory(team=child.team, role="inspector")
    FileGrantFactory(child=child, worker=inspector, until=today)
    client = signed_in(inspector)
    assert client.get(f"/children/{child.number}/").status_code == 200
    for name in WRITES:
        address = routes()[name].address(child.pk)
        assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)
