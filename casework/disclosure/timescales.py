"""Answering in time whoever asked for records."""

from casework.disclosure.models import Disclosure
from casework.timescales.allowances import months_to_working_day, own_date
from casework.timescales.registry import Milestone, registry

ICO = "ICO, Right of access: from the day it came, and until the next working day"
ANSWER = ("Go on with it", "disclosures")


def in_a_month():
    return Disclosure.objects.of_access().with_start().with_sent().with_lapse()


def in_three_months():
    return Disclosure.objects.of_access().exclude(extended_on=None).with_start().with_sent()


def with_own_day():
    return Disclosure.objects.exclude(due_on=None).with_sent()


registry.add(
    Milestone(
        code="disclosure.access",
        title="Subject access request answered",
        source=f"UK GDPR, article 12(3): one month. {ICO}",
        basis="statute",
        records=in_a_month,
        opens="counts_from",
        allows=months_to_working_day(1),
        met="first_sent_at",
        lapses="month_lapsed_on",
        lapses_because="the time was extended, or nothing is given",
        group="Records",
        action_link=ANSWER,
    ),
    Milestone(
        code="disclosure.access_extended",
        title="Complex subject access request answered",
        source=f"UK GDPR, article 12(3): two further months for a complex request. {ICO}",
        basis="statute",
        records=in_three_months,
        opens="counts_from",
        allows=months_to_working_day(3),
        met="first_sent_at",
        lapses="ended_on",
        lapses_because="nothing is given",
        group="Records",
        action_link=ANSWER,
    ),
    Milestone(
        code="disclosure.due",
        title="Records given to whoever asked",
        source="The day the court, the council or whoever asked set for it",
        basis="local",
        status="local",
        records=with_own_day,
        opens="due_on",
        allows=own_date(),
        met="first_sent_at",
        lapses="ended_on",
        lapses_because="nothing is given",
        group="Records",
        action_link=ANSWER,
    ),
)
