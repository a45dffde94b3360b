from casework.actions.models import Action
from casework.chronology.registry import Events, registry

registry.add(Events(
    code="action_done", records=Action.objects.all, happened="done_on", title="Action done",
    detail="what_changed", url="actions", kind="plans",
))  # fmt: skip
