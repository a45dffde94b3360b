"""The clocks of a missing child: the first hours, the return home interview, what comes of it.

Most of the first hours have no limit in the guidance: those numbers are local, and a council sets
its own. Those of the interview are of the statutory guidance of 2014.
"""

from datetime import date
from typing import TypedDict

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from casework.timescales.allowances import at_once, hours, working_days
from casework.timescales.registry import Basis, Milestone, Status, registry
from missing.models import (
    Finding,
    Kind,
    MissingEpisode,
    ReturnInterview,
    first,
    in_care,
    nth,
    strategy_after,
)

Risk = MissingEpisode.Risk

GUIDANCE_2014 = date(2014, 1, 1)
GUIDANCE = "Statutory guidance on children who run away or go missing (2014)"
CAME_BACK = "the child came back"
OFTEN = 3
"""Times missing within 90 days from which a child's plan is looked at again: a local rule."""


def missing():
    return MissingEpisode.objects.filter(kind=MissingEpisode.Kind.MISSING)


def still_missing():
    """Missing, with when the first meeting about it was held."""
    return missing().annotate(met_about_at=strategy_after("went_at"))


def with_told_at(kind):
    return lambda: missing().annotate(told_at=first(kind))


def reported():
    return missing().filter(reported_at__isnull=False)


def checked():
    return reported().annotate(checked_at=first(Kind.CHECK))


def missing_often():
    often = MissingEpisode.objects.with_times_in_90_days().filter(times__gte=OFTEN)
    return often.annotate(met_about_at=strategy_after("went_at"))


def declined():
    """Declined offers, with when the child came back."""
    back = MissingEpisode.objects.filter(interview=OuterRef("pk")).order_by("returned_at")
    return ReturnInterview.objects.declined().annotate(
        back_at=Subquery(back.values("returned_at")[:1]),
        back_known=Subquery(back.values("returned_time_known")[:1]),
    )


def tried():
    """Those somebody tried to talk to and could not: the third attempt ends the trying."""
    offered = MissingEpisode.objects.returned().with_interview()
    return offered.annotate(
        tried_at=first(Kind.ATTEMPT),
        third_at=nth(OFTEN, Kind.ATTEMPT),
        settled_at=Coalesce("interview__answered_at", "interviewed_at", "no_interview_at"),
    ).filter(tried_at__isnull=False)


WHILE_AWAY_CLOCKS = (
    "missing.report",
    "missing.notify_authority",
    "missing.notify_placing_authority",
    "missing.strategy",
    "missing.strategy_high_risk",
    "missing.senior_alert",
    "missing.senior_alert.assistant",
    "missing.senior_alert.director",
)
"""What runs while the child is away."""


class LocalRule(TypedDict):
    """What every rule of our own has in common."""

    basis: Basis
    status: Status
    responsible: str
    group: str


class GuidedRule(TypedDict):
    """What every rule of the statutory guidance has in common."""

    effective_from: date
    responsible: str
    group: str


LOCAL: LocalRule = {
    "basis": "local",
    "status": "local",
    "responsible": "missing_coordinator",
    "group": "Missing",
}
GUIDED: GuidedRule = {
    "effective_from": GUIDANCE_2014,
    "responsible": "missing_coordinator",
    "group": "Missing",
}

for rule in (
    # The first hours
    Milestone(
        code="missing.report",
        title="Reported to police",
        source=f"{GUIDANCE}: as soon as nobody knows where the child is",
        status="unverified",
        records=missing,
        opens="went_at",
        allows=at_once(),
        met="reported_at",
        lapses="returned_at",
        lapses_because=CAME_BACK,
        action_link=("Update", "missing"),
        **GUIDED,
    ),
    Milestone(
        code="missing.notify_authority",
        title="Police have told us",
        source="Local protocol: the same day or the next working day",
        records=reported,
        opens="reported_at",
        allows=working_days(1),
        met="told_us_at",
        action_link=("Update", "missing"),
        **LOCAL,
    ),
    Milestone(
        code="missing.notify_placing_authority",
        title="Parents and the other council told",
        source="Local default: 1 hour from the report about a child in care",
        records=lambda: in_care(MissingEpisode.objects.all()),
        opens="known_at",
        allows=hours(1),
        met="all_told_at",
        lapses="returned_at",
        lapses_because=CAME_BACK,
        action_link=("Say who was told", "missing"),
        **LOCAL,
    ),
    Milestone(
        code="missing.strategy",
        title="Strategy discussion about a missing child",
        source="Local default: 48 hours missing",
        records=lambda: still_missing().exclude(risk=Risk.HIGH),
        opens="went_at",
        allows=hours(48),
        met="met_about_at",
        lapses="returned_at",
        lapses_because=CAME_BACK,
        action_link=("Plan a strategy discussion", "child-meetings"),
        unless=(
            ("kind", MissingEpisode.Kind.AWAY.value, ""),
            ("risk", Risk.HIGH.value, "missing.strategy_high_risk"),
        ),
        **LOCAL,
    ),
    Milestone(
        code="missing.strategy_high_risk",
        title="Strategy discussion about a high risk",
        source="Local default: 24 hours from any report of high risk",
        records=lambda: still_missing().filter(risk=Risk.HIGH),
        opens="went_at",
        allows=hours(24),
        met="met_about_at",
        lapses="returned_at",
        lapses_because=CAME_BACK,
        action_link=("Plan a strategy discussion", "child-meetings"),
        **LOCAL,
    ),
    *(
        Milestone(
            code=code,
            title=f"{who} told that a child is still missing",
            source=f"Local default: {after} hours missing",
            records=with_told_at(kind),
            opens="went_at",
            allows=hours(after),
            met="told_at",
            lapses="returned_at",
            lapses_because=CAME_BACK,
            action_link=("Say who was told", "missing"),
            **LOCAL,
        )
        for code, kind, who, after in (
            ("missing.senior_alert", Kind.MANAGER, "Manager", 24),
            ("missing.senior_alert.assistant", Kind.ASSISTANT, "Assistant director", 72),
            ("missing.senior_alert.director", Kind.DIRECTOR, "Director", 168),
        )
    ),
    Milestone(
        code="missing.safe_and_well",
        title="Police check on return",
        source="Police practice: as soon as possible. It is not the return home interview",
        basis="national",
        records=checked,
        opens="returned_at",
        allows=at_once(),
        time_known="returned_time_known",
        met="checked_at",
        action_link=("Write down the check", "missing"),
        **GUIDED,
    ),
    Milestone(
        code="missing.review_care_plan",
        title="Meeting about going missing often",
        source=f"Local default: 10 working days from the {OFTEN}rd time in 90 days",
        records=missing_often,
        opens="went_at",
        allows=working_days(10),
        met="met_about_at",
        action_link=("Plan a missing meeting", "child-meetings"),
        **LOCAL,
    ),
    # The interview
    Milestone(
        code="rhi.offer",
        title="Return home interview offered",
        source=f"{GUIDANCE}: after every episode",
        records=MissingEpisode.objects.with_interview,
        opens="returned_at",
        allows=at_once(),
        time_known="returned_time_known",
        met="offered_at",
        lapses="no_interview_at",
        lapses_because="a manager decided that none is offered",
        action_link=("Offer interview", "missing"),
        **GUIDED,
    ),
    Milestone(
        code="rhi.complete",
        title="Return home interview held",
        source=f"{GUIDANCE}: within 72 hours",
        records=MissingEpisode.objects.with_interview,
        opens="returned_at",
        allows=hours(72),
        met="interviewed_at",
        time_known="returned_time_known",
        lapses="declined_at",
        lapses_because="the child said no, or it was not possible",
        action_link=("Record interview", "missing"),
        **GUIDED,
    ),
    Milestone(
        code="rhi.declined_parent",
        title="Carer asked what they know",
        source=f"{GUIDANCE}: where the child says no, within the same 72 hours",
        records=declined,
        opens="back_at",
        allows=hours(72),
        met="parent_asked_at",
        time_known="back_known",
        action_link=("Ask their carer", "missing"),
        **GUIDED,
    ),
    Milestone(
        code="rhi.retry",
        title="Three attempts to talk",
        source="Local default: 10 working days from the first attempt that failed",
        records=tried,
        opens="tried_at",
        allows=working_days(10),
        met="third_at",
        lapses="settled_at",
        lapses_because="the child answered",
        action_link=("Write down an attempt", "missing"),
        **LOCAL,
    ),
    Milestone(
        code="rhi.act_today",
        title="Acted on what a child told",
        source="Local default: at once, within 12 hours of the talk, whatever the day",
        basis="local",
        status="local",
        also="team_manager",
        group="Missing",
        records=ReturnInterview.objects.act_today,
        opens="held_at",
        allows=at_once(within=12),
        met="acted_at",
        action_link=("Say what was done", "missing"),
    ),
    Milestone(
        code="rhi.record_shared",
        title="Interview on the file for others to read",
        source="Local default: 1 working day from the interview",
        records=ReturnInterview.objects.held,
        opens="held_at",
        allows=working_days(1),
        met="shared_at",
        action_link=("Record interview", "missing"),
        **LOCAL,
    ),
    Milestone(
        code="rhi.inform_plan",
        title="Something done with what a child told us",
        source="Local default: 5 working days from when the finding was written down",
        basis="local",
        status="local",
        records=Finding.objects.all,
        opens="recorded_at",
        allows=working_days(5),
        met="ended_on",
        group="Missing",
        action_link=("Say what will happen", "findings"),
    ),
):
    registry.add(rule)
