"""Plans: what they hold of the child, how long they last, and whether they come again."""

from django.db.models import CharField, DateField, Exists, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from casework.figures.cuts import of_child_that_day
from casework.figures.registry import Cut, Figure, cuts, figures
from casework.figures.spans import months_before
from casework.plans.models import Plan
from casework.recording.models import ChildVisit
from casework.writing.readings import TextReading, check_digest

PROTECTION, NEED = Plan.Kind.PROTECTION, Plan.Kind.NEED
LOW = {PROTECTION: "child protection plans", NEED: "child in need plans"}


class TwoYearsBefore(Func):
    """The same day of the month: 28 February before 29 February."""

    template = "((%(expressions)s) - interval '2 years')::date"
    output_field = DateField()


def plan():
    kinds = of_child_that_day(Plan.objects.all()).order_by("-started_on", "-pk").values("kind")
    return Coalesce(Subquery(kinds[:1]), Value("none"), output_field=CharField())


cuts.add(
    Cut(
        name="plan",
        label="Plan",
        value=plan(),
        choices=lambda worker: [*Plan.Kind.choices, ("none", "No plan")],
    )
)


def open_on(day):
    return Plan.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)


def with_last_sight(day):
    """Open plans of children seen by this day, with whether that last time was alone."""
    visits = ChildVisit.objects.seen().filter(child=OuterRef("child"), held_on__lte=day)
    last = visits.order_by("-held_on", "-visit__held_at", "-pk").values("seen_alone")[:1]
    return open_on(day).annotate(last_alone=Subquery(last)).filter(last_alone__isnull=False)


def over(kind, months: int) -> Figure:
    return Figure(
        code=f"{'cp' if kind == PROTECTION else 'cin'}_plan.over_{months}",
        title=f"{LOW[kind].capitalize()} over {months} months",
        group="drift",
        of=f"{LOW[kind]} open",
        which=f"have lasted over {months} months",
        which_not=f"have lasted {months} months or less",
        source="CIN statistics report child protection plans over 2 years; the rest are local",
        records=lambda day: open_on(day).filter(kind=kind),
        counted=lambda day: Q(started_on__lt=months_before(day, months)),
    )


def started(span):
    """Child protection plans, each with whether the child had one before, and how lately."""
    before = Plan.objects.child_protection().filter(
        child=OuterRef("child"), started_on__lt=OuterRef("started_on")
    )
    lately = before.filter(ended_on__gt=TwoYearsBefore(OuterRef("started_on")))
    return Plan.objects.child_protection().annotate(
        before=Exists(before), within_two_years=Exists(lately)
    )


READ = (
    "What the check of writing found in the plan’s words and fields; a person judges. "
    f"Check {check_digest()[:8]}: all of it read by this one"
)


def read(day, **codes):
    """Open plans the check has read, each with whether this was found."""
    of_plan = TextReading.objects.comparable().filter(record="plans.plan", record_id=OuterRef("pk"))
    return (
        open_on(day)
        .filter(Exists(of_plan.filter(found__actions__gt=0)))
        .annotate(
            holds=Exists(of_plan.filter(**codes)),
            plain=Exists(of_plan.filter(jargon__lte=F("words") / PLAIN)),
        )
    )


KIND = Cut(
    name="template", label="Kind of plan", value=F("kind"), choices=lambda worker: Plan.Kind.choices
)
PLAIN = 100
"""Plain enough: no more than one word in a hundred that a family may not know, unexplained."""

figures.add(
    Figure(
        code="plan.dated",
        title="Plans with every action owned and dated",
        group="writing",
        of="plans open with actions",
        which="have a date or an event for every action",
        which_not="have an action without an end",
        source=READ,
        records=lambda day: read(day, found__dated=True),
        counted=Q(holds=True),
        cut=KIND,
    ),
    Figure(
        code="plan.if_not",
        title="Plans that say what happens if nothing changes",
        group="writing",
        of="plans open with actions",
        which="say what would happen, what is done then, and who does it",
        which_not="do not say it clearly",
        source=READ,
        records=lambda day: read(day, found__if_not=True),
        counted=Q(holds=True),
        cut=KIND,
    ),
    Figure(
        code="plan.plain",
        title="Plans in plain words",
        group="writing",
        of="plans open with actions",
        which="have no more than one unexplained word in a hundred",
        which_not="have more unexplained words than that",
        source=READ,
        records=read,
        counted=Q(plain=True),
        cut=KIND,
    ),
    Figure(
        code="plan.seen_alone",
        title="Children seen alone at the last visit",
        group="seen",
        of="children with a plan",
        which="were seen alone when last seen",
        which_not="were not seen alone when last seen",
        source="Of children with an open plan who have been seen",
        records=with_last_sight,
        counted=Q(last_alone=True),
        cut=KIND,
    ),
    Figure(
        code="plan.own_words",
        title="Plans with the child’s own words",
        group="seen",
        of="plans open",
        which="hold what the child said about the plan",
        which_not="hold nothing the child said about the plan",
        source="Working Together 2023: plans reflect the child’s views",
        records=lambda day: open_on(day).filter(imported=False),
        counted=~Q(own_words=""),
        cut=KIND,
    ),
    over(NEED, 9),
    over(NEED, 18),
    over(PROTECTION, 9),
    over(PROTECTION, 15),
    over(PROTECTION, 18),
    over(PROTECTION, 24),
    Figure(
        code="cp_plan.again_2_years",
        title="A child protection plan again within 2 years",
        group="again",
        of="child protection plans started",
        which="came within 2 years of the last one’s end",
        which_not="did not",
        source="Measured from the end of the last plan to the start of this one",
        records=started,
        on="started_on",
        counted=Q(within_two_years=True),
    ),
    Figure(
        code="cp_plan.again",
        title="A second or later child protection plan",
        group="again",
        of="child protection plans started",
        which="were not the child’s first",
        which_not="were the child’s first",
        source="CIN census: NumberOfPreviousCPP, by this council, ever",
        published_as=(
            "Of the children who became the subject of a plan in the year, those “who had"
            " previously been the subject of a Child Protection Plan … of that council, regardless"
            " of how long ago that was” (LG Inform, metric 100, from Characteristics of children in"
            " need, table D3)"
        ),
        records=started,
        on="started_on",
        counted=Q(before=True) | Q(previous_plans__gt=0),
    ),
)
