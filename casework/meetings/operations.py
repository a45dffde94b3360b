"""Operations that write several records: arranging a meeting, asking people, putting it off."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from casework.children.models import Child, ChildRecord, FileGrant
from casework.interface.words import as_day
from casework.meetings.models import Attendee, Meeting

CHAIR_KEEPS_THE_FILE = timedelta(days=56)
"""Long enough to write the minutes and send them."""


@transaction.atomic
def arrange(meeting: Meeting, children, attendees: list[Attendee], worker) -> None:
    """The meeting with its children and those to be asked, the chair among them."""
    meeting.save()
    meeting.children.set(children)
    for attendee in attendees:
        attendee.meeting = meeting
        attendee.save()
    invite_chair(meeting, worker)


def invite_chair(meeting: Meeting, worker) -> None:
    """The chair is asked like anyone else."""
    chair = meeting.chair
    if chair is None:
        return
    if not meeting.attendees.filter(worker=chair).exists():
        meeting.attendees.create(worker=chair, agency="social_care")
    if meeting.kind == Meeting.Kind.CONFERENCE:
        open_files(meeting, chair, worker)


def open_files(meeting: Meeting, chair, worker) -> None:
    """Only a conference opens a file: its chair is independent, and answers for what is decided."""
    children = meeting.children.all()
    known = set(
        Child.objects.visible_to(chair).filter(pk__in=children).values_list("pk", flat=True)
    )
    for child in children:
        if child.pk not in known:
            open_file(child, chair, meeting, worker)


def open_file(child, chair, meeting, worker) -> None:
    until = as_day(meeting.starts_at) + CHAIR_KEEPS_THE_FILE
    FileGrant.on_file_of(
        child, worker, worker=chair, reason=f"Chairs: {meeting}".lower().capitalize(), until=until
    ).save()


@transaction.atomic
def put_off(meeting: Meeting, because: str, starts_at, worker) -> Meeting | None:
    """Not held on its day, with the reason kept; on another day where one is agreed.

    Nothing is met by it: the clocks go on.
    """
    meeting.held, meeting.not_held_because = False, because
    meeting.save()
    return arrange_instead(meeting, starts_at, worker) if starts_at else None


def arrange_instead(meeting: Meeting, starts_at, worker) -> Meeting:
    """The same people, children and reports on a new day; nobody is asked yet."""
    again = Meeting(
        authority=meeting.authority,
        kind=meeting.kind,
        which=meeting.which,
        place=meeting.place,
        way=meeting.way,
        chair=meeting.chair,
        starts_at=starts_at,
        instead_of=meeting,
        recorded_by=worker,
    )
    people = [asked_again(attendee) for attendee in meeting.attendees.all()]
    arrange(again, list(meeting.children.all()), people, worker)
    return again


def asked_again(attendee: Attendee) -> Attendee:
    kept = ("worker", "person", "name", "agency", "report_asked", "report_on", "report_shared_on")
    return Attendee(**{name: getattr(attendee, name) for name in kept})


@transaction.atomic
def invite_all(meeting: Meeting, worker) -> int:
    """Everyone not asked yet, of those this worker may know of, was asked today."""
    waiting = meeting.attendees.known_to(worker).filter(invited_on=None)
    return waiting.update(invited_on=timezone.localdate(), invited_by=worker)


def out_of_the_meeting(record) -> None:
    """What was written of a child's part in a meeting was a mistake: so was that it was about them,
    unless something else that stands says so."""
    meeting, child = record.meeting, record.child
    standing = [
        relation.field.model._default_manager.filter(meeting=meeting, child=child).exists()
        for relation in meeting._meta.related_objects
        if relation.field.name == "meeting" and issubclass(relation.field.model, ChildRecord)
    ]
    if not any(standing):
        meeting.children.remove(child)


def into_the_meeting(record) -> None:
    """That was no mistake after all: the meeting was about the child too."""
    record.meeting.children.add(record.child)


def meeting_moves(record, to) -> None:
    """The meeting was about the other child."""
    record.meeting.children.remove(record.child)
    record.meeting.children.add(to)
