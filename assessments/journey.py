"""Where a child's journey stands between referral and plan: which step is asked for next."""

from assessments.models import Assessment, Section47, StrategyDiscussion
from casework.referrals.models import EpisodeOfNeed, Referral

Outcome = Assessment.Outcome


def open_episode(child) -> EpisodeOfNeed | None:
    episodes = EpisodeOfNeed.objects.open().of_child(child).filter(imported=False)
    return episodes.select_related("referral").newest_first().first()


def last_authorised(episode) -> Assessment | None:
    done = episode.assessments.exclude(authorised_on=None)
    return done.order_by("-authorised_on", "-pk").first()


def discussion_wanted(child) -> bool:
    """The referral or the assessment asked for one that is not yet held, or the last asked for
    another."""
    episode = open_episode(child)
    if episode is None:
        return False
    last = StrategyDiscussion.objects.of_child(child).filter(episode=episode).newest_first().first()
    if last and last.decision == StrategyDiscussion.Decision.FURTHER:
        return True
    referral, assessed = episode.referral, last_authorised(episode)
    if assessed and assessed.outcome == Outcome.STRATEGY:
        return last is None or last.held_on < assessed.authorised_on
    decided = referral is not None and referral.decision == Referral.Decision.STRATEGY
    return bool(decided and last is None)


def enquiry_going_on(child) -> int | None:
    going_on = Section47.objects.being_made().of_child(child).filter(imported=False)
    return going_on.newest_first().values_list("pk", flat=True).first()


def enquiry_submitted(child) -> int | None:
    waiting = Section47.objects.waiting_for_manager().of_child(child)
    return waiting.newest_first().values_list("pk", flat=True).first()


def assessment_submitted(child) -> int | None:
    waiting = Assessment.objects.waiting_for_manager().of_child(child).filter(imported=False)
    return waiting.newest_first().values_list("pk", flat=True).first()


def assessment_being_written(child) -> int | None:
    written = Assessment.objects.open().of_child(child).filter(imported=False, submitted_at=None)
    return written.newest_first().values_list("pk", flat=True).first()


def assessment_wanted(child) -> bool:
    """A strategy discussion took the place of the decision to assess: the 45 days run all the same
    (Working Together 2023, chapter 3: the enquiry is part of an assessment)."""
    episode = open_episode(child)
    return bool(episode and not episode.assessments.exists())


def nothing_more_needed(child) -> bool:
    episode = open_episode(child)
    assessed = last_authorised(episode) if episode else None
    return bool(assessed and assessed.outcome in (Outcome.NO_ACTION, Outcome.EARLY_HELP))
