"""Children who moved here with a child protection plan, and the conference held for them here."""

from django.db.models import OuterRef, Subquery

from assessments.models import Section47
from casework.children.models import Move
from casework.conferences.models import Conference


def moves_with_conference():
    """Each move of a child on a plan, with the transfer-in conference that answered it."""
    held = Conference.objects.held().filter(
        kind=Conference.Kind.TRANSFER_IN, child=OuterRef("child"), held_on__gte=OuterRef("told_on")
    )
    return Move.objects.with_their_plan().annotate(
        transfer_in_on=Subquery(held.order_by("held_on").values("held_on")[:1])
    )


def transfer_in_wanted(child) -> bool:
    return moves_with_conference().of_child(child).filter(transfer_in_on=None).exists()


def initial_wanted(child) -> bool:
    """The newest enquiry found that a conference is needed, and none has been held."""
    last = Section47.objects.of_child(child).newest_first().first()
    if last is None or last.outcome != Section47.Outcome.CONFERENCE:
        return False
    return not last.conferences.filter(held=True).exists()
