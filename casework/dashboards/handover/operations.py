from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from audits.models import Audit
from audits.operations import open_file
from casework.access.models import Worker
from casework.children.allocation.operations import allocate
from casework.children.models import Allocation, Draft
from casework.children.models.drafts import box_of
from casework.dashboards.handover.queries import HeldChild
from casework.interface.words import full_day
from casework.meetings.models import Meeting
from casework.recording.models import ChildNote, Note

TITLE = "Handed over to {}"
BECAUSE = "Handed over: {} leaves"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Who hands over, from whom, and from which day."""

    leaver: Worker
    by: Worker
    on: date


@transaction.atomic
def hand_over(deed: Deed, row: HeldChild, to: Worker, sentences: Iterable[str]) -> None:
    """Everything someone holds for one child goes to another, with a note that says how it is."""
    for part in row.parts:
        _give(deed, part, to)
    for action in row.actions:
        action.owner_worker = to
        action.save()
    for draft in row.drafts:
        pass_on(draft, to)
    if row.parts:
        _keep_summary(deed, row.child, to, sentences)


def _give(deed: Deed, part: Allocation, to: Worker) -> None:
    """A part the other has already only ends; every other part has one who takes it."""
    because, day = BECAUSE.format(deed.leaver), max(deed.on, part.started_on)
    has = Allocation.objects.open().of_child(part.child).filter(worker=to, role=part.role)
    if has.exists():
        part.ended_on, part.reason = day, because
        part.save()
        return
    allocate([part.child], worker=to, part=part.role, on=day, because=because, by=deed.by)
    part.refresh_from_db()
    if part.ended_on is None:
        part.ended_on, part.reason = day, because
        part.save()


def _keep_summary(deed: Deed, child, to: Worker, sentences: Iterable[str]) -> None:
    opening = f"{deed.leaver} handed over to {to} from {full_day(deed.on)}."
    note = Note.objects.create(
        authority_id=child.authority_id,
        recorded_by=deed.by,
        kind=Note.Kind.MANAGEMENT,
        happened_at=timezone.now(),
        title=TITLE.format(to),
        text="\n".join([opening, *sentences]),
    )
    ChildNote.on_file_of(child, deed.by, note=note).save()


def pass_on(draft: Draft, to: Worker) -> None:
    """The words are sealed afresh for whoever goes on with them. Where they are typing in the same
    form themselves, or the key is gone, nothing is overwritten: the draft ends on its own day."""
    title, typed = draft.unseal(draft.title), draft.unseal(draft.words)
    standing = Draft.objects.of(to).filter(path=draft.path)
    if title is None or typed is None or standing.exists():
        return
    box = box_of(to.pk, draft.path)
    draft.title, draft.words = box.encrypt(title).decode(), box.encrypt(typed).decode()
    draft.worker = to
    draft.save()


@transaction.atomic
def give_chair(meetings: Iterable[Meeting], to: Worker) -> None:
    for meeting in meetings:
        meeting.chair = to
        meeting.save()


@transaction.atomic
def give_audit(audit: Audit, to: Worker) -> None:
    """The file opens to whoever judges now."""
    audit.auditor = to
    audit.save()
    open_file(audit)
