from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.timescales.sweep import sweep
from tests.factories import (
    ActionFactory,
    AssessmentFactory,
    ChildFactory,
    ChildVisitFactory,
    ConferenceFactory,
    NeedFactory,
    NeedScoreFactory,
    PlanActionFactory,
    PlanFactory,
    RelationshipFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SESSION, WHO, LOOK = 1, 1, 1  # the session, the worker, and the look's own insert


def days_ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def history(child, worker):
    """A child with a long history of everything."""
    plan = PlanFactory(child=child, started_on=days_ago(200))
    for number in range(12):
        visit = ChildVisitFactory(child=child, held_on=days_ago(10 * number), own_words="I like it")
        visit.visit.worker = worker
        need = NeedFactory(child=child, plan=plan, position=number)
        NeedScoreFactory(child=child, need=need, scored_on=days_ago(9))
        NeedScoreFactory(child=child, need=need, scored_on=days_ago(2), score=5)
        PlanActionFactory(need=need)
        ConferenceFactory(child=child, plan=plan, held_on=days_ago(number * 30))
        ActionFactory(child=child, agreed_on=days_ago(40), due_on=days_ago(number))
        sibling = ChildFactory(team=child.team)
        RelationshipFactory(person=child.person, relative=sibling.person, kind="brother")
        RelationshipFactory(person=child.person, lives_with=True)
    sweep()
    return child


def test_every_figure_of_the_team_opens_the_children_behind_it(signed_in, manager, child):
    AssessmentFactory(child=child, referral_received_on=days_ago(120))
    sweep()
    client = signed_in(manager)
    row = client.get(reverse("team")).context["clocks"][0]
    overdue = row["figures"][2]
    assert (overdue["label"], overdue["number"]) == ("Overdue", 1)
    assert child.name in client.get(overdue["url"]).content.decode()


def test_a_figure_never_counts_a_child_the_worker_may_not_know_of(
    signed_in, manager, restricted_child
):
    AssessmentFactory(child=restricted_child, referral_received_on=days_ago(120))
    sweep()
    assert not signed_in(manager).get(reverse("team")).context["clocks"]


def test_the_children_behind_a_figure_are_paged_by_key(signed_in, manager, team):
    for _ in range(60):
        AssessmentFactory(child__team=team, referral_received_on=days_ago(120))
    sweep()
    client = signed_in(manager)
    first = client.get(f"{reverse('behind')}?code=assessment.complete&state=overdue")
    second = client.get(reverse("behind") + first.context["next_page"])
    seen = [deadline.pk for deadline in first.context["object_list"]]
    seen += [deadline.pk for deadline in second.context["object_list"]]
    assert (len(seen), len(set(seen))) == (60, 60)


@pytest.mark.parametrize("query", ["code=nope", "state=nope", "team=x", "worker=-1", "after=~9"])
def test_a_mistyped_figure_is_no_error(signed_in, manager, query):
    assert signed_in(manager).get(f"{reverse('behind')}?{query}").status_code == 200


def test_a_childs_page_asks_at_most_twelve_questions_whatever_the_history(
    signed_in, worker, history, django_assert_max_num_queries
):
    client = signed_in(worker)
    with django_assert_max_num_queries(12 + SESSION + WHO + LOOK):
        page = client.get(reverse("child", args=[history.pk]))
    assert "I like it" in page.content.decode()


@pytest.mark.parametrize("name", ["children", "team"])
def test_a_list_asks_at_most_nine_questions(
    signed_in, worker, history, django_assert_max_num_queries, name
):
    client = signed_in(worker)
    with django_assert_max_num_queries(9 + SESSION + WHO):
        assert client.get(reverse(name)).status_code == 200


def test_what_is_due_and_the_chronology_stay_within_twelve(
    signed_in, worker, history, django_assert_max_num_queries
):
    client = signed_in(worker)
    for name in ("due", "chronology", "family"):
        with django_assert_max_num_queries(12 + SESSION + WHO + LOOK):
            assert client.get(reverse(name, args=[history.pk])).status_code == 200


def test_the_whole_familys_chronology_leaves_out_whom_the_worker_may_not_know_of(
    signed_in, worker, child, restricted_child
):
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="brother")
    ChildVisitFactory(child=restricted_child, own_words="Nobody may read this")
    page = signed_in(worker).get(f"{reverse('chronology', args=[child.pk])}?family")
    assert "Nobody may read this" not in page.content.decode()


def test_each_role_opens_on_its_own_first_page(client, team):
    from casework.access.context import WORDS

    for role, words in WORDS.items():
        client.force_login(WorkerFactory(team=team, role=role))
        response = client.get("/", follow=True)
        assert response.status_code == 200, role
        assert response.redirect_chain[0][0] == reverse(words[0])


@pytest.mark.long
def test_no_header_word_leads_where_the_role_may_not_go(client, team):
    from casework.access.context import WORDS

    for role, words in WORDS.items():
        client.force_login(WorkerFactory(team=team, role=role))
        for word in words:
            assert client.get(reverse(word)).status_code == 200, (role, word)


def test_a_team_page_needs_a_team(signed_in, team):
    nobody = WorkerFactory(team=None, authority=team.authority, role="team_manager")
    assert signed_in(nobody).get(reverse("team")).status_code == 404


def test_another_team_cannot_be_asked_for(signed_in, stranger, child):
    AssessmentFactory(child=child, referral_received_on=days_ago(120))
    sweep()
    page = signed_in(stranger).get(f"{reverse('behind')}?team={child.team.pk}")
    assert child.name not in page.content.decode()
    assert TeamFactory().pk
