"""What a page says of records that were put right."""

from dataclasses import dataclass, field
from typing import Any

from casework.access.roles import Permission
from casework.children.extensions.mistakes import Kind, mistakes
from casework.children.extensions.shared_records import hidden_in, tell, unknown_to
from casework.children.shared_words import for_reader
from casework.corrections.forms import correctable, said
from casework.corrections.models import Correction, Withdrawal

NEWEST = 50


@dataclass
class Error:
    """One record withdrawn from this file, or moved away: of that nothing is said."""

    withdrawal: Withdrawal
    title: str = ""
    day: Any = None
    says: list[tuple[str, str]] = field(default_factory=list)
    may_return: bool = False
    not_returned: str = ""


def words_of(kind: Kind, record) -> list[tuple[str, str]]:
    """All that a record says, and what it shares with brothers and sisters."""
    lines = []
    shared = getattr(record, kind.shared) if kind.shared else None
    for part, named in ((shared, kind.shared_fields), (record, ())):
        if part is not None:
            lines += [
                (label_of(part, name), text)
                for name in correctable(type(part), named)
                if (text := said(part, name))
            ]
    return lines


def label_of(record, name: str) -> str:
    label = str(record._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def errors_of(child, worker) -> list[Error]:
    """What was withdrawn or moved away, the newest first, as far as this worker may read it."""
    done = Withdrawal.objects.of_child(child).done().newest_first()
    done = list(done.select_related("recorded_by", "decided_by", "moved_to")[:NEWEST])
    kept = _records_of(child, worker, done)
    return [
        _error(withdrawal, kept.get((withdrawal.kind, withdrawal.record)), worker)
        for withdrawal in done
        if withdrawal.moved_to_id or (withdrawal.kind, withdrawal.record) in kept
    ]


def _records_of(child, worker, done) -> dict[tuple[str, int], Any]:
    """The withdrawn records themselves: one query a kind."""
    records_by_key: dict[tuple[str, int], Any] = {}
    for label in {withdrawal.kind for withdrawal in done if not withdrawal.moved_to_id}:
        keys = [withdrawal.record for withdrawal in done if withdrawal.kind == label]
        records = mistakes[label].even_withdrawn_of(child, worker).filter(pk__in=keys)
        records_by_key |= {(label, record.pk): record for record in tell(records, worker)}
    return records_by_key


def _error(withdrawal: Withdrawal, record, worker) -> Error:
    if withdrawal.moved_to_id or record is None:
        return Error(withdrawal)
    kind = mistakes[withdrawal.kind]
    asks = Permission.AUTHORISE if withdrawal.decided_by_id else Permission.RECORD
    return Error(
        withdrawal,
        title_of(kind, record),
        kind.day_of(record),
        words_of(kind, record),
        may_return=worker.may(asks) and not kind.not_put_back,
        not_returned=kind.not_put_back,
    )


def title_of(kind: Kind, record) -> str:
    words = str(record)
    return words if words.lower().startswith(kind.word.lower()) else f"{kind.word}: {words}"


def corrections_of(record, reader) -> list[Correction]:
    rows = Correction.objects.filter(kind=record._meta.label_lower, record=record.pk)
    corrections = list(rows.select_related("recorded_by").order_by("-recorded_at", "-pk"))
    return in_words_for(reader, corrections)


def in_words_for(reader, corrections: list[Correction]) -> list[Correction]:
    """What each said first and says now, without what was written for others too and names one of
    whom this reader may not know."""
    keys: dict[Any, list[int]] = {}
    for correction in corrections:
        keys.setdefault(mistakes[correction.kind].model, []).append(correction.record)
    hidden = hidden_in(keys, unknown_to(reader))
    for correction in corrections:
        model = mistakes[correction.kind].model
        if children := hidden.get((model, correction.record)):
            correction.said = [
                [label, for_reader(was, children), for_reader(now, children)]
                for label, was, now in correction.said
            ]
    return corrections


def counted_beneath(records) -> list[str]:
    """What goes with a record, in words: "3 actions"."""
    counts: dict[str, int] = {}
    for record in records:
        word = mistakes.of_record(record).word
        counts[word] = counts.get(word, 0) + 1
    return [f"{word}, {count}" if count > 1 else word for word, count in counts.items()]
