"""Looks that a rule finds unusual, and what a manager says of them."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import FileAccess
from casework.governance.models import Home, LookReview
from casework.governance.operations import propose_reviews
from casework.governance.rules import found_on
from tests.factories import (
    AddressFactory,
    AllocationFactory,
    ChildFactory,
    FileGrantFactory,
    TeamFactory,
    WorkerFactory,
)
from tests.html import squeezed as squeezed_text

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 3, 3)
SUNDAY = date(2026, 3, 1)


def squeezed(answer) -> str:
    return squeezed_text(answer.content.decode())


def look(worker, child=None, *, day=TUESDAY, hour=11, minute=0, what="the file", **facts):
    at = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    return FileAccess.objects.create(worker=worker, child=child, at=at, what=what, **facts)


def rules(day=TUESDAY) -> dict:
    return {review.rule: review for review in found_on(day)}


def test_an_ordinary_day_proposes_nothing(worker, child):
    look(worker, child)
    assert rules() == {}


def test_a_child_of_the_workers_own_family_name(worker, child):
    child.person.family_name = worker.last_name.upper()
    child.person.save()
    look(worker, child)
    look(worker, child, hour=12)
    found = rules()["surname"]
    assert (found.worker_id, found.children, found.looks) == (worker.pk, [child.pk], 2)
    assert "family name" in found.why


def test_a_child_of_a_family_name_in_the_workers_household(worker, child):
    Home.objects.create(worker=worker, family_names="Osei, " + child.person.family_name)
    look(worker, child)
    assert "surname" in rules()


def test_a_child_who_lives_at_the_workers_postcode_today_and_not_before(worker, child):
    Home.objects.create(worker=worker, postcode="zz1 1aa")
    home = AddressFactory(person=child.person, postcode="ZZ1 1AA", ended_on=None)
    look(worker, child)
    assert rules()["address"].children == [child.pk]
    home.started_on, home.ended_on = date(2020, 1, 1), date(2026, 1, 1)
    home.save()
    assert "address" not in rules()


@pytest.fixture
def of_another_team(team):
    return ChildFactory(team=TeamFactory(authority=team.authority, name="Another team"))


def test_a_child_who_is_neither_theirs_nor_their_teams(worker, of_another_team):
    look(worker, of_another_team)
    assert rules()["not_theirs"].children == [of_another_team.pk]


def test_a_child_they_held_that_day_or_was_opened_to_them_is_theirs(worker, of_another_team):
    look(worker, of_another_team)
    held = AllocationFactory(
        child=of_another_team, worker=worker, started_on=TUESDAY, ended_on=TUESDAY
    )
    assert "not_theirs" not in rules()
    held.ended_on = held.started_on = TUESDAY - timedelta(days=1)
    held.save()
    assert "not_theirs" in rules()
    FileGrantFactory(child=of_another_team, worker=worker, started_on=TUESDAY)
    assert "not_theirs" not in rules()


def test_whoever_knows_of_the_whole_service_is_not_asked_why(service_manager, of_another_team):
    look(service_manager, of_another_team)
    assert rules() == {}


def test_many_files_in_an_hour(worker, settings):
    settings.MANY_FILES_AN_HOUR = 3
    children = ChildFactory.create_batch(3, team=worker.team)
    for minute, child in enumerate(children[:2]):
        look(worker, child, minute=minute)
    look(worker, children[2], hour=13)
    assert "many" not in rules()
    look(worker, children[2], minute=59)
    found = rules()["many"]
    assert found.children == [child.pk for child in children]
    assert found.why.startswith("3 files or more")


@pytest.mark.parametrize(
    ("day", "hour", "unusual"),
    [
        (TUESDAY, 6, True),
        (TUESDAY, 7, False),
        (TUESDAY, 19, False),
        (TUESDAY, 20, True),
        (SUNDAY, 11, True),
    ],
)
def test_outside_working_hours(worker, child, day, hour, unusual):
    look(worker, child, day=day, hour=hour)
    assert ("hours" in rules(day)) is unusual


def test_a_search_by_the_name_of_a_restricted_child(worker, restricted_child, child):
    person = restricted_child.person
    asked = f"q={person.given_name} {person.family_name}"
    look(worker, asked=asked, what="find", found=1, children=[child.pk])
    assert rules()["restricted"].children == [restricted_child.pk]


def test_a_search_that_found_them_was_by_someone_who_may_know(worker, restricted_child):
    person = restricted_child.person
    asked = f"q={person.given_name} {person.family_name}"
    look(worker, asked=asked, what="find", found=1, children=[restricted_child.pk])
    assert "restricted" not in rules()


def test_each_day_is_proposed_once(worker, child):
    yesterday = timezone.localdate() - timedelta(days=1)
    look(worker, child, day=yesterday, hour=3)
    assert propose_reviews() == 1
    assert propose_reviews() == 0
    assert LookReview.objects.get().day == yesterday


# The page


@pytest.fixture
def proposed(worker, child, restricted_child):
    look(worker, child, hour=3)
    return LookReview.objects.create(
        rule="hours",
        worker=worker,
        day=TUESDAY,
        why="The files were opened at night",
        children=[child.pk, restricted_child.pk],
        looks=2,
    )


def test_their_manager_reads_it_and_closes_it_with_what_was_found(
    signed_in, manager, worker, child, proposed
):
    client = signed_in(manager)
    assert "Outside working hours" in squeezed(client.get(reverse("look-reviews")))
    page = squeezed(client.get(proposed.get_absolute_url()))
    assert child.name in page
    assert "The files were opened at night" in page
    sent = {"found": "work", "words": "She was called out by the police"}
    client.post(proposed.get_absolute_url(), sent)
    proposed.refresh_from_db()
    assert (proposed.found, proposed.closed_by) == ("work", manager)
    assert "Nothing waits" in squeezed(client.get(reverse("look-reviews")))
    closed = squeezed(client.get(reverse("look-reviews") + "?which=closed"))
    assert "It was for their work" in closed


def test_it_is_not_closed_without_saying_what_was_found(signed_in, manager, proposed):
    answer = signed_in(manager).post(proposed.get_absolute_url(), {"found": "work", "words": ""})
    assert "Write down what was said, and by whom" in squeezed(answer)
    proposed.refresh_from_db()
    assert proposed.closed_at is None


def test_a_child_the_manager_may_not_know_of_is_counted_and_not_named(
    signed_in, manager, proposed, restricted_child
):
    page = squeezed(signed_in(manager).get(proposed.get_absolute_url()))
    assert restricted_child.name not in page
    assert "1 of the files is not yours to know of" in page


def test_nobody_reviews_their_own_looks_nor_those_of_another_team(
    signed_in, worker, manager, elsewhere, proposed, team
):
    assert signed_in(worker).get(proposed.get_absolute_url()).status_code == 403
    assert signed_in(elsewhere).get(proposed.get_absolute_url()).status_code == 404
    other = WorkerFactory(
        team=TeamFactory(authority=team.authority, name="Another team"), role="team_manager"
    )
    assert signed_in(other).get(proposed.get_absolute_url()).status_code == 404
    own = LookReview.objects.create(rule="many", worker=manager, day=TUESDAY, why="Many")
    assert signed_in(manager).get(own.get_absolute_url()).status_code == 404


def test_the_list_takes_few_queries(signed_in, manager, worker, django_assert_max_num_queries):
    for day in range(1, 29):
        LookReview.objects.create(rule="many", worker=worker, day=date(2026, 2, day), why="Many")
    client = signed_in(manager)
    with django_assert_max_num_queries(8):
        client.get(reverse("look-reviews"))


def test_a_worker_says_where_they_live_and_nobody_else_reads_it(signed_in, worker):
    client = signed_in(worker)
    sent = {"postcode": "ZZ1 1AA", "family_names": "Osei"}
    client.post(reverse("your-home"), sent)
    assert Home.objects.get().worker == worker
    assert "ZZ1 1AA" in squeezed(client.get(reverse("your-home")))
