"""A worker's own pages: what they were told, how they want to be told, and their calendar."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from django.views.generic import FormView, ListView, TemplateView, View

from casework.access.list_views import Column, KeyedList
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.interface.plain_text import whole_number
from casework.interface.words import counted
from casework.notices.feeds import CalendarFeed, hashed
from casework.notices.forms import WaysForm
from casework.notices.kinds import Kind
from casework.notices.models import Mail, Notice, Told
from casework.timescales.models import Deadline
from casework.timescales.registry import registry


class Notices(PermissionMixin, ListView):
    """What this worker was told: what is new, and the newest of what they have read."""

    template_name = "notices/notices.html"
    newest = 50

    def get_queryset(self):
        return Notice.objects.shown_to(self.request.user)

    def get_context_data(self, **kwargs):
        kind, about = asked_kind(self.request.GET), self.request.GET.get("about", "")
        notices = self.get_queryset().order_by("-recorded_at", "-pk")
        counts = dict(notices.unread().order_by().values_list("kind").annotate(Count("pk")))
        notices = notices.filter(kind=kind) if kind else notices
        notices = notices.filter(about=about) if about else notices
        alike = [] if about else list(notices.unread().many_alike())
        for line in alike:
            line["together"] = f"{line['newest'].isoformat()} {line['about']}"
        gone_up = [line["about"] for line in alike]
        together = Q(kind=Kind.ESCALATED, about__in=gone_up, number=None)
        one_by_one = notices.unread().exclude(together) if alike else notices.unread()
        return super().get_context_data(
            object_list=[],
            alike=alike,
            about=about,
            unread=list(with_now(one_by_one)[: self.newest]),
            waiting=one_by_one.count(),
            read=list(with_now(notices.read())[:20]),
            kind=kind,
            counts=[
                {"number": counts[kind], "label": kind.label, "url": f"?kind={kind}"}
                for kind in Kind
                if kind in counts
            ],
            **kwargs,
        )


def with_now(notices):
    """With how what each is about stands now."""
    now = Prefetch("deadline", Deadline.objects.shown())
    return notices.select_related("child__person").prefetch_related(now)


def asked_kind(query) -> Kind | None:
    return Kind(query["kind"]) if query.get("kind") in Kind.values else None


COLUMNS = [
    Column("Child", lambda deadline: deadline.child.name),
    Column("Number", lambda deadline: deadline.child.number),
    Column("What is due", lambda deadline: deadline.title),
    Column("Due", lambda deadline: deadline.due_on),
    Column("How it stands", lambda deadline: deadline.words),
    Column("Social worker", lambda deadline: deadline.worker or "No one is allocated"),
]


class NoticeList(PermissionMixin, KeyedList, TemplateView):
    """What one line of this worker's notices counted, as it stands now: what was put right since,
    or is of a child they may no longer know of, is not in it."""

    template_name = "notices/counted.html"
    list_title, columns = "What a notice counted", COLUMNS
    order = ("due_at", "pk")

    @cached_property
    def notice(self):
        lines = Notice.objects.to(self.request.user).of_lines()
        return get_object_or_404(lines, pk=self.kwargs["pk"])

    def counted(self):
        told = Told.objects.counted_in(self.notice).values("deadline")
        return Deadline.objects.visible_to(self.request.user).filter(pk__in=told)

    def all_rows(self):
        rows = self.counted()
        if self.rule:
            rows = rows.filter(code=self.rule.code)
        return rows.shown().with_child()

    @property
    def rule(self):
        return registry.get(self.request.GET.get("code", ""))

    def get_context_data(self, **kwargs):
        now = self.counted().how_they_stand()
        duties = [] if self.notice.code else self.by_duty()
        return super().get_context_data(
            notice=self.notice, now=now, duties=duties, rule=self.rule, **kwargs
        )

    def by_duty(self) -> list[dict]:
        """How many of each duty there are, the most first."""
        numbers = self.counted().order_by().values_list("code").annotate(Count("pk"))
        return [
            {"title": registry[code].title, "number": number, "url": f"?code={code}"}
            for code, number in sorted(numbers, key=lambda one: (-one[1], one[0]))
            if code in registry
        ]


class NoticeMail(PermissionMixin, ListView):
    """What one of this worker's own e-mails was about, with what is told by e-mail alone."""

    template_name = "notices/mail.html"

    def get_queryset(self):
        worker = self.request.user
        self.mail = get_object_or_404(Mail, pk=self.kwargs["pk"], worker=worker)
        now = Deadline.objects.shown()
        notices = Notice.objects.visible_to(worker).to(worker).filter(sent_in=self.mail)
        notices = notices.select_related("child__person").prefetch_related(
            Prefetch("deadline", now)
        )
        return notices.order_by("-happened_at", "-pk")[:200]

    def get_context_data(self, **kwargs):
        return super().get_context_data(mail=self.mail, **kwargs)


class ReadNotice(PermissionMixin, View):
    """Marks one notice as read."""

    http_method_names = ["post"]

    def post(self, request, pk):
        notice = get_object_or_404(Notice.objects.shown_to(request.user), pk=pk)
        if notice.read_at is None:
            Notice.objects.filter(pk=notice.pk).update(read_at=timezone.now())
        return redirect("notices")


class ReadNotices(PermissionMixin, View):
    """Marks as read every notice that stood on the page, and no other."""

    http_method_names = ["post"]

    def post(self, request):
        notices = Notice.objects.shown_to(request.user).unread()
        read = notices.filter(self.that_stood()).update(read_at=timezone.now())
        if read:
            messages.success(request, f"{counted(read, 'notices')} marked as read.")
        return redirect("notices")

    def that_stood(self) -> Q:
        """Those named one by one; or all of one duty that went up, told of by the newest the page
        counted."""
        sent = self.request.POST
        until, _, about = sent.get("together", "").partition(" ")
        if about and (newest := an_instant(until)):
            return Q(kind=Kind.ESCALATED, about=about, number=None, recorded_at__lte=newest)
        typed = map(whole_number, sent.getlist("notice"))
        stood = {number for number in typed if number is not None}
        return Q(pk__in=sorted(stood, reverse=True)[: Notices.newest])


def an_instant(typed: str) -> datetime | None:
    try:
        instant = parse_datetime(typed[:40])
    except ValueError:
        return None
    return instant if instant and timezone.is_aware(instant) else None


# How they are told


class NoticeChoices(PermissionMixin, FormView):
    form_class = WaysForm
    template_name = "notices/choices.html"
    success_url = reverse_lazy("notice-choices")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def form_valid(self, form):
        form.save()
        messages.success(self.request, "Saved. It holds for what you are told from now on.")
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sends_mail=settings.SENDS_MAIL, hour=settings.DAILY_MAIL_HOUR, **kwargs
        )


# Their calendar, and the calendar itself


@login_not_required
@require_safe
def feed(request, secret):
    """404 whoever asks, unless the address is one in use by someone who still works here."""
    calendar_feed = (
        CalendarFeed.objects.select_related("worker").filter(hashed=hashed(secret)).first()
    )
    if calendar_feed is None or not calendar_feed.worker.may(Permission.READ_FILES):
        raise Http404
    from casework.notices.calendar import calendar_of  # loaded when one is asked for

    calendar_feed.note_asked()
    request.looker = calendar_feed.worker
    answer = HttpResponse(
        calendar_of(calendar_feed.worker, _site(request)),
        content_type="text/calendar; charset=utf-8",
    )
    answer["Content-Disposition"] = 'inline; filename="casework.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _site(request) -> str:
    return request.build_absolute_uri("/").rstrip("/")


class Due(PermissionMixin, View):
    """What a calendar's event opens, once signed in: what is due for that child."""

    def get(self, request, pk):
        deadline = get_object_or_404(Deadline.objects.visible_to(request.user), pk=pk)
        return redirect("due", deadline.child_id)


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
