"""The header's words: each role's own, and none the role may not open."""

from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from casework import __version__
from casework.access.job_runs import guard
from casework.access.roles import Permission
from casework.access.sessions.banners import NEWS, open_now

WORDS = {
    "social_worker": ["my_work", "children", "meetings", "team"],
    "family_support": ["my_work", "children", "sessions-own", "meetings"],
    "team_manager": ["my_work", "children", "authorise", "team", "supervision"],
    "service_manager": ["service", "panel-sheet", "authorise", "supervision", "audits", "figures"],
    "conference_chair": ["conferences", "children", "meetings", "figures"],
    "missing_coordinator": ["missing_day", "children", "meetings", "figures"],
    "auditor": ["audits", "programmes", "themes", "put-aside"],
    "data_analyst": [
        "figures",
        "children",
        "service",
        "import-census",
        "missing-returns",
        "published",
    ],
    "administrator": [
        "people",
        "templates",
        "letter-templates",
        "plain-words",
        "voice-tools",
        "timescales",
        "notice-rules",
        "criteria",
        "services",
        "published",
        "retention",
        "runs",
    ],
    "inspector": ["children"],
}
LABELS = {
    "my_work": "My work",
    "children": "Children",
    "meetings": "Meetings",
    "sessions-own": "Sessions",
    "team": "Team",
    "authorise": "Authorise",
    "supervision": "Supervision",
    "service": "Service",
    "panel-sheet": "Pre-proceedings",
    "audits": "Audits",
    "themes": "Themes",
    "put-aside": "Writing",
    "programmes": "Programmes",
    "criteria": "Questions",
    "figures": "Figures",
    "published": "Published",
    "conferences": "Conferences",
    "missing_day": "My day",
    "services": "Services",
    "people": "People and teams",
    "templates": "Templates",
    "timescales": "Timescales",
    "letter-templates": "Letters",
    "plain-words": "Words",
    "voice-tools": "Listening",
    "notice-rules": "Who is told",
    "runs": "Nightly work",
    "status": "Health",
    "import-census": "Import",
    "missing-returns": "Returns",
    "look-reviews": "Looks",
    "retention": "Retention",
}

BESIDE_A_SEARCH, ALONE = 50, 80
"""Letters, with a gap of two after each word, that stand in one row at 1280 pixels with the
name of a worker; where there are more, the last words stand in a menu."""
MORE, GAP = "More", 2

VERSION = {"casework_version": __version__}


def header(request):
    worker = getattr(request, "user", None)
    if worker is None or worker.is_anonymous:
        return {"header_words": [], "may_find_children": False, "unread_notices": 0, **VERSION}
    looks_after = worker.may(Permission.ADMINISTER)
    words = [_word(name, request.path) for name in WORDS.get(worker.role, [])]
    finds = worker.may(Permission.READ_FILES)
    return {
        **VERSION,
        **in_a_row([word for word in words if word], BESIDE_A_SEARCH if finds else ALONE),
        "may_find_children": finds,
        "open_in_emergency": open_now(request),
        "factor_wanted": "factor" in getattr(request, "session", {}).get("gates", ()),
        "account_news": request.session.get(NEWS, 0) if hasattr(request, "session") else 0,
        "guard": SimpleLazyObject(guard) if looks_after else None,
        "unread_notices": SimpleLazyObject(lambda: worker.notices.lines_to_read(worker)),
    }


def in_a_row(words: list[dict], room: int) -> dict:
    """The words of the bar, and those of its menu."""
    sizes = [len(word["label"]) + GAP for word in words]
    stand = len(words)
    while stand > 1 and sum(sizes[:stand]) + (len(MORE) + GAP if sizes[stand:] else 0) > room:
        stand -= 1
    more = words[stand:]
    current = any(word["current"] for word in more)
    return {"header_words": words[:stand], "header_more": more, "more_current": current}


def _word(name, path):
    if (url := _address(name)) is None:
        return None
    return {"label": LABELS[name], "url": url, "current": path.startswith(url)}


@cache
def _address(name: str) -> str | None:
    """The same on every page: asked of ``urls.py`` once."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
