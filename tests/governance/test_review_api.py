"""Reviews of unusual looks through the API: for managers, of their workers, of files they know."""

import pytest
from django.urls import reverse

from casework.governance.models import LookReview
from tests.factories import ChildFactory, TeamFactory, WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    team = TeamFactory()
    worker = WorkerFactory(team=team)
    theirs = ChildFactory(team=team)
    hidden = ChildFactory(team=team, restricted=True)
    return LookReview.objects.create(
        rule="hours",
        worker=worker,
        day="2026-11-02",
        why="Opened at night",
        children=[theirs.pk, hidden.pk],
        looks=2,
    )


def read(client, worker):
    client.force_login(worker)
    return client.get(reverse("look-review-record-list"))


def test_a_manager_reads_those_of_their_team_and_numbers_of_files_they_may_know_of(client, review):
    manager = WorkerFactory(team=review.worker.team, role="team_manager")
    (row,) = read(client, manager).json()["results"]
    assert (row["rule"], row["files"]) == ("hours", 2)
    assert row["known"] == [f"C{review.children[0]:05d}"]


def test_nobody_reads_those_of_another_team_or_of_themselves(client, review):
    other_team = TeamFactory(authority=review.worker.authority, name="Another team")
    elsewhere = WorkerFactory(team=other_team, role="team_manager")
    assert read(client, elsewhere).json()["results"] == []
    review.worker.role = "team_manager"
    review.worker.save()
    assert read(client, review.worker).json()["results"] == []


def test_a_social_worker_is_refused(client, review):
    assert read(client, WorkerFactory(team=review.worker.team)).status_code == 403


def test_a_page_of_reviews_asks_of_its_files_once(client, review, django_assert_max_num_queries):
    manager = WorkerFactory(team=review.worker.team, role="team_manager")
    for day in range(3, 12):
        LookReview.objects.create(
            rule="hours",
            worker=review.worker,
            day=f"2026-11-{day:02d}",
            why="Opened at night",
            children=review.children,
        )
    client.force_login(manager)
    with django_assert_max_num_queries(9):
        answer = client.get(reverse("look-review-record-list"))
    assert len(answer.json()["results"]) == 10
