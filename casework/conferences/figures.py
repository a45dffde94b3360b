"""Conferences: who came, whose report came, and whether the child was heard."""

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate

from casework.children.codes import Agency
from casework.children.models import Child
from casework.conferences.models import Conference, TakingPart
from casework.figures.registry import Cut, Figure, figures
from casework.meetings.models import Attendee, Meeting

HEARD = (TakingPart.CAME, TakingPart.ADVOCATE, TakingPart.SENT, TakingPart.TOO_YOUNG)
OURS = (Agency.FAMILY, Agency.SOCIAL_CARE)
AGENCY = Cut(
    name="agency",
    label="Agency",
    value=F("agency"),
    choices=lambda worker: [choice for choice in Agency.choices if choice[0] not in OURS],
)


def people_asked(span):
    """Everyone another agency sent, or was asked to send, to a conference that was held."""
    conferences = Meeting.objects.held_ones().filter(kind=Meeting.Kind.CONFERENCE)
    return Attendee.objects.filter(meeting__in=conferences).exclude(agency__in=OURS)


def first_child():
    """One child stands for brothers and sisters whose conference was one meeting."""
    about = Child.objects.filter(meetings=OuterRef("meeting"))
    return Subquery(about.order_by("restricted", "pk").values("pk")[:1])


figures.add(
    Figure(
        code="agencies.came",
        title="Agencies that came to conferences",
        group="agencies",
        of="people asked from other agencies",
        which="came",
        which_not="did not come",
        source="Working Together 2023: conferences bring together those most involved",
        records=people_asked,
        on=TruncDate("meeting__starts_at"),
        child=first_child(),
        counted=Q(attendance=Attendee.Attendance.CAME),
        cut=AGENCY,
    ),
    Figure(
        code="agencies.reports",
        title="Reports that came for conferences",
        group="agencies",
        of="reports asked for",
        which="came",
        which_not="did not come",
        source="Working Together 2023: agencies give a written report",
        records=lambda span: people_asked(span).filter(report_asked=True),
        on=TruncDate("meeting__starts_at"),
        child=first_child(),
        counted=Q(report_on__isnull=False),
        cut=AGENCY,
    ),
    Figure(
        code="conference.heard",
        title="Children heard at conferences",
        group="seen",
        of="conferences held",
        which="heard the child, or someone for them",
        which_not="did not hear the child",
        source="Working Together 2023: the child is helped to take part",
        records=lambda span: Conference.objects.held().filter(imported=False),
        on="held_on",
        counted=Q(taking_part__in=HEARD),
    ),
)
