from casework.access.roles import Permission
from casework.children.endings import Cause, Ends, endings
from casework.children.parts import Deed, parts
from casework.children.within import Findable, within
from casework.interface.words import full_day
from casework.referrals.codes import ClosureReason
from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral

parts.add(
    Deed(order=50, label="A worry or incident", url="contact-add-for"),
    Deed(order=52, label="A referral", url="referral-add"),
    Deed(
        order=99, label="Close the episode of need", url="episode-close",
        permission=Permission.DECIDE, after_death=True,
    ),
)  # fmt: skip

within.add(
    Findable(
        label="Contact", records=ChildContact.objects.all, happened="contact__received_at",
        url="referrals",
        words=("contact__contact_name", "contact__what_was_said", "worry", "reasons"),
    ),
    Findable(
        label="Referral", records=Referral.objects.all, happened="received_on", url="referrals",
        words=("reasons", "decision_reasons"),
    ),
    Findable(
        label="Closing", records=EpisodeOfNeed.objects.all, happened="closed_on", url="referrals",
        words=("closing_summary",),
    ),
)  # fmt: skip

CLOSES_BECAUSE = {Cause.DIED: ClosureReason.RC2, Cause.MOVED: ClosureReason.RC5}


def _close(episode, ending) -> None:
    episode.closed_on = ending.on_or_after(episode.started_on)
    episode.closure_reason = CLOSES_BECAUSE[ending.cause]
    episode.closing_summary = f"{ending.because}."
    episode.save()


endings.add(Ends(
    order=80, records=EpisodeOfNeed.objects.open, end=_close,
    causes=frozenset(CLOSES_BECAUSE),
    said=lambda episode: f"The episode of need from {full_day(episode.started_on)}",
))  # fmt: skip
