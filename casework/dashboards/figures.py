"""How the clocks stand: for a team, a service, by worker. Every figure opens what is behind it."""

from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from casework.access.lists import KeyedList
from casework.access.models import Team, Worker
from casework.access.roles import Permission
from casework.children.models import Allocation, Child
from casework.children.views import PermissionMixin
from casework.dashboards.gather import in_work
from casework.interface.charts import Point, clock_bar, limit_bar, line_chart
from casework.interface.exports import Column
from casework.interface.words import counted
from casework.timescales.models import Deadline
from casework.timescales.registry import registry

LABELS = {"on_time": "On time", "due_soon": "Due soon", "overdue": "Overdue"}
HOLD_CHILDREN = ("social_worker", "family_support")
STATES = ("on_time", "due_soon", "overdue")
COLUMNS = [
    Column("Child", lambda deadline: deadline.child.name),
    Column("Number", lambda deadline: deadline.child.number),
    Column("What is due", lambda deadline: deadline.title),
    Column("Due", lambda deadline: deadline.due_on),
    Column("How it stands", lambda deadline: LABELS.get(deadline.state, deadline.state)),
    Column("Social worker", lambda deadline: deadline.worker or "No one is allocated"),
]


def counts(deadlines, *by) -> list[dict]:
    """On time, due soon and overdue, in one query."""
    now = timezone.now()
    return list(
        deadlines.open().order_by().values(*by).annotate(
            on_time=Count("pk", filter=Q(amber_from__gt=now)),
            due_soon=Count("pk", filter=Q(amber_from__lte=now, due_at__gte=now)),
            overdue=Count("pk", filter=Q(due_at__lt=now)),
            total=Count("pk"),
        )
    )  # fmt: skip


def clocks(deadlines, **where) -> list[dict]:
    """A row a clock that is running, each figure with the address of what is behind it."""
    rows = [
        {"name": registry[row["code"]].title, "note": registry[row["code"]].limit_words,
         "group": registry[row["code"]].group, **_figures(row, code=row["code"], **where)}
        for row in counts(deadlines, "code")
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["group"], row["name"]))


def _figures(row, **where) -> dict:
    """A row's figures, their total and their bar."""
    return {
        "figures": [
            {"label": LABELS[state], **_figure(row[state], state=state, **where)}
            for state in STATES
        ],
        "total": _figure(row["total"], **where),
        "bar": clock_bar(*(row[state] for state in STATES)),
    }


def _figure(number: int, **asked) -> dict:
    return {"number": number, "url": f"{reverse('behind')}?{urlencode(asked)}" if number else ""}


def opening(children: int, deadlines) -> str:
    """The sentence a page of figures opens with, its denominator first."""
    overdue = deadlines.overdue()
    late = overdue.aggregate(things=Count("pk"), children=Count("child", distinct=True))
    said = f"{counted(children, 'children')} with work open."
    if not late["things"]:
        return f"{said} Nothing is overdue."
    things, whom = counted(late["things"], "things"), counted(late["children"], "children")
    return f"{said} {things} {'is' if late['things'] == 1 else 'are'} overdue, for {whom}."


class TeamPage(PermissionMixin, TemplateView):
    """The worker's own team."""

    permission = Permission.SEE_TEAM
    template_name = "dashboards/team.html"

    def get_context_data(self, **kwargs):
        team = self.request.user.team
        if team is None:
            raise Http404
        return super().get_context_data(**team_figures(team, self.request.user), **kwargs)


def team_figures(team, worker) -> dict:
    deadlines = Deadline.objects.visible_to(worker).filter(team=team)
    children = in_work(Child.objects.visible_to(worker).filter(team=team))
    return {
        "team": team,
        "clocks": clocks(deadlines, team=team.pk),
        "caseload": caseload(team, worker, deadlines),
        "opening": opening(children.count(), deadlines),
        "trends": trends(deadlines),
    }


def caseload(team, worker, deadlines) -> list[dict]:
    """Each worker of the team: the children they hold, and what is late. By name, never ranked."""
    late = {row["worker"]: row["overdue"] for row in counts(deadlines, "worker")}
    held = dict(
        Allocation.objects.visible_to(worker).leading().filter(worker__team=team).order_by()
        .values_list("worker").annotate(Count("child"))
    )  # fmt: skip
    workers = Worker.objects.working().filter(team=team, role__in=HOLD_CHILDREN)
    return [
        {
            "worker": one,
            "children": held.get(one.pk, 0),
            "overdue": _figure(late.get(one.pk, 0), worker=one.pk, team=team.pk, state="overdue"),
            "bar": limit_bar(held.get(one.pk, 0), one.caseload_limit)
            if one.caseload_limit
            else None,
        }
        for one in workers
    ]


def _against_limit(children: int, limit: int | None):
    return limit_bar(children, limit) if limit else None


class ServicePage(PermissionMixin, TemplateView):
    """Every team of the service beside each other, and the clocks of them all."""

    permission = Permission.SEE_FIGURES
    template_name = "dashboards/service.html"

    def get_context_data(self, **kwargs):
        deadlines = Deadline.objects.visible_to(self.request.user)
        children = in_work(Child.objects.visible_to(self.request.user))
        return super().get_context_data(
            teams=teams(self.request.user, deadlines),
            clocks=clocks(deadlines),
            opening=opening(children.count(), deadlines),
            trends=trends(deadlines),
            **kwargs,
        )


class Figures(ServicePage):
    """The same figures for those who count."""


def teams(worker, deadlines) -> list[dict]:
    by_team = {row["team"]: row for row in counts(deadlines, "team")}
    return [
        {"name": team.name, **_figures(by_team[team.pk], team=team.pk)}
        for team in Team.objects.filter(authority=worker.authority)
        if team.pk in by_team
    ]


TRENDS = {
    "cp_visit.next": "Child protection visits made in time",
    "assessment.complete": "Assessments authorised in time",
}


def trends(deadlines) -> list[dict]:
    """The share done in time, by the month it was done, over twelve months."""
    since = timezone.localdate().replace(day=1) - timedelta(days=335)
    rows = (
        deadlines.filter(code__in=TRENDS, met_at__date__gte=since.replace(day=1))
        .annotate(month=TruncMonth("met_at"))
        .values("code", "month")
        .annotate(done=Count("pk"), in_time=Count("pk", filter=Q(met_at__lte=F("due_at"))))
        .order_by("month")
    )
    by_code = {code: [row for row in rows if row["code"] == code] for code in TRENDS}
    return [_trend(title, by_code[code]) for code, title in TRENDS.items() if by_code[code]]


def _trend(title: str, rows) -> dict:
    points = [
        Point(
            f"{row['month']:%B}",
            round(100 * row["in_time"] / row["done"]),
            f"{row['in_time']} of {row['done']}",
        )
        for row in rows
    ]
    last = points[-1]
    return {
        "title": f"{title}: {last.said} in {last.label}",
        "heading": title,
        "chart": line_chart(points, letters=1),
    }


class Behind(PermissionMixin, KeyedList, TemplateView):
    """The children behind a figure, worst first."""

    template_name = "dashboards/behind.html"
    list_title, columns = "Behind a figure", COLUMNS
    order = ("due_at", "pk")

    def all_rows(self):
        deadlines = Deadline.objects.visible_to(self.request.user).open()
        for name in ("team", "worker"):
            if self.asked(name).isdigit():
                deadlines = deadlines.filter(**{name: self.asked(name)})
        if self.rule:
            deadlines = deadlines.filter(code=self.rule.code)
        if self.asked("state") in STATES:
            deadlines = deadlines.in_state(self.asked("state"))
        return deadlines.with_state().with_lateness().with_child()

    @property
    def rule(self):
        return registry.get(self.asked("code"))

    def asked(self, name: str) -> str:
        return self.request.GET.get(name, "")

    def get_context_data(self, **kwargs):
        heading = self.rule.title if self.rule else "What is open now"
        return super().get_context_data(heading=heading, who=self.who(), **kwargs)

    def who(self) -> str:
        """What the figure counted, in words."""
        worker, team = self.asked("worker"), self.asked("team")
        mine = Worker.objects.of(self.request.user.authority)
        named = [
            LABELS.get(self.asked("state"), "Everything open"),
            *mine.filter(pk=worker if worker.isdigit() else 0),
            *Team.objects.filter(
                pk=team if team.isdigit() else 0, authority=self.request.user.authority
            ),
        ]
        return ", ".join(str(one) for one in named)
