"""Deeds that write more than one record: arranging a meeting, putting it off, writing who got it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from casework.children.models import Child, FileGrant
from casework.interface.words import as_day
from casework.meetings.models import Attendee, Meeting, Sent
from casework.timescales.sweep import sweep

CHAIR_KEEPS_THE_FILE = timedelta(days=56)
"""Long enough to send the decision, and to agree and send the minutes."""


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
    """The chair is asked like anyone else, and may open the files of the children it is about."""
    chair = meeting.chair
    if chair is None:
        return
    if not meeting.attendees.filter(worker=chair).exists():
        meeting.attendees.create(worker=chair, agency="social_care")
    children = meeting.children.all()
    known = set(Child.objects.visible_to(chair).filter(pk__in=children).values_list("pk", flat=True))
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


@transaction.atomic
def write_sent(meeting: Meeting, what: str, people, sent_on, how: str, worker) -> None:
    """One row a person; the first day of all stops the clock for each child."""
    for one in people:
        Sent.objects.get_or_create(
            meeting=meeting, attendee=one, what=what, sent_on=sent_on, how=how,
            defaults={"sent_by": worker},
        )  # fmt: skip
    column = f"{what}_sent_on"
    was = getattr(meeting, column)
    setattr(meeting, column, min(was, sent_on) if was else sent_on)
    meeting.save()
    sweep(list(meeting.children.values_list("pk", flat=True)))


def agree_minutes(meeting: Meeting, worker) -> None:
    """From now on they are locked."""
    meeting.minutes_agreed_on, meeting.minutes_agreed_by = timezone.localdate(), worker
    meeting.save()
