"""Withdrawing a record, with what hangs beneath it, and moving it to the right child's file."""

from collections.abc import Iterator
from typing import Any, cast

import pghistory
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from casework.children.extensions.mistakes import CHILD, mistakes
from casework.children.models import Child, MayBeWithdrawn, even_withdrawn, tell_file_changed
from casework.corrections.models import Correction, Withdrawal
from casework.corrections.notices import (
    recorded_on,
    tell_managers,
    tell_who_asked,
    tell_who_read_it,
)
from casework.timescales.models import Deadline

TAKEN = (
    "Something else stands in its place now. Withdraw or correct that first, then put this back."
)
HELD = (
    "Something else stands on this record and cannot stand without it. Put that right first, then"
    " this."
)


def _is_history(model) -> bool:
    return hasattr(model, "pgh_tracked_model")


def pointing_at(record) -> Iterator[models.ForeignKey]:
    """The foreign keys by which other records point at one like this."""
    for relation in record._meta.related_objects:
        field = relation.field
        if isinstance(field, models.ForeignKey) and not _is_history(field.model):
            yield field


def and_beneath(record, *, same_form: bool = True) -> list[Any]:
    """The record, the rows that are the same mistake, and all that cannot be without them; where
    they are withdrawn, also what the same form wrote for others of the family."""
    records: dict[tuple[str, int], Any] = {}
    waiting = [record]
    while waiting:
        row = waiting.pop(0)
        key = (row._meta.label_lower, row.pk)
        if key in records:
            continue
        records[key] = row
        kind = mistakes.of_record(row)
        with_it = [*kind.also(row), *(kind.same_form(row) if same_form else ())]
        waiting += [other for other in with_it if other is not None]  # None was withdrawn before
        for field in pointing_at(row):
            if field.null or not issubclass(field.model, MayBeWithdrawn):
                continue
            hanging = field.model._default_manager.filter(**{field.attname: row.pk})
            waiting += hanging
    return list(records.values())


def standing_on(records: list[Any]) -> list[tuple[models.ForeignKey, Any, int]]:
    """What other records say of these, and the only thing of its kind these say of others: the
    field, the row that says it, and of which row."""
    among = {(type(record), record.pk) for record in records}
    links = []
    for record in records:
        for field in pointing_at(record):
            if field.null:
                rows = field.model._base_manager.filter(**{field.attname: record.pk})
                links += [
                    (field, row, record.pk) for row in rows if (type(row), row.pk) not in among
                ]
        for own in record._meta.local_fields:
            if isinstance(own, models.OneToOneField) and getattr(record, own.attname):
                links.append((own, record, getattr(record, own.attname)))
    return links


def _let_go(links) -> list[list[Any]]:
    """Each of these says so no more; what it said is given back to be kept."""
    for field, row, _ in links:
        field.model._base_manager.filter(pk=row.pk).update(**{field.attname: None})
    return [[field.model._meta.label_lower, row.pk, field.name, was] for field, row, was in links]


@transaction.atomic
def ask_to_withdraw(record, *, child: Child, because: str, by) -> Withdrawal:
    """Withdraw it now, or ask a manager where it was authorised or sent."""
    kind = mistakes.of_record(record)
    asked = Withdrawal.on_file_of(child, by, kind=kind.label, record=record.pk, because=because)
    asked.save()
    if kind.settled(record):
        tell_managers(asked)
    else:
        carry_out(asked)
    return asked


@transaction.atomic
def agree(asked: Withdrawal, *, by) -> None:
    asked.decided_by, asked.decided_at = by, timezone.now()
    asked.full_clean()
    asked.save()
    if asked.moved_to_id:
        carry_out_move(asked)
    else:
        carry_out(asked)
    tell_who_asked(asked, f"It was agreed: {asked.word.lower()} recorded in error", by)


def refuse(asked: Withdrawal, *, because: str, by) -> None:
    asked.decided_by, asked.decided_at, asked.not_agreed_because = by, timezone.now(), because
    asked.full_clean()
    asked.save()
    tell_who_asked(asked, f"It was not agreed: {asked.word.lower()} stays on the file", by)


def record_of(asked: Withdrawal):
    return even_withdrawn(apps.get_model(asked.kind)).filter(pk=asked.record).first()


def carry_out(asked: Withdrawal) -> None:
    """Withdraw the record and what hangs beneath it. Raises ``ValidationError`` where something
    that stands cannot stand without it; then nothing was done."""
    record = record_of(asked)
    records = and_beneath(record)
    asked.done_at = timezone.now()
    asked.beneath = [[row._meta.label_lower, row.pk] for row in records[1:]]
    try:
        with transaction.atomic(), pghistory.context(withdrawn=asked.pk):
            asked.links = _let_go(standing_on(records))
            for row in records:
                even_withdrawn(type(row)).filter(pk=row.pk).update(
                    withdrawn_at=asked.done_at,
                    withdrawn_by=asked.recorded_by,
                    withdrawn_because=asked.because,
                )
            for row in records:
                mistakes.of_record(row).follows(row)
                _answer_who_else_asked(row, asked)
            asked.save()
            _look_again(asked.child)
    except IntegrityError as held:
        raise ValidationError(HELD) from held


def _answer_who_else_asked(record, asked: Withdrawal) -> None:
    """What went with another record need not be asked for any more."""
    same = Withdrawal.objects.waiting().filter(kind=record._meta.label_lower, record=record.pk)
    same.exclude(pk=asked.pk).delete()


def _look_again(*children: Child) -> None:
    """What is worked out from a file is worked out again."""
    keys = [child.pk for child in children]
    Child.objects.filter(pk__in=keys).refresh_search()
    Deadline.objects.filter(child__in=keys).judge_again()
    tell_file_changed(*keys)


@transaction.atomic
def put_back(withdrawal: Withdrawal, *, because: str, by) -> None:
    """It was no mistake: the record, what went with it and what others said of it return as they
    were. Raises ``ValidationError`` where something else stands in its place now."""
    withdrawal.put_back_at, withdrawal.put_back_by = timezone.now(), by
    withdrawal.put_back_because = because
    keys = [[withdrawal.kind, withdrawal.record], *withdrawal.beneath]
    try:
        with transaction.atomic(), pghistory.context(put_back=withdrawal.pk):
            rows = [_stands_again(label, key) for label, key in keys]
            for label, key, name, was in withdrawal.links:
                model = apps.get_model(label)
                field = cast(models.ForeignKey, model._meta.get_field(name))
                silent = model._base_manager.filter(pk=key, **{field.attname: None})
                silent.update(**{field.attname: was})
            for row in filter(None, rows):
                mistakes.of_record(row).returns(row)
            withdrawal.save()
            _look_again(withdrawal.child)
    except IntegrityError as held:
        raise ValidationError(TAKEN) from held


def _stands_again(label: str, key: int):
    rows = even_withdrawn(apps.get_model(label)).filter(pk=key)
    rows.update(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
    return rows.first()


@transaction.atomic
def move(record, *, child: Child, to: Child, because: str, by) -> Withdrawal:
    """Move it, with what hangs beneath it, to the right child's file, or ask a manager where it was
    authorised or sent.

    What stands on the wrong file says no more of it, and it says no more of what stands there.
    """
    kind = mistakes.of_record(record)
    gone = Withdrawal.on_file_of(
        child, by, kind=kind.label, record=record.pk, because=because, moved_to=to
    )
    if kind.settled(record):
        gone.save()
        tell_managers(gone)
    else:
        carry_out_move(gone)
    return gone


def carry_out_move(gone: Withdrawal) -> None:
    record, child = record_of(gone), gone.child
    to = cast(Child, gone.moved_to)
    kind, records = mistakes.of_record(record), and_beneath(record, same_form=False)
    gone.done_at = timezone.now()
    gone.beneath = [[row._meta.label_lower, row.pk] for row in records[1:]]
    try:
        with transaction.atomic(), pghistory.context(moved_to=to.pk):
            gone.links = _let_go([*standing_on(records), *_said_of_the_wrong_file(records)])
            kind.moves(record, to)
            for row in records:
                _to_file_of(row, child, to, but=gone)
                _answer_who_else_asked(row, gone)
            gone.save()
            _look_again(child, to)
    except IntegrityError as held:
        raise ValidationError(HELD) from held
    tell_who_read_it(gone, recorded_on(record))


def _said_of_the_wrong_file(records):
    """What these say of other records of the same file, that stay there."""
    among = {(type(row), row.pk) for row in records}
    links = []
    for record in records:
        for own in record._meta.local_fields:
            stays = own.is_relation and issubclass(own.related_model, MayBeWithdrawn)
            key = getattr(record, own.attname) if stays else None
            alone = stays and not isinstance(own, models.OneToOneField)
            if alone and key and (own.related_model, key) not in among:
                if not own.null:
                    raise ValidationError(
                        f"It belongs to another record ({own.verbose_name}): move that instead"
                    )
                links.append((own, record, key))
    return links


def _to_file_of(record, child: Child, to: Child, *, but: Withdrawal) -> None:
    kind = mistakes.of_record(record)
    facts: dict[str, Any]
    if kind.of == CHILD:
        facts = {"child": to, "authority": to.authority_id, "team": to.team_id}
    else:
        facts = {kind.of: to.person_id}
    even_withdrawn(type(record)).filter(pk=record.pk).update(**facts)
    file = {"child": to, "authority": to.authority_id, "team": to.team_id}
    for model in (Correction, Withdrawal):
        about = even_withdrawn(model).filter(kind=kind.label, record=record.pk, child=child)
        if model is Withdrawal:
            about = about.exclude(pk=but.pk)
        about.update(**file)


@transaction.atomic
def correct(form, *, child: Child, by) -> Correction | None:
    """Save what was corrected; keep what it said before."""
    before = form.said_before()
    if not before:
        return None
    form.save()
    kept = Correction.on_file_of(
        child,
        by,
        kind=form.kind.label,
        record=form.record.pk,
        because=form.cleaned_data["because"],
        said=before,
    )
    kept.save()
    _look_again(child)
    return kept
