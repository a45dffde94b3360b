"""When something failed that is no page's fault: the database is away, or its disk is full.

The page says so without asking the database anything, and gives back every word that was typed:
what was sent stands on it, and one button sends it again.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.views.defaults import server_error
from psycopg2.errors import LockNotAvailable, QueryCanceled

NOT_SHOWN = {"csrfmiddlewaretoken", "password", "login", "code"}
OURS = (LockNotAvailable, QueryCanceled)
"""Not the database's absence: the page asked too much of it."""
AGAIN = "15"  # seconds


def broken(request):
    """Django asks this of every fault: ``handler500``."""
    fault = sys.exc_info()[1]
    return database_away(request) if is_away(fault) else server_error(request)


def is_away(fault: BaseException | None) -> bool:
    away = isinstance(fault, OperationalError | InterfaceError)
    return away and not isinstance(fault.__cause__ if fault else None, OURS)


def database_away(request) -> HttpResponse:
    sent = sent_in(request)
    page = render_to_string(
        "away.html", {"sent": sent, "typed": typed_in(sent), **sends_again(request)}
    )
    response = HttpResponse(page, status=503)
    response["Retry-After"] = AGAIN
    response["Cache-Control"] = "no-store"
    return response


def sent_in(request) -> list[tuple[str, str]]:
    """Each field that was sent, as its form named it."""
    if request.method != "POST":
        return []
    return [
        (name, value)
        for name in request.POST
        if not NOT_SHOWN & set(name.split("-"))
        for value in request.POST.getlist(name)
    ]


def typed_in(sent: list[tuple[str, str]]) -> list[str]:
    """What somebody wrote: what a form says of itself, as its draft's key, is one word."""
    return [value for _, value in sent if len(value.split()) > 1]


def sends_again(request) -> dict[str, str]:
    if request.method != "POST":
        return {"again": request.get_full_path(), "token": ""}
    return {"again": request.get_full_path(), "token": get_token(request)}
