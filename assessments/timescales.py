from datetime import date

from assessments.models import Assessment
from casework.timescales.allowances import working_days
from casework.timescales.registry import Timescale, registry

registry.add(Timescale(
    code="assessment.complete", title="Assessment authorised",
    source="Working Together 2013 onward: at most 45 working days from referral",
    records=Assessment.objects.with_closing, opens="referral_received_on",
    allows=working_days(45), met="authorised_on",
    lapses="episode_closed_on", lapses_because="the episode of need closed",
    effective_from=date(2013, 4, 15),
    group="Assessments", deed=("Continue", "assessments"),
))  # fmt: skip
