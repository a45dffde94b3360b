"""What is written of each request, and how: one line of JSON, with a number that ties it together.

No line says whose file it was or who asked. An address holds a child's number or the name somebody
looked for, and what a database complains of holds the very words that were typed: so a page is
known by its name in ``urls.py``, and a fault by its kind and the lines of code it came through.
"""

import json
import logging
import re
import traceback
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime
from time import perf_counter

from django.conf import settings

log = logging.getLogger("casework.requests")
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
ASKED_OF_DJANGO = ("django.request", "django.security", "django.server")

_number: ContextVar[str] = ContextVar("request_number", default="")


def logging_settings(level: str, *, plain: bool) -> dict:
    """Everything to the console in one form. Django's own loggers would write there beside ours,
    and mail faults to nobody."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": Lines}},
        "filters": {"no way in": {"()": "casework.access.sessions.logs.NoWayIn"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["no way in"],
                **({} if plain else {"formatter": "lines"}),
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "casework.requests": {"level": "INFO"},
            "django": {"handlers": [], "propagate": True},
        },
    }


class Numbered:
    """Outermost: each request has a number, a proxy's own where it gives one, and says it back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        number = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        token, began = _number.set(number), perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = number
            tell(request, response, perf_counter() - began)
        finally:
            _number.reset(token)
        return response


def tell(request, response, seconds: float) -> None:
    """Faults always; every request where the council asks for it."""
    if not (settings.LOG_REQUESTS or response.status_code >= 500):
        return
    match = request.resolver_match
    facts = {
        "page": (match.view_name if match else "") or "no page",
        "method": request.method,
        "status": response.status_code,
        "ms": round(seconds * 1000),
    }
    level = logging.ERROR if response.status_code >= 500 else logging.INFO
    log.log(level, "Request", extra={"facts": facts})


class Lines(logging.Formatter):
    """One line of JSON each."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": words_of(record),
        }
        if number := _number.get():
            line["request"] = number
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[0]:
            line |= fault_of(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def words_of(record: logging.LogRecord) -> str:
    """Django writes the address into these; its words alone are kept."""
    if record.name.startswith(ASKED_OF_DJANGO):
        return str(record.msg).replace(": %s", "").replace("%s", "").strip()
    return record.getMessage()


def fault_of(exc_info) -> dict:
    """Its kind, and where: never its words, which may be a child's."""
    kind, fault, trace = exc_info
    places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
    cause = type(fault.__cause__).__name__ if fault and fault.__cause__ else ""
    return {"fault": kind.__name__, "because": cause, "through": places[-12:]}
