from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from casework.access import health
from casework.celery import app


@pytest.fixture
def ask(client, db):
    return lambda: client.get(reverse("health"))


@pytest.fixture
def nightly(db):
    """Says when the nightly sweep last ran."""
    every = IntervalSchedule.objects.create(every=1, period=IntervalSchedule.DAYS)

    def ran(ago):
        PeriodicTask.objects.create(
            name="sweep", task="casework.notices.tasks.sweep_and_tell", interval=every,
            last_run_at=timezone.now() - ago,
        )  # fmt: skip

    return ran


def test_all_is_well_without_signing_in(ask):
    answer = ask()
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok", "database": "ok", "broker": "ok", "sweep": "not yet", "last_sweep": None,
    }  # fmt: skip


def test_a_database_that_does_not_answer_is_down(ask, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("connection refused: 10.1.2.3")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = ask()
    monkeypatch.undo()
    assert answer.status_code == 503
    assert answer.json() == {"status": "down", "database": "down", "broker": "ok"}


def test_a_broker_out_of_reach_degrades(ask, monkeypatch):
    monkeypatch.setattr(
        health, "current_app",
        type("Elsewhere", (), {
            "conf": app.conf,
            "connection_for_write": lambda self, **kw: app.connection_for_write(
                "redis://127.0.0.1:1/0", **kw
            ),
        })(),
    )  # fmt: skip
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
