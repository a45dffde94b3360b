"""My work: what I must do, by due date, brothers and sisters on one line."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from assessments.waiting import waiting_for
from casework.access.context import WORDS
from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.codes import SIBLING_KINDS
from casework.children.keeping import drafts_of
from casework.children.models import Child, Relationship
from casework.children.views import PermissionMixin
from casework.dashboards.gather import in_work
from casework.dashboards.mending import to_mend
from casework.interface.words import counted, day, listed
from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.timescales.registry import registry

WEEKS_AHEAD = 4


def home(request):
    """Each role opens on the first of its own words."""
    return redirect(WORDS[request.user.role][0])


@dataclass
class Line:
    """One thing to do for one child, or for brothers and sisters together."""

    first: Deadline
    children: list[Child]
    title: str

    @property
    def deed(self):
        return self.first.deed

    @property
    def names(self):
        return listed(child.first_name for child in sorted(self.children, key=lambda one: one.pk))


class MyWork(PermissionMixin, TemplateView):
    permission = Permission.RECORD
    template_name = "dashboards/my_work.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        lines = lines_for(worker)
        held = Child.objects.visible_to(worker).allocated_to(worker).count()
        managing = managers_part(worker) if worker.may(Permission.AUTHORISE) else None
        counts = [
            {"number": len(lines[name]), "label": label, "url": f"#{name}"}
            for name, label in PARTS.items()
        ]
        return super().get_context_data(
            **lines,
            today_is=timezone.localdate(),
            greeting=greeting(worker, lines, held, managing),
            managing=managing,
            counts=[*(managing["counts"] if managing else []), *counts],
            mend=to_mend(worker, size=6),
            drafts=drafts_of(worker)[:10],
            notices=newest_notices(worker),
            **kwargs,
        )


PARTS = {"today": "Today", "overdue": "Overdue", "this_week": "This week", "later": "Later"}


def lines_for(worker) -> dict[str, list[Line]]:
    """What is due, in the parts of the page, brothers and sisters on one line."""
    found = due_for(worker)
    families = families_of({deadline.child_id for deadline in found})
    name_actions(found)
    today = timezone.localdate()
    parts: dict[str, list[Deadline]] = {name: [] for name in PARTS}
    for deadline in found:
        parts[_part(deadline, today)].append(deadline)
    return {name: grouped(part, families) for name, part in parts.items()}


def _part(deadline, today) -> str:
    if deadline.state == "overdue":
        return "overdue"
    if deadline.due_on <= today:
        return "today"
    return "this_week" if deadline.due_on <= today + timedelta(days=6) else "later"


def greeting(worker, lines, held: int, managing: dict | None = None) -> str:
    """The sentence the page opens with."""
    hour = timezone.localtime().hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    today, late = len(lines["today"]), len(lines["overdue"])
    needs = f"{counted(today, 'things')} need{'s' if today == 1 else ''} you today"
    if not today:
        needs = "Nothing is due today"
    said = f"Good {part}, {worker.first_name or worker.name}. {needs} and {late or 'nothing'}"
    said += f" {'is' if late <= 1 else 'are'} late."
    if managing:
        said += f" {managers_words(managing)}"
    return f"{said} You have {counted(held, 'children')}." if held else said


def managers_words(managing: dict) -> str:
    """What waits for a manager, in a sentence."""
    waiting, unallocated = len(managing["waiting"]), len(managing["unallocated"])
    things = f"{counted(waiting, 'records') if waiting else 'Nothing'}"
    said = f"{things} wait{'' if waiting > 1 else 's'} for you to authorise"
    if not unallocated:
        return f"{said}."
    has = "has" if unallocated == 1 else "have"
    return f"{said}, and {counted(unallocated, 'children')} {has} no worker."


def newest_notices(worker) -> list[Notice]:
    unread = Notice.objects.shown_to(worker).unread()
    return list(unread.select_related("child__person").order_by("-recorded_at")[:5])


def due_for(worker) -> list[Deadline]:
    """What this worker must do in the next four weeks, and what is already late.

    A worker answers for the children they hold; a manager also for what only a manager can do in
    their team; a chair or coordinator for what is theirs across the service.
    """
    mine = Q(worker=worker) & ~Q(code__in=others_codes("social_worker"))
    if worker.may(Permission.DECIDE) and worker.team_id:
        mine |= Q(code__in=registry.codes_for("team_manager"), team=worker.team_id)
    if worker.role in ("conference_chair", "missing_coordinator"):
        mine |= Q(code__in=registry.codes_for(worker.role))
    until = timezone.now() + timedelta(weeks=WEEKS_AHEAD)
    deadlines = Deadline.objects.visible_to(worker).open().filter(mine, due_at__lt=until)
    return list(deadlines.with_state().with_lateness().with_child().by_due_date()[:200])


def name_actions(deadlines) -> None:
    """Give each deadline what is said of it: an action is called by its own words."""
    of_actions = {"action.due", "audit.action.due"}
    ids = [deadline.record_id for deadline in deadlines if deadline.code in of_actions]
    what = dict(Action.objects.filter(pk__in=ids).values_list("pk", "what")) if ids else {}
    for deadline in deadlines:
        own = what.get(deadline.record_id) if deadline.code in of_actions else None
        deadline.said = own or deadline.title


def others_codes(role: str) -> list[str]:
    """Codes some other role answers for."""
    return [rule.code for rule in registry if rule.responsible != role]


def families_of(child_ids) -> dict[int, int]:
    """For each child, the lowest number among the brothers and sisters here: one key a family."""
    pairs = Relationship.objects.filter(
        kind__in=SIBLING_KINDS, ended_on=None,
        person__child__in=child_ids, relative__child__in=child_ids,
    ).values_list("person__child", "relative__child")  # fmt: skip
    family = {child: child for child in child_ids}
    changed = True
    while changed:
        changed = False
        for one, other in pairs:
            lowest = min(family[one], family[other])
            if (family[one], family[other]) != (lowest, lowest):
                family[one] = family[other] = lowest
                changed = True
    return family


def grouped(deadlines, families) -> list[Line]:
    """One line where brothers and sisters have the same thing due on the same day."""
    lines: dict[tuple, Line] = {}
    for deadline in deadlines:
        key = (families[deadline.child_id], deadline.code, deadline.said, deadline.due_on)
        line = lines.setdefault(key, Line(first=deadline, children=[], title=deadline.said))
        if deadline.child not in line.children:
            line.children.append(deadline.child)
    return list(lines.values())


def managers_part(worker) -> dict:
    """What only a manager can do, and what is late in their team."""
    waiting = [_to_authorise(line) for line in waiting_for(worker)]
    unallocated = [_to_allocate(child) for child in unallocated_for(worker)]
    late = Deadline.objects.visible_to(worker).overdue().filter(team=worker.team_id)
    return {
        "waiting": waiting,
        "unallocated": unallocated,
        "team": worker.team,
        "late": late.count() if worker.team_id else 0,
        "counts": [
            {"number": len(waiting), "label": "Waiting for you", "url": "#waiting"},
            {"number": len(unallocated), "label": "With no worker", "url": "#unallocated"},
        ],
    }


def _to_authorise(line) -> dict:
    """A line of work: who sent it and since when; its sender cannot be the one to authorise it."""
    sent = f"Sent by {line.author}" if line.author else "Sent"
    since = f"Waiting since {day(line.since, timezone.now())}"
    return {
        "children": line.children,
        "names": listed(child.first_name for child in line.children),
        "title": line.title,
        "note": "Yours: another manager must authorise it" if line.own else sent,
        "status": {"state": "waiting", "words": since, "when": line.since},
        "deed": None if line.own else {"label": "Read and authorise", "url": line.url},
    }


def _to_allocate(child) -> dict:
    return {
        "children": [child],
        "names": child.first_name,
        "title": "No one is allocated",
        "deed": {"label": "Allocate", "url": reverse("allocate", args=[child.pk])},
    }


def unallocated_for(worker) -> list[Child]:
    """Children of a manager's team whom nobody holds."""
    if not worker.may(Permission.DECIDE):
        return []
    children = in_work(Child.objects.visible_to(worker)).without_lead()
    if worker.team_id and not worker.may(Permission.SEE_WHOLE_SERVICE):
        children = children.filter(team=worker.team_id)
    return list(children.with_person().by_name()[:20])
