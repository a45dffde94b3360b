from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from casework.children.parts import BannerAlert, Deed, Page, parts
from casework.children.within import Findable, within
from missing.models import MissingEpisode, ReturnInterview


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
            "what_would_help", "next_steps", "parent_view", "not_held_because",
        ),
    ),
)  # fmt: skip
