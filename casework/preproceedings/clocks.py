"""What each clock reads: a child’s row with the days it opens, is met or lapses on."""

from django.db.models import Case, DateField, F, Func, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Least

from casework.preproceedings.models import ChildInCourt, ChildPreProceedings, TrackerUpdate


class PregnancyBegan(Func):
    """40 weeks before the day the baby is expected, as weeks of pregnancy are counted."""

    template = "((%(expressions)s) - 280)"
    output_field = DateField()


def begun():
    """Begun here, each with the day no letter, or the end, made the letter needless.

    ``decided_on`` is the decision where the panel never extended: an end that was extended is not
    met late by the decision that came by the new one.
    """
    return (
        ChildPreProceedings.objects.started()
        .recorded_here()
        .annotate(
            no_letter_or_over_on=Least("outcome_on", "process__no_letter_on"),
            decided_on=Case(When(extended_on=None, then="outcome_on")),
        )
    )


def panel_asked(*, urgent: bool):
    def asked():
        here = ChildPreProceedings.objects.recorded_here().filter(process__urgent=urgent)
        return here.annotate(
            asked_on=F("process__asked_on"), decided_on=Coalesce("started_on", "outcome_on")
        )

    return asked


def offering_family_meeting():
    return begun().annotate(
        offered_on=Case(When(family_meeting_offered=True, then="letter_sent_on"))
    )


def looked_at():
    looks = TrackerUpdate.objects.filter(in_process=OuterRef("pk")).order_by()
    first = looks.values("in_process").annotate(day=Min("looked_on")).values("day")
    return begun().annotate(first_look_on=Subquery(first))


def unborn():
    """Children a panel was asked about before they were born."""
    before_birth = Q(child__person__born_on=None) | Q(
        child__person__born_on__gt=F("process__asked_on")
    )
    rows = ChildPreProceedings.objects.recorded_here().filter(
        before_birth, child__person__expected_on__isnull=False
    )
    return rows.annotate(
        pregnant_on=PregnancyBegan("child__person__expected_on"),
        born_on=F("child__person__born_on"),
        born_or_over_on=Least("child__person__born_on", "outcome_on"),
    )


def in_court():
    return ChildInCourt.objects.issued()
