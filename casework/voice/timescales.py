"""That a child is answered: what changed because of what they said, or why not yet."""

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from casework.referrals.models import EpisodeOfNeed
from casework.timescales.allowances import own_date, working_days
from casework.timescales.registry import Milestone, Timescale, registry
from casework.voice.models import Voice, VoiceAnswer

ANSWER = ("Answer what they said", "voice")


def work_ended(day: str) -> Coalesce:
    """The day the child died, or the work in which this was written down ended."""
    episodes = EpisodeOfNeed.objects.filter(
        Q(closed_on=None) | Q(closed_on__gte=OuterRef(day)),
        child=OuterRef("child"),
        started_on__lte=OuterRef(day),
    )
    closed = episodes.order_by("-started_on", "-pk").values("closed_on")[:1]
    return Coalesce(F("child__person__died_on"), Subquery(closed), output_field=DateField())


def with_first_answer() -> QuerySet:
    answers = VoiceAnswer.objects.filter(voice=OuterRef("pk")).order_by("answered_on", "pk")
    return Voice.objects.annotate(
        first_answered_on=Subquery(answers.values("answered_on")[:1]),
        work_ended_on=work_ended("held_on"),
    )


def not_yet() -> QuerySet:
    return VoiceAnswer.objects.not_yet().annotate(work_ended_on=work_ended("answered_on"))


registry.add(
    Milestone(
        code="voice.answered",
        title="What a child said is answered",
        source="Local default: children are told what became of what they said within a month",
        basis="local",
        status="local",
        records=with_first_answer,
        opens="held_on",
        allows=working_days(20),
        met="first_answered_on",
        lapses="work_ended_on",
        lapses_because="the work with the child ended",
        group="Plans",
        action_link=ANSWER,
    ),
    Timescale(
        code="voice.again",
        title="What a child was told “not yet” is looked at again",
        source="The day agreed when the child was told “not yet”",
        basis="local",
        status="local",
        records=not_yet,
        opens="again_on",
        allows=own_date(),
        met="next_answered_on",
        lapses="work_ended_on",
        lapses_because="the work with the child ended",
        group="Plans",
        action_link=ANSWER,
    ),
)
