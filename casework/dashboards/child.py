"""A child's overview: what every app has to say, gathered on one page."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse

from casework.children.extensions.banner_and_menu import parts
from casework.dashboards.work_items import named
from casework.interface.charts import change_words, scale_line
from casework.plans.models import Need
from casework.recording.models import ChildVisit
from casework.timescales.models import Deadline
from casework.voice.models import Voice, VoiceAnswer


def due(child) -> list[dict]:
    """The next few things, the latest first."""
    running = Deadline.objects.of_child(child).open().shown()
    deadlines = list(running.by_due_date()[:6])
    return [
        {**item.deadline.line, "title": item.title, "note": item.note} for item in named(deadlines)
    ]


def own_words(child) -> ChildVisit | Voice | None:
    """The last thing the child said to a worker: at a visit, or in direct work."""
    both = [words for words in (last_at_visit(child), last_voice(child)) if words]
    return max(both, key=lambda words: words.held_on, default=None)


def last_voice(child) -> Voice | None:
    changed = VoiceAnswer.objects.filter(voice=OuterRef("pk"), outcome="changed")
    voices = Voice.objects.of_child(child).select_related("work__asked_by", "work__own_tool")
    voices = voices.annotate(changed_because=Subquery(changed.order_by("-pk").values("what")[:1]))
    voice = voices.newest_first().first()
    if voice:
        voice.own_words, voice.about = voice.words, voice.setting.rstrip(".")
    return voice


def last_at_visit(child) -> ChildVisit | None:
    visits = ChildVisit.objects.of_child(child).with_words().newest_first()
    visit = visits.select_related("visit__worker").first()
    if visit:
        alone = ", on their own" if visit.seen_alone else ""
        visit.about = f"To {visit.visit.worker}{alone}"
    return visit


def needs(child) -> list[dict]:
    """The open plan's needs, each with its first and latest score and its actions counted."""
    counted = Need.objects.filter(child=child, plan__ended_on=None).annotate(
        actions_open=Count("actions", filter=Q(actions__action__done_on=None)),
        actions_done=Count("actions", filter=Q(actions__action__done_on__isnull=False)),
    )
    shown = list(counted.prefetch_related("scores").order_by("position", "pk")[:20])
    return [{"need": need, **progress_of(list(need.scores.all()))} for need in shown]


def progress_of(scores) -> dict:
    """The line from the first score to the latest, and the change in words."""
    if not scores:
        return {"scale": None, "change": ""}
    first, last = scores[0], scores[-1]
    return {
        "scale": scale_line(first.score, last.score),
        "change": change_words(first.score, last.score, f"{first.scored_on:%B}"),
    }


def menu_items(child, worker) -> list[dict]:
    """The record menu: what this role may record on this file."""
    return [
        {
            "label": item.label,
            "note": item.note,
            "group": item.group,
            "url": reverse(item.url, args=[child.pk]),
        }
        for item in parts.menu_items_for(worker, child)
    ]
