"""How far a round is: its audits by stage, what is late, and who has how much to judge."""

from collections import Counter
from dataclasses import dataclass, field

from audits.models import Audit, Stage
from audits.programmes import Programme
from casework.timescales.models import Deadline

JUDGED = (Stage.MODERATION, Stage.ACTIONS, Stage.CLOSED)


@dataclass
class Progress:
    """The audits of one round, of those its reader may read."""

    stages: Counter = field(default_factory=Counter)
    late: int = 0

    @property
    def planned(self) -> int:
        return self.stages.total()

    @property
    def done(self) -> int:
        return sum(self.stages[stage] for stage in JUDGED)

    @property
    def by_stage(self) -> list[tuple[str, int]]:
        return [(label, self.stages[value]) for value, label in Stage.choices]


def late_audits(audits) -> set[int]:
    """Of these audits, those past the date to finish by, as the deadline table has it."""
    overdue = Deadline.objects.overdue().filter(code="audit.complete")
    return set(overdue.filter(record_id__in=audits).values_list("record_id", flat=True))


def progress(programmes, worker) -> dict[int, Progress]:
    """For each round, by its key. Two queries."""
    found = {one.pk: Progress() for one in programmes}
    audits = Audit.objects.shown_to(worker).filter(programme__in=list(found)).with_stage()
    rows = list(audits.order_by().values_list("pk", "programme", "stage"))
    late = late_audits([pk for pk, _, _ in rows])
    for pk, programme, stage in rows:
        found[programme].stages[stage] += 1
        found[programme].late += pk in late
    return found


@dataclass(frozen=True)
class Share:
    """What one auditor has of a round, and how many audits are open to them in all."""

    auditor: object
    done: int
    planned: int
    open: int


def shares_of(audits, load: dict[int, int]) -> list[Share]:
    """The auditors of these audits, by name."""
    auditors = {one.auditor_id: one.auditor for one in audits}
    of = {pk: [one for one in audits if one.auditor_id == pk] for pk in auditors}
    found = [
        Share(auditor, sum(one.finished for one in of[pk]), len(of[pk]), load.get(pk, 0))
        for pk, auditor in auditors.items()
    ]
    return sorted(found, key=lambda one: str(one.auditor))


def group_sizes(programme: Programme, drawn: list[int]) -> list[dict]:
    """How many each group had in the frame, and how many of them were drawn."""
    frame = dict(map(tuple, programme.frame))
    sizes = Counter(frame.values())
    taken = Counter(frame[child] for child in drawn)
    return [
        {"group": group or "All together", "frame": sizes[group], "drawn": taken[group]}
        for group in sorted(sizes)
    ]
