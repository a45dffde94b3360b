"""An assessment beside the last one: what a manager needs to see before they authorise."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from assessments.models import Assessment
from assessments.questions import in_page_order
from assessments.sections import Answer
from casework.interface.differences import GONE, Piece, changed, difference


@dataclass(frozen=True)
class Compared:
    """One section: what stood in the last assessment, what stands now, and the difference."""

    question: str
    before: str
    now: str
    pieces: list[Piece]

    @property
    def changed(self) -> bool:
        return changed(self.pieces)

    @property
    def new(self) -> list[Piece]:
        """What stands now, with what is new in it marked."""
        return [piece for piece in self.pieces if piece.kind != GONE]


def last_authorised(assessment: Assessment) -> Assessment | None:
    """The newest of the child's assessments that was authorised before this one began to be."""
    earlier = Assessment.objects.of_child(assessment.child).exclude(pk=assessment.pk)
    earlier = earlier.filter(authorised_on__isnull=False, imported=False)
    if assessment.authorised_on:
        earlier = earlier.filter(authorised_on__lte=assessment.authorised_on, pk__lt=assessment.pk)
    earlier = earlier.select_related("child__person").with_version()
    return earlier.order_by("-authorised_on", "-pk").first()


def last_of(assessments) -> dict[int, Assessment]:
    """For each update, by child: the newest authorised one, to write with it in sight."""
    updates = [one.child_id for one in assessments if one.kind == Assessment.Kind.UPDATE]
    if not updates:
        return {}
    found = (
        Assessment.objects.filter(child__in=updates, authorised_on__isnull=False, imported=False)
        .select_related("child__person")
        .with_sections()
    )
    found = found.order_by("child", "-authorised_on", "-pk").distinct("child")
    return {one.child_id: one for one in found}


def compared(last: Assessment, now: Assessment) -> list[Compared]:
    """Each section of both, in reading order. One asked only last time comes after the rest."""
    before = {answer.section.key: answer for answer in in_page_order(last.written)}
    found = [_compare(before.pop(one.section.key, None), one) for one in in_page_order(now.written)]
    found += [_compare(gone, None) for gone in before.values()]
    return [section for section in found if section.before or section.now]


def _compare(last: Answer | None, now: Answer | None) -> Compared:
    before, text = (one.said if one else "" for one in (last, now))
    question = (now or last).question
    return Compared(question, before, text, difference(before, text))


WAYS = {
    "beside": "Beside the last one",
    "changes": "Only what changed",
    "as-written": "As it was written",
}


class Beside:
    """An assessment and the last one, to be read in one of three ways (``?read=``)."""

    def __init__(self, last: Assessment, now: Assessment, way: str):
        self.last, self.way = last, way if way in WAYS else "beside"
        self.sections = compared(last, now)

    @property
    def ways(self) -> list[dict]:
        return [
            {"label": label, "url": f"?read={way}", "current": way == self.way}
            for way, label in WAYS.items()
        ]

    @property
    def changed(self) -> list[Compared]:
        return [section for section in self.sections if section.changed]

    @property
    def unchanged(self) -> list[Compared]:
        return [section for section in self.sections if not section.changed]


def beside_the_last(assessment: Assessment, way: str) -> Beside | None:
    """None for a first assessment."""
    last = last_authorised(assessment)
    if last:
        prefetch_related_objects([last, assessment], "answers")
    return Beside(last, assessment, way) if last else None
