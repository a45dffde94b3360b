from casework.actions.models import Action, ActionMoved
from casework.chronology.registry import Events, registry

registry.add(
    Events(
        code="action_done",
        records=Action.objects.all,
        happened="done_on",
        title="Action done",
        detail="what_changed",
        url="actions",
        kind="plans",
    )
)

registry.add(
    Events(
        code="action_dropped",
        records=Action.objects.all,
        happened="dropped_on",
        title="Action no longer needed",
        detail="dropped_because",
        url="actions",
        kind="plans",
    )
)

registry.add(
    Events(
        code="action_moved",
        records=ActionMoved.objects.all,
        happened="moved_on",
        title="Action given a new date",
        detail="because",
        url="actions",
        kind="plans",
    )
)
