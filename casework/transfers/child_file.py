from django.db.models import OuterRef, Subquery

from casework.children.extensions.banner_and_menu import BannerAlert, MenuItem, parts
from casework.children.extensions.endings import Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.mistakes import Kind, mistakes
from casework.transfers.models import Transfer
from casework.transfers.operations import call_off


def _waiting():
    waiting = Transfer.objects.waiting().filter(child=OuterRef("pk"))
    return {"asked_to_take_over": Subquery(waiting.values("to_team__name")[:1])}


def _words(child) -> list[str]:
    if not child.asked_to_take_over:
        return []
    return [f"{child.asked_to_take_over} is asked to take over"]


parts.add(
    BannerAlert(order=85, annotations=_waiting, danger=False, reads=_words),
    MenuItem(order=293, label="Ask another team to take over", url="transfer-ask"),
)
within.add(
    Findable(
        label="Transfer to another team",
        records=Transfer.objects.all,
        happened="asked_on",
        url="family",
        words=("why", "summary", "added", "declined_because"),
    )
)
endings.add(
    Ends(
        order=92,
        records=Transfer.objects.waiting,
        end=lambda transfer, ending: call_off(transfer),
        label=lambda transfer: f"{transfer}, asked for",
    )
)
mistakes.add(
    Kind(
        model=Transfer,
        called="transfer to another team",
        happened="asked_on",
        url="family",
        settled=lambda transfer: transfer.accepted_at is not None,
        not_corrected="What was asked stands as it was asked: call it off, and ask again",
        not_moved="It is about the team of this file: withdraw it, and ask on the right file",
    )
)
