from casework.children.extensions.banner_and_menu import MenuItem, parts
from casework.children.extensions.endings import Cause, Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.merges import Once, once
from casework.children.extensions.mistakes import Kind, mistakes
from casework.children.extensions.next_steps import Step, steps
from casework.children.models import Sign, signs
from casework.children.models.known import OPEN
from casework.interface.words import full_day
from casework.referrals.codes import ClosureReason
from casework.referrals.models import ChildContact, EpisodeOfNeed, FamilyHelp, Referral

parts.add(
    MenuItem(order=50, label="A worry or incident", url="contact-add-for"),
    MenuItem(order=152, label="A referral", url="referral-add"),
    MenuItem(order=153, label="Family help offered", url="family-help-add"),
    MenuItem(
        order=199,
        label="Close the episode of need",
        url="episode-close",
        after_death=True,
        shown=lambda child: child.file_open,
    ),
)

within.add(
    Findable(
        label="Contact",
        records=ChildContact.objects.all,
        happened="contact__received_at",
        url="referrals",
        words=("contact__contact_name", "contact__what_was_said", "worry", "reasons"),
        about="contact__children__child",
        of_all=("contact__contact_name", "contact__what_was_said"),
    ),
    Findable(
        label="Family help",
        records=FamilyHelp.objects.all,
        happened="offered_on",
        url="family-help",
        words=("help_with", "lead", "what_changed"),
    ),
    Findable(
        label="Referral",
        records=Referral.objects.all,
        happened="received_on",
        url="referrals",
        words=("reasons", "decision_reasons"),
    ),
    Findable(
        label="Closing",
        records=EpisodeOfNeed.objects.all,
        happened="closed_on",
        url="referrals",
        words=("closing_summary",),
    ),
)

signs.add(
    Sign(code="contact", says=OPEN, records=ChildContact.objects.waiting),
    Sign(code="referral", says=OPEN, records=Referral.objects.undecided),
    Sign(code="episode", says=OPEN, records=EpisodeOfNeed.objects.open),
    Sign(code="family-help", says=OPEN, records=FamilyHelp.objects.open),
)

CLOSES_BECAUSE = {Cause.DIED: ClosureReason.RC2, Cause.MOVED: ClosureReason.RC5}


def _close(episode, ending) -> None:
    episode.closed_on = ending.on_or_after(episode.started_on)
    episode.closure_reason = CLOSES_BECAUSE[ending.cause]
    episode.closing_summary = f"{ending.because}."
    episode.save()


endings.add(
    Ends(
        order=80,
        records=EpisodeOfNeed.objects.open,
        end=_close,
        causes=frozenset(CLOSES_BECAUSE),
        label=lambda episode: f"The episode of need from {full_day(episode.started_on)}",
    )
)


def _help_ends(help_, ending) -> None:
    help_.ended_on = ending.on_or_after(help_.offered_on)
    moved = ending.cause == Cause.MOVED
    help_.ended_because = FamilyHelp.Ended.AWAY if moved else FamilyHelp.Ended.OTHER
    help_.what_changed = "\n\n".join(filter(None, [help_.what_changed, f"{ending.because}."]))
    help_.save()


endings.add(
    Ends(
        order=75,
        records=FamilyHelp.objects.open,
        end=_help_ends,
        causes=frozenset(Cause),
        label=lambda help_: f"Family help offered {full_day(help_.offered_on)}",
    )
)


def _contact_waits(child):
    return ChildContact.objects.of_child(child).waiting().exists()


def _referral_waits(child):
    return Referral.objects.of_child(child).undecided().exists()


def _no_answer_yet(child):
    offered = FamilyHelp.objects.open().of_child(child).filter(answer="")
    return offered.newest_first().values_list("pk", flat=True).first()


steps.add(
    Step(
        order=10,
        label="Decide on the referral",
        url="referral-decide",
        applies=_referral_waits,
        waits="A manager decides on the referral next.",
    ),
    Step(
        order=12,
        label="Decide what to do about the contact",
        url="contact-screen",
        applies=_contact_waits,
        waits="A manager decides what to do about the contact next.",
    ),
    Step(
        order=60,
        label="Record what the family answered",
        url="family-help-answer",
        applies=_no_answer_yet,
    ),
)

mistakes.add(
    Kind(
        model=ChildContact,
        called="contact",
        happened="contact__received_at",
        url="referrals",
        shared="contact",
        settled=lambda contact: contact.screened_on is not None,
    ),
    Kind(
        model=Referral,
        called="referral",
        happened="received_on",
        url="referrals",
        settled=lambda referral: referral.decided_on is not None,
    ),
    Kind(
        model=EpisodeOfNeed,
        called="episode of need",
        happened="started_on",
        url="referrals",
        settled=lambda episode: episode.referral_id is not None or episode.closed_on is not None,
    ),
    Kind(model=FamilyHelp, called="family help", happened="offered_on", url="family-help"),
)

once.add(
    Once(model=EpisodeOfNeed, called="open episode of need"),
    Once(
        model=Referral,
        called="referral that waits for a decision",
        open=Referral.objects.undecided,
        both=True,
    ),
)
