from datetime import date
from typing import TypedDict

from assessments.first_seen import (
    assessments_for_strategy,
    assessments_with_first_sight,
    enquiries_with_closing,
    enquiries_with_first_sight,
    referrals_for_strategy,
)
from assessments.models import Assessment
from casework.timescales.allowances import working_days
from casework.timescales.registry import WORKING_TOGETHER, Milestone, Timescale, registry


class Lapses(TypedDict):
    """How a clock ends that nobody met."""

    lapses: str
    lapses_because: str


CLOSED: Lapses = {"lapses": "episode_closed_on", "lapses_because": "the episode of need closed"}

registry.add(
    Timescale(
        code="assessment.complete",
        title="Assessment authorised",
        source="Working Together: at most 45 working days from referral",
        editions=WORKING_TOGETHER,
        records=Assessment.objects.with_closing,
        opens="referral_received_on",
        allows=working_days(45),
        met="authorised_on",
        **CLOSED,
        effective_from=date(2013, 4, 15),
        group="Assessments",
        action_link=("Continue", "assessments"),
    )
)

registry.add(
    Milestone(
        code="assessment.child_seen",
        title="Child seen for the assessment",
        source="Local default: no national number; soon enough for the risk",
        basis="local",
        status="unverified",
        records=assessments_with_first_sight,
        opens="seen_from",
        allows=working_days(10),
        met="first_seen_on",
        **CLOSED,
        group="Assessments",
        action_link=("Record visit", "visit-add"),
    )
)

registry.add(
    *(
        Milestone(
            code=code,
            title=title,
            source="Working Together says promptly; the number is a local default",
            editions=WORKING_TOGETHER,
            basis="local",
            status="unverified",
            records=records,
            opens=decided,
            allows=working_days(1),
            met="discussed_on",
            **CLOSED,
            responsible="team_manager",
            group="Section 47",
            action_link=("Record discussion", "strategy-add"),
        )
        for code, title, records, decided in (
            ("strategy.hold", "Strategy discussion held", referrals_for_strategy, "decided_on"),
            (
                "strategy.hold.assessed",
                "Strategy discussion held after an assessment",
                assessments_for_strategy,
                "authorised_on",
            ),
        )
    )
)

registry.add(
    Milestone(
        code="s47.child_seen",
        title="Child seen for the section 47 enquiry",
        source="Local default: the same or the next working day",
        basis="local",
        status="unverified",
        records=enquiries_with_first_sight,
        opens="seen_from",
        allows=working_days(1),
        met="first_seen_on",
        lapses="ended_on",
        lapses_because="the enquiry ended",
        group="Section 47",
        action_link=("Record visit", "visit-add"),
    )
)

registry.add(
    Timescale(
        code="s47.complete",
        title="Section 47 enquiry finished",
        source="Local default: Working Together sets no length of its own; by the conference, so "
        "within 15 working days",
        basis="local",
        status="unverified",
        records=enquiries_with_closing,
        opens="started_on",
        allows=working_days(15),
        met="ended_on",
        **CLOSED,
        group="Section 47",
        action_link=("Finish the enquiry", "section47s"),
    )
)
