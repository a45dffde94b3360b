from audits.models import Audit
from casework.actions.models import Action
from casework.notices.answering import answering
from casework.timescales.allowances import own_date
from casework.timescales.registry import Timescale, registry

registry.add(Timescale(
    code="audit.complete", title="Audit finished",
    source="Local default: within the month it was given out", basis="local", status="local",
    records=Audit.objects.all, opens="due_on", allows=own_date(), met="completed_on",
    responsible="auditor", group="Audits", deed=("Continue audit", "audits-of-child"),
))  # fmt: skip

registry.add(Timescale(
    code="audit.action.due", title="Action from an audit",
    source="Every corrective action has a date of its own", basis="local", status="local",
    records=Action.objects.from_audits, opens="due_on", allows=own_date(), met="done_on",
    lapses="dropped_on", lapses_because="no longer needed",
    group="Audits", deed=("Close action", "actions"),
))  # fmt: skip

answering.add(
    code="audit.action.due", records=Action.objects.from_audits().open, worker="owner_worker"
)
