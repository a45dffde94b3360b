from datetime import date

from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral
from casework.timescales.allowances import working_days
from casework.timescales.registry import WORKING_TOGETHER, Milestone, Timescale, registry

WORKING_TOGETHER_2010 = date(2010, 3, 17)

registry.add(
    Timescale(
        code="contact.screen",
        title="Contact screened",
        source="Local default; many councils screen within a day",
        basis="local",
        status="local",
        records=ChildContact.objects.with_received,
        opens="received_at",
        allows=working_days(1),
        met="screened_on",
        responsible="team_manager",
        group="Front door",
        action_link=("Screen contact", "contact-screen"),
    )
)

registry.add(
    Timescale(
        code="referral.decision",
        title="Decision on the referral",
        source="Working Together: a manager decides within one working day",
        editions=WORKING_TOGETHER,
        records=Referral.objects.with_clock,
        opens="received_on",
        allows=working_days(1),
        met="decided_on",
        effective_from=WORKING_TOGETHER_2010,
        responsible="team_manager",
        group="Front door",
        action_link=("Decide", "referral-decide"),
    )
)

registry.add(
    Milestone(
        code="oversight.allocation",
        title="A social worker of their own",
        source="Local default: 1 or 2 working days from the decision",
        basis="local",
        status="unverified",
        records=EpisodeOfNeed.objects.with_first_worker,
        opens="accepted_on",
        allows=working_days(2),
        met="held_from",
        lapses="closed_on",
        lapses_because="the episode of need closed",
        responsible="team_manager",
        group="Front door",
        action_link=("Allocate", "allocate"),
    )
)
