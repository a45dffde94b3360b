from dataclasses import replace
from datetime import date

from django.db.models import Case, Exists, F, Max, Min, OuterRef, Subquery, When
from django.db.models.functions import Greatest
from django.utils import timezone

from audits.models import Audit, Grade, Moderation
from casework.actions.models import Action
from casework.notices.assignees import Assignee, assignees
from casework.timescales.allowances import hours, months, own_date, working_days
from casework.timescales.preview import due_at
from casework.timescales.registry import Timescale, registry

registry.add(
    Timescale(
        code="audit.complete",
        title="Audit finished",
        source="Local default: within the month it was given out",
        basis="local",
        status="local",
        records=Audit.objects.all,
        opens="due_on",
        allows=own_date(),
        met="completed_on",
        responsible="auditor",
        group="Audits",
        action_link=("Open the audits", "audits-of-child"),
    )
)

registry.add(
    Timescale(
        code="audit.action.due",
        title="Action from an audit",
        source="Every corrective action has a date of its own",
        basis="local",
        status="local",
        records=Action.objects.from_audits,
        opens="due_on",
        allows=own_date(),
        met="done_on",
        lapses="dropped_on",
        lapses_because="no longer needed",
        group="Audits",
        action_link=("Close action", "actions"),
    )
)

USUAL = {Grade.INADEQUATE: 5, Grade.REQUIRES_IMPROVEMENT: 10, "": 10}
FOR_THE_REST = 20


def usual_action_date(grade: str) -> date:
    """The date an action is given unless someone chooses another: 5 working days where the file is
    inadequate, 10 where it requires improvement or has no grade yet, 20 where it is better (local
    defaults)."""
    days = working_days(USUAL.get(grade, FOR_THE_REST))
    rule = replace(registry["audit.action.due"], allows=days)
    return due_at(rule, timezone.localdate()).date()


assignees.add(
    Assignee(
        code="audit.action.due", records=Action.objects.from_audits().open, worker="owner_worker"
    )
)


def actions_to_check():
    """Done, and for someone else to confirm; the clock starts on the day agreed, or once done."""
    done = Action.objects.from_audits().filter(done_on__isnull=False, from_audit__isnull=False)
    return done.annotate(
        checked_on=F("from_audit__checked_on"), check_from=Greatest("due_on", "done_on")
    )


registry.add(
    Timescale(
        code="audit.action.check",
        title="Action from an audit checked",
        source="Local default: someone else confirms it within 5 working days of the date agreed,"
        " or of when it was done if that was later",
        basis="local",
        status="unverified",
        responsible="team_manager",
        records=actions_to_check,
        opens="check_from",
        allows=working_days(5),
        met="checked_on",
        group="Audits",
        action_link=("Open the audits", "audits-of-child"),
    )
)

assignees.add(
    Assignee(
        code="audit.action.check",
        records=lambda: actions_to_check().filter(checked_on=None),
        worker="from_audit__checker",
    )
)


def moderated():
    """Audits someone was asked to moderate: from the first asking until the last is done."""
    still_open = Moderation.objects.filter(audit=OuterRef("pk"), done_on=None)
    audits = Audit.objects.filter(pk__in=Moderation.objects.values("audit"))
    return audits.annotate(
        asked_on=Min("moderations__asked_on"),
        moderated_on=Case(When(~Exists(still_open), then=Max("moderations__done_on"))),
    )


registry.add(
    Timescale(
        code="audit.moderate",
        title="Audit moderated",
        source="Local default: moderated within 10 working days of being finished",
        basis="local",
        status="local",
        responsible="auditor",
        records=moderated,
        opens="asked_on",
        allows=working_days(10),
        met="moderated_on",
        group="Audits",
        action_link=("Open the audits", "audits-of-child"),
    )
)


def being_moderated():
    reading = Moderation.objects.filter(audit=OuterRef("pk"), done_on=None)
    return Audit.objects.annotate(read_by=Subquery(reading.values("moderator")[:1]))


assignees.add(Assignee(code="audit.moderate", records=being_moderated, worker="read_by"))

registry.add(
    Timescale(
        code="audit.immediate_risk",
        title="Child said not to be safe: acted on",
        source="Local default: what was done is written within 24 hours of an auditor saying so",
        basis="local",
        status="unverified",
        responsible="team_manager",
        records=lambda: Audit.objects.filter(not_safe_at__isnull=False),
        opens="not_safe_at",
        allows=hours(24, warns=12),
        met="made_safe_at",
        group="Audits",
        action_link=("Open the audits", "audits-of-child"),
    )
)


def asked_again():
    """Audits whose grade asks for another, and the day that one was finished."""
    again = Audit.objects.finished().filter(follows=OuterRef("pk")).order_by("completed_on")
    return Audit.objects.filter(final_grade=Grade.INADEQUATE).annotate(
        looked_again_on=Subquery(again.values("completed_on")[:1])
    )


registry.add(
    Timescale(
        code="audit.reaudit",
        title="Re-audit after Inadequate",
        source="Local default: the same file is re-audited within three months",
        basis="local",
        status="unverified",
        responsible="auditor",
        records=asked_again,
        opens="final_on",
        allows=months(3),
        met="looked_again_on",
        group="Audits",
        action_link=("Open the audits", "audits-of-child"),
    )
)


def views_asked():
    """Audits with one grade for the whole file, whose worker is asked for their view first."""
    audits = Audit.objects.filter(graded=True, worker__isnull=False, programme__isnull=False)
    return audits.annotate(view_on=F("self_view__written_on"))


registry.add(
    Timescale(
        code="audit.view",
        title="Your view, before the audit",
        source="Local default: within 5 working days of the audit being given out",
        basis="local",
        status="local",
        records=views_asked,
        opens="started_on",
        allows=working_days(5),
        met="view_on",
        lapses="completed_on",
        lapses_because="the audit was finished without it",
        group="Audits",
        action_link=("Open the audits", "audits-of-child"),
    )
)

assignees.add(
    Assignee(
        code="audit.view",
        records=lambda: views_asked().filter(self_view=None, completed_on=None),
        worker="worker",
    )
)
