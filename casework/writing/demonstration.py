"""Prompts that writers of the demonstration authority put aside. An app's ``demo.py`` says in which
of its texts."""

from collections.abc import Iterable, Iterator
from random import Random

from casework.writing.prompts.models import Dismissal
from casework.writing.prompts.passages import Passage
from casework.writing.prompts.prompts import thoughts


def put_aside_some(passages: Iterable[Passage], chance: Random) -> Iterator[Dismissal]:
    """One of what there was to think about in each text, with a reason that fits it."""
    for passage in passages:
        to_think = thoughts("", passage.beside, passage.text, answered=passage.answered)
        if to_think.any:
            prompt, record = chance.choice(to_think.every), passage.record
            reason, _ = chance.choice(prompt.reasons)
            yield Dismissal(
                child=record.child,
                authority=record.authority,
                team=record.team,
                recorded_by=record.recorded_by,
                recorded_at=record.recorded_at,
                record=record._meta.label_lower,
                record_id=record.pk,
                field=passage.field,
                kind=passage.beside.kind,
                code=prompt.code,
                words=prompt.words[:120],
                reason=reason,
            )
