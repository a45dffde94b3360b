"""Minutes still to be sent: a meeting a line, the first to run out first."""

from django.urls import reverse

from casework.conferences.models import Conference
from casework.interface.words import listed, short_day
from casework.timescales.models import Deadline

CODE = "icpc.minutes"


class MinutesDue(list):
    """Conferences of which the minutes are out to nobody, each with its clock."""

    def lines(self) -> list[dict]:
        together: dict[int, list[Conference]] = {}
        for conference in self:
            together.setdefault(conference.meeting_id, []).append(conference)
        return [line(those) for those in together.values()]


def minutes_due(worker) -> MinutesDue:
    mine = (
        Conference.objects.visible_to(worker)
        .held()
        .filter(meeting__chair=worker, meeting__held=True, meeting__minutes_sent_on=None)
    )
    conferences = {
        conference.pk: conference for conference in mine.select_related("child__person", "meeting")
    }
    clocks = Deadline.objects.open().filter(code=CODE, record_id__in=conferences).by_due_date()
    for clock in clocks.shown():
        conferences[clock.record_id].clock = clock
    timed = [conference for conference in conferences.values() if hasattr(conference, "clock")]
    return MinutesDue(
        sorted(timed, key=lambda conference: (conference.clock.due_at, conference.pk))
    )


def line(those: list[Conference]) -> dict:
    first = those[0]
    children = sorted((conference.child for conference in those), key=lambda child: child.pk)
    meeting = reverse("meeting", args=[first.meeting_id])
    return {
        "children": children,
        "names": listed(child.first_name for child in children),
        "title": f"Minutes of the {str(first.meeting).lower()}",
        "note": f"Held on {short_day(first.held_on, first.clock.stopped_at)}",
        "first": first.clock,
        "say_why": first.clock.say_why,
        "action_link": {"label": "Open meeting", "url": meeting},
    }
