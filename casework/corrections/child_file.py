from django.db.models import Exists, OuterRef
from django.urls import reverse

from casework.approvals.queue import Waiting, kinds
from casework.children.extensions.banner_and_menu import MenuItem, Page, parts
from casework.children.extensions.mistakes import only
from casework.corrections.models import Correction, Withdrawal


def _put_right():
    done = Withdrawal.objects.done().filter(child=OuterRef("pk"))
    corrected = Correction.objects.filter(child=OuterRef("pk"))
    return {"was_put_right": Exists(done) | Exists(corrected)}


def _was_put_right(child) -> bool:
    return child.was_put_right


parts.add(
    Page(order=89, label="Put right", url="mistakes", annotations=_put_right, shown=_was_put_right),
    MenuItem(order=299, label="Something on the file is wrong", url="mistakes", after_death=True),
)

only("It tells what was put right, and is the history of that", Withdrawal, Correction)

WITH_PEOPLE = ("child__person", "recorded_by")
kinds.add(
    Waiting(
        order=90,
        title="Recorded in error",
        url="withdrawal-decide",
        author="recorded_by",
        family="pk",
        records=lambda: Withdrawal.objects.waiting().select_related(*WITH_PEOPLE),
        sent=lambda: Withdrawal.objects.waiting().select_related(*WITH_PEOPLE),
        read_at=lambda asked: reverse("mistakes", args=[asked.child_id]),
    )
)
