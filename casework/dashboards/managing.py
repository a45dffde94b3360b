"""The manager's part of my work: what only a manager can do, and how the team's workers stand."""

from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from assessments.waiting import waiting_for
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.families import by_family
from casework.children.models import Allocation, Child
from casework.dashboards.beside import waiting_since
from casework.dashboards.gather import in_work
from casework.interface.charts import limit_bar
from casework.interface.words import capital, counted, listed, spelled
from casework.timescales.models import Deadline

HOLD_CHILDREN = ["social_worker", "family_support", "team_manager"]


def managers_part(worker, waiting, unallocated, families) -> dict:
    lines = [to_authorise(line) for line in waiting]
    alone = [to_allocate(those) for those in by_family(map(About, unallocated), families)]
    team = workers_of(worker) if worker.team_id else []
    return {
        "waiting": lines,
        "unallocated": alone,
        "team": worker.team,
        "workers": team,
        "counts": [
            {"number": len(lines), "label": "Waiting for you", "url": "#waiting"},
            {"number": len(unallocated), "label": "With no worker", "url": "#unallocated"},
        ],
        "sentence": sentence(len(lines), len(unallocated)),
    }


def sentence(waiting: int, unallocated: int) -> str:
    """What waits for a manager, in a sentence."""
    things = counted_in_words(waiting, "records") if waiting else "Nothing"
    said = f"{things} wait{'' if waiting > 1 else 's'} for you to authorise"
    if not unallocated:
        return f"{said}."
    has = "has" if unallocated == 1 else "have"
    return f"{said}, and {counted_in_words(unallocated, 'children').lower()} {has} no worker."


def counted_in_words(number: int, thing: str) -> str:
    noun = counted(number, thing).split(" ", 1)[1]
    return f"{capital(spelled(number))} {noun}"


# What waits


def longest_waiting(worker) -> list:
    return sorted(waiting_for(worker), key=lambda line: line.since)


def to_authorise(line) -> dict:
    """A line of work: who sent it and since when; its sender cannot be the one to authorise it."""
    sent = f"Sent by {line.author}" if line.author else "Sent"
    return {
        "children": line.children,
        "names": listed(child.first_name for child in line.children),
        "title": line.title,
        "note": "Yours: another manager must authorise it" if line.own else sent,
        "status": waiting_since(line.since),
        "deed": None if line.own else {"label": "Read and authorise", "url": line.url},
    }


# Whom nobody holds


class About:
    """A child, as a thing that is about one."""

    def __init__(self, child):
        self.child, self.child_id = child, child.pk


def to_allocate(those: list[About]) -> dict:
    children = [one.child for one in those]
    return {
        "children": children,
        "names": listed(child.first_name for child in children),
        "title": "No one is allocated",
        "deed": {"label": "Allocate", "url": reverse("allocate", args=[children[0].pk])},
    }


def unallocated_for(worker) -> list[Child]:
    """Children of a manager's team whom nobody holds."""
    if not worker.may(Permission.DECIDE):
        return []
    children = in_work(Child.objects.visible_to(worker)).without_lead()
    if worker.team_id and not worker.may(Permission.SEE_WHOLE_SERVICE):
        children = children.filter(team=worker.team_id)
    return list(children.with_person().by_name()[:50])


# The team


def workers_of(manager) -> list[dict]:
    """Each worker of the team, by name and never ranked: the children they hold against their own
    limit, and what is late."""
    late = Deadline.objects.visible_to(manager).overdue().filter(team=manager.team_id)
    late = dict(late.order_by().values_list("worker").annotate(Count("pk")))
    held = Allocation.objects.visible_to(manager).leading().filter(worker__team=manager.team_id)
    held = dict(held.order_by().values_list("worker").annotate(Count("child")))
    here = Q(team=manager.team_id, role__in=HOLD_CHILDREN) | Q(pk__in=set(late) - {None})
    rows = [
        worker_row(one, manager.team_id, held.get(one.pk, 0), late.get(one.pk, 0))
        for one in Worker.objects.working().filter(here)
    ]
    nobody = late.get(None, 0)
    return [*rows, {"worker": None, "late": nobody, "url": "#unallocated"}] if nobody else rows


def worker_row(worker, team: int, children: int, late: int) -> dict:
    asked = urlencode({"worker": worker.pk, "team": team, "state": "overdue"})
    limit = worker.caseload_limit
    return {
        "worker": worker,
        "children": children,
        "bar": limit_bar(children, limit) if limit else None,
        "late": late,
        "url": f"{reverse('behind')}?{asked}",
    }
