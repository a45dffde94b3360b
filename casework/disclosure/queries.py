"""How a disclosure stands: its names and their answers, what it lacks, its clock, where it went."""

from dataclasses import dataclass

from casework.approvals.models import mark_of
from casework.children.shared_words import for_reader, left_out
from casework.disclosure.bundle import Burned, lacks
from casework.disclosure.models import Disclosure, NameAnswer
from casework.disclosure.names import Found, Known, found_in_all
from casework.disclosure.operations import changed_since
from casework.disclosure.third_parties import hidden_in, places_shown
from casework.documents.models import Sending
from casework.timescales.models import Deadline

FIRST_MONTH = "disclosure.access"


@dataclass
class Standing:
    """What a page needs to say what is done and what is to be done."""

    disclosure: Disclosure
    records: list
    found: list[Found]
    answers: dict[str, NameAnswer]
    changed: list
    hidden: list

    @property
    def unanswered(self) -> list[Found]:
        return [entry for entry in self.found if entry.name not in self.answers]

    @property
    def lacking(self) -> list[str]:
        return lacks(self.disclosure, len(self.unanswered), len(self.changed), self.hidden)


def standing_of(disclosure: Disclosure, worker) -> Standing:
    records = list(disclosure.records.in_order().prefetch_related("redactions"))
    answers = {answer.name: answer for answer in disclosure.names.all()}
    hidden = hidden_in(disclosure, worker)
    entries = names_of(disclosure, worker, records, answers, hidden)
    return Standing(
        disclosure,
        records,
        [entry for entry in entries if for_reader(entry.name, hidden) == entry.name],
        answers,
        changed_since(disclosure, worker) if disclosure.authorised_on is None else [],
        hidden,
    )


def names_of(disclosure, worker, records, answers, hidden) -> list[Found]:
    """Those that were found, and those somebody blacked out everywhere by hand: as often as they
    stand in what this reader is shown."""
    names = {name for record in records for name in record.names}
    known = Known(disclosure.child, worker, names)
    by_hand = [name for name in answers if name not in names]
    for record in records:
        gaps = left_out(record.text, hidden)
        to_count = [*record.names, *by_hand] if gaps else by_hand
        counts = {name: len(places_shown(name, record.text, hidden)) for name in to_count}
        stands = {} if gaps else record.names
        record.names = stands | {name: count for name, count in counts.items() if count}
    return found_in_all(records, known)


def burned_records(disclosure: Disclosure, reader) -> list[tuple]:
    """Each record with its words as they would be given, of which this reader may read them."""
    whole = Burned(disclosure, hidden_in(disclosure, reader))
    return [(record, whole.text_of(record)) for record in whole.records]


def mark_of_burned(burned: list[tuple]) -> str:
    return mark_of((record.key, str(record), text) for record, text in burned)


def clocks_of(disclosures: list[Disclosure]) -> dict[int, Deadline]:
    """The clock of each that runs, or ran."""
    clocks = Deadline.objects.filter(
        code__startswith="disclosure.", record_id__in=[entry.pk for entry in disclosures]
    )
    newest = clocks.shown().order_by("due_at")
    return {clock.record_id: clock for clock in newest}


def first_month(disclosure: Disclosure) -> Deadline | None:
    return Deadline.objects.filter(code=FIRST_MONTH, record_id=disclosure.pk).first()


def sendings_of(disclosure: Disclosure):
    sent = Sending.objects.filter(document=disclosure.document_id, child=disclosure.child_id)
    return sent.select_related("recorded_by").newest_first()
