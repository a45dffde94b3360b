from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from casework.children.extensions.banner_and_menu import Fact, MenuItem, parts
from casework.children.extensions.endings import Cause, Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.mistakes import Kind, mistakes
from casework.interface.words import full_day, listed
from casework.legal.models import LegalStatus

LABELS = dict(LegalStatus.Kind.choices)


def _annotations():
    """What is in force, the strongest first, so that the banner stays one query."""
    recorded = LegalStatus.objects.filter(child=OuterRef("pk"))
    standing = recorded.in_force().strongest_first()
    return {
        "legal_kinds": ArraySubquery(standing.values("kind")),
        "legal_since": ArraySubquery(standing.values("started_on")),
        "legal_ever": ArraySubquery(recorded.order_by().values("pk")[:1]),
    }


def _words(child):
    if not child.legal_kinds:
        return ("None now", "") if child.legal_ever else None
    first, *others = (LABELS[kind] for kind in child.legal_kinds)
    and_more = f"; {listed(label.lower() for label in others)}" if others else ""
    return first, f"Since {full_day(child.legal_since[0])}{and_more}"


parts.add(
    Fact(order=20, label="Legal status", annotations=_annotations, reads=_words, url="legal"),
    MenuItem(order=160, label="A legal status: an order or agreement", url="legal-add"),
)

within.add(
    Findable(
        label="Legal status",
        records=LegalStatus.objects.all,
        happened="started_on",
        url="legal",
        words=("court", "case_number", "note"),
    )
)

mistakes.add(Kind(model=LegalStatus, called="legal status", happened="started_on", url="legal"))


def _end(status, ending) -> None:
    status.ended_on = ending.on_or_after(status.started_on)
    status.ended_because = LegalStatus.Ended.EXPIRED
    status.save()


endings.add(
    Ends(
        order=66,
        records=lambda: LegalStatus.objects.filter(ended_on=None).select_related("child__person"),
        end=_end,
        causes=frozenset({Cause.DIED, Cause.GROWN}),
        label=lambda status: str(status),
    )
)
