"""How fast help comes, how often it is looked at, and when it is asked again how the child lives.

No law or national guidance sets these numbers: each is a default that a council changes on
Timescales. That they are kept at all is what inspectors look for: help starts fast, the plan has
dates and reviews, the outcome is known at the end and at 3, 6 and 12 months.
"""

from typing import Any

from casework.notices.assignees import Assignee, assignees
from casework.support.clocks import (
    asked,
    begun,
    follow_up_records,
    places_of_ended_groups,
    planned,
    programmes,
)
from casework.support.models import MONTHS, EdgeOfCare, EdgeReview, GroupPlace, Programme
from casework.timescales.allowances import every, hours, months, weeks, working_days
from casework.timescales.registry import Milestone, Timescale, registry

EDGE: dict[str, Any] = {
    "basis": "local",
    "status": "local",
    "group": "Edge of care",
    "action_link": ("Open the work", "edge"),
}
ENDED: dict[str, Any] = {"lapses": "ended_on", "lapses_because": "the work ended first"}
CASE_ENDED: dict[str, Any] = {"lapses": "case_ended_on", "lapses_because": "the work ended first"}

registry.add(
    Milestone(
        code="edge_of_care.decision",
        title="Edge of care help accepted or declined",
        source="Local default: 1 working day from the referral",
        records=asked,
        opens="asked_on",
        allows=working_days(1),
        met="decided_on",
        responsible="team_manager",
        lapses="ended_on",
        lapses_because="it ended first",
        **EDGE,
    ),
    Milestone(
        code="edge_of_care.start",
        title="Edge of care help began: the family was met",
        source="Local default: 48 hours from the referral. Ofsted’s focused visit of 2019 praised"
        " swift and responsive help",
        records=asked,
        opens="asked_at",
        allows=hours(48),
        met="started_at",
        lapses="over_on",
        lapses_because="it was declined, or ended before it began",
        **EDGE,
    ),
    Milestone(
        code="edge_of_care.plan",
        title="Support plan agreed with the family",
        source="Local default: 10 working days from the first meeting",
        records=begun,
        opens="started_on",
        allows=working_days(10),
        met="plan_agreed_on",
        **EDGE,
        **ENDED,
    ),
    Milestone(
        code="edge_of_care.review.first",
        title="Support plan reviewed for the first time",
        source="Local default: 4 weeks from the day the plan was agreed",
        records=planned,
        opens="agreed_on",
        allows=weeks(4),
        met="first_review_on",
        **EDGE,
        **CASE_ENDED,
    ),
    Timescale(
        code="edge_of_care.review",
        title="Support plan reviewed",
        source="Local default: every 4 weeks from the last review",
        records=EdgeReview.objects.with_next,
        opens="held_on",
        allows=every(weeks(4)),
        met="next_held_on",
        **EDGE,
        **CASE_ENDED,
    ),
)

for number in MONTHS:
    registry.add(
        Milestone(
            code=f"edge_of_care.follow_up.{number}",
            title=f"How the child lives {number} months after edge of care",
            source=f"Local default: {number} months from the end: whether help lasted is known only"
            " later",
            records=follow_up_records(number),
            opens="ended_on",
            allows=months(number),
            met="followed_on",
            responsible="team_manager",
            lapses="died_on",
            lapses_because="the child died",
            **EDGE,
        )
    )
    assignees.add(
        Assignee(
            code=f"edge_of_care.follow_up.{number}",
            records=EdgeOfCare.objects.ended().known_to_key_worker,
            worker="key_worker",
        )
    )

for code in ("edge_of_care.start", "edge_of_care.plan"):
    assignees.add(Assignee(code=code, records=EdgeOfCare.objects.open, worker="key_worker"))

registry.add(
    Milestone(
        code="family_support.first_session",
        title="First session of family support",
        source="Local default: 10 working days from the day the work was given",
        records=programmes,
        opens="started_on",
        allows=working_days(10),
        met="first_session_on",
        responsible="family_support",
        basis="local",
        status="local",
        group="Family support",
        action_link=("Record a session", "support-session-add"),
        **ENDED,
    )
)
registry.add(
    Milestone(
        code="family_support.place_ended",
        title="What changed said, after a group ended",
        source="Local default: 10 working days from the day the group ended",
        records=places_of_ended_groups,
        opens="group_ended_on",
        allows=working_days(10),
        met="left_on",
        responsible="family_support",
        basis="local",
        status="local",
        group="Family support",
        action_link=("End the place", "groups-of-child"),
    )
)
assignees.add(
    Assignee(
        code="family_support.place_ended", records=GroupPlace.objects.open, worker="group__worker"
    )
)
assignees.add(
    Assignee(code="family_support.first_session", records=Programme.objects.open, worker="worker")
)
