"""The one next step of a child's journey: each app says in ``child_file.py`` what may come next."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html

from casework.access.links import may_open
from casework.children.models import Child
from casework.interface.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something the journey asks for next.

    ``applies`` says whether it does, for a child: False, True, or the key of the record it is
    about, which the page's address then takes. ``waits`` says who does it, to a worker who may not.
    """

    order: int
    label: str
    url: str
    applies: Callable[[Child], int | bool | None]
    waits: str = ""

    def address(self, child: Child, about: int | bool) -> str:
        keys = [child.pk] if about is True else [child.pk, about]
        return reverse(self.url, args=keys)


@dataclass(frozen=True)
class Next:
    label: str
    url: str = ""


class Steps(Registry[Step]):
    def next_for(self, child: Child, worker) -> Next | None:
        """The first step that applies; nothing is asked for a child who has died."""
        if child.person.died_on:
            return None
        for step in self:
            if about := step.applies(child):
                if may_open(worker, step.url):
                    return Next(step.label, step.address(child, about))
                return Next(step.waits) if step.waits else None
        return None

    def said_after(self, words: str, child: Child, worker) -> str:
        """What was saved, then the next step as a link where this worker may take it."""
        following = self.next_for(child, worker)
        if following is None:
            return words
        if not following.url:
            return f"{words} {following.label}"
        return format_html(
            '{} Next: <a class="govuk-link" href="{}">{}</a>.',
            words,
            following.url,
            following.label,
        )


steps = Steps("next step", key="label", order="order")
