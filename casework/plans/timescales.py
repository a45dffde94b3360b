"""Visits to children with a plan: a clock lives in the highest app it reads."""

from casework.plans.models import Plan, PlanReview
from casework.plans.visits import visits_during
from casework.timescales.allowances import every, months, own_date, working_days
from casework.timescales.registry import Milestone, Timescale, registry

PROTECTION, NEED = Plan.Kind.PROTECTION, Plan.Kind.NEED
VISIT = ("Record visit", "visit-add")

registry.add(Milestone(
    code="cp_visit.first", title="First child protection visit",
    source="Local default: no national number", basis="local", status="unverified",
    records=Plan.objects.child_protection().with_first_visit, opens="started_on",
    allows=working_days(10), met="first_visit_on",
    lapses="ended_on", lapses_because="the plan ended", group="Visits", deed=VISIT,
))  # fmt: skip

registry.add(Timescale(
    code="cp_visit.next", title="Child protection visit",
    source="Local default: no national number; every 10 working days is most common",
    basis="local", status="local",
    records=lambda: visits_during(PROTECTION), opens="held_on",
    allows=every(working_days(10)), met="next_held_on",
    lapses="plan_ended_on", lapses_because="the plan ended", group="Visits", deed=VISIT,
))  # fmt: skip

registry.add(Milestone(
    code="cin_visit.first", title="First child in need visit",
    source="Local default: counted from the start of the plan", basis="local", status="unverified",
    records=Plan.objects.child_in_need().with_first_visit, opens="started_on",
    allows=working_days(20), met="first_visit_on",
    lapses="ended_on", lapses_because="the plan ended", group="Visits", deed=VISIT,
))  # fmt: skip

registry.add(Timescale(
    code="cin_visit.next", title="Child in need visit",
    source="Local default: no national number", basis="local", status="unverified",
    records=lambda: visits_during(NEED), opens="held_on",
    allows=every(working_days(20)), met="next_held_on",
    lapses="plan_ended_on", lapses_because="the plan ended", group="Visits", deed=VISIT,
))  # fmt: skip

registry.add(Milestone(
    code="cin_plan.written", title="Child in need plan read with the family",
    source="Local default: 5 working days, counted from the day the plan was agreed",
    basis="local", status="unverified",
    records=Plan.objects.child_in_need().filter(imported=False).with_first_reading,
    opens="started_on",
    allows=working_days(5), met="first_read_on",
    lapses="ended_on", lapses_because="the plan ended", group="Plans",
    deed=("Read it with the family", "plan-read"),
))  # fmt: skip

registry.add(Timescale(
    code="cp_plan.long", title="Child protection plan looked at by a senior manager",
    source="Local default: most alert at 15 months; over 2 years is a published figure",
    basis="local", status="unverified",
    records=Plan.objects.child_protection, opens="started_on",
    allows=months(15), met="ended_on", responsible="team_manager",
    group="Drift", deed=("Read the plan", "plan"),
))  # fmt: skip

registry.add(Timescale(
    code="cin_plan.long", title="Child in need plan looked at by a manager",
    source="Local default: councils look after 3, 6, 9 or 12 months", basis="local",
    status="local",
    records=Plan.objects.child_in_need, opens="started_on",
    allows=months(9), met="ended_on", responsible="team_manager",
    group="Drift", deed=("Read the plan", "plan"),
))  # fmt: skip

registry.add(Timescale(
    code="plan.review", title="Plan gone through",
    source="The day agreed when the plan was last gone through", basis="local", status="local",
    records=PlanReview.objects.with_next, opens="next_review_on",
    allows=own_date(), met="next_reviewed_on",
    lapses="plan_ended_on", lapses_because="the plan ended", group="Plans",
    deed=("Go through the plan", "plan-review"),
))  # fmt: skip
