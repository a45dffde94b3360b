"""The manager's part of my work: what only a manager can do, and how the team's workers stand."""

from django.urls import reverse
from django.utils import timezone

from casework.access.roles import Permission
from casework.approvals.queue import waiting_for
from casework.children.family.siblings import by_family
from casework.children.models import Child
from casework.dashboards.caseload import caseload, in_work
from casework.dashboards.clocks import Moment, added
from casework.dashboards.handover.put_out import PutOut, put_out_for
from casework.dashboards.handover.queries import held_in_words, leavers_for
from casework.dashboards.side_panels import waiting_since
from casework.interface.words import capital, counted, listed, short_day, spelled
from casework.supervision.people import to_agree_again
from casework.supervision.regularity import agreement_due
from casework.transfers.models import Transfer
from casework.waits.models import ServiceGap


def managers_part(worker, waiting, unallocated, held, families) -> dict:
    leaving = [to_hand_over(leaver) for leaver in leavers_for(worker)]
    leaving += [to_hand_over_restricted(holder) for holder in put_out_for(worker)]
    lines = [to_authorise(line) for line in waiting]
    alone = [to_allocate(those) for those in by_family(map(About, unallocated), families)]
    return {
        "waiting": lines,
        "unallocated": alone,
        "leavers": leaving,
        "agreements": [to_agree(supervised) for supervised in to_agree_again(worker)],
        "transfers": [to_take_over(asked) for asked in asked_of(worker)],
        "gaps": [to_look_at(gap) for gap in ServiceGap.objects.to_review_by(worker)],
        "team": worker.team,
        "workers": workers_of(worker, held, families) if worker.team_id else [],
        "counts": [
            {"number": len(lines), "label": "Waiting for you", "url": "#waiting"},
            {"number": len(unallocated), "label": "With no worker", "url": "#unallocated"},
            *(
                [{"number": len(leaving), "label": "To hand over", "url": "#leaving"}]
                if leaving
                else []
            ),
        ],
        "sentence": sentence(len(lines), len(unallocated)),
    }


def sentence(waiting: int, unallocated: int) -> str:
    """What waits for a manager, in a sentence."""
    things = counted_in_words(waiting, "records") if waiting else "Nothing"
    waits = f"{things} wait{'' if waiting > 1 else 's'} for you to authorise"
    if not unallocated:
        return f"{waits}."
    has = "has" if unallocated == 1 else "have"
    return f"{waits}, and {counted_in_words(unallocated, 'children').lower()} {has} no worker."


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
        "action_link": None if line.own else {"label": "Read and authorise", "url": line.url},
    }


# Whom another team asks to take over


def asked_of(worker) -> list[Transfer]:
    asked = Transfer.objects.visible_to(worker).for_manager(worker).with_people()
    return list(asked.exclude(recorded_by=worker).order_by("asked_on", "pk")[:50])


def to_take_over(asked: Transfer) -> dict:
    return {
        "children": [asked.child],
        "names": asked.child.first_name,
        "title": "Asked to take over",
        "note": f"By {asked.recorded_by}, {asked.team or 'no team'}",
        "status": waiting_since(asked.asked_on),
        "action_link": {
            "label": "Read and answer",
            "url": reverse("transfer", args=[asked.child_id, asked.pk]),
        },
    }


# Gaps in services that are to be looked at again


def to_look_at(gap: ServiceGap) -> dict:
    return {
        "who": "No service",
        "names": gap.get_need_display(),
        "title": gap.get_need_display(),
        "note": "A gap you put on the register",
        "status": {"state": gap.review_state, "words": gap.review_words},
        "action_link": {
            "label": "Say what happened",
            "url": reverse("gap-entry-add", args=[gap.pk]),
        },
    }


# Whose supervision agreement is a year old


def to_agree(supervised) -> dict:
    due = agreement_due(supervised)
    return {
        "who": supervised.name,
        "title": "Supervision agreement, made again once a year",
        "note": f"Agreed on {short_day(supervised.agreed_on, timezone.now())}",
        "status": {
            "state": "overdue" if due.late else "due_soon",
            "words": due.words,
            "when": due.due_on,
        },
        "action_link": {
            "label": "Agree it again",
            "url": reverse("agreement-add", args=[supervised.pk]),
        },
    }


# Whom nobody holds


class About:
    """A child, as a thing that is about one."""

    def __init__(self, child):
        self.child, self.child_id = child, child.pk


def to_allocate(those: list[About]) -> dict:
    children = [about.child for about in those]
    return {
        "children": children,
        "names": listed(child.first_name for child in children),
        "title": "No one is allocated",
        "action_link": {"label": "Allocate", "url": reverse("allocate", args=[children[0].pk])},
    }


def unallocated_for(worker) -> list[Child]:
    """Children of a manager's team whom nobody holds."""
    if not worker.may(Permission.DECIDE):
        return []
    children = in_work(Child.objects.visible_to(worker)).without_lead()
    if worker.team_id and not worker.may(Permission.SEE_WHOLE_SERVICE):
        children = children.filter(team=worker.team_id)
    return list(children.with_person().by_name()[:50])


# Who leaves


def to_hand_over(leaver) -> dict:
    """One line for all that someone who left, or will, still holds."""
    last = leaver.leaves_on
    words = f"Last day {short_day(last, timezone.now())}" if last else "Has left"
    return {
        "who": leaver.name,
        "title": "Leaves" if leaver.works_here else "Has left",
        "note": f"Still with them: {listed(held_in_words(leaver))}",
        "status": {
            "state": "due_soon" if leaver.works_here else "overdue",
            "words": words,
            "when": last,
        },
        "action_link": {"label": "Hand over", "url": reverse("hand-over", args=[leaver.pk])},
    }


def to_hand_over_restricted(holder: PutOut) -> dict:
    """What someone still holds of restricted files that they may open no more."""
    return {
        "who": holder.worker.name,
        "title": "May not open a restricted file",
        "note": f"Still with them: {listed(holder.words)}",
        "status": {"state": "overdue", "words": "To hand over", "when": None},
        "action_link": {
            "label": "Hand over",
            "url": f"{reverse('hand-over', args=[holder.worker.pk])}?restricted",
        },
    }


# The team


def workers_of(manager, held, families) -> list[dict]:
    """How each worker of the team stands now: the rows of the team's own page."""
    moment = Moment(manager)
    late = added(moment.counts("worker", team=manager.team), "worker")
    return caseload(moment, manager.team, late, held, families)
