"""What every page says while a file is open in an emergency. It is kept in the session, so that no
page asks the database for it."""

from datetime import datetime

from django.utils import timezone

KEY, NEWS = "open_in_emergency", "account_news"


def now_open(request, address: str, closes: str, until: datetime) -> None:
    request.session[KEY] = {"address": address, "closes": closes, "until": until.isoformat()}


def no_longer_open(request) -> None:
    request.session.pop(KEY, None)


def open_now(request) -> dict | None:
    """Which file, until when; nothing once the time is over."""
    kept = request.session.get(KEY) if hasattr(request, "session") else None
    if not kept:
        return None
    until = datetime.fromisoformat(kept["until"])
    return {**kept, "until": until} if until > timezone.now() else None
