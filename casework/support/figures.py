"""What leaders say of the edge of care service, counted: nothing of it can be said by hand."""

from django.db.models import DateField, Exists, Func, OuterRef, Q
from django.utils import timezone

from casework.figures.registry import Figure, figures
from casework.legal.models import LegalStatus
from casework.support.models import EdgeOfCare, FollowUp, GroupAttendance, ShortBreak
from casework.support.models.edge import IN_CARE

GROUP = "help"
SOURCE = "Ofsted’s focused visit of 2019: over a hundred children, very few entering care"


class MonthsLater(Func):
    """The corresponding day so many months later, as PostgreSQL counts."""

    template = "((%(expressions)s) + make_interval(months => %(months)s))::date"
    output_field = DateField()

    def __init__(self, day, months: int, **extra):
        super().__init__(day, months=int(months), **extra)


def entered_by(day) -> Q:
    """Entered care since the work began and by that day: a legal status says so, or whoever wrote
    the ending or a follow-up does."""
    status = LegalStatus.objects.looked_after().filter(
        child=OuterRef("child"), started_on__gte=OuterRef("started_on"), started_on__lte=day
    )
    later = FollowUp.objects.in_care().filter(case=OuterRef("pk"), known_on__lte=day)
    at_the_end = Q(outcome__in=IN_CARE, ended_on__lte=day)
    return Q(Exists(status)) | Q(Exists(later)) | at_the_end


def worked_with(span):
    """Children whose work began, and who did not live in care when it was asked for."""
    return EdgeOfCare.objects.worked_with().exclude(lives=EdgeOfCare.Lives.CARE)


def asked(span):
    return EdgeOfCare.objects.all()


def decided(span):
    return EdgeOfCare.objects.exclude(decision="")


def ended(span):
    return EdgeOfCare.objects.ended()


def came_back(day) -> Q:
    """Asked for again within 12 months of the end, and by that day."""
    again = EdgeOfCare.objects.filter(
        child=OuterRef("child"),
        asked_on__gt=OuterRef("ended_on"),
        asked_on__lte=MonthsLater(OuterRef("ended_on"), 12),
    )
    return Q(Exists(again.filter(asked_on__lte=day)))


def known_at_twelve(span):
    """Work that ended, and of which it is known how the child lived 12 months later."""
    return FollowUp.objects.filter(months=12).exclude(lives=EdgeOfCare.Outcome.NOT_KNOWN)


def places_at_sessions(span):
    """Of each session that was held, those of whom it is known whether they came."""
    return GroupAttendance.objects.exclude(came=GroupAttendance.Came.NOT_KNOWN)


def short_breaks_due(span):
    """Short breaks whose day has come, whatever became of them."""
    return ShortBreak.objects.filter(starts_on__lte=timezone.localdate())


figures.add(
    Figure(
        code="edge.out_of_care",
        title="Children on the edge of care who stayed out of it",
        group=GROUP,
        of="children whose work with an edge of care service began",
        which="had not entered care by the day asked",
        which_not="had entered care",
        source=SOURCE,
        records=worked_with,
        on="started_on",
        counted=lambda span: ~entered_by(span.last),
    ),
    Figure(
        code="edge.accepted",
        title="Referrals to edge of care accepted",
        group=GROUP,
        of="referrals to an edge of care service decided",
        which="were accepted",
        which_not="were declined",
        source="Help is offered where care is near",
        records=decided,
        on="decided_on",
        counted=Q(decision=EdgeOfCare.Decision.ACCEPTED),
    ),
    Figure(
        code="edge.again",
        title="Asked for again after edge of care ended",
        group="again",
        of="pieces of edge of care work that ended",
        which="were asked for again within 12 months",
        which_not="were not",
        source="A cycle of repeated interventions (Ofsted’s focused visit of 2019)",
        records=ended,
        on="ended_on",
        counted=lambda span: came_back(span.last),
    ),
    Figure(
        code="edge.home_at_12",
        title="With their family 12 months after edge of care",
        group=GROUP,
        of="children of whom it is known where they lived 12 months after",
        which="lived at home or with family",
        which_not="lived in care",
        source="Somebody asked, and wrote down how they know",
        records=known_at_twelve,
        on="known_on",
        counted=Q(lives__in=["home", "family"]),
    ),
    Figure(
        code="edge.asked",
        title="Children referred to edge of care who were worked with",
        group=GROUP,
        of="children referred to an edge of care service",
        which="were met by it",
        which_not="were not, or not yet",
        source="Help that is asked for arrives",
        records=asked,
        on="asked_on",
        counted=lambda span: Q(started_on__isnull=False, started_on__lte=span.last),
    ),
    Figure(
        code="groups.attended",
        title="Places at group sessions that were used",
        group=GROUP,
        of="places at sessions of groups of whom it is known",
        which="were used: the child, or whoever comes for them, came",
        which_not="were not",
        source="Help that suits a family is help they come to",
        records=places_at_sessions,
        on="held_on",
        counted=Q(came=GroupAttendance.Came.CAME),
    ),
    Figure(
        code="short_breaks.happened",
        title="Short breaks that happened",
        group=GROUP,
        of="short breaks booked for a day that has come",
        which="happened",
        which_not="were cancelled, or nobody has said",
        source="Children Act 1989, schedule 2, paragraph 6: breaks that carers can rely on",
        records=short_breaks_due,
        on="starts_on",
        counted=Q(status=ShortBreak.Status.HAPPENED),
    ),
)
