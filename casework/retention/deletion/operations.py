"""Deleting a file when its time is over: one file, one short transaction, once.

Run by a command as the owner of the database, for the account of the pages may take nothing out of
the logs. Killed between two files nothing is half done: what is deleted has its certificate, what
is not is begun afresh.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path

import pghistory
import pgtrigger
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from casework.children.models import Child, even_merged
from casework.documents.models import DocumentFile
from casework.documents.storage import bytes_kept
from casework.governance import removals
from casework.governance.models import Removal
from casework.retention.dates import longest
from casework.retention.deletion.extent import Extent, history_of
from casework.retention.deletion.proof import (
    WORDS_GONE,
    asks_with_words,
    bytes_left,
    histories,
    left_of_rows,
    looks_with_words,
    of_what_stands,
    prove,
)
from casework.retention.deletion.statistics import Share, keep_figures, keep_line, shares_of
from casework.retention.models import Certificate, DueFile, Round, Rule
from casework.retention.stops import stops_of

Outcome = DueFile.Outcome
NOT_DUE = "It is not due any more: something was recorded since"
GONE = "The file is gone already, or was merged into another"


class Stopped(Exception):
    """Why this file is not deleted now."""


def run(deletion_round: Round) -> Iterator[tuple[DueFile, str]]:
    """Each file of an authorised round that is not done yet, and what became of it."""
    finish_bytes()
    for file in deletion_round.files.to_delete().order_by("pk").iterator(chunk_size=100):
        try:
            delete_due(file)
            yield file, Outcome.DELETED.label
        except Stopped as stopped:
            settle(file, Outcome.STOPPED, str(stopped))
            yield file, f"Stopped: {stopped}"
    finish_bytes()
    if not deletion_round.files.to_delete().exists():
        unfinished = Round.objects.filter(pk=deletion_round.pk, finished_at=None)
        unfinished.update(finished_at=timezone.now())


def settle(file: DueFile, outcome: str, words: str = "") -> None:
    file.outcome, file.outcome_words, file.outcome_at = outcome, words[:300], timezone.now()
    if outcome == Outcome.DELETED:
        file.event_on = file.kept_until = None
    file.save()


def delete_due(file: DueFile) -> Certificate:
    """Asked again at the last moment: that it is due, that nothing stops it, that it was
    authorised."""
    of_round = file.round
    child = found(file.file)
    check_due(child)
    shares = shares_of(child)
    with transaction.atomic():
        standing = DueFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
        if standing.outcome or standing.left_out_at or of_round.authorised_at is None:
            raise Stopped("It was left out, or is done already")
        child = held(file.file)
        why = check_due(child)
        certificate = erase(
            child,
            Certificate(
                authority=of_round.authority,
                round=of_round,
                category=why.category,
                rule=file.rule,
                year=why.kept_until.year,
                begun_by=str(of_round.begun_by),
                authorised_by=str(of_round.authorised_by),
            ),
            shares,
        )
        settle(file, Outcome.DELETED)
    remove_bytes(certificate)
    return certificate


def found(key: int) -> Child:
    child = even_merged().select_related("authority").filter(pk=key, merged_into=None).first()
    if child is None:
        raise Stopped(GONE)
    return child


def held(key: int) -> Child:
    """The file for the rest of the transaction, so that nothing is written on it meanwhile."""
    files = even_merged().select_for_update(of=("self",)).select_related("person", "authority")
    child = files.filter(pk=key, merged_into=None).first()
    if child is None:
        raise Stopped(GONE)
    return child


def check_due(child: Child):
    rules = list(Rule.objects.of(child.authority))
    files = Child.objects.filter(pk=child.pk)
    why = next(longest(rules, files), None)
    if any(rule.confirmed_at is None for rule in rules):
        raise Stopped("A rule is not confirmed")
    if why is None or why.kept_until is None or why.kept_until >= timezone.localdate():
        raise Stopped(NOT_DUE)
    if stopped := stops_of([child.pk]).get(child.pk):
        raise Stopped(". ".join(stopped))
    return why


def erase(child: Child, certificate: Certificate, shares: list[Share]) -> Certificate:
    """Everything of the file, within the caller's transaction. Raises ``Stopped`` where a row of
    another file stands in the way, or something would be left: then nothing was done."""
    extent = Extent.of(child)
    if extent.in_the_way:
        raise Stopped(f"A record of another file cannot be without it: {extent.in_the_way[0]}")
    certificate.keys = [child.pk, *sorted(extent.keys - {child.pk})]
    certificate.mark = mark_of(child)
    keep_figures(child, shares, keep_line(child, certificate.category, extent))
    certificate.bytes_left = list(
        DocumentFile.objects.filter(pk__in=extent.rows.get(DocumentFile, set())).values_list(
            "stored_as", flat=True
        )
    )
    removal = removals.begin(f"File {child.pk} deleted when its time was over")
    with pghistory.context(deleted_file=child.pk):
        certificate.history = take_history(removal, extent)
        take_words(removal, extent)
        take_rows(extent)
        forget_what_the_deletion_said(extent)
    removals.end(removal)
    left = [*left_of_rows(extent.rows), *prove(certificate.keys).left]
    if left:
        raise Stopped(f"Something would be left: {left[0]}")
    certificate.tables = {
        model._meta.db_table: len(keys) for model, keys in extent.rows.items() if keys
    }
    certificate.documents, certificate.stays = len(certificate.bytes_left), extent.stays
    certificate.deleted_at = timezone.now()
    certificate.signature = signature_of(certificate)
    certificate.save()
    transaction.on_commit(lambda: write_line(certificate))
    return certificate


def take_history(removal: Removal, extent: Extent) -> int:
    """What the rows said before, and the histories of rows that were gone already."""
    taken = 0
    for model, keys in extent.rows.items():
        for history in history_of(model):
            rows = history._base_manager.filter(pgh_obj__in=keys)
            taken += take(removal, history, rows)
    for history, column in histories():
        rows = history._base_manager.filter(**{f"{column.attname}__in": extent.keys})
        taken += take(removal, history, rows.exclude(of_what_stands(history)))
    return taken


def take(removal: Removal, history, rows) -> int:
    keys = list(rows.values_list("pgh_id", flat=True))
    return removals.take_away(removal, history._meta.db_table, keys)


def take_words(removal: Removal, extent: Extent) -> None:
    """Who looked stays known, by the number of the file; what they typed to find it goes."""
    keys = sorted(extent.keys)
    looks = list(looks_with_words(keys).values_list("pk", flat=True))
    removals.take_out(removal, "children_fileaccess", "asked", looks)
    asks_with_words(keys).update(typed=WORDS_GONE)


def take_rows(extent: Extent) -> None:
    """The keys between tables are asked when the transaction ends, so their order is free."""
    for column, keys in extent.loose.items():
        with pgtrigger.ignore():
            rows = column.model._base_manager.filter(pk__in=keys)
            rows.update(**{column.attname: None})
    with connection.cursor() as cursor:
        for model, keys in extent.rows.items():
            if keys:
                table = connection.ops.quote_name(model._meta.db_table)
                pk = connection.ops.quote_name(str(model._meta.pk.column))
                cursor.execute(f"DELETE FROM {table} WHERE {pk} = ANY(%s)", [sorted(keys)])


def forget_what_the_deletion_said(extent: Extent) -> None:
    """The triggers wrote each row down once more as it went: never seen by anybody, nor sealed."""
    with connection.cursor() as cursor:
        for model, keys in extent.rows.items():
            for history in history_of(model):
                table = connection.ops.quote_name(history._meta.db_table)
                cursor.execute(
                    f"DELETE FROM {table} WHERE pgh_obj_id = ANY(%s)"
                    " AND pgh_xact = pg_current_xact_id()::text::bigint",
                    [sorted(keys)],
                )


def mark_of(child: Child) -> str:
    """Tells that a number put back by a backup is the file that was deleted."""
    words = f"{child.pk} {child.person_id} {child.opened_on} {child.authority_id}"
    return signed("casework.deleted", words)


def signed(purpose: str, words: str, key: str = "") -> str:
    secret = hashlib.sha256(f"{purpose} {key or settings.SECRET_KEY}".encode()).digest()
    return hmac.new(secret, words.encode(), hashlib.sha256).hexdigest()


def words_of(certificate: Certificate) -> str:
    facts = {
        "keys": certificate.keys,
        "mark": certificate.mark,
        "category": certificate.category,
        "rule": certificate.rule,
        "year": certificate.year,
        "begun_by": certificate.begun_by,
        "authorised_by": certificate.authorised_by,
        "deleted_at": certificate.deleted_at.isoformat(),
        "tables": certificate.tables,
        "history": certificate.history,
        "documents": certificate.documents,
    }
    return json.dumps(facts, sort_keys=True)


def signature_of(certificate: Certificate, key: str = "") -> str:
    return signed("casework.certificate", words_of(certificate), key)


def holds(certificate: Certificate) -> bool:
    """Whether it says what it said when it was made."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [signature_of(certificate, key) for key in keys]
    return any(hmac.compare_digest(certificate.signature, signature) for signature in made)


def write_line(certificate: Certificate) -> None:
    """Outside the database: what a backup put back does not know of."""
    if not settings.DELETED_FILES:
        return
    line = {"signature": certificate.signature, **json.loads(words_of(certificate))}
    with Path(settings.DELETED_FILES).open("a") as file:
        file.write(f"{json.dumps(line, sort_keys=True)}\n")


def remove_bytes(certificate: Certificate) -> None:
    """After the rows are gone for good. What cannot be removed now is tried again by each run."""
    storage = bytes_kept()
    for name in certificate.bytes_left:
        storage.delete(name)
    left = bytes_left(certificate.bytes_left)
    Certificate.objects.filter(pk=certificate.pk).update(bytes_left=left)


def finish_bytes() -> None:
    for certificate in Certificate.objects.exclude(bytes_left=[]):
        remove_bytes(certificate)


def lines_of(path: Path) -> Iterator[dict]:
    for line in path.read_text().splitlines():
        if line.strip():
            yield json.loads(line)


def told_truly(line: dict) -> bool:
    """Whether a line kept outside is one that this product wrote."""
    facts = {name: value for name, value in line.items() if name != "signature"}
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    words = json.dumps(facts, sort_keys=True)
    made = [signed("casework.certificate", words, key) for key in keys]
    return any(hmac.compare_digest(line["signature"], signature) for signature in made)


def delete_again(line: dict) -> str:
    """A file that a backup brought back goes again, on the word that was given then. Returns what
    was done; nothing where it is not there."""
    if not told_truly(line):
        return "not one of ours: left alone"
    standing = even_merged().filter(pk=line["keys"][0]).first()
    shares = shares_of(standing) if standing else []
    with transaction.atomic():
        files = even_merged().select_for_update(of=("self",)).select_related("person", "authority")
        child = files.filter(pk=line["keys"][0]).first()
        if child is None:
            return ""
        if mark_of(child) != line["mark"]:
            return "another file has its number: left alone"
        certificate = erase(
            child,
            Certificate(
                authority=child.authority,
                category=line["category"],
                rule=line["rule"],
                year=line["year"],
                begun_by=line["begun_by"],
                authorised_by=line["authorised_by"],
                repeats=True,
            ),
            shares,
        )
    remove_bytes(certificate)
    return "deleted again"
