"""Is everything there that the product needs? Asked by machines, so it says nothing private."""

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from casework import __version__
from casework.access.job_runs import guard

PATIENCE = 2  # seconds


@login_not_required
@require_safe
def health(request):
    """200 while pages can be read and work can be handed on; 503 otherwise.

    A sweep that is late is said but does not take the pages away: what is overdue is read from the
    dates, so pages are right without it.
    """
    database, broker = database_answers(), broker_answers()
    answer = {
        "status": "ok" if database and broker else "degraded" if database else "down",
        "version": __version__,
        "database": "ok" if database else "down",
        "broker": "ok" if broker else "unreachable",
        **(guard() if database else {}),
    }
    return JsonResponse(answer, status=200 if database and broker else 503)


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
