from casework.children.models import Alert
from casework.notices.assignees import Assignee, assignees
from casework.timescales.allowances import own_date
from casework.timescales.registry import Timescale, registry


def _open():
    return Alert.objects.to_look_at_again().open()


registry.add(
    Timescale(
        code="alert.review",
        title="Danger looked at again",
        source="The day given when the danger was written down, or last looked at",
        basis="local",
        status="local",
        records=Alert.objects.to_look_at_again,
        opens="review_on",
        allows=own_date(),
        met="ended_on",
        group="The file",
        action_link=("Look at it again", "alerts"),
    )
)

assignees.add(Assignee(code="alert.review", records=_open, worker="recorded_by"))
