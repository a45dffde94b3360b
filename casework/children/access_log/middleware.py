"""Every look is written down before the answer is sent: one mechanism for every page.

It stands innermost, so that a save and the look of the page that saved are kept together or not at
all; a page whose look could not be written is not sent.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.http import FileResponse

from casework.access.context import LABELS
from casework.children.access_log.page_looks import Gathered, gathering, write
from casework.interface.requests.names import Named, noting

NOT_ASKED = {"csrfmiddlewaretoken", "after", "cursor", "chosen", "format"}
AT_ONCE = 500
"""Children of a file that is sent as it is read, whose names stand in one row."""
BYTES_AT_ONCE = 1 << 20
"""Of such a file that wait for it."""


class LooksKept:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with gathering(Gathered()) as page:
            response = self.get_response(request)
        worker = looker(request)
        if worker is None or shows_nothing(response.status_code):
            return response
        about = about_page(request)
        write(page.looks, page.named, worker=worker, searched=bool(searched(request)), **about)
        if response.streaming and not isinstance(response, FileResponse):
            chunks = response.streaming_content
            response.streaming_content = with_looks(chunks, worker, about)
        return response


def shows_nothing(status: int) -> bool:
    """A page that refuses what was asked may still show whose file it is."""
    return status == HTTPStatus.NOT_FOUND or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def looker(request) -> int | None:
    """Who looks: whoever is signed in, or whose secret address it is (``request.looker``)."""
    worker = getattr(request, "looker", None) or getattr(request, "user", None)
    return worker.pk if worker and worker.pk else None


def searched(request) -> str:
    return request.GET.get("q", "").strip()


def about_page(request) -> dict[str, Any]:
    match = request.resolver_match
    view = getattr(match.func, "view_class", None) or getattr(match.func, "cls", None)
    name = match.view_name or ""
    return {"what": words_of(view, name, request), "page": name, "asked": asked_of(request)}


def words_of(view, name: str, request) -> str:
    """What was looked at, in words that name nobody."""
    if request.path.startswith("/api/"):
        return f"{name.replace('-', ' ')}, by a program"
    words = getattr(view, "list_title", "") or LABELS.get(name)
    return words if isinstance(words, str) and words else name.replace("-", " ").replace("_", " ")


def asked_of(request) -> str:
    """What was asked for, as it was typed."""
    given = [(key, value) for key in request.GET for value in request.GET.getlist(key) if value]
    return "&".join(f"{key}={value}" for key, value in given if key not in NOT_ASKED)[:500]


def with_looks(chunks, worker: int, about: dict[str, Any]) -> Iterator[bytes]:
    """A file that is written as it is read: no name leaves before the look at it is kept."""
    told, named, waiting = set[int](), Named(), list[bytes]()
    chunks = iter(chunks)
    while True:
        with noting(named):
            chunk = next(chunks, None)
        named.children -= told
        if chunk is not None:
            waiting.append(chunk)
        full = len(named.children) >= AT_ONCE or sum(map(len, waiting)) >= BYTES_AT_ONCE
        if chunk is None or not named or full:
            write([], named, worker=worker, **about)
            told |= named.children
            named.forget()
            yield from waiting
            waiting = []
        if chunk is None:
            return
