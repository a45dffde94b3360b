"""What the file already knows, carried into the next form: never asked again."""

from dataclasses import dataclass

from casework.children.codes import Agency
from casework.interface.words import full_day
from casework.recording.models import ChildVisit
from casework.referrals.models import Referral


@dataclass(frozen=True)
class Known:
    """Words to go on from, and where they are from."""

    words: str
    origin: str


def from_referrals(children) -> dict[int, Known]:
    """Each child's own worry, as it stood in the newest referral about that child."""
    referrals = Referral.objects.filter(child__in=children, imported=False).order_by(
        "received_on", "pk"
    )
    return {
        referral.child_id: Known(
            (referral.contact.worry if referral.contact else "") or referral.reasons,
            f"From the referral of {full_day(referral.received_on)}.",
        )
        for referral in referrals.select_related("contact").order_by("received_on", "pk")
    }


AGENCY_OF = {
    "1": Agency.OTHER,
    "2": Agency.EDUCATION,
    "3": Agency.HEALTH,
    "4": Agency.HOUSING,
    "6": Agency.POLICE,
}


def who_is_known(child, worker) -> dict[str, str]:
    """Who should take part, as the file has them: the worker, and whoever referred."""
    known: dict[str, str] = {}
    if child.lead_name:
        known[Agency.SOCIAL_CARE] = f"On the file: {child.lead_name}"
    last = (
        Referral.objects.of_child(child).newest_first().select_related("contact__contact").first()
    )
    contact = last.contact.contact if last and last.contact else None
    if contact and contact.contact_name and contact.source[:1] in AGENCY_OF:
        known[AGENCY_OF[contact.source[:1]]] = f"Referred: {contact.contact_name}"
    return known


def last_seen(enquiry) -> ChildVisit | None:
    """The first visit since the enquiry began at which a social worker saw the child."""
    seen = ChildVisit.objects.by_social_worker().of_child(enquiry.child)
    return seen.filter(held_on__gte=enquiry.started_on).order_by("held_on").first()
