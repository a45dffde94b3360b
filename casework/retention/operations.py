"""Confirming the rules, holding files, and going through those that are due."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.access.roles import Permission
from casework.children.models import Child
from casework.retention.categories import USUAL, Category
from casework.retention.dates import due
from casework.retention.models import DueFile, Hold, Round, Rule
from casework.retention.stops import stops_of

AT_ONCE = 500
"""Files of one round: what two people can go through and answer for."""
CONFIRM_FIRST = "Confirm every rule first: hold each beside the council’s own schedule"
NOT_ALONE = "Another person has to authorise, not the one who began it"
NONE_DUE = "No file that you may know of is due and free to go"
DONE_ALREADY = "Somebody has done this already: read it again"
ANOTHER_ROUND = "Another round is not finished yet"


def lay_down_rules(authority) -> int:
    """The law's rules and the usual local ones, none of them confirmed yet; those that a council
    has stay as they are."""
    before = Rule.objects.of(authority).count()
    Rule.objects.bulk_create(
        (Rule(authority=authority, category=kind, **vars(usual)) for kind, usual in USUAL.items()),
        ignore_conflicts=True,
    )
    return Rule.objects.of(authority).count() - before


def confirm(rule: Rule, *, by) -> None:
    rule.confirmed_by, rule.confirmed_at = by, timezone.now()
    rule.full_clean()
    rule.save()


def rules_to_act_by(authority) -> list[Rule]:
    """Every rule, where all are there and all are confirmed: one that is not might keep a file
    longer."""
    rules = list(Rule.objects.of(authority))
    if len(rules) < len(Category) or any(rule.confirmed_at is None for rule in rules):
        raise ValidationError(CONFIRM_FIRST)
    return rules


def begin_round(*, by) -> Round:
    """The report before, of the files this worker may know of that nothing stops."""
    rules = {rule.pk: rule for rule in rules_to_act_by(by.authority)}
    today = timezone.localdate()
    over = list(due(rules.values(), Child.objects.visible_to(by), today))
    stopped = stops_of(file.file for file in over)
    free = [file for file in over if file.file not in stopped][:AT_ONCE]
    if not free:
        raise ValidationError(NONE_DUE)
    try:
        with transaction.atomic():
            begun = Round.objects.create(authority=by.authority, as_at=today, begun_by=by)
            DueFile.objects.bulk_create(
                DueFile(
                    round=begun,
                    file=file.file,
                    category=file.category,
                    rule=rules[file.rule].words,
                    event_on=file.event_on,
                    kept_until=file.kept_until,
                )
                for file in free
            )
    except IntegrityError as held:
        raise ValidationError(ANOTHER_ROUND) from held
    return begun


def held_round(pk: int) -> Round:
    """A round for the rest of this transaction, so that two people do not decide of it at once."""
    return Round.objects.select_for_update(of=("self",)).get(pk=pk)


def check_open(deletion_round: Round) -> None:
    if deletion_round.authorised_at or deletion_round.dropped_at or deletion_round.finished_at:
        raise ValidationError(DONE_ALREADY)


@transaction.atomic
def leave_out(file: DueFile, *, because: str, by) -> None:
    """The file is kept, with the reason; the next round asks again."""
    check_open(held_round(file.round_id))
    file.left_out_because, file.left_out_by = because, by
    file.left_out_at = timezone.now()
    file.full_clean()
    file.save()


@transaction.atomic
def put_in_again(file: DueFile, *, by) -> None:
    check_open(held_round(file.round_id))
    file.left_out_because, file.left_out_by, file.left_out_at = "", None, None
    file.save()


@transaction.atomic
def authorise(deletion_round: Round, *, words: str, by) -> None:
    """A second person, who may open the files and answers for what is deleted."""
    waiting = held_round(deletion_round.pk)
    check_open(waiting)
    if by.pk == waiting.begun_by_id:
        raise ValidationError(NOT_ALONE)
    if not by.may(Permission.AUTHORISE):
        raise ValidationError("Only a manager who authorises work on files may authorise this")
    if not waiting.files.to_delete().exists():
        raise ValidationError("Every file was left out: give the round up instead")
    waiting.authorised_by, waiting.authorised_at, waiting.words = by, timezone.now(), words
    waiting.full_clean()
    waiting.save()


@transaction.atomic
def drop(deletion_round: Round, *, by) -> None:
    """Until the first file is deleted a round can be given up."""
    standing = held_round(deletion_round.pk)
    if standing.dropped_at or standing.finished_at or standing.certificates.exists():
        raise ValidationError(DONE_ALREADY)
    standing.dropped_by, standing.dropped_at = by, timezone.now()
    standing.save()


def place_hold(hold: Hold, *, by) -> Hold:
    hold.authority, hold.placed_by = by.authority, by
    hold.full_clean()
    hold.save()
    return hold


@transaction.atomic
def lift(hold: Hold, *, because: str, by) -> None:
    hold = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if hold.lifted_at:
        raise ValidationError(DONE_ALREADY)
    hold.lifted_because, hold.lifted_by, hold.lifted_at = because, by, timezone.now()
    hold.full_clean()
    hold.save()
