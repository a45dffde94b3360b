from datetime import timedelta

from django.utils import timezone

from casework.conferences.models import Conference
from casework.timescales.gaps import Gap, gaps

WRITTEN_WITHIN = timedelta(days=28)
"""Local: minutes are commonly sent within 10 to 20 working days."""


def without_minutes():
    """Conferences held in the last year, four weeks ago or longer, of which nothing is written."""
    today = timezone.localdate()
    held = Conference.objects.held().filter(
        held_on__lte=today - WRITTEN_WITHIN, held_on__gte=today - timedelta(days=365),
        meeting__minutes="",
    )  # fmt: skip
    return held


gaps.add(Gap(
    code="conference.no_minutes", short="No minutes",
    sentence="had a conference of which no minutes are written",
    records=without_minutes, since="held_on", deed=("Open the meetings", "child-meetings"),
))  # fmt: skip
