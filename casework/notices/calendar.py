"""What is due, for the calendar of a telephone or a computer: at a secret address, with no names.

Whoever has the address has what it shows, so it shows duties and days alone. It is asked anew each
time whether its worker still works here and which children they may know of.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import View
from icalendar import Calendar, Event

from casework.access.roles import ACROSS_THE_SERVICE, Permission
from casework.children.views import PermissionMixin
from casework.interface.words import as_day
from casework.notices.answering import answering
from casework.notices.feeds import CalendarFeed, hashed
from casework.notices.telling import AUDITOR
from casework.timescales.models import Deadline
from casework.timescales.registry import registry

BACK, AHEAD = timedelta(days=60), timedelta(days=180)
MOST = 500


# The feed


@login_not_required
@never_cache
@require_safe
def feed(request, secret):
    """404 whoever asks, unless the address is one in use by someone who still works here."""
    found = CalendarFeed.objects.select_related("worker").filter(hashed=hashed(secret)).first()
    if found is None or not found.worker.may(Permission.READ_FILES):
        raise Http404
    found.note_asked()
    answer = HttpResponse(
        calendar_of(found.worker, _site(request)), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'inline; filename="casework.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _site(request) -> str:
    return request.build_absolute_uri("/").rstrip("/")


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
        calendar.add_component(event(deadline, site))
    return calendar.to_ical()


def due_for(worker):
    """What this worker answers for, of children they may know of now."""
    now = timezone.now()
    near = Deadline.objects.visible_to(worker).open().filter(
        time_known=True, due_at__range=(now - BACK, now + AHEAD)
    )  # fmt: skip
    return near.filter(answered_by(worker)).by_due_date()[:MOST]


def answered_by(worker) -> Q:
    """The duties told to this worker: of the children they hold, of their role, and promised."""
    elsewhere = [*registry.codes_for("team_manager"), *registry.codes_for(AUDITOR)]
    mine = Q(worker=worker) & ~Q(code__in=elsewhere)
    if worker.role == "team_manager":
        mine |= Q(code__in=registry.codes_for(worker.role), team=worker.team_id)
    elif worker.role in ACROSS_THE_SERVICE:
        mine |= Q(code__in=registry.codes_for(worker.role))
    return mine | answering.of(worker)


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


# Its pages


class Due(PermissionMixin, View):
    """What a calendar's event opens, once signed in: what is due for that child."""

    def get(self, request, pk):
        deadline = get_object_or_404(Deadline.objects.visible_to(request.user), pk=pk)
        return redirect("due", deadline.child_id)


@method_decorator(never_cache, name="dispatch")
class YourCalendar(PermissionMixin, View):
    """Whether you have a calendar address; a new one is shown once, on the page that makes it."""

    def get(self, request, secret=""):
        address = _site(request) + reverse("calendar-feed", args=[secret]) if secret else ""
        feed = CalendarFeed.objects.filter(worker=request.user).first()
        return render(request, "notices/calendar.html", {"feed": feed, "address": address})

    def post(self, request):
        return self.get(request, secret=CalendarFeed.made_for(request.user))


class YourCalendarGone(PermissionMixin, View):
    http_method_names = ["post"]

    def post(self, request):
        CalendarFeed.objects.filter(worker=request.user).delete()
        messages.success(request, "Stopped. The address no longer opens anything.")
        return redirect("calendar")
