"""Supervision in figures: whether each child was talked about in time, and what its actions did."""

from datetime import timedelta

from django.db.models import DateField, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from casework.actions.models import Action
from casework.figures.registry import Figure, figures
from casework.plans.figures import open_on
from casework.plans.models import Plan
from casework.supervision.models import ActionAnswer, CaseSupervision
from casework.supervision.models.cases import REFLECTIONS

GROUP = "supervision"
OLD = timedelta(weeks=8)
WEEKS = {Plan.Kind.PROTECTION: 4, Plan.Kind.NEED: 8}


def agreed():
    return Action.objects.filter(source=Action.Source.SUPERVISION)


def talked_about(day):
    """Open plans, each with whether the child was talked about within what their plan asks."""
    talks = CaseSupervision.objects.filter(child=OuterRef("child"), held_on__lte=day)
    within = {
        kind: Exists(talks.filter(held_on__gte=day - timedelta(weeks=weeks)))
        for kind, weeks in WEEKS.items()
    }
    began = {kind: Q(started_on__gt=day - timedelta(weeks=weeks)) for kind, weeks in WEEKS.items()}
    return (
        open_on(day)
        .annotate(protected_talk=within[Plan.Kind.PROTECTION], need_talk=within[Plan.Kind.NEED])
        .exclude(
            (Q(kind=Plan.Kind.PROTECTION) & began[Plan.Kind.PROTECTION])
            | (Q(kind=Plan.Kind.NEED) & began[Plan.Kind.NEED])
        )
    )


IN_TIME = Q(kind=Plan.Kind.PROTECTION, protected_talk=True) | Q(kind=Plan.Kind.NEED, need_talk=True)


def ended(span):
    """Actions of supervision that ended by the last day asked."""
    over = Q(done_on__lte=span.last) | Q(dropped_on__lte=span.last)
    day = Coalesce("done_on", "dropped_on", output_field=DateField())
    return agreed().filter(over).annotate(ended_day=day)


def fell_due(span):
    return agreed().filter(due_on__isnull=False)


def open_that_day(day):
    """Actions of supervision that were agreed and not over at the end of the day."""
    still = Q(done_on=None) | Q(done_on__gt=day)
    stands = Q(dropped_on=None) | Q(dropped_on__gt=day)
    return agreed().filter(still, stands, agreed_on__lte=day)


def carried_that_day(day):
    carried = ActionAnswer.objects.filter(
        action=OuterRef("pk"), answer="carried", supervision__held_on__lte=day
    )
    return open_that_day(day).annotate(was_carried=Exists(carried))


def reflected() -> Q:
    return ~Q(**{f"discussion__{field}": "" for field in REFLECTIONS})


figures.add(
    Figure(
        code="supervision.talked_about",
        title="Children talked about in supervision in time",
        group=GROUP,
        of="plans open longer than supervision allows",
        which="had the child talked about within 4 weeks (8 where the plan is for a child in need)",
        which_not="did not",
        source="Local default; one council sets the least by the kind of plan",
        records=talked_about,
        counted=IN_TIME,
    ),
    Figure(
        code="supervision.outcome",
        title="Actions of supervision closed with what they did",
        group=GROUP,
        of="actions of supervision that ended",
        which="were closed with what they did for the child",
        which_not="were no longer needed",
        source="Ofsted’s focused visit of 2019: actions not sufficiently focused on outcomes",
        records=ended,
        on="ended_day",
        counted=Q(done_on__isnull=False),
    ),
    Figure(
        code="supervision.closed_in_time",
        title="Actions of supervision done by their day",
        group=GROUP,
        of="actions of supervision that fell due",
        which="were done by then",
        which_not="were not",
        source="The date agreed for the action",
        records=fell_due,
        on="due_on",
        counted=Q(done_on__isnull=False, done_on__lte=F("due_on")),
    ),
    Figure(
        code="supervision.old",
        title="Actions of supervision open over 8 weeks",
        group=GROUP,
        of="actions of supervision open",
        which="were agreed over 8 weeks before",
        which_not="are newer than that",
        source="Local: two supervisions of a child in need have passed by then",
        records=open_that_day,
        counted=lambda day: Q(agreed_on__lt=day - OLD),
    ),
    Figure(
        code="supervision.carried",
        title="Open actions that were carried",
        group=GROUP,
        of="actions of supervision open",
        which="were carried from one supervision to the next",
        which_not="were not",
        source="Drift: the same action, supervision after supervision",
        records=carried_that_day,
        counted=Q(was_carried=True),
    ),
    Figure(
        code="supervision.reflective",
        title="Case supervision that reflects",
        group=GROUP,
        of="case supervisions held",
        which="hold an answer to a question of reflection",
        which_not="hold none",
        source="A person judges how well: this counts only that something was written",
        records=lambda span: CaseSupervision.objects.all(),
        on="held_on",
        counted=reflected(),
    ),
)
