from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from casework.children.models import Child
from casework.referrals.models import ChildContact, Contact, EpisodeOfNeed, Referral
from tests.factories import (
    ChildContactFactory,
    ChildFactory,
    ContactFactory,
    EpisodeOfNeedFactory,
    ReferralFactory,
    RelationshipFactory,
    WorkerFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db

TOLD = {
    "received_at": "2026-01-05T09:30",
    "source": "2A",
    "contact_name": "Mrs Pell",
    "what_was_said": "She was hungry again and said nobody got up.",
    "family_knows": "yes",
}


def sibling_of(child, **facts):
    other = ChildFactory(team=child.team, person__given_name="Alfie", **facts)
    RelationshipFactory(person=child.person, relative=other.person, kind="brother")
    RelationshipFactory(person=other.person, relative=child.person, kind="sister")
    return other


def page(name, child):
    return reverse(name, args=[child.pk])


def words_of(response):
    return squeezed(response.content.decode())


def test_a_contact_about_brother_and_sister_is_written_once(signed_in, worker, child):
    alfie = sibling_of(child)
    response = signed_in(worker).post(
        page("contact-add-for", child),
        TOLD
        | {
            f"{child.number}-worry": "She is tired",
            f"{alfie.number}-included": "on",
            f"{alfie.number}-worry": "He is fed by Ruby",
        },
        follow=True,
    )
    assert "Contact saved for Ruby and Alfie." in words_of(response)
    contact = Contact.objects.get()
    assert {(p.child, p.worry) for p in contact.children.all()} == {
        (child, "She is tired"),
        (alfie, "He is fed by Ruby"),
    }


def test_a_brother_who_is_not_ticked_is_left_out(signed_in, worker, child):
    sibling_of(child)
    signed_in(worker).post(page("contact-add-for", child), TOLD)
    assert [part.child for part in ChildContact.objects.all()] == [child]


def test_words_about_a_brother_who_is_not_ticked_are_not_lost(signed_in, worker, child):
    alfie = sibling_of(child)
    response = signed_in(worker).post(
        page("contact-add-for", child), TOLD | {f"{alfie.number}-worry": "He is fed by Ruby"}
    )
    assert "Tick this if it is about Alfie" in words_of(response)
    assert "He is fed by Ruby" in words_of(response)
    assert not Contact.objects.exists()


def test_a_restricted_brother_is_neither_offered_nor_taken(signed_in, worker, child):
    hidden = sibling_of(child, restricted=True)
    client = signed_in(worker)
    assert "Alfie" not in words_of(client.get(page("contact-add-for", child)))
    client.post(page("contact-add-for", child), TOLD | {f"{hidden.number}-included": "on"})
    assert not ChildContact.objects.filter(child=hidden).exists()


def test_going_ahead_without_the_family_knowing_needs_a_reason(signed_in, worker, child):
    response = signed_in(worker).post(page("contact-add-for", child), TOLD | {"family_knows": "no"})
    assert "Say why you went ahead without the family knowing" in words_of(response)


def test_whom_a_contact_is_about_is_chosen_among_known_children(
    signed_in, worker, child, restricted_child
):
    client = signed_in(worker)
    page_words = words_of(client.get(reverse("contact-add"), {"q": "whitfield"}))
    assert page("contact-add-for", child) in page_words
    assert page("contact-add-for", restricted_child) not in page_words
    assert "No child matches" in words_of(client.get(reverse("contact-add"), {"q": "nobody"}))


def test_a_contact_screened_as_a_referral_begins_with_what_is_known(signed_in, manager, child):
    part = ChildContactFactory(child=child, worry="She is tired")
    response = signed_in(manager).post(
        page("contact-screen", child),
        {"outcome": "referral", "reasons": "Third time this term", "screened_on": "2026-01-06"},
    )
    assert response.url == page("referral-decide", child)
    referral = Referral.objects.get()
    assert referral.contact == part
    assert (referral.source, str(referral.received_on)) == ("2A", "2026-01-05")
    assert "hungry" in referral.reasons
    assert "She is tired" in referral.reasons
    part.refresh_from_db()
    assert (part.outcome, part.screened_by) == ("referral", manager)


def test_a_contact_screened_as_information_makes_no_referral(signed_in, manager, child):
    ChildContactFactory(child=child)
    signed_in(manager).post(
        page("contact-screen", child),
        {
            "outcome": "information",
            "reasons": "Told about the food bank",
            "screened_on": "2026-01-05",
        },
    )
    assert not Referral.objects.exists()


def test_new_facts_on_an_open_episode_make_no_second_referral(signed_in, manager, child):
    ChildContactFactory(child=child)
    EpisodeOfNeedFactory(child=child)
    response = signed_in(manager).post(
        page("contact-screen", child),
        {"outcome": "referral", "reasons": "Again", "screened_on": "2026-01-06"},
    )
    assert "Ruby already has an open episode of need" in words_of(response)
    assert not Referral.objects.exists()


def test_a_contact_cannot_be_screened_before_it_came_in(signed_in, manager, child):
    ChildContactFactory(child=child)
    response = signed_in(manager).post(
        page("contact-screen", child),
        {"outcome": "no_action", "reasons": "Known", "screened_on": "2026-01-04"},
    )
    assert response.context["form"].errors["screened_on"] == [
        "The contact came in on 5 January 2026: it cannot be screened before that"
    ]


def test_a_decision_is_dated_today_unless_the_manager_says_otherwise(signed_in, manager, child):
    ChildContactFactory(child=child)
    client = signed_in(manager)
    form = client.get(page("contact-screen", child)).context["form"]
    assert form["screened_on"].value() == timezone.localdate()


def test_each_thing_to_put_right_is_said_once(signed_in, worker, child):
    page_words = words_of(signed_in(worker).post(page("contact-add-for", child), {}))
    assert "There are 3 things to put right" in page_words


@pytest.mark.parametrize("name", ["contact-screen", "referral-decide", "episode-close"])
def test_a_decision_page_says_when_nothing_waits(signed_in, manager, child, name):
    response = signed_in(manager).get(page(name, child))
    assert response.status_code == 302
    assert response.url == child.get_absolute_url()


DECISION = {
    "decision": "assess",
    "decision_reasons": "Hungry three times in two weeks",
    "primary_need": "N1",
    "decided_on": "2026-01-06",
}


def test_accepting_a_referral_opens_an_episode_and_starts_an_assessment(signed_in, manager, child):
    referral = ReferralFactory(child=child)
    signed_in(manager).post(page("referral-decide", child), DECISION)
    referral.refresh_from_db()
    assert referral.decided_by == manager
    assert (referral.episode.started_on, referral.episode.primary_need) == (
        referral.received_on,
        "N1",
    )
    assessment = Assessment.objects.get()
    assert assessment.episode == referral.episode
    assert str(assessment.referral_received_on) == "2026-01-05"
    assert str(assessment.started_on) == "2026-01-06"


def test_a_brother_referred_with_her_is_decided_only_if_ticked(signed_in, manager, child):
    alfie = sibling_of(child)
    contact = ContactFactory(authority=child.authority)
    for sibling in (child, alfie):
        part = ChildContactFactory(
            child=sibling, contact=contact, outcome="referral", screened_on="2026-01-05"
        )
        ReferralFactory(child=sibling, contact=part)
    his = alfie.referrals.get()
    client = signed_in(manager)
    client.post(page("referral-decide", child), DECISION)
    his.refresh_from_db()
    assert his.decision == ""
    client.post(page("referral-decide", alfie), DECISION)
    his.refresh_from_db()
    assert his.decision == "assess"


def test_one_decision_for_brother_and_sister_makes_one_family_assessment(signed_in, manager, child):
    alfie = sibling_of(child)
    ReferralFactory(child=child)
    his = ReferralFactory(child=alfie)
    response = signed_in(manager).post(
        page("referral-decide", child), DECISION | {"siblings": [his.pk]}, follow=True
    )
    assert "Decided for Ruby and Alfie" in words_of(response)
    first, second = Assessment.objects.all()
    assert first.family == second.family
    assert {first.child, second.child} == {child, alfie}
    assert {first.episode.child, second.episode.child} == {child, alfie}


def test_a_stranger_to_a_brother_is_not_decided_with_her(signed_in, manager, child):
    hidden = sibling_of(child, restricted=True)
    ReferralFactory(child=child)
    his = ReferralFactory(child=hidden)
    response = signed_in(manager).post(
        page("referral-decide", child), DECISION | {"siblings": [his.pk]}
    )
    his.refresh_from_db()
    assert his.decision == ""
    assert response.status_code == 302
    assert child.referrals.get().decision == "assess"


@pytest.mark.parametrize("decision", ["no_action", "early_help"])
def test_no_episode_opens_without_acceptance(signed_in, manager, child, decision):
    ReferralFactory(child=child)
    signed_in(manager).post(page("referral-decide", child), DECISION | {"decision": decision})
    assert child.referrals.get().decision == decision
    assert not EpisodeOfNeed.objects.exists()
    assert not Assessment.objects.exists()


def test_accepting_for_a_strategy_discussion_starts_no_assessment(signed_in, manager, child):
    ReferralFactory(child=child)
    signed_in(manager).post(page("referral-decide", child), DECISION | {"decision": "strategy"})
    assert EpisodeOfNeed.objects.open().of_child(child).exists()
    assert not Assessment.objects.exists()


def test_a_decision_before_the_referral_is_said_beside_its_date(signed_in, manager, child):
    ReferralFactory(child=child)
    response = signed_in(manager).post(
        page("referral-decide", child), DECISION | {"decided_on": "2026-01-04"}
    )
    assert response.context["form"].errors == {
        "decided_on": ["The decision cannot be before the referral was received"]
    }


def test_accepting_asks_for_the_main_need(signed_in, manager, child):
    ReferralFactory(child=child)
    response = signed_in(manager).post(
        page("referral-decide", child), DECISION | {"primary_need": ""}
    )
    assert "Choose the main need" in words_of(response)


def test_a_second_episode_cannot_open_beside_the_first(signed_in, manager, child):
    ReferralFactory(child=child)
    EpisodeOfNeedFactory(child=child)
    response = signed_in(manager).post(page("referral-decide", child), DECISION)
    assert "Ruby already has an open episode of need" in words_of(response)


def test_a_referral_of_a_census_waits_for_nobody(child):
    ReferralFactory(child=child, imported=True)
    assert not Referral.objects.undecided().exists()
    assert not Referral.objects.with_clock().exists()


def test_a_referral_is_recorded_by_a_worker(signed_in, worker, child):
    signed_in(worker).post(
        page("referral-add", child),
        {"received_on": "2026-01-05", "source": "6", "reasons": "Police called at 1am"},
    )
    referral = Referral.objects.get()
    assert (referral.child, referral.recorded_by) == (child, worker)


def test_a_referral_cannot_be_received_tomorrow(signed_in, worker, child):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = signed_in(worker).post(
        page("referral-add", child),
        {"received_on": tomorrow.isoformat(), "source": "6", "reasons": "Police called"},
    )
    assert response.context["form"].errors["received_on"] == [
        "The day it was received must be today or earlier"
    ]


CLOSING = {
    "closed_on": "2026-03-02",
    "closure_reason": "RC8",
    "closing_summary": "Ruby eats breakfast at school and mum is well.",
    "for_family": "We worked with you because Ruby was hungry. She eats breakfast now.",
}


def test_an_episode_closes_with_what_changed(signed_in, manager, child):
    episode = EpisodeOfNeedFactory(child=child)
    ends = {f"open_91_{child.allocations.get().pk}": "ends"}
    signed_in(manager).post(page("episode-close", child), CLOSING | ends)
    episode.refresh_from_db()
    assert (episode.closure_reason, str(episode.closed_on)) == ("RC8", "2026-03-02")


@pytest.mark.parametrize(
    ("facts", "beside", "words"),
    [
        ({"closed_on": "2026-01-04"}, "closed_on", "It cannot close before the referral"),
        ({"closure_reason": ""}, "closure_reason", "This field is required."),
        ({"for_family": ""}, "for_family", "This field is required."),
    ],
)
def test_what_is_wrong_with_closing_is_said_beside_the_field(
    signed_in, manager, child, facts, beside, words
):
    EpisodeOfNeedFactory(child=child)
    response = signed_in(manager).post(page("episode-close", child), CLOSING | facts)
    assert words in response.context["form"].errors[beside]


def test_a_file_reads_its_contacts_referrals_and_episodes(signed_in, worker, child):
    ChildContactFactory(child=child)
    ReferralFactory(child=child, reasons="Hungry at school")
    EpisodeOfNeedFactory(child=child)
    page_words = words_of(signed_in(worker).get(page("referrals", child)))
    assert "Hungry at school" in page_words
    assert "Ruby came to school without a coat" in page_words
    assert "From <time" in page_words


PAGES = [
    "contact-add-for",
    "contact-screen",
    "referrals",
    "referral-add",
    "referral-decide",
    "episode-close",
    "family-help",
    "family-help-add",
]
DECIDING = ["contact-screen", "referral-decide", "episode-close"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["stranger", "elsewhere"])
def test_a_stranger_finds_no_page(signed_in, request, child, name, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(page(name, child)).status_code == 404
    assert client.post(page(name, child)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_restricted_file_is_not_found_by_the_team(signed_in, manager, restricted_child, name):
    assert signed_in(manager).get(page(name, restricted_child)).status_code == 404


@pytest.mark.parametrize("name", DECIDING)
def test_only_a_manager_decides(signed_in, worker, child, name):
    ChildContactFactory(child=child)
    ReferralFactory(child=child)
    EpisodeOfNeedFactory(child=child)
    client = signed_in(worker)
    assert client.get(page(name, child)).status_code == 403
    assert client.post(page(name, child)).status_code == 403


def test_a_contact_is_recorded_only_by_those_who_record(signed_in, team):
    analyst = WorkerFactory(team=team, role="data_analyst")
    assert signed_in(analyst).get(reverse("contact-add")).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_each_page_asks_little_whatever_the_history(
    signed_in, manager, child, name, django_assert_max_num_queries
):
    for _ in range(25):
        ChildContactFactory(child=child)
        ReferralFactory(child=child)
    EpisodeOfNeedFactory(child=child)
    sibling_of(child)
    client = signed_in(manager)
    client.get(child.get_absolute_url())
    # closing an episode asks once of each kind of work that ends with it; words that brothers and
    # sisters share ask whom nothing may name
    more = {"episode-close": 3, "contact-screen": 2}
    with django_assert_max_num_queries(3 + 12 + more.get(name, 0)):
        assert client.get(page(name, child)).status_code == 200


def test_finding_whom_a_contact_is_about_asks_little(
    signed_in, worker, child, django_assert_max_num_queries
):
    for number in range(25):
        ChildFactory(team=child.team, person__given_name=f"Child {number}")
    Child.objects.all().refresh_search()
    client = signed_in(worker)
    with django_assert_max_num_queries(2 + 8):
        client.get(reverse("contact-add"), {"q": "whitfield"})
