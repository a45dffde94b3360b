"""A pooler in transaction mode may stand before the database: nothing outlives a transaction."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from casework.children.models import Pull
from casework.recording.models import ChildNote
from casework.timescales.sweep import sweep
from tests.bulk.conftest import Puller
from tests.factories import ChildNoteFactory, ReferralFactory, WorkerFactory

ROOT = Path(settings.BASE_DIR)
OUTLIVES = re.compile(
    r"pg_(try_)?advisory_lock|\bLISTEN\s+\w|SET SESSION|\bPREPARE\s+\w+\s+AS|"
    r"CREATE (GLOBAL |LOCAL )?TEMP(ORARY)? TABLE(?!.*ON COMMIT DROP)|WITH HOLD|"
    r"set_config\([^)]*,\s*false\)"
)


def test_no_statement_says_anything_for_the_next_transaction():
    """What loads and measures is run from the machine itself, past any pooler."""
    said = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for folder in ("casework", "assessments", "missing", "audits")
        for path in (ROOT / folder).rglob("*.py")
        if "scale" not in path.parts and (found := OUTLIVES.search(path.read_text()))
    ]
    assert said == []


@pytest.fixture
def pooled(monkeypatch):
    """The hardest pooler there could be: each transaction finds a server that knows of nothing."""
    handed_out = []

    def in_a_new_place(opens):
        def open_cursor(self, *args, **kwargs):
            if not self.in_atomic_block:
                self.close()
                handed_out.append(1)
            return opens(self, *args, **kwargs)

        return open_cursor

    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    for name in ("cursor", "chunked_cursor"):
        opens = getattr(DatabaseWrapper, name)
        monkeypatch.setattr(DatabaseWrapper, name, in_a_new_place(opens))
    return handed_out


@pytest.mark.django_db(transaction=True)
class TestBehindAPooler:
    def test_who_changed_what_is_kept(self, pooled, signed_in, worker, child):
        note = ChildNoteFactory(child=child)
        answer = signed_in(worker).post(
            f"/children/{child.number}/dangers/add/",
            {"text": "A dog that bites", "started_on": "2026-11-02"},
        )
        assert answer.status_code == 302, answer.content
        alert = child.alerts.get()
        event = type(alert).pgh_event_models["insert"].objects.get(pgh_obj=alert.pk)
        assert event.pgh_context.metadata["user"] == worker.pk
        assert ChildNote.objects.get() == note
        assert pooled

    def test_the_night_is_counted_under_its_lock(self, pooled, child):
        ReferralFactory(child=child)
        assert sweep()
        assert child.deadlines.exists()

    def test_a_pull_streams(self, pooled, team, child):
        ChildNoteFactory.create_batch(3, child=child)
        analyst = Puller(WorkerFactory(team=team, role="data_analyst", username="analyst"))
        assert len(analyst.pull("notes").rows) == 3
        assert Pull.objects.get().ended_at

    def test_a_list_is_taken_away(self, pooled, signed_in, service_manager, child):
        answer = signed_in(service_manager).get("/children/?whose=all&as=csv")
        assert child.name in b"".join(answer.streaming_content).decode()

    def test_a_child_is_found_by_part_of_a_name(self, pooled, signed_in, worker, child):
        page = signed_in(worker).get("/children/find/", {"q": child.person.family_name[:4]})
        assert child.name in page.content.decode()
