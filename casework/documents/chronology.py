from django.db.models import F, Value
from django.db.models.functions import Concat

from casework.chronology.registry import Events, registry
from casework.documents.models import ChildDocument, Sending

registry.add(
    Events(
        code="document",
        records=ChildDocument.objects.standing,
        happened="document__dated_on",
        title=Concat(Value("Document: "), F("document__title")),
        detail="document__from_whom",
        url="documents",
        kind="documents",
    )
)
registry.add(
    Events(
        code="sending",
        records=Sending.objects.all,
        happened="sent_at",
        title=Concat(F("document__title"), Value(": given to "), F("recipient")),
        url="documents",
        kind="documents",
    )
)
