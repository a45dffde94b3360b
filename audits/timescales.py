from django.db.models import F
from django.db.models.functions import Greatest

from audits.models import Audit
from casework.actions.models import Action
from casework.notices.answering import answering
from casework.timescales.allowances import own_date, working_days
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


def actions_to_check():
    """Done, and for someone else to confirm; the clock starts on the day agreed, or once done."""
    done = Action.objects.from_audits().filter(done_on__isnull=False, from_audit__isnull=False)
    return done.annotate(
        checked_on=F("from_audit__checked_on"), check_from=Greatest("due_on", "done_on")
    )


registry.add(Timescale(
    code="audit.action.check", title="Action from an audit checked",
    source="Local default: someone else confirms it within 5 working days of the date agreed,"
    " or of when it was done if that was later",
    basis="local", status="unverified", responsible="team_manager",
    records=actions_to_check, opens="check_from", allows=working_days(5), met="checked_on",
    group="Audits", deed=("Open the audits", "audits-of-child"),
))  # fmt: skip

answering.add(
    code="audit.action.check",
    records=lambda: actions_to_check().filter(checked_on=None),
    worker="from_audit__checker",
)
