from casework.children.extensions.banner_and_menu import MenuItem, Page, parts
from casework.children.extensions.endings import Cause, Ends, endings
from casework.children.extensions.merges import Answer, answers
from casework.children.extensions.mistakes import only
from casework.interface.words import full_day
from casework.meetings.models import Attendee, Meeting

parts.add(
    Page(order=55, label="Meetings", url="child-meetings"),
    MenuItem(order=159, label="Plan a meeting", url="meeting-plan"),
)


def _cancel(meeting, ending) -> None:
    """A meeting about brothers and sisters too goes on for them."""
    if meeting.children.count() > 1:
        meeting.children.remove(ending.child)
        return
    meeting.not_held_because = ending.because
    meeting.save()


endings.add(
    Ends(
        order=30,
        of="children",
        end=_cancel,
        causes=frozenset({Cause.DIED, Cause.MOVED}),
        records=lambda: Meeting.objects.to_come().filter(not_held_because=""),
        label=lambda meeting: f"{meeting} on {full_day(meeting.starts_at)}",
    )
)

answers.add(
    Answer(
        model=Meeting.children.through,
        field="child",
        because="The meeting is about the one child; where it was about both, it is so once",
    ),
    Answer(model=Attendee, field="person", because="The child came, whatever their number was"),
)
only("Who was there is changed on the meeting’s own page, and its history keeps the rest", Attendee)
