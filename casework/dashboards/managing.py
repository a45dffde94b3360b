"""The manager's part of my work: what only a manager can do, and how the team's workers stand."""

from django.urls import reverse

from assessments.waiting import waiting_for
from casework.access.roles import Permission
from casework.children.families import by_family
from casework.children.models import Child
from casework.dashboards.beside import waiting_since
from casework.dashboards.caseload import caseload
from casework.dashboards.clocks import Moment, added, counts
from casework.dashboards.gather import in_work
from casework.interface.words import capital, counted, listed, spelled


def managers_part(worker, waiting, unallocated, held, families) -> dict:
    lines = [to_authorise(line) for line in waiting]
    alone = [to_allocate(those) for those in by_family(map(About, unallocated), families)]
    return {
        "waiting": lines,
        "unallocated": alone,
        "team": worker.team,
        "workers": workers_of(worker, held, families) if worker.team_id else [],
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


def workers_of(manager, held, families) -> list[dict]:
    """How each worker of the team stands now: the rows of the team's own page."""
    moment = Moment(manager)
    late = added(counts(moment.deadlines(manager.team), moment, "worker"), "worker")
    return caseload(moment, manager.team, late, held, families)
