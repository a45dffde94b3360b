"""Assessments that go on, and those without the child in them."""

from django.db.models import DateField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast

from assessments.models import Assessment
from casework.figures.registry import Figure, figures
from casework.timescales.models import WorkingDay


def open_on(day):
    """Begun, and neither authorised nor stopped by the end of this day, with how many working days
    had then passed since the referral."""

    def still(name):
        return Q(**{name: None}) | Q(**{f"{name}__gt": day})

    def ordinal(on):
        return Subquery(WorkingDay.objects.filter(day=on).values("ordinal"))

    found = Assessment.objects.filter(still("authorised_on"), still("stopped_on"))
    return found.filter(started_on__lte=day, imported=False).annotate(
        working_days_open=ordinal(Cast(Value(day), DateField()))
        - ordinal(OuterRef("referral_received_on"))
    )


def past(days: int) -> Figure:
    return Figure(
        code=f"assessment.past_{days}", title=f"Assessments past day {days}", group="drift",
        of="assessments open", which=f"are past {days} working days",
        which_not=f"are within {days} working days",
        source="Working Together 2023: 45 working days from referral; day 35 leaves two weeks",
        records=open_on, counted=Q(working_days_open__gt=days),
    )  # fmt: skip


figures.add(
    past(35),
    past(45),
    Figure(
        code="assessment.own_words", title="Assessments with the child’s own words", group="seen",
        of="assessments authorised", which="hold the child’s own words",
        which_not="hold none of the child’s own words",
        source="Working Together 2023: assessments are informed by the child’s views",
        records=lambda span: Assessment.objects.filter(imported=False), on="authorised_on",
        counted=~Q(own_words=""),
    ),
)  # fmt: skip
