"""Prompts that writers of the demonstration authority put aside. An app's ``demo.py`` says in which
of its texts."""

from collections.abc import Iterable, Iterator
from random import Random

from casework.writing.beside import thoughts
from casework.writing.dismissals import Dismissal
from casework.writing.passages import Passage


def put_aside_some(passages: Iterable[Passage], chance: Random) -> Iterator[Dismissal]:
    """One of what there was to think about in each text, with a reason that fits it."""
    for one in passages:
        said = thoughts("", one.beside, one.text, answered=one.answered)
        if said.any:
            prompt, record = chance.choice(said.every), one.record
            reason, _ = chance.choice(prompt.reasons)
            yield Dismissal(
                child=record.child, authority=record.authority, team=record.team,
                recorded_by=record.recorded_by, recorded_at=record.recorded_at,
                record=record._meta.label_lower, record_id=record.pk, field=one.field,
                kind=one.beside.kind, code=prompt.code, words=prompt.words[:120], reason=reason,
            )  # fmt: skip
