"""What several children name: as a table, a drawing and a hint on one child's finding."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Prefetch
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.models import Child
from casework.interface import words
from casework.interface.charts import ShareBar, share_bar
from casework.writing.checks.engine import check
from missing.models import Finding, Subject, key_of

NAMES = "names_places_intel"
SHOWN = 100
DRAWN = 12


@dataclass(frozen=True)
class Hint:
    """That other children name the same, and whom to ask. Nothing of who they are."""

    interviews: int
    ask: list[Worker]


def hints(child, findings, worker) -> dict[int, Hint]:
    """By what was named, in how many interviews of other children it was named too."""
    named = {finding.subject_id for finding in findings if finding.subject_id}
    others = Finding.objects.elsewhere(child, worker).filter(subject__in=named)
    counted = others.order_by().values("subject").annotate(n=Count("interview", distinct=True))
    interviews_of = dict(counted.values_list("subject", "n"))
    ask = coordinators(worker) if interviews_of else []
    return {subject: Hint(interviews, ask) for subject, interviews in interviews_of.items()}


def not_written_down(interview) -> list[str]:
    """Names, places, vehicles and accounts that stand in the interview and in no finding of it."""
    written = {key_of(finding.named) for finding in interview.findings.all() if finding.named}
    child = interview.child.first_name
    return [
        name
        for name in check("rhi", interview.words).words(NAMES)
        if name != child and not any(key_of(name) in key or key in key_of(name) for key in written)
    ]


def coordinators(worker) -> list[Worker]:
    mine = Worker.objects.of(worker.authority)
    return list(mine.who_may(Permission.COORDINATE_MISSING).order_by("last_name"))


def links(worker, since=None):
    """What two or more children this worker may know of have named, the latest first."""
    subjects = Subject.objects.known_to(worker).linking()
    if since:
        subjects = subjects.filter(last_on__gte=since)
    return subjects.order_by("-last_on", "pk")


def this_week(worker) -> list[Subject]:
    return list(links(worker, since=timezone.now() - timedelta(days=7))[:SHOWN])


def with_findings(subjects, worker):
    """With the findings this worker may know of, as ``known``: one query for all."""
    known = Finding.objects.filter(child__in=Child.objects.visible_to(worker))
    known = known.select_related("child__person", "interview__interviewer")
    known = known.order_by("-interview__held_at", "pk")
    return subjects.prefetch_related(Prefetch("findings", known, to_attr="known"))


@dataclass(frozen=True)
class Area:
    """A postcode area, and how many children named a place in it."""

    area: str
    children: int
    bar: ShareBar


def areas(worker) -> list[Area]:
    """Where the places are: the areas two children or more named, the most first."""
    known = Finding.objects.visible_to(worker).exclude(area="").order_by()
    counted = known.values("area").annotate(children=Count("child", distinct=True))
    rows = list(counted.filter(children__gt=1).order_by("-children", "area"))
    most = rows[0]["children"] if rows else 1
    return [Area(row["area"], row["children"], _bar(row["children"], most)) for row in rows]


def _bar(children: int, most: int) -> ShareBar:
    return share_bar(round(100 * children / most), words.counted(children, "children"))


@dataclass(frozen=True)
class Dot:
    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """Children on the left, what they named on the right, a line for each time they named it."""

    children: list[Dot]
    subjects: list[Dot]
    lines: list[str]
    title: str
    width: int
    height: int


STEP, LEFT, RIGHT, TOP = 34, 230, 520, 20


def draw(subjects: list[Subject]) -> Drawing | None:
    """The newest links drawn; the table beside it says the same of all."""
    shown = subjects[:DRAWN]
    children = list(
        {finding.child_id: finding.child for subject in shown for finding in subject.known}.values()
    )
    if not shown:
        return None
    rows = max(len(children), len(shown))
    ys = {child.pk: TOP + STEP * row for row, child in enumerate(children)}
    lines = sorted(
        {
            f"M{LEFT + 8} {ys[finding.child_id]}L{RIGHT - 8} {TOP + STEP * row}"
            for row, subject in enumerate(shown)
            for finding in subject.known
        }
    )
    return Drawing(
        [Dot(child.name, LEFT, ys[child.pk]) for child in children],
        [Dot(str(subject), RIGHT, TOP + STEP * row) for row, subject in enumerate(shown)],
        lines,
        f"{len(children)} children and what they named",
        760,
        STEP * rows + TOP,
    )
