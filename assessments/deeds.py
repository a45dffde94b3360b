"""Deeds that write more than one record: starting assessments, a strategy discussion, telling."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from assessments.models import Assessment, FamilyAssessment, Section47, StrategyDiscussion
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.models import Child
from casework.interface.words import as_day
from casework.notices.models import Notice
from casework.referrals.models import EpisodeOfNeed, Referral


def start_if_accepted(episodes: list[EpisodeOfNeed], worker) -> None:
    """A referral accepted for assessment starts one that day: one family, each child their own."""
    accepted = [e for e in episodes if e.referral.decision == Referral.Decision.ASSESS]
    if accepted:
        referral = accepted[0].referral
        start(
            [episode.child for episode in accepted], worker,
            referral_received_on=referral.received_on, started_on=referral.decided_on,
        )  # fmt: skip


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
            child, worker, family=family, episode=episodes.get(child.pk),
            **facts | {"kind": kind_for(child, facts.get("kind"))},
        )
        for child in children
    ]  # fmt: skip
    for assessment in started:
        assessment.save()
    return started


def family_going_on(children, worker) -> FamilyAssessment | None:
    """The family's part of an assessment of their brothers and sisters that is still written."""
    siblings = Child.objects.visible_to(worker).siblings_of(children[0])
    going_on = Assessment.objects.open().filter(child__in=siblings).exclude(family=None)
    beside = going_on.exclude(family__children__authorised_on__isnull=False)
    found = beside.select_related("family").newest_first().first()
    return found.family if found else None


def kind_for(child, asked=None) -> str:
    """A child not yet born has a pre-birth assessment, whatever brothers and sisters have."""
    if child.person.unborn:
        return Assessment.Kind.PREBIRTH
    return asked or Assessment.Kind.CHILD_AND_FAMILY


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
        discussion.child, worker, strategy=discussion, episode=discussion.episode,
        started_on=discussion.held_on,
    )  # fmt: skip
    enquiry.save()
    return enquiry


@transaction.atomic
def submit(record, worker) -> None:
    """Send an assessment or a plan to the managers of the child's team."""
    record.submitted_at, record.submitted_by = timezone.now(), worker
    record.save()
    managers = Worker.objects.of(record.authority).who_may(Permission.AUTHORISE)
    for manager in managers.filter(team=record.child.team).exclude(pk=worker.pk):
        tell(manager, record, Notice.Kind.SUBMITTED)


@transaction.atomic
def send_back(record, manager) -> None:
    record.submitted_at, record.returned_at = None, timezone.now()
    record.returned_by = manager
    record.save()
    tell_author(record, Notice.Kind.RETURNED)


@transaction.atomic
def authorise(record, manager) -> None:
    """It stands from now on: who wrote it is told."""
    record.authorised_on, record.authorised_by = timezone.localdate(), manager
    record.save()
    tell_author(record, Notice.Kind.AUTHORISED)


def tell_author(record, kind) -> None:
    if record.submitted_by:
        tell(record.submitted_by, record, kind)


def tell(someone, record, kind) -> None:
    Notice.on_file_of(record.child, someone, worker=someone, kind=kind, about=str(record)).save()
