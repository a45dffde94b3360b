"""What someone who left, or whose last day is set, still holds: until it is handed over."""

from django.db.models import DateField, F, Value
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from audits.models import Audit
from casework.access.models import leaving
from casework.actions.models import Action
from casework.children.models import Allocation, Draft
from casework.meetings.models import Meeting
from casework.timescales.gaps import Gap, gaps

HAND_OVER = ("Hand over", "hand-over-child")


def _held(records, worker: str):
    """Those of the records whose worker goes, with the day from which they should be another's."""
    today = Value(timezone.localdate(), DateField())
    since = Coalesce(Least(F(f"{worker}__leaves_on"), today), today)
    return records.filter(leaving(worker)).annotate(should_since=since)


def _chaired():
    about = Meeting.children.through.objects.filter(
        meeting__held=False, meeting__not_held_because=""
    )
    return _held(about, "meeting__chair")


gaps.add(
    Gap(
        code="leaver.child",
        short="With someone who leaves",
        sentence="is with someone who has left or is leaving",
        records=lambda: _held(Allocation.objects.open(), "worker"),
        since="should_since",
        action_link=HAND_OVER,
    ),
    Gap(
        code="leaver.action",
        short="Action of someone who leaves",
        sentence="has an action promised by someone who has left or is leaving",
        records=lambda: _held(Action.objects.open(), "owner_worker"),
        since="should_since",
        action_link=HAND_OVER,
    ),
    Gap(
        code="leaver.chair",
        short="Meeting whose chair leaves",
        sentence="has a meeting whose chair has left or is leaving",
        records=_chaired,
        since="should_since",
        action_link=HAND_OVER,
    ),
    Gap(
        code="leaver.audit",
        short="Audit of someone who leaves",
        sentence="has an audit by someone who has left or is leaving",
        records=lambda: _held(Audit.objects.open(), "auditor"),
        since="should_since",
        action_link=HAND_OVER,
    ),
    Gap(
        code="leaver.draft",
        short="Draft of someone who leaves",
        sentence="has words in a draft of someone who has left or is leaving",
        records=lambda: _held(Draft.objects.kept().exclude(child=None), "worker"),
        since="should_since",
        action_link=HAND_OVER,
    ),
)
