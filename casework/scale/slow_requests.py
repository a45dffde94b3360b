"""Says which page was slow, and why: how long it took and how many statements it ran.

The page's name alone is written down. An address can hold a child's number or the name somebody was
looked for by, so it is never in the log; nor is who asked.
"""

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

log = logging.getLogger(__name__)


class Statements:
    """Counts the statements of one request, and the time they took."""

    def __init__(self) -> None:
        self.number, self.seconds = 0, 0.0

    def __call__(self, execute, sql, params, many, context):
        began = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.number += 1
            self.seconds += perf_counter() - began


class SlowRequests:
    """Outermost of all, so that what the others take is counted as well. A file that is streamed
    counts until its first line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked, began = Statements(), perf_counter()
        with connection.execute_wrapper(asked):
            response = self.get_response(request)
        took = (perf_counter() - began) * 1000
        if settings.DEBUG:
            response["Server-Timing"] = timing(took, asked)
        if took >= settings.SLOW_PAGE_MS:
            tell(request, took, asked)
        return response


def timing(took: float, asked: Statements) -> str:
    """As a browser's own tools show it beside the page."""
    in_database = asked.seconds * 1000
    return f'app;dur={took - in_database:.1f}, db;dur={in_database:.1f};desc="{asked.number}"'


def tell(request: HttpRequest, took: float, asked: Statements) -> None:
    log.warning(
        "Slow page: %s %s took %d ms, %d of them in %d statements",
        request.method,
        page_name(request),
        took,
        asked.seconds * 1000,
        asked.number,
    )


def page_name(request: HttpRequest) -> str:
    """The name its address has in ``urls.py``."""
    match = request.resolver_match
    return (match.view_name or "a page without a name") if match else "no page"
