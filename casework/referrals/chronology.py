from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from casework.children.codes import PrimaryNeed
from casework.children.models import Move
from casework.chronology.patterns import Repeats, before
from casework.chronology.registry import Events, registry
from casework.referrals.codes import ClosureReason, Source
from casework.referrals.models import ChildContact, EpisodeOfNeed, FamilyHelp, Referral

DECIDED = {
    Referral.Decision.ASSESS: "Referral accepted for assessment",
    Referral.Decision.STRATEGY: "Referral accepted for a strategy discussion",
    Referral.Decision.EARLY_HELP: "Referral passed to early or family help",
    Referral.Decision.NO_ACTION: "Referral ended in no further action",
    "": "Referral decided, not recorded how",
}
ACCEPTED = Q(decision__in=[Referral.Decision.ASSESS, Referral.Decision.STRATEGY])


def label_of(field, choices):
    """The words of a coded field, in SQL."""
    cases = [When(**{field: code}, then=Value(label)) for code, label in choices]
    return Case(*cases, default=Value("not recorded"))


def inside(choices):
    """Words as they stand inside a sentence: without the capital, but for GP and A&E."""
    return [
        (code, label if label[1:2] in "P&" else f"{label[:1].lower()}{label[1:]}")
        for code, label in choices
    ]


registry.add(
    Events(
        code="contact",
        records=ChildContact.objects.all,
        happened="contact__received_at",
        title=Concat(Value("Contact: "), label_of("contact__source", inside(Source.choices))),
        detail=Coalesce(NullIf("worry", Value("")), F("contact__what_was_said")),
        significant=Q(outcome=ChildContact.Outcome.REFERRAL),
        url="referrals",
        kind="asked",
    )
)

SCREENED = ChildContact.objects.exclude(outcome__in=["", ChildContact.Outcome.REFERRAL])
ANSWER = label_of("outcome", inside(ChildContact.Outcome.choices))

registry.add(
    Events(
        code="contact_screened",
        at="contact__received_at",
        order=10,
        records=SCREENED.all,
        happened="screened_on",
        title=Concat(Value("Contact answered: "), ANSWER),
        detail="reasons",
        url="referrals",
        kind="asked",
    )
)

registry.add(
    Events(
        code="referral",
        at="contact__contact__received_at",
        order=11,
        records=Referral.objects.all,
        happened="received_on",
        title=Concat(Value("Referral: "), label_of("source", inside(Source.choices))),
        detail="reasons",
        significant=True,
        url="referrals",
        kind="asked",
    )
)

registry.add(
    Events(
        code="referral_decided",
        at="contact__contact__received_at",
        order=13,
        records=Referral.objects.all,
        happened="decided_on",
        title=label_of("decision", DECIDED.items()),
        detail="decision_reasons",
        significant=ACCEPTED,
        url="referrals",
        kind="asked",
    )
)

WHY_CLOSED = label_of("closure_reason", inside(ClosureReason.choices))

registry.add(
    Events(
        code="episode_closed",
        order=60,
        ends=True,
        records=EpisodeOfNeed.objects.all,
        happened="closed_on",
        title=Concat(Value("Episode of need closed: "), WHY_CLOSED),
        detail="closing_summary",
        significant=True,
        url="referrals",
        kind="asked",
    )
)

registry.add(
    Events(
        code="family_help_offered",
        order=12,
        records=FamilyHelp.objects.all,
        happened="offered_on",
        title="Family help offered",
        detail="help_with",
        url="family-help",
        kind="asked",
    )
)

registry.add(
    Events(
        code="family_help_began",
        records=FamilyHelp.objects.all,
        happened="started_on",
        title=Concat(Value("Family help began, led by "), F("lead")),
        url="family-help",
        kind="asked",
        significant=True,
    )
)

registry.add(
    Events(
        code="family_help_ended",
        order=51,
        ends=True,
        records=FamilyHelp.objects.all,
        happened="ended_on",
        title=Concat(
            Value("Family help ended: "),
            label_of("ended_because", inside(FamilyHelp.Ended.choices)),
        ),
        detail="what_changed",
        significant=True,
        url="family-help",
        kind="asked",
    )
)

registry.add(
    Events(
        code="moved_in",
        order=2,
        records=Move.objects.coming,
        happened="moved_on",
        kind="family",
        title=Concat(Value("Moved here from "), F("council")),
        detail="what_is_known",
        significant=True,
        url="referrals",
    )
)

registry.add(
    Events(
        code="moved_away",
        order=70,
        ends=True,
        records=Move.objects.going,
        happened="moved_on",
        kind="family",
        title=Concat(Value("Moved away to "), F("council")),
        detail="what_is_known",
        significant=True,
        url="referrals",
    )
)

registry.add(
    Events(
        code="move_accepted",
        order=71,
        ends=True,
        records=Move.objects.all,
        happened="accepted_on",
        kind="family",
        title=Case(
            When(direction="out", then=Concat(F("council"), Value(" became responsible"))),
            default=Value("We became responsible"),
        ),
        detail="accepted_by",
        significant=True,
        url="referrals",
    )
)

DOMESTIC_ABUSE = (
    r"domestic (abuse|violence|incident|dispute)|violen(ce|t) (to|towards|against|at home|in the)"
    r"|hit (my|her|his|their) (mum|dad|mother|father|partner)"
)


def contacts_of_domestic_abuse():
    """Told by what was written: no code says it before an assessment does."""
    said_so = Q(worry__iregex=DOMESTIC_ABUSE) | Q(contact__what_was_said__iregex=DOMESTIC_ABUSE)
    return ChildContact.objects.filter(said_so)


before.add(
    Repeats(
        code="referrals",
        order=10,
        thing="referrals",
        short="Referral",
        records=Referral.objects.all,
        happened="received_on",
        themes="primary_need",
        title=Concat(
            Value("From "),
            label_of("source", inside(Source.choices)),
            Value(": "),
            label_of("decision", inside(Referral.Decision.choices)),
        ),
        detail="reasons",
        labels=dict(inside(PrimaryNeed.choices)),
        url="referrals",
    ),
    Repeats(
        code="domestic_abuse",
        order=40,
        thing="contacts about domestic abuse",
        singular="contact about domestic abuse",
        short="Abuse at home",
        records=contacts_of_domestic_abuse,
        happened="contact__received_at",
        title=Concat(Value("From "), label_of("contact__source", inside(Source.choices))),
        detail=Coalesce(NullIf("worry", Value("")), F("contact__what_was_said")),
        url="referrals",
    ),
    Repeats(
        code="closures",
        order=90,
        thing="closures",
        short="",
        helped=True,
        records=EpisodeOfNeed.objects.exclude(closing_summary="").all,
        happened="closed_on",
        title="When the work ended",
        detail="closing_summary",
        url="referrals",
    ),
)
