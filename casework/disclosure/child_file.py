from django.db.models import Exists, OuterRef
from django.urls import reverse

from casework.approvals.queue import Waiting, kinds
from casework.children.extensions.banner_and_menu import MenuItem, Page, parts
from casework.children.extensions.mistakes import Kind, mistakes
from casework.disclosure.models import Disclosure
from casework.disclosure.third_parties import why_not_read, why_not_sent
from casework.documents.holds import Hold, holds

WITH_PEOPLE = ("child__person", "submitted_by", "returned_by")


def _asked_for():
    return {"records_asked_for": Exists(Disclosure.objects.filter(child=OuterRef("pk")))}


parts.add(
    Page(
        order=77,
        label="Records given",
        url="disclosures",
        annotations=_asked_for,
        shown=lambda child: child.records_asked_for,
    ),
    MenuItem(order=67, label="Someone asked for records", url="disclosure-add", after_death=True),
)


def _copy_of(document) -> Disclosure | None:
    copies = Disclosure.objects.filter(document=document).select_related("child__person")
    return copies.first()


holds.add(
    Hold(
        code="disclosure",
        opening=lambda document, worker: (
            why_not_read(copy, worker) if (copy := _copy_of(document)) else ""
        ),
        giving=lambda document, at: why_not_sent(copy, at) if (copy := _copy_of(document)) else "",
    )
)
kinds.add(
    Waiting(
        order=40,
        title="Records to give to others",
        url="disclosure-decide",
        author="submitted_by",
        family="pk",
        records=lambda: Disclosure.objects.waiting_for_manager().select_related(*WITH_PEOPLE),
        sent=lambda: Disclosure.objects.sent_to_manager().select_related(*WITH_PEOPLE),
        read_at=lambda disclosure: reverse("disclosure", args=[disclosure.child_id, disclosure.pk]),
    )
)
mistakes.add(
    Kind(
        model=Disclosure,
        called="disclosure of records",
        happened="received_on",
        url="disclosures",
        settled=lambda disclosure: disclosure.authorised_on is not None,
        not_corrected="It is changed on its own page until it is authorised; then another version"
        " of it is made",
        not_moved="What was picked is of this child’s file: withdraw it, and begin again on the"
        " right file",
    )
)
