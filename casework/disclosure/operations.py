"""Picking records, looking at them again, making the copy that is given, a second version."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.approvals.operations import authorise, submit
from casework.disclosure.bundle import bundle_of
from casework.disclosure.models import Disclosure, NameAnswer, PickedRecord, Redaction
from casework.disclosure.models.records import checksum_of
from casework.disclosure.names import Known
from casework.disclosure.texts import Candidate, candidates, keys_of
from casework.disclosure.third_parties import not_to_be_given
from casework.documents.filenames import safe_name
from casework.documents.letters.as_pdf import as_pdf
from casework.documents.letters.finalise import add_file
from casework.documents.models import ChildDocument, Document
from casework.notices.kinds import Kind
from casework.notices.recipients import tell

DOCUMENT_KIND = {Disclosure.Kind.COURT: Document.Kind.COURT}


@transaction.atomic
def pick(disclosure: Disclosure, keys: set[str], *, by) -> None:
    """Exactly these: what is new is frozen as it stands today, what is left out goes with its
    redactions, what stays keeps its words."""
    there = {record.key: record for record in disclosure.records.all()}
    disclosure.records.filter(pk__in=[there[key].pk for key in set(there) - keys]).delete()
    wanted = as_keys(keys - set(there))
    chosen = candidates(disclosure.child, by, wanted) if wanted else []
    known = Known(disclosure.child, by, [entry.text for entry in chosen])
    for entry in chosen:
        record = PickedRecord(disclosure=disclosure, picked_by=by)
        freeze(record, entry, known)
    disclosure.save()


def as_keys(keys) -> dict[str, set[int]]:
    wanted: dict[str, set[int]] = {}
    for key in keys:
        source, _, number = key.rpartition("-")
        wanted.setdefault(source, set()).add(int(number))
    return wanted


def freeze(record: PickedRecord, entry: Candidate, known: Known) -> None:
    record.source, record.record_id, record.label = entry.source, entry.record_id, entry.label
    record.happened_on, record.of_several = entry.happened_on, entry.of_several
    record.text, record.checksum = entry.text, checksum_of(entry.text)
    record.names = known.found_in(entry.text)
    record.save()


def changed_since(disclosure: Disclosure, worker) -> list[PickedRecord]:
    """Records that say something else now than when they were picked, or left the file since."""
    records = list(disclosure.records.in_order())
    if not records:
        return []
    now = candidates(disclosure.child, worker, keys_of(records))
    checksums = {entry.key: checksum_of(entry.text) for entry in now}
    for record in records:
        record.gone = record.key not in checksums
    return [record for record in records if checksums.get(record.key) != record.checksum]


@transaction.atomic
def look_again(disclosure: Disclosure, *, by) -> None:
    """Take changed records as they are now, and leave out those that left the file. What was
    blacked out stays so wherever the words still stand."""
    changed = {record.key: record for record in changed_since(disclosure, by)}
    chosen = candidates(disclosure.child, by, keys_of(changed.values())) if changed else []
    known = Known(disclosure.child, by, [entry.text for entry in chosen])
    for entry in chosen:
        freeze(changed.pop(entry.key), entry, known)
    for gone in changed.values():
        gone.delete()


@transaction.atomic
def ask_to_agree(disclosure: Disclosure, *, by) -> None:
    """The managers of the child's team are told, and whoever leads on information governance."""
    submit(disclosure, by=by)
    here = Worker.objects.of(disclosure.authority_id).who_may(Permission.AGREE_TO_GIVING)
    told = Worker.objects.who_may(Permission.AUTHORISE).filter(team=disclosure.child.team)
    leads = here.filter(governs_information=True).exclude(pk__in=told.order_by().values("pk"))
    tell(leads, child=disclosure.child, kind=Kind.SUBMITTED, about=str(disclosure), by=by)


@transaction.atomic
def allow(disclosure: Disclosure, *, by) -> None:
    """A manager agrees: the copy is made, burned in, and kept on the file with its checksum."""
    now = timezone.now()
    paper = bundle_of(disclosure, not_to_be_given(disclosure.child, by), by=by, at=now)
    document = Document.objects.create(
        authority_id=disclosure.authority_id,
        title=str(disclosure),
        kind=DOCUMENT_KIND.get(Disclosure.Kind(disclosure.kind), Document.Kind.OTHER),
        dated_on=timezone.localdate(now),
        from_whom=by.name,
        recorded_by=by,
    )
    ChildDocument.on_file_of(disclosure.child, by, document=document).save()
    name = safe_name(f"{disclosure}.x", "pdf")
    add_file(document, ContentFile(as_pdf(paper)), name, "pdf", version=1, by=by)
    disclosure.document = document
    authorise(disclosure, by=by)


@transaction.atomic
def next_version(disclosure: Disclosure, *, by) -> Disclosure:
    """The same again, to be changed: what was sent stays as it was."""
    again = Disclosure.on_file_of(
        disclosure.child,
        by,
        follows=disclosure,
        version=disclosure.version + 1,
        **{name: getattr(disclosure, name) for name in TAKEN_OVER},
    )
    again.save()
    for record in disclosure.records.prefetch_related("redactions").in_order():
        redactions = list(record.redactions.all())
        record.pk, record.disclosure = None, again
        record._state.adding = True
        record.save()
        for made in redactions:
            copied = {name: getattr(made, name) for name in ("words", "place", "reason", "note")}
            Redaction.objects.create(record=record, made_by=by, **copied)
    for answer in disclosure.names.all():
        copied = {name: getattr(answer, name) for name in ("name", "answer", "reason", "note")}
        NameAnswer.objects.create(disclosure=again, answered_by=by, **copied)
    return again


TAKEN_OVER = (
    "kind",
    "asked_by",
    "asker",
    "basis",
    "received_on",
    "due_on",
    "proof_asked_on",
    "proof_came_on",
    "identity_words",
    "entitlement",
    "extended_on",
    "extended_because",
)
