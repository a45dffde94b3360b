from django.db.models import Case, Value, When
from django.db.models.functions import Concat

from assessments.chronology import decided
from casework.chronology.registry import Events, registry
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup

KIND = Case(*(When(kind=code, then=Value(label)) for code, label in Conference.Kind.choices))
DECISION = Case(
    *(
        When(decision=code, then=Value(f": {label[:1].lower()}{label[1:]}"))
        for code, label in Conference.Decision.choices
    ),
    default=Value(""),
)

registry.add(
    Events(
        code="conference",
        at="meeting__starts_at",
        records=Conference.objects.held,
        happened="held_on",
        title=Concat(KIND, DECISION),
        detail="reasons",
        significant=True,
        url="child-meetings",
        kind="plans",
    )
)

registry.add(
    Events(
        code="core_group",
        at="meeting__starts_at",
        records=CoreGroup.objects.held,
        happened="held_on",
        title="Core group",
        detail="what_changed",
        url="child-meetings",
        kind="plans",
    )
)

registry.add(
    Events(
        code="child_in_need_meeting",
        at="meeting__starts_at",
        records=ChildInNeedMeeting.objects.held,
        happened="held_on",
        title=decided("Child in need meeting", "decision", ChildInNeedMeeting.Decision.choices),
        detail="what_changed",
        url="child-meetings",
        kind="plans",
    )
)
