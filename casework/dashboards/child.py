"""A child's overview: what every app has to say, gathered on one page."""

from django.db.models import Count, Q
from django.urls import reverse

from casework.children.codes import PROFESSIONAL_KINDS
from casework.children.models import Allocation
from casework.children.pages import visible_relationships
from casework.children.parts import parts
from casework.children.views import ChildPage
from casework.chronology.timeline import newest
from casework.dashboards.lines import name_actions
from casework.interface.charts import change_words, scale_line
from casework.plans.models import Need
from casework.recording.models import ChildVisit
from casework.timescales.models import Deadline


class Overview(ChildPage):
    template_name = "dashboards/child.html"
    page = "child"
    looks_at = "the overview"

    def get_context_data(self, **kwargs):
        child, worker = self.child, self.request.user
        related = visible_relationships(child, worker)
        events, older = newest([child.pk])
        return super().get_context_data(
            due=due(child),
            words=own_words(child),
            needs=needs(child),
            events=events,
            older=older,
            at_home=[r for r in related if r.lives_with],
            elsewhere=[r for r in related if not r.lives_with and r.kind not in PROFESSIONAL_KINDS],
            helpers=[r for r in related if r.kind in PROFESSIONAL_KINDS],
            workers=Allocation.objects.open().of_child(child).select_related("worker"),
            deeds=deeds(child, worker),
            **kwargs,
        )


def due(child) -> list[dict]:
    """The next few things, the latest first."""
    running = Deadline.objects.of_child(child).open().with_state().with_lateness()
    found = list(running.with_reason().by_due_date()[:6])
    name_actions(found)
    return [{**deadline.line, "title": deadline.said} for deadline in found]


def own_words(child) -> ChildVisit | None:
    """The last thing the child said to a worker."""
    said = ChildVisit.objects.of_child(child).with_words().newest_first()
    visit = said.select_related("visit__worker").first()
    if visit:
        alone = ", on their own" if visit.seen_alone else ""
        visit.about = f"To {visit.visit.worker}{alone}"
    return visit


def needs(child) -> list[Need]:
    """The open plan's needs, each with its first and latest score and its actions counted."""
    found = Need.objects.filter(child=child, plan__ended_on=None).annotate(
        actions_open=Count("actions", filter=Q(actions__action__done_on=None)),
        actions_done=Count("actions", filter=Q(actions__action__done_on__isnull=False)),
    )
    shown = list(found.prefetch_related("scores").order_by("position", "pk")[:20])
    for need in shown:
        need.scale, need.change = scale_of(list(need.scores.all()))
    return shown


def scale_of(scores) -> tuple:
    """The line from the first score to the latest, and the change in words."""
    if not scores:
        return None, ""
    first, last = scores[0], scores[-1]
    line = scale_line(first.score, last.score)
    return line, change_words(first.score, last.score, f"{first.scored_on:%B}")


def deeds(child, worker) -> list[dict]:
    """The record menu: what this role may record on this file."""
    return [
        {
            "label": deed.label, "note": deed.note, "group": deed.group,
            "url": reverse(deed.url, args=[child.pk]),
        }
        for deed in parts.deeds_for(worker, child)
    ]  # fmt: skip
