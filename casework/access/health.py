"""Is everything there that the product needs? Asked by machines, so it says nothing private."""

import shutil

from celery import current_app
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from casework import __version__
from casework.access.job_runs import guard
from casework.embedded.paths import state_folder
from casework.interface.replica import replica_standing
from casework.interface.replica.position import is_configured

PATIENCE = 2  # seconds
WAIT = "reminders-wait"


@login_not_required
@require_safe
def health(request):
    """200 while pages can be read and work can be handed on; 503 otherwise.

    A sweep that is late is said but does not take the pages away: what is overdue is read from the
    dates, so pages are right without it.
    """
    database, broker, disk = database_answers(), broker_answers(), disk_state()
    well = database and broker and disk == "ok"
    answer = {
        "status": "ok" if well else "degraded" if database else "down",
        "version": __version__,
        "database": "ok" if database else "down",
        **({"replica": replica_standing()} if is_configured() else {}),
        "broker": "ok" if broker else "unreachable",
        "disk": disk,
        **(guard() if database else {}),
    }
    return JsonResponse(answer, status=200 if database and broker and disk != "full" else 503)


def disk_state() -> str:
    """Of the folder where documents lie and, where it is the product's own, the database: "low"
    while there is still time to make room, "full" where the next save may fail."""
    try:
        free = shutil.disk_usage(state_folder()).free / 1_000_000
    except OSError:
        return "ok"
    if free < settings.DISK_FULL_MB:
        return "full"
    return "low" if free < settings.DISK_LOW_MB else "ok"


def reminders_wait() -> bool:
    """Without a broker, or whoever takes what it hands on, pages work and save; due dates are told
    later. Asked at most once a minute in each process."""
    return bool(cache.get_or_set(WAIT, lambda: not broker_answers() or _is_late(), 60))


def _is_late() -> bool:
    return guard()["telling"] == "late"


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    timeouts = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    options = current_app.conf.broker_transport_options | timeouts
    try:
        with current_app.connection_for_write(
            connect_timeout=PATIENCE, transport_options=options
        ) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0.1, timeout=PATIENCE)
    except (OperationalError, OSError):
        return False
    return True
