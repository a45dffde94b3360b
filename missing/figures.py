"""Return home interviews in four numbers with clear denominators, and what is made of them.

Offered, accepted, held, held within 72 hours: never one in place of another (statutory guidance on
children who run away or go missing, 2014).
"""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate

from casework.figures.registry import Cut, Figure, figures
from casework.timescales.models import Deadline
from missing.models import Finding, InterviewReview, MissingEpisode, ReturnInterview

FROM = Cut(
    name="missing_from",
    label="Missing from",
    value=F("missing_from"),
    choices=lambda worker: MissingEpisode.From.choices,
)
ACCEPTED = Q(interview__answer="accepted") | Q(interviewed_at__isnull=False)
OFFERED = Q(offered_at__isnull=False)
SOURCE = "Children who run away or go missing, 2014: offered after every return, held in 72 hours"


def returned(span):
    in_time = Deadline.objects.met_in_time().filter(
        code="rhi.complete", record_id=OuterRef("pk"), time_known=True
    )
    return MissingEpisode.objects.returned().with_interview().annotate(in_time=Exists(in_time))


def of_returns(code, title, which, which_not, counted, among=None, of="times a child came back"):
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
    )


figures.add(
    of_returns(
        "rhi.offered",
        "Interviews offered",
        "were followed by an offer",
        "were not followed by an offer",
        OFFERED,
    ),
    of_returns(
        "rhi.accepted",
        "Interviews accepted",
        "were accepted",
        "were not accepted",
        ACCEPTED,
        OFFERED,
        "interviews offered",
    ),
    of_returns(
        "rhi.held",
        "Interviews held",
        "were held",
        "were not held",
        Q(interviewed_at__isnull=False),
        OFFERED & ACCEPTED,
        "interviews accepted",
    ),
    of_returns(
        "rhi.in_72_hours",
        "Interviews held within 72 hours",
        "were talked about within 72 hours",
        "were not talked about within 72 hours",
        Q(in_time=True),
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
