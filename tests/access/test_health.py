import tomllib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from casework import __version__
from casework.access import health
from casework.access.job_runs import SWEEP, TELL, run
from casework.access.models import Run
from casework.celery import app
from casework.continuity import parts
from casework.notices.tasks import sweep_and_tell, tell_workers
from tests.factories import WorkerFactory


@pytest.fixture
def ask(client, db):
    return lambda: client.get(reverse("health"))


@pytest.fixture
def nightly(db):
    """Says when the nightly sweep last ran to its end."""

    def ran(ago):
        at = timezone.now() - ago
        return Run.objects.create(name=SWEEP, started_at=at, finished_at=at)

    return ran


def test_all_is_well_without_signing_in(ask):
    answer = ask()
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "version": __version__,
        "database": "ok",
        "broker": "ok",
        "disk": "ok",
        "sweep": "not yet",
        "last_sweep": None,
        "telling": "not yet",
        "last_telling": None,
    }


def test_a_database_that_does_not_answer_is_down(ask, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("connection refused: 10.1.2.3")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = ask()
    monkeypatch.undo()
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "down",
        "version": __version__,
        "database": "down",
        "broker": "ok",
        "disk": "ok",
    }


def test_a_broker_out_of_reach_degrades(ask, monkeypatch):
    monkeypatch.setattr(
        health,
        "current_app",
        type(
            "Elsewhere",
            (),
            {
                "conf": app.conf,
                "connection_for_write": lambda self, **kw: app.connection_for_write(
                    "redis://127.0.0.1:1/0", **kw
                ),
            },
        )(),
    )
    answer = ask()
    assert answer.status_code == 503
    assert answer.json()["status"] == "degraded"
    assert answer.json()["broker"] == "unreachable"


@pytest.mark.parametrize(("hours", "says"), [(1, "ok"), (35, "ok"), (37, "late")])
def test_a_late_sweep_is_said_and_takes_no_page_away(ask, nightly, hours, says):
    nightly(timedelta(hours=hours))
    answer = ask()
    assert (answer.status_code, answer.json()["sweep"]) == (200, says)


def test_only_reading_is_allowed(client, db):
    assert client.post(reverse("health")).status_code == 405


def test_the_answer_is_never_kept(ask):
    assert "no-store" in ask()["Cache-Control"]


def test_a_run_that_failed_or_was_killed_is_not_one_that_was_done(ask, nightly):
    nightly(timedelta(hours=40))
    with pytest.raises(ZeroDivisionError), run(SWEEP):
        raise ZeroDivisionError("division by zero")
    Run.objects.create(name=SWEEP)
    assert ask().json()["sweep"] == "late"
    assert Run.objects.filter(error__contains="division by zero").exists()


def test_the_nights_work_keeps_what_it_did(db):
    assert sweep_and_tell() == {"changed": 0, "mended": 0, "flagged": 0, "told": 0}
    done = Run.objects.get()
    assert done.finished_at
    assert done.did == {"changed": 0, "mended": 0, "flagged": 0, "told": 0}


def test_whoever_looks_after_the_system_is_told_on_every_page_and_nobody_else(
    signed_in, nightly, team, manager
):
    nightly(timedelta(hours=50))
    admin = WorkerFactory(team=team, role="administrator", username="admin")
    page = signed_in(admin).get(reverse("people")).content.decode()
    assert "Due dates have not been worked out for 50 hours" in page
    assert "50 hours" not in signed_in(manager).get(reverse("my_work")).content.decode()


@pytest.mark.parametrize(("minutes", "late"), [(115, False), (125, True)])
def test_a_telling_that_stopped_is_said(ask, signed_in, team, minutes, late):
    at = timezone.now() - timedelta(minutes=minutes)
    Run.objects.create(name=TELL, started_at=at, finished_at=at, did={"told": 3})
    admin = WorkerFactory(team=team, role="administrator", username="admin")
    page = " ".join(signed_in(admin).get(reverse("runs")).content.decode().split())
    assert "People were last told" in page
    assert ("It should be every quarter of an hour" in page) is late
    assert ask().json()["telling"] == ("late" if late else "ok")


@pytest.mark.parametrize(
    ("did", "words"),
    [
        (
            {"changed": 1, "flagged": 14, "told": 1061},
            "1 due date worked out afresh, 14 newly overdue, 1,061 notices",
        ),
        ({"sent": 1}, "1 e-mail"),
        ({"told": 0}, "Nothing to do"),
        ({}, "Nothing to do"),
    ],
)
def test_a_run_says_what_it_did(did, words):
    assert Run(did=did, finished_at=timezone.now()).words == words
    assert did or Run(did=did).words == ""


def test_the_sweep_of_one_council_says_whose():
    assert Run(name="sweep Northmoor Council").title == "Due dates worked out for Northmoor Council"
    assert Run(name="tell").title == "People told"


def test_a_telling_that_fails_says_so(db, monkeypatch):
    monkeypatch.setattr("casework.notices.tasks.tell_of_deadlines", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tell_workers()
    assert "division by zero" in Run.objects.get(name=TELL).error


def test_runs_of_long_ago_are_not_kept(nightly):
    nightly(timedelta(days=401))
    sweep_and_tell()
    assert Run.objects.count() == 1


def test_what_ran_is_read_by_an_administrator_alone(signed_in, nightly, team, manager):
    nightly(timedelta(hours=1))
    admin = WorkerFactory(team=team, role="administrator", username="admin")
    assert "Done" in signed_in(admin).get(reverse("runs")).content.decode()
    assert signed_in(manager).get(reverse("runs")).status_code == 403


@pytest.mark.django_db
def test_the_version_is_the_packages_own_and_stands_at_the_foot_of_every_page(client):
    packaged = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"][
        "version"
    ]
    assert packaged == __version__
    assert f"Casework {packaged}" in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize(
    ("free_mb", "says", "status"), [(5000, "ok", 200), (900, "low", 200), (50, "full", 503)]
)
def test_a_full_disk_is_said_before_saves_fail(ask, monkeypatch, free_mb, says, status):
    usage = SimpleNamespace(free=free_mb * 1_000_000)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: usage)
    answer = ask()
    assert (answer.json()["disk"], answer.status_code) == (says, status)
    assert answer.json()["status"] == ("ok" if says == "ok" else "degraded")


@pytest.fixture
def no_broker(monkeypatch):
    cache.delete(health.WAIT)
    for where in (health, parts):
        monkeypatch.setattr(where, "broker_answers", lambda: False)
    yield
    cache.delete(health.WAIT)


def test_without_a_broker_saving_works_and_my_work_says_that_reminders_wait(
    no_broker, signed_in, worker, child
):
    client = signed_in(worker)
    page = client.get(reverse("my_work")).content.decode()
    assert "Reminders and e-mails wait" in page
    sent = {"given_name": "Rubina", "family_name": "Whitfield"}
    assert client.post(reverse("child-edit", args=[child.pk]), sent).status_code < 400


def test_with_one_it_says_nothing_of_it(signed_in, worker):
    cache.delete(health.WAIT)
    page = signed_in(worker).get(reverse("my_work")).content.decode()
    assert "Reminders and e-mails wait" not in page


def test_the_status_page_says_which_part_needs_a_look(no_broker, client, team, nightly):
    nightly(timedelta(hours=50))
    client.force_login(WorkerFactory(team=team, role="administrator"))
    page = client.get(reverse("status")).content.decode()
    assert "Does not answer: saving works" in page
    assert "Too long ago" in page
    assert "GB free" in page


def test_the_status_page_is_for_whoever_looks_after_the_product(signed_in, worker):
    assert signed_in(worker).get(reverse("status")).status_code == 403
