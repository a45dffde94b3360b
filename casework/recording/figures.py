"""What visits show: whether children were seen, alone, and heard, and when it was written down."""

from django.db.models import DateField, ExpressionWrapper, F, Q
from django.db.models.functions import TruncDate

from casework.chronology.timeline import LATE_AFTER
from casework.figures.registry import Figure, Tallied, figures, tallied
from casework.recording.models import ChildVisit


def seen(span):
    return ChildVisit.objects.seen()


def written_late():
    """More days after the visit than the chronology lets pass without saying so."""
    limit = ExpressionWrapper(F("held_on") + LATE_AFTER, output_field=DateField())
    return Q(written_on__gt=limit)


OF_VISITS = (
    Figure(
        code="visits.seen",
        title="Children seen when visited",
        group="seen",
        of="visits",
        which="saw the child",
        which_not="did not see the child",
        source="A visit at which the child was not seen was an attempt",
        records=lambda span: ChildVisit.objects.all(),
        on="held_on",
        counted=Q(seen=True),
    ),
    Figure(
        code="visits.alone",
        title="Children seen alone",
        group="seen",
        of="visits at which the child was seen",
        which="saw the child alone",
        which_not="did not see the child alone",
        source="Working Together 2023: children are seen alone when that is right for them",
        records=seen,
        on="held_on",
        counted=Q(seen_alone=True),
    ),
    Figure(
        code="visits.own_words",
        title="Visits with the child’s own words",
        group="seen",
        of="visits at which the child was seen",
        which="hold the child’s own words",
        which_not="hold none of the child’s own words",
        source="What the child said, or of a baby, what they did and showed",
        records=seen,
        on="held_on",
        counted=~Q(own_words=""),
    ),
    Figure(
        code="visits.written_late",
        title="Visits written down late",
        group="recording",
        of="visits",
        which=f"were written down more than {LATE_AFTER.days} days later",
        which_not="were written down sooner",
        source="Local default, as the chronology says it",
        records=lambda span: ChildVisit.objects.annotate(written_on=TruncDate("recorded_at")),
        on="held_on",
        counted=written_late(),
    ),
)
figures.add(*OF_VISITS)
tallied.add(Tallied(source="visits", figures=OF_VISITS))
