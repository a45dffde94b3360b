"""Other children named in what is given, and who may no longer be named since it was prepared.

What is picked is kept as it stood, and a sister's file may be restricted the day after. So it is
asked again each time it is read, agreed to or sent, of the words as they were kept: article 5(1)(f)
of the UK GDPR asks that a record is kept from whoever has no business with it, whenever that began.
"""

from datetime import datetime
from functools import cache

from django.db.models import F, Q

from casework.children.bulk.horizon import history_of
from casework.children.extensions.file_search import within
from casework.children.models import Child
from casework.children.models.spellings import places
from casework.children.shared_words import for_reader, left_out
from casework.disclosure.bundle import Burned
from casework.disclosure.models import Disclosure
from casework.interface.statements import FILES, Statement, keys_of


@cache
def _written_with() -> Statement:
    """Every child for whom a record of this file was written too."""
    branches = [
        kind.records().filter(child__in=[FILES]).order_by().values(beside=F(kind.about))
        for kind in within
        if kind.about
    ]
    first, *others = branches
    return Statement(first.union(*others))


def beside(child: Child):
    """Children met with, related to this one, or written about together."""
    rows = _written_with().rows({FILES: keys_of([child.pk])})
    together = [row["beside"] for row in rows if row["beside"]]
    related = child.person.relationships.values("relative")
    beside = Q(meetings__in=child.meetings.all()) | Q(person__in=related) | Q(pk__in=together)
    return Child.objects.filter(beside).exclude(pk=child.pk).with_person().distinct()


def not_to_be_given(child: Child, worker) -> list[Child]:
    """Those whom nothing that is given may name: who reads it is not known when it is made, so
    every child whose file is restricted, and those of whom its writer may not know."""
    unknown = Child.objects.unknown_to(worker).values("pk")
    return list(beside(child).filter(Q(restricted=True) | Q(pk__in=unknown)))


def unknown_beside(child: Child, reader) -> list[Child]:
    return list(beside(child).filter(pk__in=Child.objects.unknown_to(reader).values("pk")))


def hidden_in(disclosure: Disclosure, reader) -> list[Child]:
    """Whom its words do not name to this reader: while it is prepared, nobody who may not be named
    in what is given; once it was agreed, those of whom the reader may not know."""
    asked = unknown_beside if disclosure.locked else not_to_be_given
    return asked(disclosure.child, reader)


def places_shown(words: str, text: str, hidden: list[Child]) -> list[int]:
    """Of the times that words stand in a text, which a reader is shown to whom these children are
    not named: 1 is the first of all."""
    gaps = left_out(text, hidden)
    spans = enumerate(places(words, text), start=1)
    return [
        place
        for place, (start, end) in spans
        if not any(start < last and first < end for first, last in gaps)
    ]


def names_one_of(disclosure: Disclosure, hidden: list[Child]) -> bool:
    """Whether what is given, as it was burned in, names one of these."""
    whole = Burned(disclosure)
    texts = (whole.text_of(record) for record in whole.records) if hidden else ()
    return any(for_reader(text, hidden) != text for text in texts)


NOT_SENT = (
    "Since this copy was agreed, somebody named in it may no longer be named. Make another version:"
    " it is agreed to again before anything is sent."
)
NOT_READ = "This copy is about someone not named to you: who may know of them can open it."


def why_not_sent(disclosure: Disclosure, at: datetime) -> str:
    """Of a day before that it may be written down who was given it."""
    hidden = beside(disclosure.child).filter(restricted=True)
    named = names_one_of(disclosure, [child for child in hidden if was_restricted(child, at)])
    return NOT_SENT if named else ""


def was_restricted(child: Child, at: datetime) -> bool:
    """By its history; by what stands where the history begins later."""
    before = history_of(Child).filter(pgh_obj_id=child.pk, pgh_created_at__lte=at)
    last = before.order_by("-pgh_created_at", "-pgh_id").values_list("restricted", flat=True)
    return next(iter(last[:1]), child.restricted)


def why_not_read(disclosure: Disclosure, reader) -> str:
    named = names_one_of(disclosure, unknown_beside(disclosure.child, reader))
    return NOT_READ if named else ""
