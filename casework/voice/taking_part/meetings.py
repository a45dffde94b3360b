"""How a child took part in each meeting about them: asked, came, heard in which way, or why not."""

from dataclasses import dataclass

from django.db.models import Prefetch

from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup, TakingPart
from casework.meetings.models import Attendee, Meeting

CHILDS_PARTS = (
    ("conferences", Conference),
    ("core_groups", CoreGroup),
    ("child_in_need_meetings", ChildInNeedMeeting),
)
OPEN_TO_FAMILIES = (
    Meeting.Kind.CONFERENCE,
    Meeting.Kind.CORE_GROUP,
    Meeting.Kind.CHILD_IN_NEED,
    Meeting.Kind.FAMILY,
    Meeting.Kind.FAMILY_GROUP,
)
"""What a child's own page may name. That strategy discussions and legal planning took place is
not for a page that goes home."""
HEARD = (TakingPart.CAME, TakingPart.ADVOCATE, TakingPart.SENT)


@dataclass(frozen=True)
class Part:
    """One meeting, and the child's part in it. ``asked`` and ``part`` are None where nobody wrote
    it down."""

    meeting: Meeting
    asked: Attendee | None
    part: Conference | CoreGroup | ChildInNeedMeeting | None

    @property
    def came(self) -> bool:
        came = self.asked is not None and self.asked.attendance == Attendee.Attendance.CAME
        return came or (self.part is not None and self.part.taking_part == TakingPart.CAME)

    @property
    def heard(self) -> bool:
        return self.came or (self.part is not None and self.part.taking_part in HEARD)

    @property
    def how(self) -> str:
        """In the words of the record: how they took part, or why they did not."""
        if self.part and self.part.taking_part:
            because = self.part.not_heard_because
            shown = self.part.get_taking_part_display()
            return f"{shown}: {because}" if because else shown
        if self.asked and self.asked.attendance != Attendee.Attendance.INVITED:
            return self.asked.get_attendance_display()
        if self.meeting.not_held_because:
            return f"Not held: {self.meeting.not_held_because}"
        return "Not written down" if self.meeting.held else "Still to come"

    @property
    def own_words(self) -> str:
        return self.part.own_words if self.part else ""


def parts_of(child, worker, *, most: int, kinds=()) -> list[Part]:
    """The newest meetings about this child: five queries, however many they are."""
    meetings = Meeting.objects.visible_to(worker).filter(children=child)
    if kinds:
        meetings = meetings.filter(kind__in=kinds)
    asked = Attendee.objects.filter(person=child.person_id)
    meetings = meetings.newest_first().prefetch_related(
        Prefetch("attendees", asked, to_attr="of_child"),
        *(
            Prefetch(name, model.objects.of_child(child), to_attr=f"{name}_of_child")
            for name, model in CHILDS_PARTS
        ),
    )
    return [_part(meeting) for meeting in meetings[:most]]


def _part(meeting) -> Part:
    records = [
        record for name, _ in CHILDS_PARTS for record in getattr(meeting, f"{name}_of_child")
    ]
    return Part(
        meeting, meeting.of_child[0] if meeting.of_child else None, records[0] if records else None
    )
