"""How a child lives after edge of care, as the record has it: a suggestion that somebody confirms.

The legal statuses on the file say whether a child is looked after; the referrals since the end say
whether help was asked for again. Where nothing says otherwise, that nothing does is what is said:
no file proves that a child is safe at home.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from casework.interface.words import full_day
from casework.legal.models import LegalStatus
from casework.referrals.models import Referral
from casework.support.models import EdgeOfCare

KINDS = LegalStatus.Kind
IN_A_CRISIS = (KINDS.EMERGENCY, KINDS.POLICE)
WITH_FAMILY = (KINDS.GUARDIANSHIP, KINDS.ARRANGEMENTS)


@dataclass(frozen=True)
class Suggestion:
    lives: str
    referred_again: bool
    words: list[str]


def entered_care(child, since: date, upto: date):
    """Legal statuses of a looked-after child that began after the start and by a day."""
    began = LegalStatus.objects.of_child(child).looked_after()
    return began.filter(started_on__gte=since, started_on__lte=upto).order_by("started_on", "pk")


def suggest(case: EdgeOfCare, day: date) -> Suggestion:
    lives, words = _lives(case, day)
    again = Referral.objects.of_child(case.child).filter(
        received_on__gt=case.ended_on, received_on__lte=day
    )
    asked = EdgeOfCare.objects.of_child(case.child).filter(
        asked_on__gt=case.ended_on, asked_on__lte=day
    )
    days = [*again.values_list("received_on", flat=True), *asked.values_list("asked_on", flat=True)]
    since = (
        f"Referred again {full_day(min(days))}." if days else "No referral since the work ended."
    )
    return Suggestion(lives, bool(days), [words, since])


def _lives(case: EdgeOfCare, day: date) -> tuple[str, str]:
    standing = LegalStatus.objects.of_child(case.child).on(day)
    looked_after = standing.looked_after().order_by("started_on", "pk").first()
    if looked_after:
        since = (
            LegalStatus.objects.of_child(case.child)
            .filter(Q(ended_on=None) | Q(ended_on__gte=case.started_on))
            .looked_after()
        )
        crisis = since.filter(kind__in=IN_A_CRISIS).exists()
        lives = EdgeOfCare.Outcome.CARE_CRISIS if crisis else EdgeOfCare.Outcome.CARE_PLANNED
        return lives, f"{looked_after}, since {full_day(looked_after.started_on)}."
    kin = standing.filter(kind__in=WITH_FAMILY).first()
    if kin:
        return EdgeOfCare.Outcome.FAMILY, f"{kin}, since {full_day(kin.started_on)}."
    return "", "No legal status on the file says that the child is looked after."
