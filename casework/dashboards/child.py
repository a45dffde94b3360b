"""A child's overview: what every app has to say, gathered on one page."""

from functools import cache
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from casework.children.converters import addresses_of_file
from casework.children.extensions.banner_and_menu import parts
from casework.dashboards.work_items import agreed_action, named
from casework.interface.charts import change_words, scale_line
from casework.interface.statements import FILES, Daily, Statement
from casework.plans.models import Need, NeedScore
from casework.recording.models import ChildVisit
from casework.timescales.models import Deadline
from casework.voice.models import Voice, VoiceAnswer


def due(child) -> list[dict]:
    """The next few things, the latest first."""
    return [
        {**item.deadline.line, "title": item.title, "note": item.note}
        for item in named(next_due.read({FILES: child.pk}))
    ]


@Daily
def next_due():
    due = Deadline.objects.filter(child=FILES).open().shown()
    return due.annotate(action=agreed_action()).by_due_date()[:6]


def own_words(child) -> dict | None:
    """The last thing the child said to a worker, at a visit or in direct work: one query."""
    for last in last_words().rows({FILES: child.pk}):
        alone = ", on their own" if last["was_alone"] else ""
        return {**last, "about": f"To {last['who']}{alone}"}
    return None


@cache
def last_words() -> Statement:
    facts = ("held_on", "own_words", "changed_because", "who", "was_alone", "lang", "english")
    visits = (
        ChildVisit.objects.filter(child=FILES)
        .with_words()
        .annotate(
            who=name_of("visit__worker"),
            was_alone=F("seen_alone"),
            lang=Value("en"),
            english=Value(""),
        )
    )
    changed = VoiceAnswer.objects.filter(voice=OuterRef("pk"), outcome="changed").order_by("-pk")
    of_child: Any = Voice.objects.filter(child=FILES)
    voices = of_child.annotate(
        own_words=F("words"),
        changed_because=Coalesce(
            Subquery(changed.values("what")[:1]), Value(""), output_field=TextField()
        ),
        who=Coalesce(
            NullIf("work__asked_by_name", Value("")),
            name_of("work__asked_by"),
            output_field=TextField(),
        ),
        was_alone=F("alone"),
        lang=Case(When(language="bfi", then=Value("en")), default="language"),
        english=F("translation"),
    )
    # The newest of each: a union does not keep the order of its parts.
    newest = [rows.order_by("-held_on", "-pk").values(*facts)[:1] for rows in (visits, voices)]
    return Statement(newest[0].union(newest[1], all=True).order_by("-held_on")[:1])


def name_of(worker: str) -> Concat:
    name = (f"{worker}__first_name", Value(" "), f"{worker}__last_name")
    return Concat(*name, output_field=TextField())


def needs(child) -> list[dict]:
    """The open plan's needs, each with its first and latest score and its actions counted."""
    return [{"need": need, **progress_of(need)} for need in open_needs.read({FILES: child.pk})]


@Daily
def open_needs():
    counted = Need.objects.filter(child=FILES, plan__ended_on=None).annotate(
        actions_open=Count("actions", filter=Q(actions__action__done_on=None)),
        actions_done=Count("actions", filter=Q(actions__action__done_on__isnull=False)),
    )
    scores = NeedScore.objects.filter(need=OuterRef("pk"))
    first = scores.order_by("scored_on", "pk")
    last = scores.order_by("-scored_on", "-pk")
    told = counted.annotate(
        first_score=Subquery(first.values("score")[:1]),
        first_scored_on=Subquery(first.values("scored_on")[:1]),
        last_score=Subquery(last.values("score")[:1]),
    )
    return told.order_by("position", "pk")[:20]


def progress_of(need) -> dict:
    """The line from the first score to the latest, and the change in words."""
    first, last = need.first_score, need.last_score
    if first is None:
        return {"scale": None, "change": ""}
    return {
        "scale": scale_line(first, last),
        "change": change_words(first, last, f"{need.first_scored_on:%B}"),
    }


def menu_items(child, worker) -> list[dict]:
    """The record menu: what this role may record on this file."""
    address = addresses_of_file(child.pk)
    return [
        {"label": item.label, "note": item.note, "group": item.group, "url": address(item.url)}
        for item in parts.menu_items_for(worker, child)
    ]
