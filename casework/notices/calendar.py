"""What is due, for the calendar of a telephone or a computer: at a secret address, with no names.

Whoever has the address has what it shows, so it shows duties and days alone. It is asked anew each
time whether its worker still works here and which children they may know of.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from casework.access.roles import ACROSS_THE_SERVICE
from casework.interface.requests.names import note_child
from casework.interface.words import as_day
from casework.notices.assignees import assignees
from casework.notices.deadline_notices import AUDITOR
from casework.timescales.models import Deadline
from casework.timescales.registry import registry

BACK, AHEAD = timedelta(days=60), timedelta(days=180)
MOST = 500


def calendar_of(worker, site: str) -> bytes:
    calendar = Calendar()
    for name, value in (
        ("prodid", "-//Casework//What is due//EN"),
        ("version", "2.0"),
        ("method", "PUBLISH"),
        ("x-wr-calname", "Casework: what is due"),
        ("x-published-ttl", "PT1H"),
    ):
        calendar.add(name, value)
    for deadline in due_for(worker):
        note_child(deadline.child_id)
        calendar.add_component(event(deadline, site))
    return calendar.to_ical()


def due_for(worker):
    """What this worker answers for, of children they may know of now."""
    now = timezone.now()
    near = (
        Deadline.objects.visible_to(worker)
        .open()
        .filter(time_known=True, due_at__range=(now - BACK, now + AHEAD))
    )
    return near.filter(answered_by(worker)).by_due_date()[:MOST]


def answered_by(worker) -> Q:
    """The duties told to this worker: of the children they hold, of their role, and promised."""
    elsewhere = [*registry.codes_for("team_manager"), *registry.codes_for(AUDITOR)]
    mine = Q(worker=worker) & ~Q(code__in=elsewhere)
    if worker.role == "team_manager":
        mine |= Q(code__in=registry.codes_shown_to(worker.role), team=worker.team_id)
    elif worker.role in ACROSS_THE_SERVICE:
        mine |= Q(code__in=registry.codes_for(worker.role))
    return mine | assignees.of(worker)


def event(deadline, site: str) -> Event:
    """One duty: a day, or a moment where the rule counts hours."""
    address = site + reverse("deadline", args=[deadline.pk])
    in_hours = deadline.rule.allows.in_hours
    late = deadline.due_at < timezone.now()
    made = Event()
    made.add("uid", f"due-{deadline.pk}@{settings.SITE_ADDRESS.split('://')[-1]}")
    made.add("dtstamp", datetime.now(UTC))
    made.add("dtstart", deadline.due_at.astimezone(UTC) if in_hours else as_day(deadline.due_at))
    made.add("summary", f"{'Late' if late else 'Due'}: {deadline.title}")
    made.add("description", f"Sign in to see for whom: {address}")
    made.add("url", address)
    made.add("class", "PRIVATE")
    made.add("transp", "TRANSPARENT")
    return made
