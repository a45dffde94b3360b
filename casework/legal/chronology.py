from django.db.models import Case, Value, When
from django.db.models.functions import Concat

from casework.chronology.registry import Events, registry
from casework.legal.models import LegalStatus

CALLED = Case(*(When(kind=kind, then=Value(label)) for kind, label in LegalStatus.Kind.choices))
WHY = Case(
    *(
        When(ended_because=why, then=Value(f"{label[:1].lower()}{label[1:]}"))
        for why, label in LegalStatus.Ended.choices
    ),
    default=Value(""),
)

registry.add(
    Events(
        code="legal",
        records=LegalStatus.objects.all,
        happened="started_on",
        title=CALLED,
        detail="note",
        significant=True,
        url="legal",
        kind="plans",
    )
)

registry.add(
    Events(
        code="legal.extended",
        records=LegalStatus.objects.extended,
        happened="extended_on",
        title=Concat(CALLED, Value(" extended by the court")),
        significant=True,
        url="legal",
        kind="plans",
    )
)

registry.add(
    Events(
        code="legal.ended",
        records=lambda: LegalStatus.objects.filter(ended_on__isnull=False),
        happened="ended_on",
        title=Concat(CALLED, Value(" ended: "), WHY),
        significant=True,
        url="legal",
        kind="plans",
    )
)
