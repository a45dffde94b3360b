"""The register of gaps, counted from the children whose need stands without a service."""

from dataclasses import dataclass
from datetime import date

from casework.children.models import Child
from casework.support.services.needs import WORDS
from casework.waits.models import NeedForHelp, ServiceGap


@dataclass(frozen=True)
class GapLine:
    """One need with no service: the gap on the register, where it stands there, and its children
    as at a day."""

    need: str
    children: int
    needs: int
    longest: int | None
    gap: ServiceGap | None = None

    @property
    def words(self) -> str:
        return WORDS.get(self.need, self.need)


def without_service(worker, day: date):
    """Needs of children this worker may know of that stood without any service that day."""
    known = Child.objects.visible_to(worker)
    needs = NeedForHelp.objects.waiting_on(day).filter(without_service=True)
    return needs.filter(child__in=known.values("pk"))


def gap_lines(worker, day: date) -> list[GapLine]:
    """Every gap on the register that day, and every need without a service that nobody has raised:
    most children first. Two queries."""
    gaps = {
        gap.need: gap
        for gap in ServiceGap.objects.visible_to(worker).on(day).with_last_entries(day)
    }
    held: dict[str, list[tuple[int, date]]] = {need: [] for need in gaps}
    rows = without_service(worker, day).order_by().values_list("need", "child_id", "identified_on")
    for need, child, found_on in rows:
        held.setdefault(need, []).append((child, found_on))
    lines = [
        GapLine(
            need,
            children=len({child for child, _ in waits}),
            needs=len(waits),
            longest=max(((day - found_on).days for _, found_on in waits), default=None),
            gap=gaps.get(need),
        )
        for need, waits in held.items()
    ]
    return sorted(lines, key=lambda line: (-line.children, line.words))


def behind(worker, gap_need: str, day: date) -> list[NeedForHelp]:
    """The children behind a gap that day, the longest wait first."""
    needs = without_service(worker, day).filter(need=gap_need).longest_first()
    return list(needs.select_related("child__person"))
