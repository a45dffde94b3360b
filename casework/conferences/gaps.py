from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from casework.conferences.chairing.minutes_due import CODE
from casework.conferences.models import Conference
from casework.conferences.sequence import said_no_longer_needed
from casework.timescales.gaps import Gap, gaps
from casework.timescales.models import Deadline


def without_minutes():
    """Conferences of the last year of which nothing is written, though the clock of their minutes
    has run out."""
    clock = Deadline.objects.filter(code=CODE, record_id=OuterRef("pk"), due_at__lt=timezone.now())
    last_year = timezone.localdate() - timedelta(days=365)
    held = Conference.objects.held().filter(held_on__gte=last_year, meeting__minutes="")
    return held.filter(Exists(clock))


gaps.add(
    Gap(
        code="conference.no_minutes",
        short="No minutes",
        sentence="had a conference of which no minutes are written",
        records=without_minutes,
        since="held_on",
        action_link=("Open the meetings", "child-meetings"),
    ),
    Gap(
        code="plan.to_end",
        short="Does the plan end?",
        sentence="has a plan that its meeting said is no longer needed: a manager decides",
        records=said_no_longer_needed,
        since="held_on",
        action_link=("Open the plan", "plan"),
    ),
)
