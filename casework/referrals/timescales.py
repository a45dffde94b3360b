from datetime import date

from casework.referrals.models import ChildContact, Referral
from casework.timescales.allowances import working_days
from casework.timescales.registry import Timescale, registry

WORKING_TOGETHER_2010 = date(2010, 3, 17)

registry.add(Timescale(
    code="contact.screen", title="Contact screened",
    source="Local default; many councils screen within a day", basis="local", status="local",
    records=ChildContact.objects.with_received, opens="received_at",
    allows=working_days(1), met="screened_on",
    responsible="team_manager", group="Front door", deed=("Screen contact", "contact-screen"),
))  # fmt: skip

registry.add(Timescale(
    code="referral.decision", title="Decision on the referral",
    source="Working Together 2023, chapter 3: a manager decides within one working day",
    records=Referral.objects.with_clock, opens="received_on",
    allows=working_days(1), met="decided_on", effective_from=WORKING_TOGETHER_2010,
    responsible="team_manager", group="Front door", deed=("Decide", "referral-decide"),
))  # fmt: skip
