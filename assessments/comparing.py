"""An assessment beside the last one: what a manager needs to see before they authorise."""

from dataclasses import dataclass

from assessments.models import SECTIONS, Assessment, FamilyAssessment
from assessments.questions import ABOUT_THE_CHILD, ABOUT_THE_FAMILY
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
    return earlier.select_related("family").order_by("-authorised_on", "-pk").first()


def compared(last: Assessment, now: Assessment) -> list[Compared]:
    """Each section of both, in reading order."""
    name = now.child.first_name
    child = [
        _compare(ABOUT_THE_CHILD[field][0].format(name=name), last, now, field)
        for field in (*SECTIONS, "recommendation")
    ]
    families = [one.family or FamilyAssessment() for one in (last, now)]
    family = [
        _compare(question, *families, field) for field, (question, _) in ABOUT_THE_FAMILY.items()
    ]
    return [section for section in child + family if section.before or section.now]


def _compare(question: str, last, now, field: str) -> Compared:
    before, text = getattr(last, field), getattr(now, field)
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
    return Beside(last, assessment, way) if last else None
