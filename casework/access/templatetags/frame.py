"""What stands on every page and seldom changes: drawn once of the same facts, and all that it shows
is among them."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

Facts = tuple[tuple[str, Any], ...]


@register.simple_tag(takes_context=True)
def top_bar(context) -> SafeString:
    """``components/top_bar.html`` for whoever reads the page."""
    user, finds = context.get("user"), context.get("may_find_children", False)
    signed_in = bool(user and user.is_authenticated)
    return _drawn(
        signed_in,
        str((user.name or user) if signed_in else ""),
        user.authority.name if signed_in and user.authority else "",
        _facts_of(context.get("header_words", ())),
        _facts_of(context.get("header_more", ())),
        context.get("more_current", False),
        finds,
        int(str(context.get("unread_notices", 0))) if finds else 0,
    )


def _facts_of(words) -> tuple[Facts, ...]:
    return tuple(tuple(word.items()) for word in words)


@lru_cache(maxsize=1024)
def _drawn(
    signed_in: bool,
    name: str,
    council: str,
    words: tuple[Facts, ...],
    more: tuple[Facts, ...],
    more_current: bool,
    finds: bool,
    unread: int,
) -> SafeString:
    facts = {
        "signed_in": signed_in,
        "name": name,
        "council": council,
        "header_words": [dict(word) for word in words],
        "header_more": [dict(word) for word in more],
        "more_current": more_current,
        "may_find_children": finds,
        "unread_notices": unread,
    }
    return render_to_string("components/top_bar.html", facts)
