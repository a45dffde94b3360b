"""The children in need census, brought in: file to rows, rows to records, and what was refused."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import IO

import pghistory
from django.db import connection

from casework.access.models import Authority
from casework.children.models import tell_file_changed
from casework.interface.words import listed
from casework.returns.children import leave_out_numbers_of_others
from casework.returns.councils import Account, council_of, first_manager, team_of
from casework.returns.loading import Tally, Writing, load
from casework.returns.parsing import UNKNOWN, CensusChild
from casework.returns.reading import IDENTITY, CensusFile, Header
from casework.returns.registry import registry
from casework.returns.rows import MOST_SHOWN, Refusal

AT_ONCE = 500
TWICE = "Children {ordinals} of this file have this identifier: none of them was taken"
UNDATED = "{why}: the day of this census is taken to be {day}"
WITHOUT_A_DAY = "{why}: nothing was changed that a census with a day has told of"
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
    read_as: list[Refusal] = field(default_factory=list)
    holders: dict = field(default_factory=dict)
    """Whose file has each pupil number met so far."""

    def as_json(self) -> dict:
        counted = {"read": self.read, **{name: getattr(self.tally, name) for name in COUNTED}}
        return {
            "authority": self.council.name,
            "reference_date": str(self.header.reference_on or ""),
            **{
                name: {module.name: counts[module.name] for module in registry}
                for name, counts in counted.items()
            },
            "refused": [refusal_json(refusal) for refusal in self.refused],
            "read_as": [refusal_json(refusal) for refusal in self.read_as],
            "kept_ours": [asdict(difference) for difference in self.tally.kept],
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


def refusal_json(refusal: Refusal) -> dict:
    return {name: value for name, value in asdict(refusal).items() if name != "taken"}


COUNTED = ("created", "changed", "unchanged")


def import_census(
    source: IO[bytes], *, authority: str = "", of: Authority | None = None, rehearsal: bool = False
) -> Report:
    """Bring a census in. ``of`` is the only council it may be from; ``authority`` names one. A
    ``rehearsal``, of a council that is here, tells what would come of it and leaves nothing
    written: each batch is written and undone.

    Raises ``UnreadableFile`` where nothing of it could be read; then nothing was written.
    """
    census = CensusFile(source)
    with pghistory.context(brought_in=f"CIN census {census.header.year}"):
        council = council_of(census.header.lea, of.name if of else authority)
        report = Report(council=council, header=census.header, refused=_undated(census.header))
        touched: list[int] = []
        reference_on = census.header.reference_on
        for batch in _batches(_children_of(census, report)):
            touched += _load(
                batch, report, lambda: Writing(council, team_of(council), reference_on, rehearsal)
            )
        if touched and not rehearsal:
            tell_file_changed(*touched)
        if not rehearsal:  # last, so that its password is told
            report.account = first_manager(council, team_of(council))
    _end_of_the_file()
    return report


def _end_of_the_file() -> None:
    """What is written next in the same transaction is a person's, not the file's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")


def _undated(header: Header) -> list[Refusal]:
    if not header.undated:
        return []
    reason = UNDATED if header.reference_on else WITHOUT_A_DAY
    return [
        Refusal(
            element="ReferenceDate",
            value=header.reference[:MOST_SHOWN],
            reason=reason.format(why=header.undated, day=header.reference_on),
        )
    ]


def _children_of(census: CensusFile, report: Report) -> Iterator[CensusChild]:
    """Each child as the file tells of them; what was wrong goes into the report."""
    children = census.children(lambda stray: report.refused.append(_no_child(stray)))
    for ordinal, element in children:
        census_child = CensusChild(element, ordinal)
        alike = census.ordinals[census_child.local_id]
        if len(alike) > 1 and not census_child.child.refused:
            census_child.child.refuse(IDENTITY, TWICE.format(ordinals=listed(alike)))
        census_child.settle()
        report.read += Counter({name: len(rows) for name, rows in census_child.rows.items()})
        report.refused += [refusal for refusal in census_child.refusals if not refusal.taken]
        report.read_as += [refusal for refusal in census_child.refusals if refusal.taken]
        yield census_child


def _no_child(element) -> Refusal:
    return Refusal(element=element.tag, reason=UNKNOWN, line=element.sourceline or 0)


def _batches(children: Iterable[CensusChild]) -> Iterator[list[CensusChild]]:
    batch: list[CensusChild] = []
    for child in children:
        batch.append(child)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch


def _load(batch: list[CensusChild], report: Report, writing_for) -> list[int]:
    """Write a batch; give the children whose files it is about."""
    report.refused += leave_out_numbers_of_others(batch, report.council, report.holders)
    tally, unwritten = load(batch, writing_for)
    report.tally.add(tally)
    for census_child, error in unwritten:
        report.refused.append(_unwritten(census_child, error))
    lost = {id(census_child) for census_child, _ in unwritten}
    loaded = [
        census_child.child
        for census_child in batch
        if id(census_child) not in lost and not census_child.child.refused
    ]
    return [child.record.pk for child in loaded]


def _unwritten(census_child: CensusChild, error: Exception) -> Refusal:
    why = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return Refusal(
        ordinal=census_child.ordinal,
        child=census_child.local_id,
        element="Child",
        value=census_child.local_id,
        line=census_child.line,
        reason=WILL_NOT_STAND.format(why=(why or str(error)).replace("_", " ")),
    )
