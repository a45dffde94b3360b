"""Things to do, a line each. A page of work has many, so Python writes them and not a template.
Every value is escaped."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from casework.access.links import may_open
from casework.children.templatetags.rows import link_to
from casework.interface.templatetags.casework import (
    ages_beside,
    clock_words,
    escaped,
    initial_capital,
    status,
)

register = template.Library()


@register.simple_tag(takes_context=True)
def work_lines(context, lines) -> SafeString:
    """Each a ``<li>`` inside ``<ul class="cw-work">``. On a child's own page, where the child need
    not be named, use ``<ul class="cw-work cw-work--one">`` and leave ``children`` out.

    A line has children (those it is for) or who (in words, where it is about no child), names (in
    words), source (of the rule, in words), title and note (or those of ``first``), first (a
    deadline) or status {state, words, when}, action_link {label, url}; say_why: address, where
    lateness can be explained.
    """
    request = getattr(context, "request", None) or context["request"]
    return mark_safe("".join(_line(line, request.user) for line in lines))


def _line(line, reader) -> str:
    return (
        f'<li>\n{_whose(line)}<div class="cw-work__what">{_what(line)}</div>\n'
        f'<div class="cw-work__due">{_when(line)}</div>\n'
        f'<div class="cw-work__do">{_button(line, reader)}</div>\n</li>\n'
    )


def _of(thing, name: str) -> Any:
    """What it has under this name, if anything."""
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


def _whose(line) -> str:
    if children := _of(line, "children"):
        *others, last = children
        links = ", ".join(link_to(child, words=child.first_name) for child in others)
        names = f"{links} and {link_to(last)}" if others else link_to(last)
        beside = f'<span class="cw-quiet">{escaped(ages_beside(children))}</span>'
        return f'<p class="cw-work__who">{names} {beside}</p>\n'
    who = _of(line, "who")
    return f'<p class="cw-work__who">{escaped(who)}</p>\n' if who else ""


def _what(line) -> str:
    first = _of(line, "first")
    title = _of(line, "title") or _of(first, "title") or ""
    note = _of(line, "note") or _of(first, "note") or _of(_of(first, "rule"), "limit_words")
    notes = (initial_capital(note) if note else "", _of(line, "source"))
    beneath = (f'\n<span class="cw-note">{escaped(words)}</span>' for words in notes if words)
    return escaped(title) + "".join(beneath)


def _when(line) -> str:
    if first := _of(line, "first"):
        return clock_words(first, "", _of(line, "say_why") or "", _of(line, "names") or "")
    if state := _of(line, "status"):
        return status(_of(state, "state"), _of(state, "words"), _of(state, "when"))
    return ""


def _button(line, reader) -> str:
    link, names = _of(line, "action_link"), _of(line, "names")
    if not link or not may_open(reader, link["url"]):
        return ""
    of = f'<span class="govuk-visually-hidden"> for {escaped(names)}</span>' if names else ""
    address, label = escaped(link["url"]), escaped(link["label"])
    return f'<a class="govuk-button cw-button--outline" href="{address}">{label}{of}</a>'
