"""A blind round: whoever judges a file reads nothing of another's judgement until theirs is done.

Every page and every answer of the API is read by the second reader, who oversees the service and so
may otherwise read every audit there is.
"""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from audits.models import Audit
from tests.factories import (
    AuditFactory,
    FileGrantFactory,
    ProgrammeFactory,
    ScoreFactory,
    WorkerFactory,
)
from tests.strangers.routes import routes
from tests.strangers.strangers import body_of

NUMBER = 900010
SAID = "Qqfirstreader"
"""What the first reader wrote, in every place they could."""
OF_THE_CHILD = {"child", "chronology", "actions", "action-list", "file-search", "looks", "api-root"}
OF_THE_WORKER = {"my_work", "to_put_right", "notices", "notice-list", "service", "put-aside"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(service_manager):
    return service_manager


@pytest.fixture
def programme(child, second):
    return ProgrammeFactory(
        pk=NUMBER,
        authority=child.authority,
        blind=True,
        readers=2,
        made_by=second,
        seed="0",
        frame=[[child.pk, ""]],
        drawn_at="2026-01-05T09:00Z",
    )


@pytest.fixture
def readings(programme, child, second, today):
    """Two readings of one file: the first is finished, the second only begun."""
    first = WorkerFactory(team=None, authority=child.authority, role="auditor")
    facts = {"child": child, "programme": programme, "started_on": today, "due_on": today}
    for reader in (first, second):
        FileGrantFactory(child=child, worker=reader, until=today)
    done = AuditFactory(
        pk=NUMBER,
        auditor=first,
        grade="good",
        grade_reason=SAID,
        difference=SAID,
        strengths=SAID,
        family_feedback=SAID,
        talk_with_worker=SAID,
        no_view_because=SAID,
        completed_on=today,
        final_grade="good",
        final_on=today,
        **facts,
    )
    ScoreFactory(audit=done, pk=NUMBER, reason=SAID, evidence=SAID)
    done.section_grades.create(pk=NUMBER, section="plan", grade="good", reason=SAID)
    return done, AuditFactory(auditor=second, **facts)


def pages(worker, child) -> dict[str, str]:
    """Every address about audits, and those that gather from everywhere, by name, with what it says
    to this worker."""
    client = APIClient()
    client.force_login(worker)
    client.force_authenticate(worker)
    bodies = {}
    for name, route in routes().items():
        if not (route.view.startswith("audits.") or name in OF_THE_CHILD | OF_THE_WORKER):
            continue
        numbers = dict.fromkeys(route.takes, NUMBER) | {"child": child.pk}
        bodies[name] = body_of(client.get(route.address(numbers)))
    return bodies


def test_the_second_reader_reads_nothing_of_the_first_anywhere(readings, second, child):
    names = [name for name, body in pages(second, child).items() if SAID in body]
    assert names == []


def test_nor_that_there_is_a_grade(readings, second, child):
    client = APIClient()
    client.force_authenticate(second)
    rows = client.get(reverse("audit-record-list")).json()["results"]
    assert [row["auditor"] for row in rows] == [second.username]
    assert client.get(reverse("audit-record-detail", args=[NUMBER])).status_code == 404


def test_once_both_are_done_each_reads_the_other(readings, second, child, today):
    _, own = readings
    Audit.objects.filter(pk=own.pk).update(
        completed_on=today, grade="inadequate", grade_reason="Why", difference="What"
    )
    assert {"audit", "audit-record-detail"} <= {
        name for name, body in pages(second, child).items() if SAID in body
    }


def test_the_first_reader_does_not_read_what_the_second_has_begun(readings, child):
    first, own = readings[0].auditor, readings[1]
    Audit.objects.filter(pk=own.pk).update(grade="inadequate", grade_reason="Qqsecondreader")
    assert not [name for name, body in pages(first, child).items() if "Qqsecondreader" in body]
