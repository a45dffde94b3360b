import pytest

from tests.factories import ChildVisitFactory, MissingEpisodeFactory, ReturnInterviewFactory


@pytest.fixture
def recorded(child):
    """A visit to a child, and a time the child was missing and an interview offered."""
    interview = ReturnInterviewFactory(child=child)
    ChildVisitFactory(child=child, own_words="The light makes a star.")
    return MissingEpisodeFactory(child=child, interview=interview)


def results(client, route):
    return client.get(f"/api/v1/{route}/").json()["results"]


def test_visits_and_times_missing_are_read_with_what_was_said(signed_in, worker, child, recorded):
    client = signed_in(worker)
    visit = results(client, "visits")[0]
    assert (visit["child"], visit["own_words"]) == (child.number, "The light makes a star.")
    episode = results(client, "missing-episodes")[0]
    assert episode["child"] == child.number
    assert episode["interview"]["offered_at"] == "2026-01-06T09:00:00Z"
    assert episode["interviewed_at"] is None


@pytest.mark.parametrize("route", ["visits", "missing-episodes"])
def test_a_stranger_reads_nothing(signed_in, stranger, elsewhere, recorded, route):
    for someone in (stranger, elsewhere):
        client = signed_in(someone)
        assert results(client, route) == []
        assert client.get(f"/api/v1/{route}/{recorded.pk}/").status_code == 404


@pytest.mark.parametrize("route", ["visits", "missing-episodes"])
def test_a_page_of_many_takes_few_queries(
    signed_in, worker, child, route, django_assert_max_num_queries
):
    for day in range(1, 15):
        ChildVisitFactory(child=child)
        at = ReturnInterviewFactory().offered_at.replace(day=day)
        MissingEpisodeFactory(
            child=child,
            went_at=at,
            returned_at=at.replace(hour=20),
            interview=ReturnInterviewFactory(child=child, offered_at=at.replace(hour=21)),
        )
    client = signed_in(worker)
    with django_assert_max_num_queries(10):
        assert len(results(client, route)) == 14
