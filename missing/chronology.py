from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat

from casework.chronology.patterns import Repeats, before
from casework.chronology.registry import Events, registry
from missing.models import TOLD, Finding, Kind, LogEntry, MissingEpisode, ReturnInterview

MISSING = MissingEpisode.Kind.MISSING


def _logged(kind) -> str:
    return f"While missing, told: {kind.label}" if kind in TOLD else kind.label


registry.add(
    Events(
        code="missing",
        records=MissingEpisode.objects.all,
        happened="went_at",
        title=Case(
            When(kind=MISSING, then=Value("Went missing")), default=Value("Away without permission")
        ),
        detail="circumstances",
        significant=True,
        url="missing",
        kind="missing",
    )
)
registry.add(
    Events(
        code="missing.statutory_figures",
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
        code="interview.acted",
        records=ReturnInterview.objects.act_today,
        happened="acted_at",
        title=Value("What was done on what the child told us"),
        detail="what_was_done",
        significant=True,
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

registry.add(
    Events(
        code="finding",
        records=Finding.objects.all,
        happened="recorded_at",
        title=Value("Learned in a return home interview"),
        detail="text",
        url="findings",
        kind="missing",
    )
)
registry.add(
    Events(
        code="finding.used",
        records=lambda: Finding.objects.exclude(ending=""),
        happened="ended_on",
        title=Value("Something came of what the child told us"),
        detail="text",
        url="findings",
        kind="missing",
    )
)

registry.add(
    Events(
        code="missing.models.log",
        records=LogEntry.objects.all,
        happened="at",
        title=Case(
            *(When(kind=kind, then=Value(_logged(kind))) for kind in Kind), default=Value("Log")
        ),
        detail="said",
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
            When(kind=MISSING, then=Value("Went missing")), default=Value("Away without permission")
        ),
        detail="circumstances",
        url="missing",
    )
)
