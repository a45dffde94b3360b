from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from casework.chronology.registry import Events, registry
from casework.recording.models import WHERE, ChildNote, ChildVisit

PLACE = Case(*(When(visit__place=code, then=Value(words)) for code, words in WHERE.items()))
SEEN = Case(
    When(seen=False, then=Value(": child not seen")),
    When(seen_alone=True, then=Value(": child seen alone")),
    default=Value(": child seen"),
)

registry.add(
    Events(
        code="visit",
        at="visit__held_at",
        records=ChildVisit.objects.all,
        happened="held_on",
        title=Concat(Value("Visit "), PLACE, SEEN),
        detail=Coalesce(
            NullIf("own_words", Value("")),
            NullIf("what_is_different", Value("")),
            NullIf("not_seen_because", Value("")),
            F("visit__what_happened"),
        ),
        url="visits",
        kind="visits",
    )
)
registry.add(
    Events(
        code="note",
        records=ChildNote.objects.all,
        happened="note__happened_at",
        title=F("note__title"),
        detail=Coalesce(NullIf("own_words", Value("")), F("note__text")),
        significant=Q(note__significant=True),
        url="visits",
        kind="visits",
    )
)
