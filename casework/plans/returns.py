"""The CIN census's child in need and child protection plans."""

from casework.children.codes import AbuseCategory
from casework.plans.models import LOCKED, Plan
from casework.returns.items import Code, Day, Number
from casework.returns.registry import Module, registry
from casework.returns.rows import Row


def plan(row: Row) -> dict:
    return {"episode": row.above["episodes"]}


registry.add(
    Module(
        name="cin_plans",
        label="Child in need plans",
        order=60,
        paths=("CINdetails/CINPlanDates",),
        model=Plan,
        key=("kind", "started_on"),
        given={"kind": Plan.Kind.NEED, "imported": True},
        adds=plan,
        after=("referrals",),
        decided=("ended_on",),
        locked=LOCKED,
        items={
            "CINPlanStartDate": Day("started_on", required=True),
            "CINPlanEndDate": Day("ended_on", not_before="CINPlanStartDate"),
        },
    )
)

registry.add(
    Module(
        name="cp_plans",
        label="Child protection plans",
        order=70,
        paths=("CINdetails/ChildProtectionPlans",),
        model=Plan,
        key=("kind", "started_on"),
        given={"kind": Plan.Kind.PROTECTION, "imported": True},
        adds=plan,
        after=("referrals",),
        decided=("ended_on",),
        locked=LOCKED,
        items={
            "CPPstartDate": Day("started_on", required=True),
            "CPPendDate": Day("ended_on", not_before="CPPstartDate"),
            "InitialCategoryOfAbuse": Code("initial_category", choices=AbuseCategory.values),
            "LatestCategoryOfAbuse": Code("latest_category", choices=AbuseCategory.values),
            "NumberOfPreviousCPP": Number("previous_plans"),
        },
    )
)
