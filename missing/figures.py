"""Return home interviews in four numbers with clear denominators, and what is made of them.

Offered, accepted, held, held within 72 hours: never one in place of another (statutory guidance on
children who run away or go missing, 2014).
"""

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Now, TruncDate

from casework.figures.registry import Cut, Figure, figures
from casework.timescales.models import Deadline
from missing.models import Finding, InterviewReview, MissingEpisode, ReturnInterview

FROM = Cut(
    name="missing_from",
    label="Missing from",
    value=F("missing_from"),
    choices=lambda worker: MissingEpisode.From.choices,
)
HOW = Cut(
    name="in_72_hours",
    label="How the 72 hours stand",
    value=F("of_72_hours"),
    choices=lambda worker: [
        ("met", "Held within 72 hours"),
        ("late", "Late: held later, or not yet"),
        ("running", "72 hours still running"),
        ("ended", "Said no, or not possible, within 72 hours"),
        ("unknown", "Hour of return not known"),
    ],
)
ACCEPTED = Q(interview__answer="accepted") | Q(interviewed_at__isnull=False)
OFFERED = Q(offered_at__isnull=False)
SOURCE = "Children who run away or go missing, 2014: offered after every return, held in 72 hours"


def returned(span):
    """Each return once, with how its 72 hours stand: as the clock says it."""
    clock = Deadline.objects.filter(code="rhi.complete", record_id=OuterRef("pk"), time_known=True)
    over = Q(met_at__gt=F("due_at")) | Q(met_at=None, due_at__lt=Now())
    stood = Q(lapsed_at=None) | Q(lapsed_at__gte=F("due_at"))
    stands = Case(
        When(Exists(clock.met_in_time()), then=Value("met")),
        When(Exists(clock.filter(over, stood)), then=Value("late")),
        When(Exists(clock.filter(met_at=None, lapsed_at=None)), then=Value("running")),
        When(Exists(clock), then=Value("ended")),
        default=Value("unknown"),
        output_field=CharField(),
    )
    return MissingEpisode.objects.returned().with_interview().annotate(of_72_hours=stands)


def of_returns(
    code, title, which, which_not, counted, among=None, of="times a child came back", **more
):
    return Figure(
        code=code,
        title=title,
        group="missing",
        of=of,
        which=which,
        which_not=which_not,
        source=SOURCE,
        records=lambda span: returned(span).filter(among or Q()),
        on=TruncDate("returned_at"),
        counted=counted,
        cut=FROM,
        **more,
    )


figures.add(
    of_returns(
        "rhi.offered",
        "Interviews offered",
        "were followed by an offer of an interview",
        "were not followed by an offer",
        OFFERED,
    ),
    of_returns(
        "rhi.accepted",
        "Interviews accepted",
        "had it accepted",
        "had it declined, or not answered yet",
        ACCEPTED,
        OFFERED,
        "times a child came back and was offered an interview",
    ),
    of_returns(
        "rhi.held",
        "Interviews held",
        "had it held",
        "did not have it held, or not yet",
        Q(interviewed_at__isnull=False),
        OFFERED & ACCEPTED,
        "times a child came back and an offered interview was accepted",
    ),
    of_returns(
        "rhi.in_72_hours",
        "Interviews held within 72 hours",
        "had an interview within 72 hours",
        "did not, or not yet",
        Q(of_72_hours="met"),
        standing=HOW,
        clock="rhi.complete",
    ),
    Figure(
        code="rhi.findings_used",
        title="Findings used",
        group="missing",
        of="findings",
        which="led to something, or have a reason",
        which_not="wait to be used",
        source="Local: each finding of an interview ends in something",
        records=lambda span: Finding.objects.all(),
        on=TruncDate("recorded_at"),
        counted=~Q(ending=""),
    ),
    of_returns(
        "rhi.time_known",
        "Hour of return known",
        "have a known hour",
        "have no known hour, so 72 hours cannot be counted",
        Q(returned_time_known=True),
    ),
    Figure(
        code="rhi.reviewed",
        title="Interviews reviewed",
        group="missing",
        of="interviews held",
        which="were read against the criteria",
        which_not="were not read yet",
        source="Inspection criteria HP.RHI.10: someone checks quality against a standard",
        records=lambda span: ReturnInterview.objects.held().annotate(
            reviewed=Exists(InterviewReview.objects.filter(interview=OuterRef("pk")))
        ),
        on=TruncDate("held_at"),
        counted=Q(reviewed=True),
    ),
)
