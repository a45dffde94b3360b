from datetime import date

from assessments.models import Assessment
from assessments.sight import (
    assessments_with_first_sight,
    enquiries_with_closing,
    enquiries_with_first_sight,
    referrals_for_strategy,
)
from casework.timescales.allowances import working_days
from casework.timescales.registry import Milestone, Timescale, registry

CLOSED = {"lapses": "episode_closed_on", "lapses_because": "the episode of need closed"}

registry.add(Timescale(
    code="assessment.complete", title="Assessment authorised",
    source="Working Together 2013 onward: at most 45 working days from referral",
    records=Assessment.objects.with_closing, opens="referral_received_on",
    allows=working_days(45), met="authorised_on",
    **CLOSED, effective_from=date(2013, 4, 15),
    group="Assessments", deed=("Continue", "assessments"),
))  # fmt: skip

registry.add(Milestone(
    code="assessment.child_seen", title="Child seen for the assessment",
    source="Local default: no national number; soon enough for the risk",
    basis="local", status="unverified",
    records=assessments_with_first_sight, opens="seen_from",
    allows=working_days(10), met="first_seen_on", **CLOSED,
    group="Assessments", deed=("Record visit", "visit-add"),
))  # fmt: skip

registry.add(Milestone(
    code="strategy.hold", title="Strategy discussion held",
    source="Working Together 2023, chapter 3, says promptly; the number is a local default",
    basis="local", status="unverified",
    records=referrals_for_strategy, opens="decided_on",
    allows=working_days(1), met="discussed_on", **CLOSED, responsible="team_manager",
    group="Section 47", deed=("Record discussion", "strategy-add"),
))  # fmt: skip

registry.add(Milestone(
    code="s47.child_seen", title="Child seen for the section 47 enquiry",
    source="Local default: the same or the next working day", basis="local", status="unverified",
    records=enquiries_with_first_sight, opens="seen_from",
    allows=working_days(1), met="first_seen_on",
    lapses="ended_on", lapses_because="the enquiry ended",
    group="Section 47", deed=("Record visit", "visit-add"),
))  # fmt: skip

registry.add(Timescale(
    code="s47.complete", title="Section 47 enquiry finished",
    source="Local default: Working Together sets no length of its own; by the conference, so within"
    " 15 working days",
    basis="local", status="unverified",
    records=enquiries_with_closing, opens="started_on",
    allows=working_days(15), met="ended_on", **CLOSED,
    group="Section 47", deed=("Finish the enquiry", "section47s"),
))  # fmt: skip
