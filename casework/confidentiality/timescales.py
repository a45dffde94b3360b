from casework.confidentiality.models import Opening, RestrictionReview
from casework.notices.assignees import Assignee, assignees
from casework.timescales.allowances import own_date, working_days
from casework.timescales.registry import Timescale, registry

registry.add(
    Timescale(
        code="restriction.review",
        title="Restricted file looked at again",
        source="The day given when the file was restricted; it does not open by itself",
        basis="local",
        status="local",
        responsible="team_manager",
        records=RestrictionReview.objects.all,
        opens="due_on",
        allows=own_date(),
        met="reviewed_at",
        group="The file",
        action_link=("Look at it again", "restriction"),
    )
)
registry.add(
    Timescale(
        code="opening.review",
        title="Emergency opening of a file looked at",
        source="Local: what was opened in an emergency is looked at by the next working day"
        " (ICO, Accountability Framework: access that is out of the ordinary is reviewed)",
        basis="local",
        status="local",
        responsible="team_manager",
        records=Opening.objects.emergencies,
        opens="opened_at",
        allows=working_days(1),
        met="reviewed_at",
        group="The file",
        action_link=("Look at it", "restriction"),
    )
)

assignees.add(
    Assignee(code="opening.review", records=Opening.objects.not_reviewed, worker="reviewer")
)
assignees.add(
    Assignee(
        code="restriction.review",
        records=RestrictionReview.objects.due,
        worker="restriction__recorded_by",
    )
)
