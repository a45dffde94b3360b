"""The list of meetings: shown in part, a page at a time, taken away as a file."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.meetings.models import Meeting
from tests.factories import ChildFactory, MeetingFactory

pytestmark = pytest.mark.django_db

PATH = reverse("meetings")
LONG_AGO = datetime(2020, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def meetings(child, chair):
    held = MeetingFactory(authority=child.authority, chair=chair, starts_at=LONG_AGO)
    put_off = MeetingFactory(
        authority=child.authority, kind="core_group", held=False, not_held_because="Snow"
    )
    for meeting in (held, put_off):
        meeting.children.add(child)
    return held, put_off


def shown(client, **filters):
    return list(client.get(PATH, filters).context["object_list"])


@pytest.mark.parametrize(
    ("filters", "which"),
    [
        ({}, [1, 0]),
        ({"kind": "core_group"}, [1]),
        ({"came_of_it": "held"}, [0]),
        ({"came_of_it": "not_held"}, [1]),
        ({"came_of_it": "planned"}, []),
        ({"came_of_it": "no_minutes"}, [0]),
        ({"chair": "nobody"}, []),
    ],
)
def test_the_list_shows_only_what_is_asked_for(signed_in, worker, meetings, filters, which):
    assert shown(signed_in(worker), **filters) == [meetings[place] for place in which]


def test_a_chair_is_found_by_part_of_their_name(signed_in, worker, meetings, chair):
    assert shown(signed_in(worker), chair=chair.last_name[:3].upper()) == [meetings[0]]


def test_every_meeting_is_on_one_page_and_no_other(signed_in, worker, child):
    for day in range(120):
        MeetingFactory(
            authority=child.authority, starts_at=LONG_AGO + timedelta(days=day // 3)
        ).children.add(child)
    client, path, seen = signed_in(worker), PATH, []
    while path:
        page = client.get(path).context
        seen += page["object_list"]
        path = page["next_page"] and f"{PATH}{page['next_page']}"
    assert len(seen) == len(set(seen)) == Meeting.objects.count()


def test_the_list_asks_little_of_the_database(
    signed_in, worker, meetings, django_assert_max_num_queries
):
    client = signed_in(worker)
    with django_assert_max_num_queries(8):
        client.get(PATH)


def test_the_list_is_taken_away_whole(signed_in, worker, meetings, child):
    answer = signed_in(worker).get(PATH, {"as": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "Snow" in text
    assert text.count(child.name) == len(meetings)


def test_a_restricted_brother_is_not_named_beside_his_sister(
    signed_in, worker, meetings, restricted_child
):
    meetings[0].children.add(restricted_child)
    page = signed_in(worker).get(PATH).content.decode()
    assert restricted_child.first_name not in page


def test_what_is_to_come_is_of_their_own_children_or_chaired_by_them(
    signed_in, worker, manager, chair, child
):
    meeting = MeetingFactory(
        authority=child.authority,
        chair=chair,
        held=False,
        starts_at=timezone.now() + timedelta(days=2),
    )
    meeting.children.add(child)
    coming = [signed_in(person).get(PATH).context["coming"] for person in (worker, chair, manager)]
    assert coming == [[meeting], [meeting], []]


def test_meetings_of_others_are_not_in_the_list(signed_in, stranger, meetings, elsewhere):
    ChildFactory(team=stranger.team)
    for worker in (stranger, elsewhere):
        assert shown(signed_in(worker)) == []
