from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from casework.children.endings import Ends, endings
from casework.children.parts import BannerAlert, Deed, Page, parts
from casework.children.within import Findable, within
from casework.interface.words import LONDON, moment
from missing.deeds import ASKED_OF_HARM
from missing.log import LogEntry
from missing.models import Finding, MissingEpisode, ReturnInterview
from missing.reviewing import InterviewReview
from missing.sheet import PoliceSheet


def _missing_now():
    away = MissingEpisode.objects.open().filter(child=OuterRef("pk"))
    return {"missing_now": Subquery(away.values(facts=JSONObject(kind="kind", at="went_at"))[:1])}


def _words(child) -> list[str]:
    if not child.missing_now:
        return []
    away = MissingEpisode(
        kind=child.missing_now["kind"], went_at=parse_datetime(child.missing_now["at"])
    )
    return [f"{away} now, {away.away_words}"]


def _has_been_missing():
    return {"has_been_missing": Exists(MissingEpisode.objects.filter(child=OuterRef("pk")))}


parts.add(
    BannerAlert(order=10, annotations=_missing_now, reads=_words),
    Page(
        order=55, label="Missing", url="missing", annotations=_has_been_missing,
        shown=lambda child: child.has_been_missing,
    ),
    Deed(order=60, label="Missing", url="missing-add"),
)  # fmt: skip

within.add(
    Findable(
        label="Time missing", records=MissingEpisode.objects.all, happened="went_at",
        url="missing",
        words=(
            "circumstances", "risk_reasons", "reported_by", "police_reference", "returned_where",
        ),
    ),
    Findable(
        label="Return home interview", records=ReturnInterview.objects.all, happened="held_at",
        url="missing",
        words=(
            "own_words", "why_left", "where_and_who", "what_happened", "harm",
            *ASKED_OF_HARM, "what_would_help", "next_steps", "parent_view", "not_held_because",
        ),
    ),
    Findable(
        label="Learned in an interview", records=Finding.objects.all, happened="recorded_at",
        url="findings", words=("text", "own_words", "because", "sent"),
    ),
    Findable(
        label="Log of a time missing", records=LogEntry.objects.all, happened="at", url="missing",
        words=("whom", "said"),
    ),
    Findable(
        label="Sheet for police", records=PoliceSheet.objects.all, happened="recorded_at",
        url="missing-sheet",
        words=(
            "looks", "wears", "reached", "people", "places", "health", "why_at_risk", "approach",
            "ring",
        ),
    ),
    Findable(
        label="Interview reviewed", records=InterviewReview.objects.all, happened="reviewed_on",
        url="missing", words=("strength", "feedback"),
    ),
)  # fmt: skip


def _end(episode, ending) -> None:
    """Nobody found them: when they came back is not made up."""
    episode.ended_on = ending.on_or_after(episode.went_at.astimezone(LONDON).date())
    episode.ended_because = ending.because
    episode.save()


endings.add(Ends(
    order=10, records=MissingEpisode.objects.open, end=_end,
    said=lambda episode: f"{episode} since {moment(episode.went_at)}",
))  # fmt: skip
