"""A team, and the service: how the clocks stand, who holds whom, what drifts."""

from collections import Counter

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Team, Worker
from casework.access.roles import Permission
from casework.approvals.queue import waiting_for
from casework.children.models import Allocation, Child
from casework.dashboards.caseload import held_on, in_work
from casework.dashboards.clocks import dated, figures_of
from casework.interface.words import counted, day, listed


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
    lines = [_late(late, moment.behind(team=team.pk, **PAST_45))] if late else []
    if waiting := waiting_for(worker):
        lines.append(_waiting(waiting))
    if unallocated:
        lines.append(_unallocated(unallocated))
    return lines


def _late(number: int, url: str) -> dict:
    return {
        "title": f"{counted(number, 'assessments')} past 45 working days",
        "note": "",
        "state": "overdue",
        "words": f"{number} overdue",
        "label": "Open them",
        "url": url,
    }


def _waiting(lines) -> dict:
    kinds = Counter(line.title for line in lines)
    oldest = day(min(line.since for line in lines), timezone.now())
    return {
        "title": "Waiting for you to authorise",
        "note": f"{listed(f'{kind} ({number})' for kind, number in kinds.items())}."
        f" The oldest since {oldest}.",
        "state": "waiting",
        "words": f"{len(lines)} waiting",
        "label": "Authorise",
        "url": reverse("authorise"),
    }


def _unallocated(children) -> dict:
    child, more = children[0], len(children) - 1
    others = f" and {counted(more, 'others')}" if more else ""
    return {
        "title": f"No one is allocated to {child.name}{others}",
        "note": "",
        "state": "due_soon",
        "words": "No worker",
        "label": "Allocate",
        "url": reverse("allocate", args=[child.pk]),
    }


def teams(moment, rows) -> list[dict]:
    by_team = {str(team or ""): row for team, row in rows.items()}
    return [
        {
            "name": team.name,
            "url": reverse("one-team", args=[team.pk]),
            **figures_of(by_team[str(team.pk)], moment, team=team.pk),
        }
        for team in Team.objects.filter(authority=moment.worker.authority)
        if str(team.pk) in by_team
    ]


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
