"""What someone who leaves still holds, and who must see that it is handed over."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from audits.models import Audit
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.models import Allocation, Child, Draft
from casework.interface.words import counted
from casework.meetings.models import Meeting


def leavers_for(manager) -> list[Worker]:
    """Those who left or are leaving and still hold something, each with how much: of the manager's
    team, or with a child of it; across the service, everyone."""
    if not manager.may(Permission.DECIDE):
        return []
    going = Worker.objects.of(manager.authority_id).going().exclude(pk=manager.pk)
    if not manager.may(Permission.SEE_WHOLE_SERVICE):
        allocated = Allocation.objects.open().filter(worker=OuterRef("pk"))
        of_team = Exists(allocated.filter(child__team=manager.team_id))
        going = going.filter(Q(team=manager.team_id, team__isnull=False) | of_team)
    numbers = _numbers(manager)
    something = Q()
    for name in numbers:
        something |= Q(**{f"{name}__gt": 0})
    return list(going.annotate(**numbers).filter(something)[:50])


HELD_AS = {
    "held_children": "children",
    "held_actions": "actions",
    "held_meetings": "meetings to chair",
    "held_audits": "audits",
    "held_drafts": "drafts",
    "held_unknown": "restricted files",
}


def _numbers(manager) -> dict:
    known = Child.objects.visible_to(manager)
    allocated, kept = Allocation.objects.open(), Draft.objects.kept()
    actions = Action.objects.open().filter(child__in=known)
    meetings = Meeting.objects.visible_to(manager).planned()
    audits = Audit.objects.open().filter(child__in=known)
    return {
        "held_children": _number(allocated.filter(child__in=known), "worker", "child"),
        "held_actions": _number(actions, "owner_worker"),
        "held_meetings": _number(meetings, "chair"),
        "held_audits": _number(audits, "auditor"),
        "held_drafts": _number(kept.filter(child__in=known), "worker"),
        "held_unknown": _number(allocated.exclude(child__in=known), "worker", "child"),
    }


def _number(records, holder: str, of: str = "pk"):
    theirs = records.filter(**{holder: OuterRef("pk")}).order_by().values(holder)
    return Coalesce(Subquery(theirs.annotate(number=Count(of, distinct=True)).values("number")), 0)


def held_in_words(leaver) -> list[str]:
    numbers = {thing: getattr(leaver, name) for name, thing in HELD_AS.items()}
    return [counted(number, thing) for thing, number in numbers.items() if number]


@dataclass
class HeldChild:
    """One child someone holds something for: their parts, and what else is theirs to do."""

    child: Child
    parts: list[Allocation] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def words(self) -> str:
        return ", ".join(part.get_role_display() for part in self.parts)


class Holding:
    """Everything one worker holds, of the children the reader may know of."""

    def __init__(self, worker: Worker, reader: Worker):
        self.worker, self.reader, self.known = worker, reader, Child.objects.visible_to(reader)

    @cached_property
    def children(self) -> list[HeldChild]:
        rows: dict[int, HeldChild] = {}
        for name, records in (
            ("parts", Allocation.objects.open().filter(worker=self.worker)),
            ("actions", Action.objects.open().filter(owner_worker=self.worker)),
            ("drafts", Draft.objects.of(self.worker).kept().exclude(child=None)),
        ):
            known = records.filter(child__in=self.known).select_related("child__person")
            for record in known.order_by("pk"):
                row = rows.setdefault(record.child_id, HeldChild(record.child))
                getattr(row, name).append(record)
        return sorted(rows.values(), key=_by_name)

    @cached_property
    def meetings(self) -> list[Meeting]:
        chaired = Meeting.objects.planned().chaired_by(self.worker)
        about = chaired.filter(children__in=self.known).distinct()
        return list(about.with_known_children(self.reader).order_by("starts_at", "pk"))

    @cached_property
    def audits(self) -> list[Audit]:
        audits = Audit.objects.open().by_auditor(self.worker).filter(child__in=self.known)
        return list(audits.select_related("child__person").order_by("due_on", "pk"))

    @cached_property
    def unknown(self) -> int:
        """Restricted files they work with, which the reader may not open."""
        theirs = Allocation.objects.open().filter(worker=self.worker)
        return theirs.exclude(child__in=self.known).values("child").distinct().count()

    @property
    def empty(self) -> bool:
        return not (self.children or self.meetings or self.audits)

    @property
    def words(self) -> list[str]:
        numbers = {
            "children": sum(bool(row.parts) for row in self.children),
            "actions": sum(len(row.actions) for row in self.children),
            "meetings to chair": len(self.meetings),
            "audits": len(self.audits),
            "drafts": sum(len(row.drafts) for row in self.children),
        }
        return [counted(number, thing) for thing, number in numbers.items() if number]


def _by_name(row: HeldChild) -> tuple:
    person = row.child.person
    return person.family_name, person.given_name, row.child.pk
