from datetime import date
from typing import Any

from casework.conferences.sequence import (
    conferences_with_minutes,
    core_groups,
    enquiries_with_conference,
    in_need_meetings,
    needing_plan_meeting,
    plans_stepped_down,
    plans_with_first_core_group,
    plans_with_first_review,
    review_conferences,
)
from casework.conferences.transfers import moves_with_conference
from casework.timescales.allowances import every, months, weeks, working_days
from casework.timescales.registry import WORKING_TOGETHER, Milestone, Timescale, registry

WORKING_TOGETHER_2010 = date(2010, 3, 17)
PLAN_ENDED: dict[str, Any] = {"lapses": "plan_ended_on", "lapses_because": "the plan ended"}

registry.add(
    Milestone(
        code="icpc.hold",
        title="Initial conference held",
        source="Working Together: 15 working days from the strategy discussion that"
        " started the section 47 enquiry",
        editions=WORKING_TOGETHER,
        records=enquiries_with_conference,
        opens="strategy_held_on",
        allows=working_days(15),
        met="conference_on",
        lapses="no_conference_on",
        lapses_because="no conference was needed, or the file closed",
        effective_from=WORKING_TOGETHER_2010,
        group="Conferences",
        action_link=("Record conference", "conference-add"),
    )
)

registry.add(
    Milestone(
        code="icpc.transfer_in",
        title="Transfer-in conference held",
        source="Working Together: 15 working days from the other council’s notice",
        editions=WORKING_TOGETHER,
        records=moves_with_conference,
        opens="told_on",
        allows=working_days(15),
        met="transfer_in_on",
        effective_from=WORKING_TOGETHER_2010,
        group="Conferences",
        action_link=("Record conference", "conference-add"),
    )
)

registry.add(
    Milestone(
        code="icpc.minutes",
        title="Conference minutes sent",
        source="Local default: 10 to 20 working days is common",
        basis="local",
        status="unverified",
        records=conferences_with_minutes,
        opens="held_on",
        allows=working_days(20),
        met="minutes_sent_on",
        responsible="conference_chair",
        group="Conferences",
        action_link=("The minutes went out", "child-meetings"),
    )
)

registry.add(
    Milestone(
        code="core_group.first",
        title="First core group",
        source="Working Together: 10 working days from the conference",
        editions=WORKING_TOGETHER,
        records=plans_with_first_core_group,
        opens="started_on",
        allows=working_days(10),
        met="core_group_on",
        lapses="ended_on",
        lapses_because="the plan ended",
        effective_from=WORKING_TOGETHER_2010,
        group="Core groups",
        action_link=("Record core group", "core-group-add"),
    )
)

registry.add(
    Timescale(
        code="core_group.next",
        title="Core group",
        source="Local default: six-weekly is common",
        basis="local",
        status="local",
        records=core_groups,
        opens="held_on",
        allows=every(weeks(6)),
        met="next_held_on",
        **PLAN_ENDED,
        group="Core groups",
        action_link=("Record core group", "core-group-add"),
    )
)

registry.add(
    Milestone(
        code="cp_review.first",
        title="First review conference",
        source="Working Together: within 3 months of the initial conference",
        editions=WORKING_TOGETHER,
        records=plans_with_first_review,
        opens="started_on",
        allows=months(3),
        met="first_review_on",
        lapses="ended_on",
        lapses_because="the plan ended",
        effective_from=WORKING_TOGETHER_2010,
        responsible="conference_chair",
        group="Conferences",
        action_link=("Record review", "conference-add"),
    )
)

registry.add(
    Timescale(
        code="cp_review.next",
        title="Review conference",
        source="Working Together: at most 6 months from the last review",
        editions=WORKING_TOGETHER,
        records=review_conferences,
        opens="held_on",
        allows=every(months(6)),
        met="next_held_on",
        **PLAN_ENDED,
        effective_from=WORKING_TOGETHER_2010,
        responsible="conference_chair",
        group="Conferences",
        action_link=("Record review", "conference-add"),
    )
)

registry.add(
    Milestone(
        code="cin_plan.first_meeting",
        title="Child in need planning meeting",
        source="Local default: 10 working days from the assessment",
        basis="local",
        status="local",
        records=needing_plan_meeting,
        opens="authorised_on",
        allows=working_days(10),
        met="meeting_on",
        lapses="episode_closed_on",
        lapses_because="the episode of need closed",
        group="Child in need",
        action_link=("Record meeting", "child-in-need-meeting-add"),
    )
)

registry.add(
    Timescale(
        code="cin_review.next",
        title="Child in need review",
        source="Local default: every 6 weeks",
        basis="local",
        status="local",
        records=in_need_meetings,
        opens="held_on",
        allows=every(weeks(6)),
        met="next_held_on",
        **PLAN_ENDED,
        group="Child in need",
        action_link=("Record review", "child-in-need-meeting-add"),
    )
)

registry.add(
    Milestone(
        code="cin_review.first",
        title="First child in need review after a child protection plan",
        source="Local default: every 6 weeks, counted from the start of the plan",
        basis="local",
        status="local",
        records=plans_stepped_down,
        opens="started_on",
        allows=weeks(6),
        met="first_review_on",
        lapses="ended_on",
        lapses_because="the plan ended",
        group="Child in need",
        action_link=("Record review", "child-in-need-meeting-add"),
    )
)
