"""Two files become one child's: proposed by one person, agreed by another, and undone exactly."""

from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.utils import timezone

from casework.children.models import (
    Address,
    Child,
    MayBeWithdrawn,
    PersonName,
    Relationship,
    even_merged,
    even_withdrawn,
    tell_file_changed,
)
from casework.corrections.operations import and_beneath, pointing_at
from casework.duplicates import drafts, ledger, notices, since
from casework.duplicates.conflicts import Twice, end_part, readers, twice, unique_rules
from casework.duplicates.facts import ABSORBED, NAME, take_over
from casework.duplicates.models import Merge
from casework.duplicates.tables import Pair

BOTH, GOES_ON = "both", "goes_on"
ONE_PERSON = "Another person has to agree, not the one who proposed it"
ALREADY = "One of the two files is merged with another by now: read it again"
PROPOSED_ALREADY = "Somebody has proposed this already"
LATER_FIRST = "A later merge stands on this file: undo that one first"
HELD = "Something written meanwhile stands in the way: look at both files again"


def propose(child: Child, other: Child, *, because: str, by) -> Merge:
    """The older number is kept, unless whoever agrees says otherwise. Raises ``ValidationError``
    where somebody else proposed the same at the same moment."""
    kept, absorbed = sorted((child, other), key=lambda file: file.pk)
    proposed = Merge.on_file_of(kept, by, absorbed=absorbed, because=because)
    try:
        with transaction.atomic():
            proposed.save()
    except IntegrityError as twice_at_once:
        raise ValidationError({"other": PROPOSED_ALREADY}) from twice_at_once
    notices.tell_managers(proposed)
    return proposed


def refuse(proposed: Merge, *, because: str, by) -> None:
    """They are two children: the pair is proposed by no list again."""
    proposed.decided_by, proposed.decided_at = by, timezone.now()
    proposed.not_agreed_because = because
    proposed.full_clean()
    proposed.save()
    notices.tell_who_proposed(proposed, "It was not agreed: they are two children", by)


@transaction.atomic
def merge(
    proposed: Merge, *, chosen: dict[str, str], said: list[list[str]], by, keep: Child | None = None
) -> Merge:
    """Everything of the one file stands on the other; each change is kept in the ledger."""
    if by.pk == proposed.recorded_by_id:
        raise ValidationError(ONE_PERSON)
    pair = _held(proposed, keep)
    told = notices.readers_of(pair.absorbed)
    proposed.child, proposed.absorbed = pair.kept, pair.absorbed
    proposed.decided_by = by
    proposed.decided_at = proposed.done_at = timezone.now()
    proposed.choices = said
    proposed.save()
    try:
        with transaction.atomic(), pghistory.context(merged=proposed.pk):
            before = ledger.snapshot(pair)
            _settle(pair, chosen, by)
            _move(pair)
            ledger.keep(proposed, before, ledger.snapshot(pair))
    except IntegrityError as held:
        raise ValidationError(HELD) from held
    _look_again(pair)
    notices.tell_of_merge(proposed, told, by)
    return proposed


def _held(proposed: Merge, keep: Child | None = None) -> Pair:
    """Both files, held until this is done, so that nothing is written on either meanwhile."""
    keys = [proposed.child_id, proposed.absorbed_id]
    files = even_merged().filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    held = {file.pk: file for file in files.select_related("person", "team")}
    kept = held[keep.pk if keep else proposed.child_id]
    absorbed = next(file for file in held.values() if file.pk != kept.pk)
    if kept.merged_into_id or absorbed.merged_into_id:
        raise ValidationError(ALREADY)
    return Pair(kept, absorbed)


def _settle(pair: Pair, chosen: dict[str, str], by) -> None:
    """What one file has one of, and who may read it, before anything moves."""
    because = f"The files {pair.kept.number} and {pair.absorbed.number} were merged"
    for reader in readers(pair):
        if not (reader.asked and chosen.get(reader.code) == GOES_ON):
            end_part(reader, because)
    for clash in twice(pair):
        choice = chosen.get(clash.code, "")
        if not (clash.both and choice == BOTH):
            _one_stands(clash, choice, because, by)
    _same_addresses(pair, because, by)
    _not_related_to_themselves(pair, because, by)
    _keep_name(pair, chosen)
    take_over(pair, chosen)


def _one_stands(clash: Twice, choice: str, because: str, by) -> None:
    stands, other = clash.kept, clash.absorbed
    if choice == ABSORBED:
        stands, other = other, stands
    if clash.once.ends:
        clash.once.ends(other, because=because, by=by)
        return
    if not isinstance(other, MayBeWithdrawn):
        other.delete()
        return
    if clash.once.gathers:
        _gather(other, stands)
    for row in and_beneath(other):
        withdraw(row, f"Written down twice. {because}", by)


def _gather(other, stands) -> None:
    """What hangs on the one hangs on the other; what only one can hang on stays where it is, and
    what hangs on that goes on."""
    for field in pointing_at(other):
        if field.unique or field.model is type(other):
            continue
        rows = field.model._base_manager.filter(**{field.attname: other.pk})
        for row in list(rows):
            if rival := _rival(field, row, stands):
                _gather(row, rival)
            else:
                rows.filter(pk=row.pk).update(**{field.attname: stands.pk})


def _rival(field, row, stands):
    """The record that hangs on ``stands`` already where only one like this may."""
    for rule in unique_rules(field):
        others = [row._meta.get_field(name) for name in rule.names if name != field.name]
        same = [rule.same(other.attname, Value(getattr(row, other.attname))) for other in others]
        rows = type(row)._base_manager.filter(rule.condition)
        if not rows.filter(pk=row.pk).exists():
            continue
        if rival := rows.filter(*same, **{field.attname: stands.pk}).first():
            return rival
    return None


def withdraw(record, because: str, by) -> None:
    even_withdrawn(type(record)).filter(pk=record.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_because=because
    )


def _same_addresses(pair: Pair, because: str, by) -> None:
    """The same address on both files is one address."""
    ours = {
        _place(address): address for address in Address.objects.filter(person=pair.kept.person_id)
    }
    for address in Address.objects.filter(person=pair.absorbed.person_id):
        if _place(address) in ours:
            withdraw(address, f"Written down twice. {because}", by)


def _place(address: Address) -> tuple[Any, ...]:
    lines = " ".join(address.lines.lower().replace(",", " ").split())
    postcode = address.postcode.replace(" ", "").upper()
    return lines, postcode, address.kind, address.ended_on is None


def _not_related_to_themselves(pair: Pair, because: str, by) -> None:
    """Where one was written down as a relative of the other; those rows stay where they are."""
    people = [pair.kept.person_id, pair.absorbed.person_id]
    for row in Relationship.objects.filter(person__in=people, relative__in=people):
        withdraw(row, f"They are one child. {because}", by)


def _keep_name(pair: Pair, chosen: dict[str, str]) -> None:
    """The name that is not chosen is kept as another name of the child."""
    kept, absorbed = pair.kept.person, pair.absorbed.person
    names = {person: [getattr(person, column) for column in NAME] for person in (kept, absorbed)}
    if names[kept] == names[absorbed] or not any(names[kept]) or not any(names[absorbed]):
        return
    given_name, family_name = names[kept if chosen.get("_".join(NAME)) == ABSORBED else absorbed]
    PersonName.objects.create(
        person=kept, kind=PersonName.Kind.OTHER, given_name=given_name, family_name=family_name
    )


def _move(pair: Pair) -> None:
    between = [pair.kept.person_id, pair.absorbed.person_id]
    for column in pair.moving():
        rows = pair.rows(column, kept=False)
        if column.model is Relationship:
            rows = rows.exclude(person__in=between, relative__in=between)
        rows.update(**{column.attname: pair.keys(column)[0]})
    drafts.move(pair.absorbed, pair.kept)
    _merges_before(pair)
    pair.absorbed.merged_into = pair.kept
    pair.absorbed.save(update_fields=["merged_into"])


def _merges_before(pair: Pair) -> None:
    """Merges done before are read on the file that stands."""
    Merge.objects.standing().filter(child=pair.absorbed).update(child=pair.kept)


def _look_again(pair: Pair) -> None:
    even_merged().filter(pk__in=[pair.kept.pk, pair.absorbed.pk]).refresh_search()
    tell_file_changed(pair.kept.pk, pair.absorbed.pk)


@transaction.atomic
def undo(done: Merge, *, with_it: list[Any], because: str, by) -> list[tuple[str, int]]:
    """Both files are as they were. What was written since stays on the file that was kept, but for
    ``with_it`` and what stands on what goes back. Says what was changed since, and so stays."""
    pair = _held_again(done)
    returning = since.going_back(done, pair, with_it)
    undoing = ledger.Undoing(done)
    with pghistory.context(merge_undone=done.pk):
        undoing.run()
        _merges_back(done, pair)
        since.take_back(returning, pair)
        drafts.move_back(pair.kept, pair.absorbed, done)
    done.undone_by, done.undone_at, done.undone_because = by, timezone.now(), because
    done.save()
    even_merged().filter(pk__in=[pair.kept.pk, pair.absorbed.pk]).refresh_search()
    tell_file_changed(pair.kept.pk, pair.absorbed.pk)
    notices.tell_of_undoing(done, by)
    return undoing.left


def _held_again(done: Merge) -> Pair:
    keys = [done.child_id, done.absorbed_id]
    files = even_merged().filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    held = {file.pk: file for file in files.select_related("person", "team")}
    newest = Merge.objects.standing().filter(child=done.child_id).order_by("-done_at", "-pk")
    if newest.first() != done or held[done.child_id].merged_into_id:
        raise ValidationError(LATER_FIRST)
    return Pair(held[done.child_id], held[done.absorbed_id])


def _merges_back(done: Merge, pair: Pair) -> None:
    """Merges of the other file before this one are read there again."""
    earlier = Merge._base_manager.filter(
        child=pair.kept, absorbed__merged_into=pair.absorbed, done_at__lt=done.done_at
    )
    earlier.update(child=pair.absorbed)
