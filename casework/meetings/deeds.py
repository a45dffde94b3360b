"""Deeds that write more than one record: arranging a meeting, asking people, putting it off."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from casework.children.models import Child, FileGrant
from casework.interface.words import as_day
from casework.meetings.models import Attendee, Meeting

CHAIR_KEEPS_THE_FILE = timedelta(days=56)
"""Long enough to write the minutes and send them."""


@transaction.atomic
def arrange(meeting: Meeting, children, attendees: list[Attendee], worker) -> None:
    """The meeting with its children and those to be asked, the chair among them."""
    meeting.save()
    meeting.children.set(children)
    for one in attendees:
        one.meeting = meeting
        one.save()
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
        authority=meeting.authority, kind=meeting.kind, which=meeting.which, place=meeting.place,
        way=meeting.way, chair=meeting.chair, starts_at=starts_at, instead_of=meeting,
        recorded_by=worker,
    )  # fmt: skip
    people = [again_asked(one) for one in meeting.attendees.all()]
    arrange(again, list(meeting.children.all()), people, worker)
    return again


def again_asked(one: Attendee) -> Attendee:
    kept = ("worker", "person", "name", "agency", "report_asked", "report_on", "report_shared_on")
    return Attendee(**{name: getattr(one, name) for name in kept})


@transaction.atomic
def invite_all(meeting: Meeting, worker) -> int:
    """Everyone not asked yet was asked today."""
    waiting = meeting.attendees.filter(invited_on=None)
    return waiting.update(invited_on=timezone.localdate(), invited_by=worker)
