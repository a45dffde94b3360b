"""A team, and the service, as at a day; and the children behind a figure of the clocks."""

from collections.abc import Callable
from datetime import date
from typing import cast

from django.db.models import Exists, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.generic import TemplateView

from casework.access.list_views import KeyedList
from casework.access.models import Team, Worker
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.family.siblings import families_of
from casework.children.readers import Kept
from casework.dashboards.caseload import caseload, held_on, holdings
from casework.dashboards.clocks import (
    LABELS,
    NOBODY,
    OF_TEAM,
    OF_WORKER,
    STATES,
    ClockGroups,
    Moment,
    added,
    clocks,
    codes_of_group,
    counts,
    dated,
    name_of_group,
    opening,
)
from casework.dashboards.forms import AtForm
from casework.dashboards.team import children_of, first, leaving, of_child, teams
from casework.figures.presentation import tell
from casework.figures.query import FigureQuery
from casework.figures.registry import figures
from casework.interface.exports import Column
from casework.interface.plain_text import whole_number
from casework.interface.words import counted
from casework.timescales.registry import registry

TRENDS = ("cp_visit.next", "plan.seen_alone")


class ClocksPage(PermissionMixin, TemplateView):
    """What a team's page and the service's share: they can be asked as at another day."""

    @property
    def team(self):
        return None

    def get_context_data(self, **kwargs):
        worker = self.request.user
        form = AtForm(self.request.GET)
        at = form.cleaned_data["at"] if form.is_valid() else None
        moment = Moment(worker, at if at and at < timezone.localdate() else None)
        query = FigureQuery(
            worker, moment.day, where={"team": str(self.team.pk)} if self.team else {}
        )
        drift = [figure for figure in figures if figure.group in ("drift", "again")]
        drift_figures = tell(query, drift, drawn=[figures[code] for code in TRENDS])
        return super().get_context_data(
            form=form,
            clear_url=self.request.path if moment.at else "",
            moment=moment,
            drift=drift_figures.lines,
            trends=drift_figures.trends,
            figures_url=query.address(reverse("figures")),
            **self.facts(moment),
            **kwargs,
        )

    def in_groups(self, lines: list[dict], moment: Moment, **where) -> dict:
        """The clocks, in groups of which one may be opened."""
        groups = ClockGroups(
            lines, moment, self.opens_group, self.request.GET.get("group", ""), where
        )
        return {"clocks": lines, "groups": groups}

    def opens_group(self, key: str) -> str:
        query = self.request.GET.copy()
        query["group"] = key
        return f"?{query.urlencode()}#group"


class TeamPage(ClocksPage):
    """The worker's own team; any team, for those who see every team's clocks."""

    permission = Permission.SEE_TEAM
    template_name = "dashboards/team.html"

    @property
    def team(self):
        own = self.request.user.team
        if own is None:
            raise Http404
        return own

    def facts(self, moment) -> dict:
        team = self.team
        rows = moment.counts("code", "worker", team=team, late_for=True)
        children = children_of(moment, team).with_person().by_name()
        children = list(children.annotate(led=Exists(held_on(of_child(), moment.day))))
        held = holdings(moment.worker, team, moment.day)
        ids = {child.pk for child in children}
        families = families_of(ids | {child for some in held.values() for child, _ in some})
        workers = caseload(moment, team, added(rows, "worker"), held, families)
        together = len({families[child] for child in ids})
        lines = clocks(rows, moment, team=team.pk)
        counted_as = f"{counted(len(children), 'children')}, {counted(together, 'families')}"
        return {
            "team": team,
            "opening": opening(f"{counted_as}, {counted(len(workers), 'workers')}", rows, moment),
            **self.in_groups(lines, moment, team=team.pk),
            "caseload": workers,
            "first": first(moment, team, rows, [child for child in children if not child.led]),
        }


class OneTeam(TeamPage):
    permission = Permission.SEE_FIGURES

    @property
    def team(self):
        mine = Team.objects.filter(authority=self.request.user.authority)
        return get_object_or_404(mine, pk=self.kwargs["pk"])


class ServicePage(ClocksPage):
    """Every team of the service beside each other, and the clocks of them all."""

    permission = Permission.SEE_FIGURES
    template_name = "dashboards/service.html"

    def facts(self, moment) -> dict:
        children = children_of(moment).count()
        by = "cut_team" if moment.at else "team"
        if moment.at:
            rows = counts(dated(moment.deadlines(), moment.at, "team"), moment, "code", by)
        else:
            rows = moment.counts("code", by, late_for=True)
        lines = clocks(rows, moment)
        return {
            "teams": teams(moment, added(rows, by)),
            "opening": opening(counted(children, "children"), rows, moment),
            **self.in_groups(lines, moment),
            "leaving": leaving(moment),
        }


COLUMNS = [
    Column("Child", lambda deadline: deadline.child.name),
    Column("Number", lambda deadline: deadline.child.number),
    Column("What is due", lambda deadline: deadline.title),
    Column("Due", lambda deadline: deadline.due_on),
    Column("How it stands", lambda deadline: LABELS.get(deadline.state, deadline.state)),
    Column("Social worker", lambda deadline: deadline.worker or "No one is allocated"),
]


@Kept
def running_behind(reader, held: tuple, code: str, group: str, state: str):
    """What is running now, the worst first: of a team or a worker, of a clock or a group of them,
    in a state. The keys of the team and the worker are given when it is asked."""
    moment = Moment(reader)
    deadlines = moment.deadlines().filter(**dict(held))
    if code:
        deadlines = deadlines.filter(code=code)
    if group:
        deadlines = deadlines.filter(code__in=codes_of_group(group))
    if state:
        deadlines = deadlines.in_state(state, moment.instant)
    shown = deadlines.with_state().with_lateness().with_reason().with_child()
    return shown.order_by(*Behind.order)[: Behind.page_size + 1]


class Behind(PermissionMixin, KeyedList, TemplateView):
    template_name = "dashboards/behind.html"
    list_title, columns = "Behind a figure", COLUMNS
    order = ("due_at", "pk")

    def all_rows(self):
        deadlines = self.moment.deadlines()
        for name in ("team", "worker"):
            if whole_number(self.asked(name)) is not None or self.asked(name) == NOBODY:
                deadlines = self.held_by(deadlines, name)
        if self.rule:
            deadlines = deadlines.filter(code=self.rule.code)
        if group := codes_of_group(self.asked("group")):
            deadlines = deadlines.filter(code__in=group)
        if self.asked("state") in STATES:
            deadlines = deadlines.in_state(self.asked("state"), self.moment.instant)
        then = self.moment.instant if self.at else None
        return deadlines.with_state(then).with_lateness(then).with_reason().with_child()

    def first_rows(self):
        if self.at:
            return None
        held, values = [], {}
        for name, stands_for in (("team", OF_TEAM), ("worker", OF_WORKER)):
            if self.asked(name) == NOBODY:
                held.append((name, None))
            elif (key := whole_number(self.asked(name))) is not None:
                held.append((name, stands_for))
                values[stands_for] = key
        group = self.asked("group") if codes_of_group(self.asked("group")) else ""
        state = self.asked("state") if self.asked("state") in STATES else ""
        shape = (tuple(held), self.rule.code if self.rule else "", group, state)
        return running_behind.read(self.request.user, values, shape)

    def held_by(self, deadlines, name):
        """Those of a team or a worker: on a past day, of those who held the child then."""
        who = None if self.asked(name) == NOBODY else self.asked(name)
        if self.moment.at is None:
            return deadlines.filter(**{name: who})
        rows = dated(deadlines, self.moment.at, name)
        return rows.filter(**{f"cut_{name}": who or ""})

    @property
    def moment(self) -> Moment:
        return Moment(self.request.user, self.at)

    @property
    def at(self) -> date | None:
        try:
            day = parse_date(self.asked("at"))
        except ValueError:
            day = None
        return day if day and day < timezone.localdate() else None

    @property
    def rule(self):
        return registry.get(self.asked("code"))

    def asked(self, name: str) -> str:
        return self.request.GET.get(name, "")

    def get_context_data(self, **kwargs):
        about = self.rule.title if self.rule else name_of_group(self.asked("group"))
        heading = about or "What is open now"
        return super().get_context_data(heading=heading, who=self.who(), at=self.at, **kwargs)

    def named(self, among: Callable[[], QuerySet], asked: str) -> list:
        """Who is asked for by a key; nothing is asked of the database where nobody is."""
        key = whole_number(asked)
        return list(among().filter(pk=key)) if key else []

    def who(self) -> str:
        """What the figure counted, in words."""
        worker, team = self.asked("worker"), self.asked("team")
        authority = cast(Worker, self.request.user).authority
        named = [
            LABELS.get(self.asked("state"), "Everything open"),
            *(["No one is allocated"] if worker == NOBODY else []),
            *self.named(lambda: Worker.objects.of(authority), worker),
            *self.named(lambda: Team.objects.filter(authority=authority), team),
        ]
        return ", ".join(str(part) for part in named)
