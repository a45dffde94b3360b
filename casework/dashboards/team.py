"""A team, and the service: how the clocks stand, who holds whom, what drifts."""

from collections import Counter

from django import forms
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from assessments.waiting import waiting_for
from casework.access.models import Team, Worker
from casework.access.roles import Permission
from casework.children.families import families_of
from casework.children.models import Allocation, Child
from casework.children.views import PermissionMixin
from casework.dashboards.caseload import caseload, held_on, holdings
from casework.dashboards.clocks import Moment, added, clocks, counts, dated, figures_of, opening
from casework.dashboards.gather import in_work
from casework.figures.asking import Asked
from casework.figures.registry import figures
from casework.figures.telling import tell
from casework.interface.forms import DateField
from casework.interface.words import counted, day, listed

TRENDS = ("cp_visit.next", "plan.seen_alone")


class AtForm(forms.Form):
    at = DateField(label="As it stood on", named="date", past=True, required=False)


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
        asked = Asked(worker, moment.day, where={"team": str(self.team.pk)} if self.team else {})
        drift = [one for one in figures if one.group in ("drift", "again")]
        told = tell(asked, drift, drawn=[figures[code] for code in TRENDS])
        return super().get_context_data(
            form=form,
            clear_url=self.request.path if moment.at else "",
            moment=moment,
            drift=told.lines,
            trends=told.trends,
            figures_url=asked.address(reverse("figures")),
            **self.facts(moment),
            **kwargs,
        )


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
        rows = counts(moment.deadlines(team), moment, "code", "worker")
        children = children_of(moment, team).with_person().by_name()
        children = list(children.annotate(led=Exists(held_on(of_child(), moment.day))))
        held = holdings(moment.worker, team, moment.day)
        ids = {child.pk for child in children}
        families = families_of(ids | {child for some in held.values() for child, _ in some})
        workers = caseload(moment, team, added(rows, "worker"), held, families)
        together = len({families[child] for child in ids})
        said = f"{counted(len(children), 'children')}, {counted(together, 'families')}"
        return {
            "team": team,
            "opening": opening(f"{said}, {counted(len(workers), 'workers')}", rows, moment),
            "clocks": clocks(rows, moment, team=team.pk),
            "caseload": workers,
            "first": first(moment, team, rows, [child for child in children if not child.led]),
        }


class OneTeam(TeamPage):
    permission = Permission.SEE_FIGURES

    @property
    def team(self):
        mine = Team.objects.filter(authority=self.request.user.authority)
        return get_object_or_404(mine, pk=self.kwargs["pk"])


def of_child():
    return Allocation.objects.filter(child=OuterRef("pk"))


def children_of(moment, team=None):
    """The children with work open that day."""
    children = in_work(Child.objects.visible_to(moment.worker), moment.at)
    if team and moment.at is None:
        return children.filter(team=team)
    if team:
        dated_children = dated(children.annotate(child=F("pk")), moment.at, "team")
        return dated_children.filter(cut_team=str(team.pk))
    return children


PAST_45 = {"code": "assessment.complete", "state": "overdue"}


def first(moment, team, rows, unallocated) -> list[dict]:
    """What only a manager of this team can do, in at most three lines."""
    worker = moment.worker
    if moment.at or team != worker.team or not worker.may(Permission.DECIDE):
        return []
    late = sum(row["overdue"] for row in rows if row["code"] == PAST_45["code"])
    found = [_late(late, moment.behind(team=team.pk, **PAST_45))] if late else []
    if waiting := waiting_for(worker):
        found.append(_waiting(waiting))
    if unallocated:
        found.append(_unallocated(unallocated))
    return found


def _late(number: int, url: str) -> dict:
    return {
        "title": f"{counted(number, 'assessments')} past 45 working days", "note": "",
        "state": "overdue", "words": f"{number} overdue", "label": "Open them", "url": url,
    }  # fmt: skip


def _waiting(lines) -> dict:
    kinds = Counter(line.title for line in lines)
    oldest = day(min(line.since for line in lines), timezone.now())
    return {
        "title": "Waiting for you to authorise",
        "note": f"{listed(f'{kind} ({number})' for kind, number in kinds.items())}."
        f" The oldest since {oldest}.",
        "state": "waiting", "words": f"{len(lines)} waiting",
        "label": "Authorise", "url": reverse("authorise"),
    }  # fmt: skip


def _unallocated(children) -> dict:
    one, more = children[0], len(children) - 1
    others = f" and {counted(more, 'others')}" if more else ""
    return {
        "title": f"No one is allocated to {one.name}{others}", "note": "",
        "state": "due_soon", "words": "No worker",
        "label": "Allocate", "url": reverse("allocate", args=[one.pk]),
    }  # fmt: skip


class ServicePage(ClocksPage):
    """Every team of the service beside each other, and the clocks of them all."""

    permission = Permission.SEE_FIGURES
    template_name = "dashboards/service.html"

    def facts(self, moment) -> dict:
        children = children_of(moment).count()
        deadlines, by = moment.deadlines(), "team"
        if moment.at:
            deadlines, by = dated(deadlines, moment.at, "team"), "cut_team"
        rows = counts(deadlines, moment, "code", by)
        return {
            "teams": teams(moment, added(rows, by)),
            "opening": opening(counted(children, "children"), rows, moment),
            "clocks": clocks(rows, moment),
            "leaving": leaving(moment),
        }


def teams(moment, rows) -> list[dict]:
    by_team = {str(team or ""): row for team, row in rows.items()}
    return [
        {"name": team.name, "url": reverse("one-team", args=[team.pk]),
         **figures_of(by_team[str(team.pk)], moment, team=team.pk)}
        for team in Team.objects.filter(authority=moment.worker.authority)
        if str(team.pk) in by_team
    ]  # fmt: skip


def leaving(moment) -> list[Worker]:
    """Workers whose last day is set, while it is to come or children still need another worker."""
    known = Child.objects.visible_to(moment.worker).values("pk")
    held = held_on(Allocation.objects.filter(child__in=known, worker=OuterRef("pk")), moment.day)
    going = Worker.objects.of(moment.worker.authority).filter(leaves_on__isnull=False)
    return list(
        going.annotate(held=Coalesce(_number_of(held), 0))
        .filter(Q(leaves_on__gte=moment.day) | Q(held__gt=0))
        .order_by("leaves_on", "last_name")
    )


def _number_of(rows):
    counted_rows = rows.order_by().values("worker").annotate(number=Count("child", distinct=True))
    return Subquery(counted_rows.values("number"))
