"""The children in need census, brought in: file to rows, rows to records, and what was refused."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import IO

import pghistory

from casework.access.models import Authority, Worker
from casework.children.models import tell_file_changed
from casework.returns.councils import Account, council_of, first_manager, team_of
from casework.returns.loading import Tally, Writing, load
from casework.returns.reading import CensusFile, Header
from casework.returns.registry import registry
from casework.returns.rows import Refusal
from casework.returns.telling import IDENTITY, UNKNOWN, ChildTold

AT_ONCE = 500
TWICE = "Another child in this file has this identifier, on line {line}: that one was kept"
WILL_NOT_STAND = "What the file says of this child cannot stand with what is on record: {why}"


@dataclass(kw_only=True)
class Report:
    """What came of one file."""

    council: Authority
    header: Header
    account: Account | None = None
    read: Counter = field(default_factory=Counter)
    tally: Tally = field(default_factory=Tally)
    refused: list[Refusal] = field(default_factory=list)

    def as_json(self) -> dict:
        counted = {"read": self.read, **{name: getattr(self.tally, name) for name in COUNTED}}
        return {
            "authority": self.council.name,
            **{
                name: {module.name: counts[module.name] for module in registry}
                for name, counts in counted.items()
            },
            "refused": [asdict(refusal) for refusal in self.refused],
        }

    def modules(self) -> list[dict]:
        """A line a module, for those who read."""
        return [
            {"label": module.label, "read": self.read[module.name], **self._counts(module.name)}
            for module in registry
        ]

    def _counts(self, name: str) -> dict[str, int]:
        loaded = {kind: getattr(self.tally, kind)[name] for kind in COUNTED}
        return {**loaded, "left_out": self.read[name] - sum(loaded.values())}


COUNTED = ("created", "changed", "unchanged")


def import_census(
    source: IO[bytes], *, authority: str = "", of: Authority | None = None,
    worker: Worker | None = None,
) -> Report:  # fmt: skip
    """Bring a census in. ``of`` is the only council it may be from; ``authority`` names one.

    Raises ``UnreadableFile`` where nothing of it could be read; then nothing was written.
    """
    census = CensusFile(source)
    with pghistory.context(brought_in=f"CIN census {census.header.year}"):
        council = council_of(census.header.lea, of.name if of else authority)
        team = team_of(council)
        report = Report(council=council, header=census.header)
        touched: list[int] = []
        for batch in _batches(_told(census, report)):
            touched += _load(batch, report, lambda: Writing(council, team, worker))
        tell_file_changed(*touched)
        report.account = first_manager(council, team)  # last, so that its password is told
    return report


def _told(census: CensusFile, report: Report) -> Iterator[ChildTold]:
    """Each child as the file tells of them; what was wrong goes into the report."""
    seen: dict[str, int] = {}
    for element in census.children(lambda stray: report.refused.append(_no_child(stray))):
        told = ChildTold(element)
        first = seen.setdefault(told.local_id, told.line)
        if first != told.line and not told.child.refused:
            told.child.refuse(IDENTITY, TWICE.format(line=first))
        told.settle()
        report.read += Counter({name: len(rows) for name, rows in told.rows.items()})
        report.refused += told.refusals
        yield told


def _no_child(element) -> Refusal:
    return Refusal(
        line=element.sourceline or 0, child="", element=element.tag, value="", reason=UNKNOWN
    )


def _batches(children: Iterable[ChildTold]) -> Iterator[list[ChildTold]]:
    batch: list[ChildTold] = []
    for child in children:
        batch.append(child)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch


def _load(batch: list[ChildTold], report: Report, writing_for) -> list[int]:
    """Write a batch; give the children whose files it is about."""
    tally, unwritten = load(batch, writing_for)
    report.tally.add(tally)
    for told, error in unwritten:
        report.refused.append(_unwritten(told, error))
    lost = {id(told) for told, _ in unwritten}
    loaded = [told.child for told in batch if id(told) not in lost and not told.child.refused]
    return [child.record.pk for child in loaded]


def _unwritten(told: ChildTold, error: Exception) -> Refusal:
    why = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return Refusal(
        line=told.line, child=told.local_id, element="Child", value=told.local_id,
        reason=WILL_NOT_STAND.format(why=(why or str(error)).replace("_", " ")),
    )  # fmt: skip
