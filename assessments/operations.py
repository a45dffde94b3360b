"""Writes of more than one record: starting assessments, recording a strategy discussion."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from assessments.models import Assessment, FamilyAssessment, Section47, StrategyDiscussion
from casework.children.models import Child
from casework.interface.words import as_day
from casework.referrals.models import EpisodeOfNeed, Referral


def start_if_accepted(episodes: list[EpisodeOfNeed], worker) -> None:
    """A referral accepted for assessment starts one that day: one family, each child their own."""
    accepted = [
        (episode.child, episode.referral)
        for episode in episodes
        if episode.referral and episode.referral.decision == Referral.Decision.ASSESS
    ]
    if accepted:
        referral = accepted[0][1]
        start(
            [child for child, _ in accepted],
            worker,
            referral_received_on=referral.received_on,
            started_on=referral.decided_on,
        )


@transaction.atomic
def start(children, worker, **facts) -> list[Assessment]:
    """One family assessment for these children, and each child's own beneath it.

    A child who joins brothers and sisters later has the family's words, and dates of their own.
    """
    family = family_going_on(children, worker) or FamilyAssessment.objects.create(
        authority=worker.authority, recorded_by=worker
    )
    episodes = {
        episode.child_id: episode
        for episode in EpisodeOfNeed.objects.open().filter(child__in=children)
    }
    started = [
        Assessment.on_file_of(
            child,
            worker,
            family=family,
            episode=episodes.get(child.pk),
            **facts | {"kind": kind_for(child, facts.get("kind"))},
        )
        for child in children
    ]
    for assessment in started:
        assessment.save()
    return started


def family_going_on(children, worker) -> FamilyAssessment | None:
    """The family's part of an assessment of their brothers and sisters that is still written."""
    siblings = Child.objects.visible_to(worker).siblings_of(children[0])
    going_on = Assessment.objects.open().filter(child__in=siblings).exclude(family=None)
    beside = going_on.exclude(family__children__authorised_on__isnull=False)
    newest = beside.select_related("family").newest_first().first()
    return newest.family if newest else None


def kind_for(child, asked=None) -> str:
    """A child not yet born has a pre-birth assessment, whatever brothers and sisters have."""
    if child.person.unborn:
        return Assessment.Kind.PREBIRTH
    return asked or Assessment.Kind.CHILD_AND_FAMILY


def last_of_episode(episode: EpisodeOfNeed) -> Assessment | None:
    """The last assessment of this episode that is over: authorised, or stopped."""
    over = episode.assessments.exclude(authorised_on=None, stopped_on=None)
    return over.newest_first().first()


def ready_to_start(children):
    """Of these children, those an assessment can start for: in an episode, with none open."""
    episode = EpisodeOfNeed.objects.open().filter(child=OuterRef("pk"))
    going_on = Assessment.objects.open().filter(child=OuterRef("pk"))
    return children.filter(Exists(episode), ~Exists(going_on))


@transaction.atomic
def record_strategy(meeting, discussions: list[StrategyDiscussion], worker) -> list[Section47]:
    """What a held discussion decided for each child; an enquiry starts that same day."""
    meeting.children.set([discussion.child for discussion in discussions])
    started = []
    for discussion in discussions:
        discussion.meeting, discussion.held_on = meeting, as_day(meeting.starts_at)
        discussion.episode = EpisodeOfNeed.objects.open().of_child(discussion.child).first()
        discussion.save()
        if discussion.decision == StrategyDiscussion.Decision.SECTION_47:
            started.append(start_enquiry(discussion, worker))
    return started


def start_enquiry(discussion: StrategyDiscussion, worker) -> Section47:
    enquiry = Section47.on_file_of(
        discussion.child,
        worker,
        strategy=discussion,
        episode=discussion.episode,
        started_on=discussion.held_on,
    )
    enquiry.save()
    return enquiry
