"""My work: the page a worker opens on. What is due and where they must be, by day."""

from itertools import groupby

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from casework.access.context import WORDS
from casework.access.roles import Permission
from casework.children.families import by_family, children_of, families_of
from casework.children.keeping import drafts_of
from casework.children.models import Child
from casework.children.views import PermissionMixin
from casework.dashboards import beside, managing
from casework.dashboards.caseload import holdings
from casework.dashboards.lines import Line, due_for, lines_for, meetings_for
from casework.dashboards.mending import to_mend
from casework.interface import words
from casework.interface.words import capital, counted, spelled

DRAFTS_SHOWN = 6


def home(request):
    """Each role opens on the first of its own words."""
    return redirect(WORDS[request.user.role][0])


class MyWork(PermissionMixin, TemplateView):
    """Everything is read first, then put together family by family: the number of questions asked
    of the database is the same for one child and for forty."""

    permission = Permission.RECORD
    template_name = "dashboards/my_work.html"

    def get_context_data(self, **kwargs):
        page = Gathered(self.request.user)
        return super().get_context_data(
            today_is=timezone.localdate(),
            **page.lines,
            greeting=greeting(page),
            managing=page.managing,
            counts=page.counts,
            next_date=next_date([*page.lines["this_week"], *page.lines["later"]]),
            drafts=page.drafts[:DRAFTS_SHOWN],
            drafts_kept=settings.DRAFT_DAYS,
            sent=page.sent,
            new_on_files=beside.new_on_files(page.worker, page.held, page.families),
            mend=mend_lines(page.mend, page.families),
            notices=beside.notice_lines(page.notices, page.families),
            **kwargs,
        )


class Gathered:
    """What one worker's page is made of."""

    def __init__(self, worker):
        self.worker = worker
        held = Child.objects.visible_to(worker).allocated_to(worker).with_person()
        self.held = held.in_bulk()
        due, meetings = due_for(worker), meetings_for(worker)
        self.mend = to_mend(worker, size=24)
        self.notices = beside.newest_notices(worker)
        self.drafts = drafts_of(worker)
        self.sent = beside.sent(worker)
        authorises = worker.may(Permission.AUTHORISE)
        alone = managing.unallocated_for(worker) if authorises else []
        about = [*due, *self.notices, *map(managing.About, [one.child for one in self.mend])]
        held = holdings(worker, worker.team, timezone.localdate()) if authorises else {}
        of_team = {child for some in held.values() for child, _ in some}
        self.families = families_of(
            {*self.held, *of_team, *(one.pk for one in alone), *(one.child_id for one in about)}
        )
        self.lines = lines_for(worker, due, meetings, self.families)
        self.managing = None
        if authorises:
            waiting = managing.longest_waiting(worker)
            self.managing = managing.managers_part(worker, waiting, alone, held, self.families)

    @property
    def counts(self) -> list[dict]:
        """The strip: each jumps down the page."""
        parts = [("Today", "today"), ("Overdue", "overdue"), ("This week", "this_week")]
        found = [
            {"number": len(self.lines[name]), "label": label, "url": f"#{name}"}
            for label, name in parts
        ]
        found += [{"number": len(self.drafts), "label": "My drafts", "url": "#drafts"}]
        if self.managing:
            return [*self.managing["counts"], *found]
        return [*found, {"number": len(self.sent), "label": "With my manager", "url": "#sent"}]


def greeting(page: Gathered) -> str:
    """The sentence the page opens with."""
    hour = timezone.localtime().hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    today, late = len(page.lines["today"]), len(page.lines["overdue"])
    needs = f"{capital(spelled(today))} thing{'s need' if today > 1 else ' needs'} you today"
    if not today:
        needs = "Nothing is due today"
    said = f"Good {part}, {page.worker.first_name or page.worker.name}. {needs}"
    said += f" and {spelled(late) if late else 'nothing'} {'are' if late > 1 else 'is'} late."
    if page.managing:
        said += f" {page.managing['sentence']}"
    return f"{said} {holding(page)}".strip()


def holding(page: Gathered) -> str:
    """You have 17 children in 9 families."""
    if not page.held:
        return "" if page.managing else "You have no children yet."
    families = len({page.families[child] for child in page.held})
    inside = f" in {counted(families, 'families')}" if families < len(page.held) else ""
    return f"You have {counted(len(page.held), 'children')}{inside}."


def next_date(lines: list[Line]) -> str:
    """What an empty day says: Your next date is Wednesday: core group for Ella."""
    if not lines:
        return ""
    first = min(lines, key=lambda line: line.on)
    on = words.day(first.on, timezone.now())
    return f"Your next date is {on}: {first.title[:1].lower()}{first.title[1:]} for {first.names}."


def mend_lines(found, families) -> list[beside.Beside]:
    """What is missing from the files, brothers and sisters together."""
    together = by_family([Missing(one) for one in found], families, lambda one: one.mend.gap.code)
    return [
        beside.Beside(
            url=those[0].mend.url, children=children_of(those), what=those[0].mend.gap.short
        )
        for those in together[: beside.SHOWN]
    ]


class Missing(managing.About):
    def __init__(self, mend):
        super().__init__(mend.child)
        self.mend = mend


class WorkAhead(PermissionMixin, TemplateView):
    """The next four weeks, week by week: every meeting and every date."""

    permission = Permission.RECORD
    template_name = "dashboards/work_ahead.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        due, meetings = due_for(worker), meetings_for(worker)
        lines = lines_for(worker, due, meetings, families_of(one.child_id for one in due))
        ahead = [*lines["today"], *lines["this_week"], *lines["later"]]
        return super().get_context_data(
            weeks=weeks_of(ahead), number=len(ahead), back=reverse("my_work"), **kwargs
        )


def weeks_of(lines: list[Line]) -> list[dict]:
    """By the week, Monday to Sunday, each in the order of its days."""
    lines = sorted(lines, key=lambda line: words.as_day(line.on))
    return [
        {"id": f"week-{year}-{week}", "title": week_title(year, week), "lines": list(those)}
        for (year, week), those in groupby(
            lines, key=lambda line: words.as_day(line.on).isocalendar()[:2]
        )
    ]


def week_title(year: int, week: int) -> str:
    today = timezone.localdate()
    monday = today.fromisocalendar(year, week, 1)
    if (year, week) == tuple(today.isocalendar()[:2]):
        return "This week"
    return f"Week of {words.named_day(monday, today)}"
