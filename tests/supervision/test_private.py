"""What a worker says of themselves is between two people, and nowhere else in the product."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from casework.access.roles import ROLES
from casework.children.extensions.file_search import within
from casework.children.extensions.mistakes import mistakes
from casework.chronology.registry import registry as chronology
from casework.figures.registry import figures
from casework.supervision.models import PrivateLook, PrivateNote, Session
from casework.timescales.registry import registry as timescales
from tests.factories import (
    AgendaItemFactory,
    CaseSupervisionFactory,
    PrivateNoteFactory,
    SessionFactory,
    SupervisionAgreementFactory,
    WorkerFactory,
)
from tests.page_rows import RECORDS, addresses

pytestmark = pytest.mark.django_db
WORD = "Quillwort"
ROOT = Path(settings.BASE_DIR)
PRIVATE = {"PrivateNote", "PrivateLook"}
MAY_NAME_THEM = {
    "casework/supervision/models/__init__.py",
    "casework/supervision/models/private.py",
    "casework/supervision/sessions/forms.py",
    "casework/supervision/sessions/private_views.py",
    "casework/supervision/sessions/views.py",
    "casework/supervision/demo.py",
}


@pytest.fixture
def session(worker, manager):
    return SessionFactory(worker=worker, supervisor=manager, starts_at=timezone.now())


@pytest.fixture
def note(session):
    return PrivateNoteFactory(session=session, text=f"I do not sleep: {WORD}")


@pytest.fixture
def above(session, service_manager):
    """The next manager, by an agreement that both signed."""
    now = timezone.now()
    both = {"worker_signed_at": now, "supervisor_signed_at": now}
    SupervisionAgreementFactory(worker=session.supervisor, supervisor=service_manager, **both)
    return service_manager


def page_of(session):
    return reverse("session", args=[session.pk])


@pytest.mark.parametrize("who", ["worker", "manager"])
def test_the_two_read_it(signed_in, session, note, who, request):
    page = signed_in(request.getfixturevalue(who)).get(page_of(session))
    assert WORD in page.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_nobody_else_of_any_role_does_though_they_are_of_the_same_team(
    signed_in, session, note, team, role
):
    client = signed_in(WorkerFactory(team=team, role=role, username="other"))
    for name in ("session", "session-agenda", "session-move", "private-note-add"):
        answer = client.get(reverse(name, args=[session.pk]))
        assert answer.status_code == 404, name
        assert WORD not in answer.content.decode()
    where = reverse("private-look-add", args=[session.pk])
    assert client.post(where, {"because": "I want to"}).status_code == 404
    assert not PrivateLook.objects.exists()
    assert client.post(reverse("session-sign", args=[session.pk])).status_code == 404


def test_the_next_manager_says_why_and_the_two_see_that_they_read_it(
    signed_in, session, note, above, worker
):
    client = signed_in(above)
    assert WORD not in client.get(page_of(session)).content.decode()
    where = reverse("private-look-add", args=[session.pk])
    assert "because" in client.post(where, {"because": ""}).context["form"].errors
    assert client.post(where, {"because": "Off sick for three weeks"}).status_code == 302
    assert WORD in client.get(page_of(session)).content.decode()
    page = signed_in(worker).get(page_of(session)).content.decode()
    assert "Off sick for three weeks" in page
    assert str(above) in page


def test_a_look_ends_after_an_hour_and_the_reason_is_asked_again(signed_in, session, note, above):
    look = PrivateLook.objects.create(session=session, worker=above, because="Off sick")
    assert WORD in signed_in(above).get(page_of(session)).content.decode()
    PrivateLook.objects.filter(pk=look.pk).update(at=timezone.now() - timedelta(minutes=61))
    assert WORD not in signed_in(above).get(page_of(session)).content.decode()


def test_nobody_makes_themselves_the_next_manager(signed_in, session, note, service_manager):
    """An agreement that the supervisor has not signed opens nothing."""
    SupervisionAgreementFactory(
        worker=session.supervisor, supervisor=service_manager, supervisor_signed_at=timezone.now()
    )
    client = signed_in(service_manager)
    assert client.get(page_of(session)).status_code == 404
    where = reverse("private-look-add", args=[session.pk])
    assert client.post(where, {"because": "I want to"}).status_code == 404


def test_who_supervised_the_supervisor_before_reads_it_no_longer(
    signed_in, session, note, above, team
):
    PrivateLook.objects.create(session=session, worker=above, because="Off sick")
    now = timezone.now()
    both = {"worker_signed_at": now, "supervisor_signed_at": now}
    after = WorkerFactory(team=team, role="service_manager", username="after")
    SupervisionAgreementFactory(
        worker=session.supervisor, supervisor=after, agreed_on=timezone.localdate(), **both
    )
    assert signed_in(above).get(page_of(session)).status_code == 404
    assert not PrivateNote.objects.readable_by(above).exists()


def test_one_who_has_left_reads_it_no_longer(session, note, worker):
    worker.leaves_on = timezone.localdate() - timedelta(days=1)
    worker.save()
    assert not PrivateNote.objects.readable_by(worker).exists()


@pytest.mark.long
def test_no_page_of_the_file_no_answer_of_the_api_and_no_search_says_it(
    signed_in, client, child, session, note, manager, team
):
    """The child was talked about in that very session, and its supervision is on the file."""
    AgendaItemFactory(session=session, child=child, discussed_on=timezone.localdate())
    talk = CaseSupervisionFactory(child=child, discussion__session=session)
    analyst = WorkerFactory(team=team, role="data_analyst", username="analyst")
    pages = [
        f"{takes.route}".replace("<child:child>", f"C{child.pk:05d}")
        for takes in addresses().values()
        if takes.parts == ("child",) and takes.route.startswith("children/")
    ]
    assert len(pages) > 20
    lists = [reverse(f"{name}-list") for name in RECORDS]
    finds = [f"{reverse('find')}?q={WORD}", f"{reverse('chronology', args=[child.pk])}?q={WORD}"]
    for reader in (session.worker, manager, analyst):
        signed_in(reader)
        for address in [*(f"/{page}" for page in pages), *lists, *finds]:
            answer = client.get(address, follow=True)
            said = b"".join(answer) if answer.streaming else answer.content
            assert WORD.encode() not in said.replace(f"q={WORD}".encode(), b"").replace(
                f'value="{WORD}"'.encode(), b""
            ).replace(f"“{WORD}”".encode(), b""), address
    assert talk.discussion.session == session


def test_no_registry_that_gathers_from_the_apps_knows_of_these_tables():
    models = {apps.get_model("supervision", name) for name in PRIVATE}
    gathered = [entry.records().model for entry in (*within, *chronology, *timescales)]
    assert not models & set(gathered)
    assert not models & {kind.model for kind in mistakes}
    assert not models & set(admin.site._registry)
    assert len(list(figures)) > 10


def test_nothing_but_the_pages_of_a_session_names_these_tables():
    naming = set()
    for folder in ("casework", "assessments", "missing", "audits"):
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            names = {
                node.id if isinstance(node, ast.Name) else node.attr
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Name | ast.Attribute)
            }
            imported = {
                alias.name
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.ImportFrom)
                for alias in node.names
            }
            if PRIVATE & (names | imported):
                naming.add(path.relative_to(ROOT).as_posix())
    assert naming <= MAY_NAME_THEM


def test_no_table_but_its_own_history_leads_to_a_private_note():
    """No join reaches it, from a child or from anything else but the session."""
    reached = {
        relation.related_model.__name__
        for relation in PrivateNote._meta.get_fields()
        if relation.is_relation and relation.auto_created
    }
    assert reached <= {"PrivateNoteEvent"}
    assert not [one for one in Session._meta.related_objects if one.related_model is PrivateNote]
