from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from casework.children.parts import BannerAlert, Deed, Page, parts
from missing.models import MissingEpisode


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


parts.add(
    BannerAlert(order=10, annotations=_missing_now, reads=_words),
    Page(order=55, label="Missing", url="missing"),
    Deed(order=60, label="Missing", url="missing-add"),
)
