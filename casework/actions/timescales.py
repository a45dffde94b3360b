from casework.actions.models import Action
from casework.notices.assignees import Assignee, assignees
from casework.timescales.allowances import own_date
from casework.timescales.registry import Timescale, registry

registry.add(
    Timescale(
        code="action.due",
        title="Agreed action",
        source="The date agreed for the action; every action has one owner and an end",
        basis="local",
        status="local",
        records=Action.objects.outside_audits,
        opens="due_on",
        allows=own_date(),
        met="done_on",
        lapses="dropped_on",
        lapses_because="no longer needed",
        group="Plans",
        action_link=("Close action", "actions"),
    )
)

assignees.add(
    Assignee(code="action.due", records=Action.objects.outside_audits().open, worker="owner_worker")
)
