"""Does the process work? How it ends for children, how long it takes, whether they come back, and
whether the court used what was ordered here (inspectors, 2019: "this limits the ability of the
local authority to understand the effectiveness of the process")."""

from django.db.models import CharField, DateField, Exists, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from casework.figures.registry import CHILD, ON, Cut, Figure, figures
from casework.preproceedings.models import AssessmentOfChild, ChildPreProceedings
from casework.referrals.models import EpisodeOfNeed, PrimaryNeed

Outcome, Used = ChildPreProceedings.Outcome, AssessmentOfChild.Used
OUTCOMES = [
    (Outcome.STEP_DOWN.value, "Stepped down"),
    (Outcome.APPLY.value, "Went to court"),
    (Outcome.LEFT.value, "Ended for another reason"),
]


class Later(Func):
    """A day so long after another, by the calendar: PostgreSQL adds it."""

    output_field = DateField()

    def __init__(self, day, length: str):
        super().__init__(day)
        self.template = f"((%(expressions)s) + interval '{length}')::date"


def ended(span=None):
    """Children whose process, once begun, ended; not those of a census, whose steps are unknown."""
    begun = ChildPreProceedings.objects.recorded_here().started()
    return begun.filter(outcome__in=[code for code, _ in OUTCOMES])


def main_need():
    """The main need of the episode that was open on the day."""
    episodes = EpisodeOfNeed.objects.filter(
        Q(closed_on=None) | Q(closed_on__gte=OuterRef(ON)),
        child=OuterRef(CHILD),
        started_on__lte=OuterRef(ON),
    )
    newest = episodes.order_by("-started_on", "-pk").values("primary_need")[:1]
    return Coalesce(Subquery(newest), Value(""), output_field=CharField())


NEED = Cut(
    name="need",
    label="Main need",
    value=main_need(),
    choices=lambda worker: [*PrimaryNeed.choices, ("", "Not known")],
)
OUTCOME = Cut(
    name="outcome", label="How it ended", value=F("outcome"), choices=lambda worker: OUTCOMES
)


def began(span=None):
    return ChildPreProceedings.objects.recorded_here().started()


def stepped_down_and_since(span=None):
    """Children stepped down, with the day a year after, and whether they were back before it."""
    back = ChildPreProceedings.objects.filter(child=OuterRef("child")).exclude(pk=OuterRef("pk"))
    back = back.annotate(again_on=Coalesce("started_on", "applied_on")).filter(
        again_on__gte=OuterRef("outcome_on"), again_on__lte=OuterRef("year_on")
    )
    stepped = began().filter(outcome=Outcome.STEP_DOWN)
    return stepped.annotate(year_on=Later("outcome_on", "1 year")).annotate(came_back=Exists(back))


def began_again(span=None):
    """Children who began, with whether this is within a year of leaving the process before."""
    returned = ChildPreProceedings.objects.recorded_here().returned_within_a_year()
    return began().annotate(again=Exists(returned.filter(pk=OuterRef("pk"))))


def in_court(span=None):
    """Children whose application was sent, with an assessment ordered before of which it is known
    whether the court used it."""
    ordered = AssessmentOfChild.objects.filter(in_process=OuterRef("pk"))
    answered = ordered.exclude(used_in_court="")
    used = ordered.filter(used_in_court__in=(Used.YES, Used.UPDATED))
    going = began().filter(applied_on__isnull=False)
    return going.filter(Exists(answered)).annotate(used_one=Exists(used))


def running_on(day):
    return began().running_on(day)


def _figure(**facts) -> Figure:
    return Figure(group="court", **facts)


figures.add(
    _figure(
        code="plo.stepped_down",
        title="Ended without court",
        of="children whose pre-proceedings ended",
        which="stepped down",
        which_not="went to court, or left it another way",
        source="Court orders and pre-proceedings (2014): to avoid proceedings where that is safe",
        records=ended,
        on="outcome_on",
        counted=Q(outcome=Outcome.STEP_DOWN),
        cut=NEED,
    ),
    _figure(
        code="plo.in_16_weeks",
        title="Ended within 16 weeks",
        of="children whose pre-proceedings ended",
        which="left it within 16 weeks of the decision to begin",
        which_not="took longer",
        source="Best practice guidance (2021): 12 to 16 weeks are usual",
        records=lambda span: ended().annotate(latest_on=Later("started_on", "16 weeks")),
        on="outcome_on",
        counted=Q(outcome_on__lte=F("latest_on")),
        cut=OUTCOME,
    ),
    _figure(
        code="plo.over_16",
        title="In pre-proceedings over 16 weeks",
        of="children in pre-proceedings",
        which="began over 16 weeks before",
        which_not="began within 16 weeks",
        source="Best practice guidance (2021): 16 weeks at most, unless extended with a reason",
        records=running_on,
        counted=lambda day: Q(started_on__lt=Later(Value(day, DateField()), "-16 weeks")),
        cut=NEED,
    ),
    _figure(
        code="plo.came_back",
        title="Began again within 12 months",
        of="children who began pre-proceedings",
        which="had left it within the 12 months before",
        which_not="had not",
        source="Inspectors (2019): understand whether the process works",
        records=began_again,
        on="started_on",
        counted=Q(again=True),
        cut=NEED,
    ),
    _figure(
        code="plo.held",
        title="Step-downs that did not hold for a year",
        of="children whose year since stepping down ended",
        which="were back in pre-proceedings or in court within it",
        which_not="were not",
        source="A step-down is judged once its year is over, so that none is counted too early",
        records=stepped_down_and_since,
        on="year_on",
        counted=Q(came_back=True),
        cut=NEED,
    ),
    _figure(
        code="plo.assessment_used",
        title="Assessments ordered here that the court used",
        of="children in court with an assessment ordered before",
        which="had one that the court used",
        which_not="had another ordered by the court",
        source="Court orders and pre-proceedings (2014): assessments done before, not repeated",
        records=in_court,
        on="applied_on",
        counted=Q(used_one=True),
        cut=NEED,
    ),
    _figure(
        code="plo.family_meeting",
        title="Family group meetings held",
        of="children whose letter before proceedings was sent",
        which="had a family group decision-making meeting",
        which_not="had none",
        source="Census 2026-27, N00828 and N00829; Children’s Wellbeing and Schools Act 2026",
        records=lambda span: began().filter(letter_sent_on__isnull=False),
        on="letter_sent_on",
        counted=Q(family_meeting_held=True),
        cut=NEED,
    ),
)
