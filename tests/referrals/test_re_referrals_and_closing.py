"""Asked for again within 12 months; closing with nothing left open by forgetting it."""

from datetime import date, timedelta
from random import Random

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.actions.models import Action
from casework.children.models import Allocation
from casework.figures.counting import Question, Reader, tallies
from casework.figures.registry import figures
from casework.figures.spans import Span
from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral
from casework.timescales.sweep import sweep
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    AssessmentFactory,
    ChildContactFactory,
    ChildFactory,
    ContactFactory,
    EpisodeOfNeedFactory,
    PlanFactory,
    ReferralFactory,
    RelationshipFactory,
    Section47Factory,
)

pytestmark = pytest.mark.django_db


def page(name, child, *more):
    return reverse(name, args=[child.pk, *more])


def words_of(response):
    return response.content.decode()


# Again within 12 months


def again(child, closed_on, received_on):
    EpisodeOfNeed.objects.filter(child=child).delete()
    Referral.objects.filter(child=child).delete()
    EpisodeOfNeedFactory(
        child=child, started_on=closed_on, closed_on=closed_on, closure_reason="RC8"
    )
    referral = ReferralFactory(child=child, received_on=received_on)
    return Referral.objects.with_re_referral().get(pk=referral.pk)


@pytest.mark.parametrize(
    ("closed_on", "received_on", "re_referral"),
    [
        (date(2025, 3, 2), date(2026, 3, 1), True),
        (date(2025, 3, 2), date(2026, 3, 2), True),
        (date(2025, 3, 2), date(2026, 3, 3), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 29), date(2025, 3, 1), False),
        (date(2026, 3, 2), date(2026, 3, 2), True),
    ],
)
def test_12_months_are_counted_from_the_referral_before_and_from_help_ending(
    child, closed_on, received_on, re_referral
):
    referral = again(child, closed_on, received_on)
    assert (referral.since_closing, referral.helped_until) == (re_referral, closed_on)
    ReferralFactory(child=child, received_on=closed_on)
    referral = Referral.objects.with_re_referral().get(pk=referral.pk)
    if closed_on < received_on:
        assert (referral.re_referral, referral.referred_before_on) == (re_referral, closed_on)


def test_help_that_lasted_long_ended_lately_though_the_referral_was_long_ago(child):
    """Published as no re-referral: the referral before was 14 months earlier."""
    EpisodeOfNeedFactory(
        child=child,
        referral=ReferralFactory(child=child, received_on=date(2025, 1, 5)),
        started_on=date(2025, 1, 6),
        closed_on=date(2025, 12, 1),
        closure_reason="RC8",
    )
    later = ReferralFactory(child=child, received_on=date(2026, 3, 5))
    referral = Referral.objects.with_re_referral().get(pk=later.pk)
    assert (referral.re_referral, referral.since_closing) == (False, True)


@pytest.mark.parametrize("seed", range(6))
def test_both_figures_equal_a_count_by_hand(manager, team, seed):
    chance = Random(seed)
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    told = {"referral.again": 0, "referral.since_closing": 0}
    of = 0
    for _ in range(12):
        child = ChildFactory(team=team)
        day, before, ended, still = date(2023, 3, 1), None, None, None
        for _ in range(chance.randint(1, 5)):
            day += timedelta(days=chance.choice([20, 200, 364, 365, 366, 500]))
            referral = ReferralFactory(child=child, received_on=day)
            in_need = still is not None and (still[1] is None or still[1] > day)
            if first <= day <= last and not in_need:
                of += 1
                told["referral.again"] += bool(before and day <= a_year_after(before))
                told["referral.since_closing"] += bool(
                    ended and ended <= day <= a_year_after(ended)
                )
            before = day
            if not in_need and chance.random() < 0.7:
                closed = chance.choice([None, day + timedelta(days=chance.choice([1, 19, 150]))])
                EpisodeOfNeedFactory(
                    child=child,
                    referral=referral,
                    started_on=day,
                    closed_on=closed,
                    closure_reason="RC8" if closed else "",
                )
                still, ended = (day, closed), closed or ended
                if closed is None:
                    break
    span = Span(first, last)
    found = tallies(Reader(manager), [Question(figures[code], span) for code in told])
    assert {code: found[code, ""].counted for code in told} == told
    assert {found[code, ""].of for code in told} == {of}


def a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(closed_on=st.dates(date(2010, 1, 1), date(2030, 1, 1)), later=st.integers(0, 800))
def test_twelve_months_end_on_the_same_day_of_the_month(child, closed_on, later):
    received_on = closed_on + timedelta(days=later)
    since_closing = again(child, closed_on, received_on).since_closing
    assert since_closing is (received_on <= a_year_after(closed_on))


def test_a_first_referral_is_no_re_referral(child):
    ReferralFactory(child=child)
    assert Referral.objects.with_re_referral().get().re_referral is False


def test_the_manager_is_told_before_deciding(signed_in, manager, child):
    again(child, date(2025, 9, 1), date(2026, 1, 5))
    page_words = words_of(signed_in(manager).get(page("referral-decide", child)))
    assert "Re-referral within 12 months." in page_words
    assert "1 September 2025" in page_words


# A contact about a family, decided at once


def test_a_contact_about_brother_and_sister_is_decided_in_one_save(signed_in, manager, child):
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    contact = ContactFactory(authority=child.authority)
    ChildContactFactory(child=child, contact=contact)
    other = ChildContactFactory(child=alfie, contact=contact)
    client = signed_in(manager)
    response = client.post(
        page("contact-screen", child),
        {
            "outcome": "referral",
            "reasons": "Both hungry",
            "screened_on": "2026-01-06",
            "siblings": [other.pk],
        },
        follow=True,
    )
    assert "Decided for Ruby and Alfie" in words_of(response)
    assert set(Referral.objects.values_list("child", flat=True)) == {child.pk, alfie.pk}
    assert not ChildContact.objects.waiting().exists()


def test_contacts_before_are_shown_beside_the_decision(signed_in, manager, child):
    ReferralFactory(child=child, decision="no_action", decided_on=date(2026, 1, 6))
    ChildContactFactory(child=child)
    page_words = words_of(signed_in(manager).get(page("contact-screen", child)))
    assert "What has happened before" in page_words
    assert "1 referral" in page_words


# Closing


CLOSING = {
    "closed_on": "2026-03-02",
    "closure_reason": "RC8",
    "closing_summary": "Breakfast every day",
    "for_family": "You told us mornings are better.",
}


def test_closing_asks_of_each_open_thing_whether_it_ends_or_goes_on(signed_in, manager, child):
    EpisodeOfNeedFactory(child=child)
    stays, ends = ActionFactory(child=child), ActionFactory(child=child, what="Ring the school")
    held = child.allocations.get()
    client = signed_in(manager)
    assert "Fit a stair gate" in words_of(client.get(page("episode-close", child)))
    refused = client.post(page("episode-close", child), CLOSING)
    assert "Say whether this ends or goes on: Action: Ring the school" in words_of(refused)
    assert EpisodeOfNeed.objects.open().exists()

    response = client.post(
        page("episode-close", child),
        CLOSING
        | {
            f"open_70_{stays.pk}": "goes_on",
            f"open_70_{ends.pk}": "ends",
            f"open_91_{held.pk}": "ends",
        },
        follow=True,
    )
    episode = EpisodeOfNeed.objects.get()
    assert "You told us mornings are better." in words_of(response)
    assert "Fit a stair gate" in episode.goes_on
    ends.refresh_from_db()
    assert (ends.dropped_on, Action.objects.open().get()) == (date(2026, 3, 2), stays)
    assert not Allocation.objects.open().filter(child=child).exists()


def test_a_restricted_file_keeps_somebody(signed_in, team, child, manager):
    child.restricted = True
    child.save()
    AllocationFactory(child=child, worker=manager, role="other")
    EpisodeOfNeedFactory(child=child)
    ends = {f"open_91_{allocation.pk}": "ends" for allocation in child.allocations.all()}
    response = signed_in(manager).post(page("episode-close", child), CLOSING | ends)
    assert "somebody must stay with it" in words_of(response)
    assert EpisodeOfNeed.objects.open().exists()


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (lambda child: PlanFactory(child=child), "End the child protection plan first"),
        (lambda child: Section47Factory(child=child), "Finish the section 47 enquiry started"),
        (lambda child: AssessmentFactory(child=child), "Finish the assessment started"),
    ],
)
def test_closing_is_refused_in_plain_words(signed_in, manager, child, stands, words):
    EpisodeOfNeedFactory(child=child)
    stands(child)
    client = signed_in(manager)
    for response in (
        client.get(page("episode-close", child)),
        client.post(page("episode-close", child), CLOSING),
    ):
        assert words in words_of(response)
    assert EpisodeOfNeed.objects.open().exists()


def test_opening_again_is_a_new_referral_said_to_be_one(signed_in, manager, child):
    EpisodeOfNeedFactory(child=child, closed_on=date(2026, 1, 30), closure_reason="RC8")
    client = signed_in(manager)
    client.post(
        page("referral-add", child),
        {"received_on": "2026-02-20", "source": "2A", "reasons": "Hungry again"},
    )
    client.post(
        page("referral-decide", child),
        {
            "decision": "assess",
            "decision_reasons": "Again",
            "primary_need": "N1",
            "decided_on": "2026-02-20",
        },
    )
    assert EpisodeOfNeed.objects.count() == 2
    page_words = words_of(client.get(page("referrals", child)))
    assert "Re-referral within 12 months." in page_words


def test_the_letter_of_an_open_episode_is_not_found(signed_in, worker, child):
    episode = EpisodeOfNeedFactory(child=child)
    url = page("episode-for-family", child, episode.pk)
    assert signed_in(worker).get(url).status_code == 404


# Closed means closed


CLOSED_PAGES = (
    "child",
    "referrals",
    "assessments",
    "section47s",
    "due",
    "family",
    "child-meetings",
)
OPEN_WORDS = (
    "Waiting for a manager",
    "No one yet",
    "must hand over",
    "going on",
    ", open",
    "Close the episode",
    "Being written",
    "Continue",
    "Finish the enquiry",
)


def test_of_a_closed_file_no_page_speaks_as_if_it_were_open(
    signed_in, worker, manager, child, on_commit
):
    """Closed on 2 March 2026, with an assessment and an enquiry nobody finished."""
    began, closed = date(2026, 1, 5), date(2026, 3, 2)
    child.allocations.update(started_on=began, ended_on=closed)
    episode = EpisodeOfNeedFactory(
        child=child, started_on=began, closed_on=closed, closure_reason="RC8"
    )
    AssessmentFactory(child=child, episode=episode, started_on=began)
    Section47Factory(child=child, episode=episode, started_on=began)
    sweep([child.pk])
    client = signed_in(manager)
    open_still = {}
    for name in CLOSED_PAGES:
        words = " ".join(client.get(page(name, child)).content.decode().split("<main")[1].split())
        open_still[name] = [said for said in OPEN_WORDS if said in words]
    assert not any(open_still.values()), open_still
    banner = client.get(page("child", child)).content.decode()
    assert "Work ended 2 March 2026" in banner
