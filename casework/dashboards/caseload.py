"""What each worker holds, weighed, against their own limit. By name, never ranked."""

from collections import defaultdict
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from casework.access.models import Worker
from casework.children.codes import AllocationRole
from casework.children.models import Allocation
from casework.dashboards.clocks import NOBODY, figure_of
from casework.dashboards.models import CaseloadWeights
from casework.interface.charts import limit_bar
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed

HOLD_CHILDREN = ("social_worker", "family_support")


def in_work(children, day=None):
    """The children with an open episode of need, now or at the end of a past day."""
    episodes = EpisodeOfNeed.objects.filter(child=OuterRef("pk"))
    if day is None:
        return children.filter(Exists(episodes.open()))
    still = Q(closed_on=None) | Q(closed_on__gt=day)
    return children.filter(Exists(episodes.filter(still, started_on__lte=day)))


def held_on(rows, day):
    """Allocations standing at the end of a day."""
    return rows.led_on(day)


def holdings(reader, team, day) -> dict[int, list[tuple[int, str]]]:
    """By worker of the team, the children they led the work for, each with the plan of the day."""
    return held_children(Allocation.objects.visible_to(reader).filter(worker__team=team), day)


def held_children(allocations, day) -> dict[int, list[tuple[int, str]]]:
    """By worker, the children of these allocations that they led the work for that day."""
    still = Q(ended_on=None) | Q(ended_on__gt=day)
    plans = Plan.objects.filter(still, child=OuterRef("child"), started_on__lte=day)
    held = held_on(allocations, day)
    kind = Coalesce(Subquery(plans.order_by("-started_on").values("kind")[:1]), Value(""))
    children = defaultdict(list)
    for worker, child, plan in held.annotate(plan=kind).values_list("worker", "child", "plan"):
        children[worker].append((child, plan))
    return children


def weigh(children, families, weights) -> tuple[Decimal, int]:
    """The weight of these children, and how many families they are."""
    together = defaultdict(list)
    for child, plan in children:
        together[families[child]].append(plan)
    return sum(map(weights.family, together.values()), Decimal()), len(together)


def caseload(moment, team, late, held, families) -> list[dict]:
    """A row a worker of the team, and anyone else something of its children is late with, so that
    the rows add up to the team. ``late`` is what is overdue by worker; ``held`` the children of
    each, and ``families`` which of them belong together."""
    overdue = {worker: row["overdue"] for worker, row in late.items() if row["overdue"]}
    standing = allocated(moment.worker, moment.day)
    here = Worker.objects.working().filter(role__in=HOLD_CHILDREN, team=team)
    others = Q(pk__in={*overdue, *held} - {None}) | Q(Exists(standing), team=team)
    workers = here | Worker.objects.filter(others)
    rows = [
        _row(worker, team, moment, overdue.pop(worker.pk, 0), held.get(worker.pk, []), families)
        for worker in workers.select_related("authority__caseload_weights").annotate(
            roles_held=by_role(standing)
        )
    ]
    alone = sum(overdue.values())
    return [*rows, _nobodys(team, moment, alone)] if alone else rows


def allocated(reader, day) -> QuerySet:
    """Every allocation of a worker that stood at the end of a day, of whatever role."""
    still = Q(ended_on=None) | Q(ended_on__gt=day)
    standing = Allocation.objects.visible_to(reader).filter(still, started_on__lte=day)
    return standing.filter(worker=OuterRef("pk"))


def by_role(standing) -> ArraySubquery:
    """With how many children in each role, said beside a caseload: only those whose work a worker
    leads are weighed in it."""
    children = Count("child", distinct=True)
    roles = standing.order_by().values("role").annotate(children=children)
    return ArraySubquery(roles.values(of_role=JSONObject(role="role", children="children")))


def roles_in_words(roles: list[dict]) -> list[tuple[str, int]]:
    held = {part["role"]: part["children"] for part in roles}
    return [(label, held[role]) for role, label in AllocationRole.choices if role in held]


def _nobodys(team, moment, late: int) -> dict:
    behind = figure_of(late, moment, worker=NOBODY, team=team.pk, state="overdue")
    return {"worker": None, "overdue": behind}


def _row(worker, team, moment, late: int, held, families) -> dict:
    weight, families_held = weigh(held, families, CaseloadWeights.of(worker.authority))
    limit = worker.caseload_limit
    return {
        "worker": worker,
        "children": len(held),
        "families": families_held,
        "weight": f"{weight.normalize():f}",
        "bar": limit_bar(weight, limit) if limit else None,
        "roles": roles_in_words(worker.roles_held),
        "overdue": figure_of(late, moment, worker=worker.pk, team=team.pk, state="overdue"),
    }
