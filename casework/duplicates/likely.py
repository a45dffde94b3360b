"""Files that may be one child's, found by name and birth date: a number they cannot share."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear

from casework.children.codes import SIBLING_KINDS
from casework.children.models import Child, Relationship
from casework.children.models.likeness import pairs, parts_alike, plainly, similar
from casework.duplicates.models import Merge

FILES = 250
"""How many files are compared with all others at a time, those opened last first."""
MOST = 5


@dataclass(frozen=True)
class Likely:
    """A file, and an older one that may be the same child's."""

    newer: Child
    older: Child


@dataclass(frozen=True)
class Found:
    pairs: list[Likely]
    further: int | None
    """The number before which to look on; none where the oldest file was reached."""


def likely_among(worker, before: int | None = None) -> Found:
    """The files opened last, each with the older ones of the same birth date and nearly the same
    name (a letter or two mistyped, as they like to be called, the wrong way round, as it was), or
    of the very same name and a birth date that may be this one mistyped.

    Each file asks an index for its few; no others are compared.
    """
    newest = Child.objects.visible_to(worker).order_by("-pk")
    newest = newest.filter(pk__lt=before) if before else newest
    annotated = newest.annotate(same_day=_same_day(worker), same_name=_same_name(worker))
    files: list[Any] = list(annotated.with_person().select_related("team")[:FILES])
    for file in files:
        file.alike = list(dict.fromkeys([*file.same_day, *file.same_name]))
    keys = {pk for file in files for pk in file.alike}
    others = Child.objects.visible_to(worker).with_person().select_related("team").in_bulk(keys)
    likely = [Likely(file, others[pk]) for file in files for pk in file.alike if pk in others]
    return Found(likely, files[-1].pk if len(files) == FILES else None)


GIVEN_NAME, FAMILY_NAME = OuterRef("person__given_name"), OuterRef("person__family_name")
BORN_ON = OuterRef("person__born_on")


def _same_day(worker):
    names = reduce(or_, pairs(GIVEN_NAME, FAMILY_NAME, similar))
    return _older(worker, names, person__born_on=BORN_ON)


def _same_name(worker):
    day = parts_alike(ExtractYear(BORN_ON), ExtractMonth(BORN_ON), ExtractDay(BORN_ON))
    return _older(
        worker,
        day,
        person__family_name__plainly=plainly(FAMILY_NAME),
        person__given_name__plainly=plainly(GIVEN_NAME),
    )


def _older(worker, *alike: Q, **same):
    """Older files that are alike, and that nobody has answered for."""
    older = Child.objects.visible_to(worker).filter(*alike, **same, pk__lt=OuterRef("pk"))
    older = older.exclude(person__family_name="")
    unanswered = older.filter(~Exists(_answered()), ~Exists(_related()))
    return ArraySubquery(unanswered.order_by("pk").values("pk").distinct()[:MOST])


def _answered():
    """Proposed already, or said to be two children."""
    of_pair = Q(child=OuterRef("pk"), absorbed=OuterRef(OuterRef("pk"))) | Q(
        absorbed=OuterRef("pk"), child=OuterRef(OuterRef("pk"))
    )
    return Merge.objects.filter(of_pair)


def _related():
    """Twins, and others who are written down as brother or sister."""
    older, newer = OuterRef("person"), OuterRef(OuterRef("person"))
    either_way = Q(person=older, relative=newer) | Q(person=newer, relative=older)
    return Relationship.objects.filter(either_way, kind__in=SIBLING_KINDS)
