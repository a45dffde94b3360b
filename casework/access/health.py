"""Is everything there that the product needs? Asked by machines, so it says nothing private."""

from datetime import timedelta

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.models import Max
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_celery_beat.models import PeriodicTask
from kombu.exceptions import OperationalError

PATIENCE = 2  # seconds
A_NIGHT_MISSED = timedelta(hours=36)


@login_not_required
@never_cache
@require_safe
def health(request):
    """200 while pages can be read and work can be handed on; 503 otherwise.

    A sweep that is late is said but does not take the pages away: what is overdue is read from the
    dates, so pages are right without it.
    """
    database, broker = database_answers(), broker_answers()
    found = {
        "status": "ok" if database and broker else "degraded" if database else "down",
        "database": "ok" if database else "down",
        "broker": "ok" if broker else "unreachable",
        **(last_sweep() if database else {}),
    }
    return JsonResponse(found, status=200 if database and broker else 503)


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


def last_sweep() -> dict:
    swept = PeriodicTask.objects.filter(task__contains="sweep").aggregate(at=Max("last_run_at"))
    at = swept["at"]
    if at is None:
        return {"sweep": "not yet", "last_sweep": None}
    late = timezone.now() - at > A_NIGHT_MISSED
    return {"sweep": "late" if late else "ok", "last_sweep": at.isoformat(timespec="seconds")}
