"""Assessments that go on, and those without the child in them."""

from django.db.models import DateField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast

from assessments.models import Assessment
from casework.figures.registry import Cut, Figure, figures
from casework.timescales.models import WorkingDay
from casework.writing.readings import TextReading, check_digest


def open_on(day):
    """Begun, and neither authorised nor stopped by the end of this day, with how many working days
    had then passed since the referral."""

    def still(name):
        return Q(**{name: None}) | Q(**{f"{name}__gt": day})

    def ordinal(on):
        return Subquery(WorkingDay.objects.filter(day=on).values("ordinal"))

    assessments = Assessment.objects.filter(still("authorised_on"), still("stopped_on"))
    return assessments.filter(started_on__lte=day, imported=False).annotate(
        working_days_open=ordinal(Cast(Value(day), DateField()))
        - ordinal(OuterRef("referral_received_on"))
    )


def past(days: int) -> Figure:
    return Figure(
        code=f"assessment.past_{days}",
        title=f"Assessments past day {days}",
        group="drift",
        of="assessments open",
        which=f"are past {days} working days",
        which_not=f"are within {days} working days",
        source="Working Together 2023: 45 working days from referral; day 35 leaves two weeks",
        records=open_on,
        counted=Q(working_days_open__gt=days),
    )


KIND = Cut(
    name="template",
    label="Template",
    value=F("kind"),
    choices=lambda worker: Assessment.Kind.choices,
)
FOUND = {
    "lived_experience": "an ordinary day or night, from the child’s side",
    "child_voice": "the child’s own words, wishes or what they showed",
    "cumulative_impact": "what harm over time has done to the child",
    "risk_analysis": "what might happen, to whom, and when it is likely",
    "protective_factors": "who or what keeps the child safer, and how",
    "change_needed": "what has to be different",
    "siblings_relationships": "what brothers and sisters are to each other",
    "identity_culture": "what heritage, faith, language or disability means to the child",
}


def read(span):
    """Assessments the check has read."""
    of_this = TextReading.objects.comparable().filter(
        record="assessments.assessment", record_id=OuterRef("pk")
    )
    return Assessment.objects.filter(Exists(of_this), imported=False).annotate(
        **{f"has_{code}": Exists(of_this.filter(**{f"found__{code}": True})) for code in FOUND}
    )


def element(code: str, says: str) -> Figure:
    return Figure(
        code=f"assessment.{code}",
        title=f"Assessments with {says}",
        group="writing",
        of="assessments authorised",
        which="hold it",
        which_not="do not seem to hold it",
        source="What the check of writing found anywhere in the assessment; a person judges. "
        f"Check {check_digest()[:8]}: all of it read by this one",
        records=read,
        on="authorised_on",
        counted=Q(**{f"has_{code}": True}),
        cut=KIND,
    )


figures.add(*(element(code, says) for code, says in FOUND.items()))
figures.add(
    past(35),
    past(45),
    Figure(
        code="assessment.own_words",
        title="Assessments with the child’s own words",
        group="seen",
        of="assessments authorised",
        which="hold the child’s own words",
        which_not="hold none of the child’s own words",
        source="Working Together 2023: assessments are informed by the child’s views",
        records=lambda span: Assessment.objects.filter(imported=False),
        on="authorised_on",
        counted=~Q(own_words=""),
    ),
)
