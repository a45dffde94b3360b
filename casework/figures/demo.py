"""The one published share the demonstration can name truly."""

from casework.figures.models import Published

order = 13


def load(world) -> None:
    Published.objects.create(
        authority=world.authority,
        figure="referral.again",
        area="England",
        period="Year ending 31 March 2024",
        share="22.4",
        source="Department for Education, Children in need: a focus on re-referrals",
        address="https://explore-education-statistics.service.gov.uk/find-statistics/children-in-need-a-focus-on-re-referrals",
        loaded_by=world.workers["admin"],
    )
