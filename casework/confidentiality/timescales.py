from casework.confidentiality.models import RestrictionReview
from casework.notices.assignees import Assignee, assignees
from casework.timescales.allowances import own_date
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

assignees.add(
    Assignee(
        code="restriction.review",
        records=RestrictionReview.objects.due,
        worker="restriction__recorded_by",
    )
)
