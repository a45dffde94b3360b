from casework.children.endings import Cause, Ends, endings
from casework.children.parts import Deed, Page, parts
from casework.interface.words import full_day
from casework.meetings.models import Meeting

parts.add(
    Page(order=55, label="Meetings", url="child-meetings"),
    Deed(order=159, label="Plan a meeting", url="meeting-plan"),
)


def _cancel(meeting, ending) -> None:
    """A meeting about brothers and sisters too goes on for them."""
    if meeting.children.count() > 1:
        meeting.children.remove(ending.child)
        return
    meeting.not_held_because = ending.because
    meeting.save()


endings.add(Ends(
    order=30, of="children", end=_cancel, causes=frozenset({Cause.DIED, Cause.MOVED}),
    records=lambda: Meeting.objects.to_come().filter(not_held_because=""),
    said=lambda meeting: f"{meeting} on {full_day(meeting.starts_at)}",
))  # fmt: skip
