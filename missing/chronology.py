from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat

from casework.chronology.before import Repeats, before
from casework.chronology.registry import Events, registry
from missing.models import MissingEpisode, ReturnInterview

MISSING = MissingEpisode.Kind.MISSING

registry.add(
    Events(
        code="missing",
        records=MissingEpisode.objects.all,
        happened="went_at",
        title=Case(
            When(kind=MISSING, then=Value("Went missing")),
            default=Value("Away without permission"),
        ),
        detail="circumstances",
        significant=True,
        url="missing",
        kind="missing",
    )
)
registry.add(
    Events(
        code="missing.returned",
        records=MissingEpisode.objects.returned,
        happened="returned_at",
        title=Case(
            When(returned_where="", then=Value("Came back or was found")),
            default=Concat(Value("Came back or was found: "), F("returned_where")),
        ),
        url="missing",
        kind="missing",
    )
)
registry.add(
    Events(
        code="interview",
        records=ReturnInterview.objects.held,
        happened="held_at",
        title="Return home interview",
        detail="own_words",
        significant=Q(immediate_risk=True),
        url="missing",
        kind="missing",
    )
)
registry.add(
    Events(
        code="interview.declined",
        records=ReturnInterview.objects.declined,
        happened="answered_at",
        title="Return home interview not held",
        detail="not_held_because",
        url="missing",
        kind="missing",
    )
)

before.add(
    Repeats(
        code="missing",
        order=50,
        thing="missing episodes",
        short="Missing",
        records=MissingEpisode.objects.all,
        happened="went_at",
        until="returned_at",
        title=Case(
            When(kind=MISSING, then=Value("Went missing")),
            default=Value("Away without permission"),
        ),
        detail="circumstances",
        url="missing",
    )
)
