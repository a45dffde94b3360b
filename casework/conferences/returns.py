"""The CIN census's conferences: the initial one, at either level, and the reviews of each plan.

Files in circulation give reviews in two forms: one ``Reviews`` with many dates, or one for each.
"""

from casework.conferences.models import Conference
from casework.returns.items import Day
from casework.returns.registry import Module, registry
from casework.returns.rows import Row

Kind, Decision = Conference.Kind, Conference.Decision


def initial(row: Row) -> dict:
    """With the enquiry it followed, and the plan that began that day (rule 2885)."""
    day, enquiry = row.facts["held_on"], row.above.get("section_47s")
    if not enquiry and given_with_enquiry(row, day):
        return row.refuse(".", "The Section47 gives this conference too: that one was kept")
    made = [plan for plan in row.standing("cp_plans") if plan.facts["started_on"] == day]
    return {
        "episode": row.above["episodes"],
        "section_47": enquiry,
        "plan": made[0] if made else None,
        "decision": Decision.PLAN if made else "",
        "category": made[0].facts.get("initial_category", "") if made else "",
    }


def given_with_enquiry(row: Row, day) -> bool:
    """A conference is given once, with its enquiry where it has one (rule 2884)."""
    return any(
        other.facts["held_on"] == day and "section_47s" in other.above
        for other in row.standing("conferences")
        if other.above["referrals"] is row.above["referrals"]
    )


def review(row: Row) -> dict:
    return {"episode": row.above["episodes"], "plan": row.above["cp_plans"]}


registry.add(
    Module(
        name="conferences",
        label="Initial conferences",
        order=80,
        paths=("CINdetails/DateOfInitialCPC", "CINdetails/Section47/DateOfInitialCPC"),
        model=Conference,
        key=("kind", "held_on"),
        given={"kind": Kind.INITIAL, "imported": True},
        items={".": Day("held_on", required=True)},
        adds=initial,
        after=("referrals", "section_47s"),
    )
)

registry.add(
    Module(
        name="reviews",
        label="Review conferences",
        order=90,
        paths=("CINdetails/ChildProtectionPlans/Reviews/CPPreviewDate",),
        model=Conference,
        key=("kind", "held_on"),
        given={"kind": Kind.REVIEW, "imported": True},
        items={".": Day("held_on", required=True)},
        adds=review,
        after=("referrals", "cp_plans"),
    )
)
