"""Who could be drawn for a programme, who is left out and why, and who may judge whom.

A frame holds only children whom the one who draws may know of: a restricted file is never drawn.
It holds nobody whose file is being audited now (save where several are to judge one file), and
nobody whom too few independent auditors could judge.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, Value
from django.utils import timezone

from audits.models import Audit, Programme
from audits.sampling import Frame
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.ages import InMonths
from casework.children.models import Allocation, Child
from casework.figures.counting import with_cut
from casework.figures.registry import CHILD, ON, cuts
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed
from missing.models import MissingEpisode

LATELY = timedelta(days=90)
LIST = "list"
NOT_IN_A_GROUP = "Not known"
ROLE_FOR: dict[str, str] = {
    Programme.Kind.PEER: "team_manager",
    Programme.Kind.SENIOR: "service_manager",
}
"""Who judges: a manager of another team, a manager of the service, and for the rest an auditor."""


def of(records) -> Q:
    return Q(Exists(records.filter(child=OuterRef("pk"))))


def worked_with() -> Q:
    return of(Allocation.objects.leading())


def on_plan(plans) -> Q:
    return of(plans.open())


def interviewed() -> Q:
    since = timezone.now() - LATELY
    return of(MissingEpisode.objects.with_interview().filter(interviewed_at__gte=since))


def closed() -> Q:
    ended = of(EpisodeOfNeed.objects.filter(closed_on__gt=InMonths(-3)))
    return ended & ~of(EpisodeOfNeed.objects.open())


POPULATIONS = {
    "worked_with": ("Children with a social worker now", worked_with),
    "in_need": ("Children on a child in need plan", lambda: on_plan(Plan.objects.child_in_need())),
    "protected": (
        "Children on a child protection plan",
        lambda: on_plan(Plan.objects.child_protection()),
    ),
    "neglect": (
        "Children on a child protection plan because of neglect",
        lambda: on_plan(Plan.objects.child_protection().filter(latest_category="NEG")),
    ),
    "interviewed": ("Children with a return home interview in the last 90 days", interviewed),
    "closed": ("Children whose help ended in the last 3 months", closed),
}


def choices(worker) -> list:
    """The children a programme can be about, and those of one main need."""
    needs = [(f"need:{code}", words) for code, words in cuts["need"].choices(worker)]
    plain = [(code, words) for code, (words, _) in POPULATIONS.items()]
    return [*plain, ("By main need", [choice for choice in needs if choice[0] != "need:"])]


def population_words(programme: Programme) -> str:
    code = programme.population
    if programme.sampling == Programme.Sampling.LIST:
        return "Children on a list that was given"
    if code.startswith("need:"):
        named = dict(cuts["need"].choices(programme.made_by))
        return f"Children whose main need is: {named.get(code[5:], code)}"
    return POPULATIONS[code][0]


def population(programme: Programme, worker):
    """The children a programme is about, of those whom this worker may know of."""
    children = Child.objects.visible_to(worker).filter(restricted=False)
    code = programme.population
    if code == LIST:
        return children.filter(pk__in=programme.given)
    if code.startswith("need:"):
        return cut(children, "need").filter(cut_need=code[5:]).filter(worked_with())
    return children.filter(POPULATIONS[code][1]())


def cut(children, name):
    """The children, each with its group as the figures divide children today."""
    today = Value(timezone.localdate(), DateField())
    return with_cut(children.annotate(**{CHILD: F("pk"), ON: today}), cuts[name])


@dataclass(frozen=True)
class Eligible:
    """A frame, and who was left out of it: for a file being audited now, or because too few could
    judge it (``nobody``, by the children's numbers)."""

    frame: Frame
    judges: dict[int, list[Worker]]
    being_audited: int = 0
    nobody: list[int] = field(default_factory=list)

    @property
    def left_out(self) -> dict:
        return {"being_audited": self.being_audited, "nobody": self.nobody}


def find(programme: Programme, worker) -> Eligible:
    """The frame of a programme as it stands now for the one who draws it."""
    rows = grouped(programme, population(programme, worker), worker)
    audited = set()
    if not programme.blind:
        open_now = Audit.objects.open().filter(child__in=[pk for pk, _, _ in rows])
        audited = set(open_now.values_list("child_id", flat=True))
    free = [row for row in rows if row[0] not in audited]
    judges = who_may_judge(programme, [(pk, team) for pk, team, _ in free])
    able = [(pk, group) for pk, _, group in free if len(judges[pk]) >= programme.readers]
    nobody = [pk for pk, _, _ in free if len(judges[pk]) < programme.readers]
    return Eligible(able, judges, len(audited), nobody)


def grouped(programme: Programme, children, worker) -> list[tuple[int, int | None, str]]:
    """Each child's number, team, and the group it is drawn within; one group if it has none."""
    children = children.order_by("pk")
    if programme.sampling != Programme.Sampling.STRATIFIED:
        return [(pk, team, "") for pk, team in children.values_list("pk", "team_id")]
    name = programme.drawn_within
    named = dict(cuts[name].choices(worker))
    rows = cut(children, name).values_list("pk", "team_id", f"cut_{name}")
    return [(pk, team, named.get(group, NOT_IN_A_GROUP)) for pk, team, group in rows]


def auditors(programme: Programme):
    """Those who judge in a programme of this kind; who moderates it judges nothing in it."""
    role = ROLE_FOR.get(programme.kind, "auditor")
    workers = Worker.objects.of(programme.authority_id).who_may(Permission.AUDIT).working()
    return workers.filter(role=role).exclude(pk=programme.moderator_id)


def who_may_judge(programme: Programme, children) -> dict[int, list[Worker]]:
    """For each (child, team), the auditors of the programme who are independent, as
    ``audits.models.is_independent`` says it, without asking the database child by child; and who
    are not judging that child's file already."""
    judges = list(auditors(programme))
    numbers = [pk for pk, _ in children]
    worked = Allocation.objects.filter(worker__in=judges, child__in=numbers)
    judging = Audit.objects.open().filter(auditor__in=judges, child__in=numbers)
    barred = {
        *worked.values_list("child_id", "worker_id"),
        *judging.values_list("child_id", "auditor_id"),
    }
    return {
        pk: [
            judge
            for judge in judges
            if (pk, judge.pk) not in barred and (judge.team_id is None or judge.team_id != team)
        ]
        for pk, team in children
    }


def workload(workers) -> dict[int, int]:
    """How many audits each has open now."""
    rows = Audit.objects.open().filter(auditor__in=workers).order_by().values("auditor")
    counted = {row["auditor"]: row["number"] for row in rows.annotate(number=Count("pk"))}
    return {worker.pk: counted.get(worker.pk, 0) for worker in workers}


def digest(frame) -> str:
    """SHA-256 of the frame written as lines of ``number,group`` in the order of the numbers."""
    lines = "".join(f"{number},{group}\n" for number, group in sorted(map(tuple, frame)))
    return sha256(lines.encode()).hexdigest()
