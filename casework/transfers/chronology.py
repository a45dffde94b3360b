from django.db.models import F, Value
from django.db.models.functions import Concat

from casework.chronology.registry import Events, registry
from casework.transfers.models import Transfer

registry.add(
    Events(
        code="transferred",
        records=Transfer.objects.all,
        happened="accepted_at",
        title=Concat(Value("Transferred to "), F("to_team__name")),
        detail="why",
        significant=True,
        url="family",
        kind="family",
    ),
    Events(
        code="transfer_declined",
        records=Transfer.objects.all,
        happened="declined_at",
        title=Concat(F("to_team__name"), Value(" did not take over")),
        detail="declined_because",
        url="family",
        kind="family",
    ),
)
