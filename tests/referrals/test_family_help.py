"""Family help before a statutory referral: its own record, and no clock of the law."""

from datetime import date

import pytest
from django.urls import reverse

from assessments.models import Assessment
from casework.chronology.timeline import newest
from casework.referrals.models import FamilyHelp, Referral
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    ChildContactFactory,
    EpisodeOfNeedFactory,
    FamilyHelpFactory,
    ReferralFactory,
)

pytestmark = pytest.mark.django_db


def page(name, child, *more):
    return reverse(name, args=[child.pk, *more])


def words_of(response):
    return response.content.decode()


YES = {"answer": "accepted", "answered_on": "2026-01-07", "lead": "Dawn Pickering, family help"}
UP = {
    "ended_because": "stepped_up",
    "ended_on": "2026-03-02",
    "what_changed": "Ruby has missed two weeks of school",
}


def test_a_contact_passed_to_family_help_makes_an_offer_and_no_referral(signed_in, manager, child):
    part = ChildContactFactory(child=child, worry="Mornings are hard")
    response = signed_in(manager).post(
        page("contact-screen", child),
        {"outcome": "early_help", "reasons": "Mum asks for help", "screened_on": "2026-01-06"},
        follow=True,
    )
    offered = FamilyHelp.objects.get()
    assert (offered.contact, offered.offered_on, offered.help_with) == (
        part,
        date(2026, 1, 6),
        "Mornings are hard",
    )
    assert not Referral.objects.exists()
    assert page("family-help-answer", child, offered.pk) in words_of(response)


def test_family_help_starts_no_statutory_clock_until_it_is_stepped_up(
    signed_in, worker, manager, child
):
    offered = FamilyHelpFactory(child=child)
    client = signed_in(worker)
    client.post(page("family-help-answer", child, offered.pk), YES)
    offered.refresh_from_db()
    assert (offered.started_on, offered.lead) == (date(2026, 1, 7), "Dawn Pickering, family help")
    sweep([child.pk])
    assert not Deadline.objects.exists()
    assert not Assessment.objects.exists()

    client.post(page("family-help-end", child, offered.pk), UP)
    referral = Referral.objects.get()
    assert (referral.received_on, referral.source) == (date(2026, 3, 2), "5D")
    assert "Ruby has missed two weeks of school" in referral.reasons
    assert "Mornings" in referral.reasons
    signed_in(manager).post(
        page("referral-decide", child),
        {
            "decision": "assess",
            "decision_reasons": "Missing school",
            "primary_need": "N1",
            "decided_on": "2026-03-03",
        },
    )
    sweep([child.pk])
    clock = Deadline.objects.get(code="assessment.complete")
    assert (clock.opened_at.date(), clock.due_at.date()) == (date(2026, 3, 2), date(2026, 5, 7))


def test_help_that_is_declined_is_kept_and_asks_for_nothing_more(signed_in, worker, child):
    offered = FamilyHelpFactory(child=child)
    client = signed_in(worker)
    client.post(
        page("family-help-answer", child, offered.pk),
        {"answer": "declined", "answered_on": "2026-01-07"},
    )
    listed = words_of(client.get(page("family-help", child)))
    assert "The family said no" in listed
    assert client.get(page("family-help-end", child, offered.pk)).status_code == 404


def test_saying_yes_needs_a_lead(signed_in, worker, child):
    offered = FamilyHelpFactory(child=child)
    response = signed_in(worker).post(
        page("family-help-answer", child, offered.pk), YES | {"lead": ""}
    )
    assert "Say when the help began and who leads it" in words_of(response)


@pytest.mark.parametrize(
    ("which", "facts", "words"),
    [
        ("answer", YES | {"answered_on": "2026-01-04"}, "They cannot answer before it was offered"),
        ("answer", YES | {"started_on": "2026-01-04"}, "cannot begin before it was offered"),
        ("end", UP | {"ended_on": "2026-01-04"}, "It cannot end before it was offered"),
        ("end", UP | {"ended_because": ""}, "required"),
    ],
)
def test_each_day_that_cannot_be_is_said_plainly(signed_in, worker, child, which, facts, words):
    offered = FamilyHelpFactory(child=child)
    response = signed_in(worker).post(page(f"family-help-{which}", child, offered.pk), facts)
    assert words in words_of(response)


def test_it_is_not_stepped_up_beside_an_open_episode(signed_in, worker, child):
    offered = FamilyHelpFactory(child=child)
    EpisodeOfNeedFactory(child=child)
    response = signed_in(worker).post(page("family-help-end", child, offered.pk), UP)
    assert "Ruby already has an open episode of need" in words_of(response)
    assert not Referral.objects.exists()


def test_a_referral_passed_to_family_help_makes_an_offer(signed_in, manager, child):
    referral = ReferralFactory(child=child)
    signed_in(manager).post(
        page("referral-decide", child),
        {
            "decision": "early_help",
            "decision_reasons": "Help with mornings is enough",
            "decided_on": "2026-01-06",
        },
    )
    assert FamilyHelp.objects.get().declined_referral == referral


def test_family_help_stands_in_the_story(child):
    FamilyHelpFactory(
        child=child,
        answer="accepted",
        answered_on=date(2026, 1, 7),
        lead="Dawn",
        started_on=date(2026, 1, 7),
        ended_on=date(2026, 2, 2),
        ended_because="met",
        what_changed="Breakfast every day",
    )
    events, _ = newest([child.pk], None)
    titles = [event.title for event in events]
    assert "Family help began, led by Dawn" in titles
    assert "Family help ended: the family have what they needed" in titles


def test_another_childs_help_is_not_found(signed_in, worker, child):
    offered = FamilyHelpFactory()
    assert signed_in(worker).get(page("family-help-end", child, offered.pk)).status_code == 404
