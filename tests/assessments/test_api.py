import pytest

from tests.factories import (
    AssessmentFactory,
    ChildFactory,
    EpisodeOfNeedFactory,
    ReferralFactory,
    Section47Factory,
    StrategyDiscussionFactory,
)

pytestmark = pytest.mark.django_db

ROUTES = {
    "referrals": ReferralFactory,
    "episodes": EpisodeOfNeedFactory,
    "assessments": AssessmentFactory,
    "strategy-discussions": StrategyDiscussionFactory,
    "section-47s": Section47Factory,
}


@pytest.mark.parametrize("route", ROUTES)
def test_a_worker_reads_the_records_of_their_children(signed_in, worker, child, route):
    record = ROUTES[route](child=child)
    client = signed_in(worker)
    assert [row["id"] for row in client.get(f"/api/v1/{route}/").json()["results"]] == [record.pk]
    assert client.get(f"/api/v1/{route}/{record.pk}/").json()["child"] == child.number


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("who", ["stranger", "elsewhere"])
def test_a_stranger_reads_nothing(signed_in, request, child, route, who):
    record = ROUTES[route](child=child)
    client = signed_in(request.getfixturevalue(who))
    assert client.get(f"/api/v1/{route}/").json()["results"] == []
    assert client.get(f"/api/v1/{route}/{record.pk}/").status_code == 404


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_is_written_through_the_api(signed_in, worker, child, route):
    record = ROUTES[route](child=child)
    client = signed_in(worker)
    assert client.post(f"/api/v1/{route}/", {}).status_code == 405
    assert client.delete(f"/api/v1/{route}/{record.pk}/").status_code == 405


@pytest.mark.parametrize("route", ROUTES)
def test_a_list_asks_little_however_long(
    signed_in, worker, team, route, django_assert_max_num_queries
):
    for _ in range(10):
        ROUTES[route](child=ChildFactory(team=team))
    client = signed_in(worker)
    with django_assert_max_num_queries(2 + 8):
        assert len(client.get(f"/api/v1/{route}/").json()["results"]) == 10


def test_a_referral_says_its_episode(signed_in, worker, child):
    referral = ReferralFactory(child=child)
    episode = EpisodeOfNeedFactory(child=child, referral=referral)
    row = signed_in(worker).get(f"/api/v1/referrals/{referral.pk}/").json()
    assert row["episode"] == episode.pk
