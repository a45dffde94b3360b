"""How a letter's words read: when its writer first saved them, and now.

An inspector found letters before proceedings "overly professional and less meaningful to parents";
what the check did to one is seen only beside what it was.
"""

from dataclasses import dataclass

from casework.documents.models import Letter
from casework.writing.checks.reading_age import AIM, reading


@dataclass(frozen=True)
class Readability:
    """Reading ages in years. ``before`` is 0 until somebody has changed the template's words."""

    before: int
    now: int
    aim: int = AIM

    @property
    def plain(self) -> bool:
        return self.now <= self.aim


def readability(letter: Letter) -> Readability:
    """``before``: the first words of its writer's own, as the history keeps them; for a new
    version, the words of the last."""
    return Readability(age(_before(letter)), age(letter.text))


def age(text: str) -> int:
    return round(reading(text).age)


def _before(letter) -> str:
    if letter.follows_id and letter.follows:
        return letter.follows.text
    changes = letter.pgh_event_models["update"].objects.filter(pgh_obj=letter.pk)
    texts = changes.filter(pgh_label="update").order_by("pgh_id").values_list("text", flat=True)
    return texts.first() or ""
