"""How far a programme is: its audits by stage, what is late, and who has how much to judge."""

from collections import Counter
from dataclasses import dataclass, field

from audits.models import Audit, Programme, Stage
from casework.timescales.models import Deadline

JUDGED = (Stage.MODERATION, Stage.ACTIONS, Stage.CLOSED)


@dataclass
class Progress:
    """The audits of one programme, of those its reader may read."""

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
    """For each programme, by its key. Two queries."""
    by_programme = {programme.pk: Progress() for programme in programmes}
    audits = Audit.objects.shown_to(worker).filter(programme__in=list(by_programme)).with_stage()
    rows = list(audits.order_by().values_list("pk", "programme", "stage"))
    late = late_audits([pk for pk, _, _ in rows])
    for pk, programme, stage in rows:
        by_programme[programme].stages[stage] += 1
        by_programme[programme].late += pk in late
    return by_programme


@dataclass(frozen=True)
class Share:
    """What one auditor has of a programme, and how many audits are open to them in all."""

    auditor: object
    done: int
    planned: int
    open: int


def shares_of(audits, load: dict[int, int]) -> list[Share]:
    """The auditors of these audits, by name."""
    auditors = {audit.auditor_id: audit.auditor for audit in audits}
    of = {pk: [audit for audit in audits if audit.auditor_id == pk] for pk in auditors}
    shares = [
        Share(auditor, sum(audit.finished for audit in of[pk]), len(of[pk]), load.get(pk, 0))
        for pk, auditor in auditors.items()
    ]
    return sorted(shares, key=lambda share: str(share.auditor))


def group_sizes(programme: Programme, drawn: list[int]) -> list[dict]:
    """How many each group had in the frame, and how many of them were drawn."""
    frame = dict(map(tuple, programme.frame))
    sizes = Counter(frame.values())
    taken = Counter(frame[child] for child in drawn)
    return [
        {"group": group or "All together", "frame": sizes[group], "drawn": taken[group]}
        for group in sorted(sizes)
    ]
