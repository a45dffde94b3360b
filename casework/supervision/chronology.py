from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Concat

from casework.chronology.registry import Events, registry
from casework.plans.models import ManagementOversight
from casework.supervision.models import CaseSupervision, GroupDiscussion

About, Decision = ManagementOversight.About, CaseSupervision.Decision
ABOUT = Case(*(When(about=code, then=Value(words.lower())) for code, words in About.choices))
DECIDED = Case(*(When(decision=code, then=Value(words)) for code, words in Decision.choices))

registry.add(
    Events(
        code="supervised",
        records=CaseSupervision.objects.all,
        happened="held_on",
        title=Concat(Value("Case supervision: "), DECIDED),
        detail="decided_because",
        url="child-supervision",
        kind="plans",
    ),
    Events(
        code="management_oversight",
        records=ManagementOversight.objects.of_decisions,
        happened="looked_on",
        title=Concat(Value("Management oversight: "), ABOUT),
        detail=Concat("found", Value(" "), F("what_changes"), output_field=TextField()),
        url="child-supervision",
        kind="plans",
    ),
    Events(
        code="group_discussed",
        records=GroupDiscussion.objects.all,
        happened="held_on",
        title="Reflective case discussion",
        detail="what_changes",
        url="child-supervision",
        kind="plans",
    ),
)
