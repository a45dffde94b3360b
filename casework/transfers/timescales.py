from casework.timescales.allowances import working_days
from casework.timescales.registry import Timescale, registry
from casework.transfers.models import Transfer

registry.add(
    Timescale(
        code="oversight.transfer",
        title="Transfer to another team accepted",
        source="Local default: 10 working days from the day the other team was asked",
        basis="local",
        status="unverified",
        records=Transfer.objects.with_end,
        opens="asked_on",
        allows=working_days(10),
        met="accepted_at",
        lapses="ended_at",
        lapses_because="the other team said no, or was no longer asked",
        responsible="team_manager",
        group="Oversight",
        action_link=("Read it", "transfer-ask"),
    )
)
