from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from casework.approvals.queue import Waiting, kinds
from casework.children.extensions.banner_and_menu import MenuItem, Page, parts
from casework.children.extensions.merges import Answer, Then, answers
from casework.children.extensions.mistakes import only
from casework.duplicates.models import Merge


def _of_two_files():
    either = Q(child=OuterRef("pk")) | Q(absorbed=OuterRef("pk"))
    return {"of_two_files": Exists(Merge.objects.filter(either))}


def _has_a_second(child) -> bool:
    return child.of_two_files


parts.add(
    Page(
        order=89, label="Second file", url="merges", annotations=_of_two_files, shown=_has_a_second
    ),
    MenuItem(
        order=299, label="This child has a second file", url="merge-propose", after_death=True
    ),
)
only("It tells that two files were one child’s, and is undone on its own page", Merge)
answers.add(
    Answer(
        model=Merge,
        field="child",
        then=Then.BY_ITSELF,
        because="What was merged before is read on the file that stands",
    ),
    Answer(
        model=Merge, field="absorbed", then=Then.BY_ITSELF, because="It names the file as it was"
    ),
)
WITH_PEOPLE = ("child__person", "absorbed__person", "recorded_by")
kinds.add(
    Waiting(
        order=95,
        title="One child with two files",
        url="merge",
        author="recorded_by",
        family="pk",
        records=lambda: Merge.objects.waiting().select_related(*WITH_PEOPLE),
        sent=lambda: Merge.objects.waiting().select_related(*WITH_PEOPLE),
        read_at=lambda proposed: reverse("merge", args=[proposed.child_id, proposed.pk]),
    )
)
