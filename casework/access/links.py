"""Which links and buttons a worker is shown: those whose own view would open to them."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, get_resolver, resolve


def may_open(worker, where: str) -> bool:
    """Whether the page of this name, or at this address, opens to a worker's role. The view says
    so itself (``opens_to``); one that does not opens to everyone who is signed in."""
    view = _view_at(where) if where.startswith("/") else _views().get(where)
    opens_to = getattr(view, "opens_to", None)
    return opens_to is None or opens_to(worker)


@lru_cache(maxsize=4096)
def _view_at(address: str) -> Any:
    try:
        return getattr(resolve(urlsplit(address).path).func, "view_class", None)
    except Resolver404:
        return None


@cache
def _views() -> dict[str, Any]:
    return dict(_named(get_resolver()))


def _named(resolver) -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from _named(pattern)
        elif pattern.name:
            yield pattern.name, getattr(pattern.callback, "view_class", None)
