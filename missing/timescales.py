from datetime import date

from casework.timescales.allowances import at_once, hours
from casework.timescales.registry import Milestone, registry
from missing.models import MissingEpisode

GUIDANCE_2014 = date(2014, 1, 1)

registry.add(Milestone(
    code="rhi.offer", title="Return home interview offered",
    source="Statutory guidance on children who run away or go missing (2014): after every episode",
    records=MissingEpisode.objects.with_interview, opens="returned_at",
    allows=at_once(), met="offered_at",
    effective_from=GUIDANCE_2014, responsible="missing_coordinator",
    group="Missing", deed=("Offer interview", "missing"),
))  # fmt: skip

registry.add(Milestone(
    code="rhi.complete", title="Return home interview held",
    source="Statutory guidance on children who run away or go missing (2014): within 72 hours",
    records=MissingEpisode.objects.with_interview, opens="returned_at",
    allows=hours(72), met="interviewed_at", time_known="returned_time_known",
    lapses="declined_at", lapses_because="the child said no, or it was not possible",
    effective_from=GUIDANCE_2014, responsible="missing_coordinator",
    group="Missing", deed=("Record interview", "missing"),
))  # fmt: skip
