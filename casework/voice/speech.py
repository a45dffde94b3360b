"""Whether a child speaks, and how they tell people things: read wherever they are asked."""

from collections.abc import Iterable
from datetime import date

from casework.children.models import Child
from casework.interface import words
from casework.recording.models import TOO_YOUNG_TO_SAY
from casework.voice.models import HowChildTells


def newest_telling(children: Iterable[Child]) -> dict[int, HowChildTells]:
    """By the number of the child, how they tell people things now; one query for them all."""
    newest = HowChildTells.objects.filter(child__in=[child.pk for child in children])
    newest = newest.order_by("child", "-written_on", "-pk").distinct("child")
    return {telling.child_id: telling for telling in newest}


def is_watched(child: Child, telling: HowChildTells | None, on: date) -> bool:
    """Whether what this child does and shows is written down, rather than what they say."""
    born_on = child.person.born_on
    if child.person.unborn or (born_on and words.age(born_on, on) < TOO_YOUNG_TO_SAY):
        return True
    return telling is not None and telling.speech == HowChildTells.Speech.NONE
