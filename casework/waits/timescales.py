from casework.timescales.allowances import weeks
from casework.timescales.registry import Milestone, registry
from casework.waits.models import NeedForHelp

registry.add(
    Milestone(
        code="therapy.request_to_start",
        title="Help started for a need",
        source="Local default: no national limit for help of this kind; councils aim at 4, 8 or 18"
        " weeks, and inspectors found delay and no service for domestic abuse (2019)",
        basis="local",
        status="local",
        records=NeedForHelp.objects.with_start,
        opens="identified_on",
        allows=weeks(8),
        met="started_on",
        lapses="ended_on",
        lapses_because="the need ended before help started",
        group="Help",
        action_link=("Say where it stands", "help-needs"),
    )
)
