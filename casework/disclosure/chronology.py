from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat

from casework.chronology.registry import Events, registry
from casework.disclosure.models import Disclosure


def _for_what() -> Case:
    kinds = [When(kind=code, then=Value(label)) for code, label in Disclosure.Kind.choices]
    return Case(*kinds, output_field=CharField())


registry.add(
    Events(
        code="records_asked_for",
        records=lambda: Disclosure.objects.filter(version=1),
        happened="received_on",
        title=Concat(Value("Records asked for by "), F("asker"), Value(": "), _for_what()),
        url="disclosures",
        kind="documents",
    ),
    Events(
        code="records_not_given",
        records=Disclosure.objects.all,
        happened="ended_on",
        title=Concat(Value("Records not given to "), F("asker")),
        url="disclosures",
        kind="documents",
    ),
)
