from datetime import datetime
from typing import cast

from django.db.models import Exists, OuterRef, Q
from django.utils.dateparse import parse_datetime

from casework.children.extensions.banner_and_menu import BannerAlert, MenuItem, Page, parts
from casework.children.extensions.endings import Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.merges import Once, once
from casework.children.extensions.mistakes import Kind, mistakes, only
from casework.interface.words import LONDON, moment
from missing.models import (
    Finding,
    InterviewReview,
    LogEntry,
    MissingEpisode,
    PoliceSheet,
    ReturnInterview,
)
from missing.operations import ASKED_OF_HARM
from missing.progress import missing_now, why_not


def _words(child) -> list[str]:
    if not child.missing_now:
        return []
    went_at = cast(datetime, parse_datetime(child.missing_now["at"]))
    away = MissingEpisode(kind=child.missing_now["kind"], went_at=went_at)
    return [f"{away} now, {away.away_words}"]


def _act_today():
    waits = ReturnInterview.objects.not_acted().filter(child=OuterRef("pk"))
    return {"must_act": Exists(waits)}


def _has_been_missing():
    return {"has_been_missing": Exists(MissingEpisode.objects.filter(child=OuterRef("pk")))}


parts.add(
    BannerAlert(order=10, annotations=missing_now, reads=_words),
    BannerAlert(
        order=12,
        annotations=_act_today,
        reads=lambda child: ["Someone must act today"] if child.must_act else [],
    ),
    Page(
        order=55,
        label="Missing",
        url="missing",
        annotations=_has_been_missing,
        shown=lambda child: child.has_been_missing,
    ),
    MenuItem(order=60, label="Missing", url="missing-add", shown=lambda child: not why_not(child)),
)

within.add(
    Findable(
        label="Time missing",
        records=MissingEpisode.objects.all,
        happened="went_at",
        url="missing",
        words=(
            "circumstances",
            "risk_reasons",
            "reported_by",
            "police_reference",
            "returned_where",
        ),
    ),
    Findable(
        label="Return home interview",
        records=ReturnInterview.objects.all,
        happened="held_at",
        url="missing",
        words=(
            "own_words",
            "why_left",
            "where_and_who",
            "what_happened",
            "harm",
            *ASKED_OF_HARM,
            "what_would_help",
            "next_steps",
            "what_was_done",
            "parent_view",
            "not_held_because",
        ),
    ),
    Findable(
        label="Learned in an interview",
        records=Finding.objects.all,
        happened="recorded_at",
        url="findings",
        words=("text", "own_words", "because", "sent"),
    ),
    Findable(
        label="Log of a time missing",
        records=LogEntry.objects.all,
        happened="at",
        url="missing",
        words=("whom", "said"),
    ),
    Findable(
        label="Sheet for police",
        records=PoliceSheet.objects.all,
        happened="recorded_at",
        url="missing-sheet",
        words=(
            "looks",
            "wears",
            "reached",
            "people",
            "places",
            "health",
            "why_at_risk",
            "approach",
            "ring",
        ),
    ),
    Findable(
        label="Interview reviewed",
        records=InterviewReview.objects.all,
        happened="reviewed_on",
        url="missing",
        words=("strength", "feedback"),
    ),
)


def _end(episode, ending) -> None:
    """Nobody found them: when they came back is not made up."""
    episode.ended_on = ending.on_or_after(episode.went_at.astimezone(LONDON).date())
    episode.ended_because = ending.because
    episode.save()


endings.add(
    Ends(
        order=10,
        records=MissingEpisode.objects.open,
        end=_end,
        label=lambda episode: f"{episode} since {moment(episode.went_at)}",
    )
)

mistakes.add(
    Kind(model=MissingEpisode, called="time missing", happened="went_at", url="missing"),
    Kind(
        model=ReturnInterview,
        called="return home interview",
        happened="held_at",
        url="missing",
        settled=lambda interview: interview.shared_at is not None,
    ),
    Kind(
        model=Finding,
        called="what was learned",
        url="findings",
        not_moved="It goes with the interview it was learned in",
    ),
    Kind(
        model=LogEntry,
        called="entry in the log",
        happened="at",
        url="missing",
        not_moved="It goes with the time missing it was written of",
    ),
    Kind(
        model=PoliceSheet,
        called="sheet for the police",
        url="missing-sheet",
        not_corrected="It says what is so now, and is changed on its own page",
    ),
)
only("It goes with the interview that was reviewed", InterviewReview)


def _at_the_same_time(episode) -> Q:
    """What ended without a return, as at 18 or when they moved, stands in the way of nothing."""
    if episode.ended_on:
        return Q(pk__in=[])
    overlaps = Q(returned_at=None) | Q(returned_at__gt=episode.went_at)
    if episode.returned_at:
        overlaps &= Q(went_at__lt=episode.returned_at)
    return overlaps & Q(ended_on=None)


once.add(Once(model=MissingEpisode, called="time missing", rivals=_at_the_same_time))
