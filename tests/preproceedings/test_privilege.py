"""Legal advice stands on its own page, for the roles the table names, and nowhere else."""

from datetime import date

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from casework.access.roles import ROLES, Permission
from casework.children.extensions.file_search import within
from casework.children.extensions.mistakes import mistakes
from casework.chronology.registry import registry as chronology
from casework.preproceedings.models import LegalAdvice
from casework.returns.registry import registry as returns
from tests import factories as make

pytestmark = pytest.mark.django_db
SECRET = "zugzwang"
NAMED = {key for key, role in ROLES.items() if Permission.READ_LEGAL_ADVICE in role.permissions}
OTHERS = sorted(set(ROLES) - NAMED)
PAGES = ["child", "chronology", "plo-child", "child-meetings", "legal", "due", "family", "mistakes"]


@pytest.fixture
def row(child):
    row = make.ChildPreProceedingsFactory(child=child)
    decided = make.PanelDecisionFactory(child=child, in_process=row)
    decided.meeting = make.MeetingFactory(authority=child.authority, kind="legal_planning")
    decided.meeting.children.add(child)
    decided.save()
    make.LegalAdviceFactory(
        process=row.process, meeting=decided.meeting, advice=SECRET, given_by=f"{SECRET}, lawyer"
    )
    return row


def reader(role, child):
    """Someone of this role who may open this very file."""
    worker = make.WorkerFactory(role=role, team=child.team, username=f"reads.{role}")
    make.FileGrantFactory(child=child, worker=worker)
    make.AllocationFactory(child=child, worker=worker, role="other", started_on=date(2026, 1, 1))
    return worker


def test_it_is_named_who_reads_it():
    assert {"social_worker", "team_manager", "service_manager"} == NAMED


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_opens_its_page_or_reads_it_by_any_query(signed_in, row, role):
    worker = reader(role, row.child)
    url = reverse("plo-advice", args=[row.child_id, row.process_id])
    assert signed_in(worker).get(url).status_code in (403, 404)
    assert not LegalAdvice.objects.visible_to(worker).exists()


@pytest.mark.parametrize("role", sorted(ROLES))
def test_it_stands_on_no_other_page_of_the_file_for_anyone(signed_in, row, role):
    client = signed_in(reader(role, row.child))
    for name in PAGES:
        page = client.get(reverse(name, args=[row.child_id]), follow=True)
        assert SECRET not in page.content.decode(), name
    meeting = row.decisions.get().meeting_id
    assert SECRET not in client.get(reverse("meeting", args=[meeting])).content.decode()
    found = client.get(reverse("file-search", args=[row.child_id]), {"q": SECRET})
    assert f"<mark>{SECRET}" not in found.content.decode()


@pytest.mark.parametrize("role", OTHERS)
def test_the_timeline_does_not_say_that_there_is_any(signed_in, row, role):
    page = signed_in(reader(role, row.child)).get(
        reverse("plo", args=[row.child_id, row.process_id])
    )
    assert "advice" not in page.content.decode().lower().replace("advise", "")


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_api_does_not_know_it(row, role):
    client = APIClient()
    client.force_authenticate(reader(role, row.child))
    for name in ("pre-proceedings-record", "care-proceedings-record", "meeting-record"):
        assert SECRET not in client.get(reverse(f"{name}-list")).content.decode()


def test_no_engine_reads_it():
    """Neither the chronology, the search, a return, a correction nor a bundle is told of it."""
    assert LegalAdvice not in {events.records().model for events in chronology}
    assert LegalAdvice not in {kind.records().model for kind in within}
    assert all("advice" not in word.lower() for kind in within for word in kind.words)
    assert LegalAdvice not in {module.model for module in returns}
    assert mistakes[LegalAdvice._meta.label_lower].not_withdrawn


def test_who_looked_does_not_say_what_at(signed_in, worker, row):
    signed_in(worker).get(reverse("plo-advice", args=[row.child_id, row.process_id]))
    looks = reverse("looks", args=[row.child_id])
    assert "advice" not in signed_in(worker).get(looks).content.decode().lower()
