"""Visits to children with a plan: a clock lives in the highest app it reads."""

from typing import Any

from casework.plans.models import ManagementOversight, Plan, PlanReview, with_first_oversight
from casework.plans.visits import visits_during, with_first_visit
from casework.timescales.allowances import every, months, own_date, working_days
from casework.timescales.registry import Milestone, Timescale, registry

PROTECTION, NEED = Plan.Kind.PROTECTION, Plan.Kind.NEED
VISIT = ("Record visit", "visit-add")

registry.add(
    Milestone(
        code="cp_visit.first",
        title="First child protection visit",
        source="Local default: no national number",
        basis="local",
        status="unverified",
        records=lambda: with_first_visit(PROTECTION),
        opens="started_on",
        allows=working_days(10),
        met="first_visit_on",
        lapses="ended_on",
        lapses_because="the plan ended",
        group="Visits",
        action_link=VISIT,
    )
)

registry.add(
    Timescale(
        code="cp_visit.next",
        title="Child protection visit",
        source="Local default: no national number; every 10 working days is most common",
        basis="local",
        status="local",
        records=lambda: visits_during(PROTECTION),
        opens="held_on",
        allows=every(working_days(10)),
        met="next_held_on",
        lapses="plan_ended_on",
        lapses_because="the plan ended",
        group="Visits",
        action_link=VISIT,
    )
)

registry.add(
    Milestone(
        code="cin_visit.first",
        title="First child in need visit",
        source="Local default: counted from the start of the plan",
        basis="local",
        status="unverified",
        records=lambda: with_first_visit(NEED),
        opens="started_on",
        allows=working_days(20),
        met="first_visit_on",
        lapses="ended_on",
        lapses_because="the plan ended",
        group="Visits",
        action_link=VISIT,
    )
)

registry.add(
    Timescale(
        code="cin_visit.next",
        title="Child in need visit",
        source="Local default: no national number",
        basis="local",
        status="unverified",
        records=lambda: visits_during(NEED),
        opens="held_on",
        allows=every(working_days(20)),
        met="next_held_on",
        lapses="plan_ended_on",
        lapses_because="the plan ended",
        group="Visits",
        action_link=VISIT,
    )
)

registry.add(
    Milestone(
        code="cin_plan.written",
        title="Child in need plan read with the family",
        source="Local default: 5 working days, counted from the day the plan was agreed",
        basis="local",
        status="unverified",
        records=Plan.objects.child_in_need().recorded_here().with_first_reading,
        opens="started_on",
        allows=working_days(5),
        met="first_read_on",
        lapses="ended_on",
        lapses_because="the plan ended",
        group="Plans",
        action_link=("Read it with the family", "plan-read"),
    )
)

DRIFT: dict[str, Any] = {
    "basis": "local",
    "responsible": "team_manager",
    "group": "Drift",
    "action_link": ("Read the plan", "plan"),
}
ENDED: dict[str, Any] = {"lapses": "ended_on", "lapses_because": "the plan ended"}

registry.add(
    Milestone(
        code="cp_plan.long",
        title="Child protection plan looked at by a senior manager",
        source="Local default: most alert at 15 months; over 2 years is a published figure",
        status="unverified",
        records=lambda: with_first_oversight(Plan.objects.child_protection()),
        opens="started_on",
        allows=months(15),
        met="first_looked_on",
        **ENDED,
        **DRIFT,
    )
)

registry.add(
    Timescale(
        code="cp_plan.long.next",
        title="Child protection plan looked at again by a senior manager",
        source="Local default: alerts at 15 and at 18 months, so every 3 months while it goes on",
        status="unverified",
        records=lambda: ManagementOversight.objects.of_kind(PROTECTION),
        opens="looked_on",
        allows=every(months(3)),
        met="next_looked_on",
        lapses="plan_ended_on",
        lapses_because="the plan ended",
        **DRIFT,
    )
)

registry.add(
    Milestone(
        code="cin_plan.long",
        title="Child in need plan looked at by a manager",
        source="Local default: councils look after 3, 6, 9 or 12 months",
        status="local",
        records=lambda: with_first_oversight(Plan.objects.child_in_need()),
        opens="started_on",
        allows=months(9),
        met="first_looked_on",
        **ENDED,
        **DRIFT,
    )
)

registry.add(
    Timescale(
        code="cin_plan.long.next",
        title="Child in need plan looked at again by a manager",
        source="Local default: 3, 6, 9 and 12 months, so every 3 months while it goes on",
        status="local",
        records=lambda: ManagementOversight.objects.of_kind(NEED),
        opens="looked_on",
        allows=every(months(3)),
        met="next_looked_on",
        lapses="plan_ended_on",
        lapses_because="the plan ended",
        **DRIFT,
    )
)

registry.add(
    Timescale(
        code="plan.review",
        title="Plan gone through",
        source="The day agreed when the plan was last gone through",
        basis="local",
        status="local",
        records=PlanReview.objects.with_next,
        opens="next_review_on",
        allows=own_date(),
        met="next_reviewed_on",
        lapses="plan_ended_on",
        lapses_because="the plan ended",
        group="Plans",
        action_link=("Go through the plan", "plan-review"),
    )
)
