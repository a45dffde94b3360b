"""What is saved of a wait that touches more than one record."""

from datetime import date

from django.db import transaction

from casework.waits.models import HelpReferral, NeedForHelp


@transaction.atomic
def ask_for_help(referral: HelpReferral) -> HelpReferral:
    """A request for a need that had no service says from its day that there is one to ask."""
    need = referral.need
    if need.no_service_now:
        need.service_found_on = max(
            referral.referred_on, need.no_service_on or referral.referred_on
        )
        need.save()
    referral.save()
    return referral


def end_need(need: NeedForHelp, on: date, because: str, words: str) -> None:
    """End a need that is open, for a reason of the child's life."""
    need.ended_on, need.ended_because, need.ended_words = on, because, words
    need.save()
