from casework.legal.models import LegalStatus
from casework.timescales.allowances import calendar_days, hours, own_date
from casework.timescales.registry import Timescale, registry

registry.add(
    Timescale(
        code="police_protection.end",
        title="Police protection ends, or an order takes its place",
        source="Children Act 1989, section 46(6): 72 hours at most",
        basis="statute",
        status="unverified",
        records=LegalStatus.objects.police_protection,
        opens="began_at",
        time_known="hour_known",
        allows=hours(72),
        met="ended_on",
        group="Legal",
        action_link=("End or replace it", "legal"),
    )
)

registry.add(
    Timescale(
        code="epo.end",
        title="Emergency protection order ends, or is extended or replaced",
        source="Children Act 1989, section 45: up to 8 days; a court may extend it once by 7",
        basis="statute",
        status="unverified",
        records=LegalStatus.objects.emergency,
        opens="started_on",
        allows=calendar_days(8),
        met="first_settled_on",
        group="Legal",
        action_link=("End, extend or replace it", "legal"),
    )
)

registry.add(
    Timescale(
        code="epo.end.extended",
        title="Extended emergency protection order ends, or is replaced",
        source="Children Act 1989, section 45(6): once, by up to 7 days; the day the court gave",
        basis="statute",
        status="unverified",
        records=LegalStatus.objects.extended,
        opens="extended_until",
        allows=own_date(),
        met="ended_on",
        group="Legal",
        action_link=("End or replace it", "legal"),
    )
)
