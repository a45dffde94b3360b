"""The minutes of a meeting as data, for its page and for any document made of them."""

from dataclasses import dataclass, field

from casework.children.models import Child
from casework.children.shared_words import for_reader
from casework.meetings.models import Attendee, Meeting

MADE_BY_MEETINGS = ("strategy_discussions", "conferences", "core_groups", "child_in_need_meetings")
"""What later apps record at a meeting, one row a child: read through the reverse relation."""


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """``children`` and all that follows from them are those the reader may know of, no others."""

    meeting: Meeting
    children: list[Child]
    people: list[Attendee]
    conclusions: list
    agreed: list = field(default_factory=list)
    said: str = ""

    @property
    def came(self) -> list[Attendee]:
        return [
            attendee for attendee in self.people if attendee.attendance == Attendee.Attendance.CAME
        ]

    @property
    def apologies(self) -> list[Attendee]:
        return [
            attendee
            for attendee in self.people
            if attendee.attendance == Attendee.Attendance.APOLOGIES
        ]

    @property
    def views(self) -> list[Attendee]:
        return [attendee for attendee in self.people if attendee.view or attendee.threshold]

    @property
    def inquorate(self) -> bool:
        return self.meeting.held and bool(self.meeting.went_ahead_because)


def minutes_of(meeting: Meeting, worker) -> Minutes:
    hidden = hidden_children(meeting, worker)
    children = list(Child.objects.visible_to(worker).filter(meetings=meeting).with_person())
    return Minutes(
        meeting=meeting,
        said=for_reader(meeting.minutes, hidden),
        children=children,
        people=heard(meeting.attendees.known_to(worker).with_who(), hidden),
        conclusions=conclusions(meeting, children),
        agreed=agreed(meeting, children, worker),
    )


def hidden_children(meeting, worker) -> list[Child]:
    """Those it was about whom this worker may not know of: nothing names them."""
    return list(Child.objects.unknown_to(worker).filter(meetings=meeting).with_person())


def heard(people, hidden: list[Child]) -> list[Attendee]:
    """Those who were asked, with of what each thought the words this reader may have."""
    asked = list(people)
    for attendee in asked:
        attendee.view = for_reader(attendee.view, hidden)
    return asked


def conclusions(meeting, children) -> list:
    """What was recorded at the meeting for each of these children."""
    return [
        record
        for name in MADE_BY_MEETINGS
        for record in getattr(meeting, name)
        .filter(child__in=children)
        .select_related("child__person")
        .order_by("child")
    ]


def agreed(meeting, children, worker=None) -> list:
    """The actions agreed: what, for whom, who will do it and by when. With no ``worker`` (a
    document, whose readers are many) no child but the action's own is named as its owner."""
    links = meeting.agreed.filter(action__child__in=children).with_action(worker).order_by("pk")
    return [link.action for link in links]
