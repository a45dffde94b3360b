"""The wait for help in figures, beside those of practice."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce

from casework.figures.registry import Figure, figures
from casework.waits.models import NeedForHelp
from casework.waits.page.waits import GAVE_UP

GROUP = "waits"
EIGHTEEN_WEEKS = timedelta(weeks=18)
FOUND = "Ofsted’s focused visit of 2019: delay in therapeutic and mental health help"


def stopped(span):
    """Needs whose wait was over by the last day asked: help began, or the need ended before it."""
    return (
        NeedForHelp.objects.at(span.last)
        .exclude(helped_on=None, over_on=None)
        .annotate(stopped_on=Coalesce("helped_on", "over_on"))
    )


figures.add(
    Figure(
        code="help.no_service",
        title="Unmet needs that no service answers",
        group=GROUP,
        of="needs waited for",
        which="have no service at all",
        which_not="have a service to ask",
        source="Ofsted’s focused visit of 2019: no specialist service for children living with"
        " domestic abuse",
        records=NeedForHelp.objects.waiting_on,
        counted=Q(without_service=True),
    ),
    Figure(
        code="help.meanwhile",
        title="Something helps while a child waits",
        group=GROUP,
        of="needs waited for",
        which="have something written down that helps meanwhile",
        which_not="have nothing",
        source=FOUND,
        records=NeedForHelp.objects.waiting_on,
        counted=lambda day: Q(meanwhile_from__lte=day),
    ),
    Figure(
        code="help.over_18_weeks",
        title="Waits over 18 weeks",
        group=GROUP,
        of="needs waited for",
        which="were found over 18 weeks before",
        which_not="are newer than that",
        source="Local: 18 weeks is the longest wait councils aim at",
        records=NeedForHelp.objects.waiting_on,
        counted=lambda day: Q(identified_on__lt=day - EIGHTEEN_WEEKS),
    ),
    Figure(
        code="help.gave_up",
        title="Waits that ended without help",
        group=GROUP,
        of="waits that ended",
        which="ended because the child or family gave up or did not want it",
        which_not="ended otherwise",
        source=FOUND,
        records=stopped,
        on="stopped_on",
        counted=Q(helped_on=None, ended_because__in=sorted(GAVE_UP)),
    ),
)
