"""What a worker sends of what a child said."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

TODAY = timezone.localdate()
ARABIC = "أريد غرفة فيها ضوء"


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def born(years: int) -> date:
    return date(TODAY.year - years, 1, 1)


def day_of(name: str, day: date) -> dict:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def shared(day: date, **more) -> dict:
    return {**day_of("held_on", day), "tool": "houses", **more}


def card(child, words="I want a lock on my door", **more) -> dict:
    facts = {"kind": "wish", "words": words, "language": "en", "alone": "yes", **more}
    return {f"{child.number}-{name}": value for name, value in facts.items()}


def say(client, child, *others, day=TODAY, shared_facts=None, **facts):
    """Send the form for a child, and for brothers and sisters, each with the same answers."""
    sent = {**shared(day, **(shared_facts or {})), **card(child, **facts)}
    for other in others:
        sent |= card(other, **facts)
    sent["with"] = [other.number for other in others]
    return client.post(reverse("voice-add", args=[child.pk]), sent)
