"""Two people write in one record: the second never overwrites what they have not seen."""

import re
import threading

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from casework.children.models import FormSubmission
from casework.children.saving.conflicts import versions_of
from tests.assessments.written import in_full
from tests.factories import AssessmentFactory, WorkerFactory

pytestmark = pytest.mark.django_db

SEEN = re.compile(r'name="cw-seen" value="([^"]+)"')


class Writer:
    """A worker with the page open: what they saw, and what they send."""

    def __init__(self, worker, assessment):
        self.client = Client()
        self.client.force_login(worker)
        self.address = reverse("assessment-edit", args=[assessment.child_id, assessment.pk])
        self.seen = self.read()

    def read(self):
        return SEEN.search(self.client.get(self.address).content.decode()).group(1)

    def send(self, **answers):
        return self.client.post(self.address, {"cw-seen": self.seen, **answers})


@pytest.fixture
def assessment(child):
    return AssessmentFactory(child=child, daily_life="Toast", risk="Cold", factors=[])


@pytest.fixture
def two(assessment, worker, team):
    other = WorkerFactory(team=team, username="other", first_name="Ifza", last_name="Malik")
    return Writer(worker, assessment), Writer(other, assessment)


def stands(assessment):
    return Assessment.objects.get(pk=assessment.pk)


BEFORE = {"daily_life": "Toast", "risk": "Cold"}


def test_changes_to_different_fields_are_both_kept(two, assessment):
    one, other = two
    assert one.send(**BEFORE | {"daily_life": "Toast and eggs"}).status_code == 302
    assert other.send(**BEFORE | {"risk": "Cold and alone"}).status_code == 302
    now = stands(assessment)
    assert (now.daily_life, now.risk) == ("Toast and eggs", "Cold and alone")


def test_a_page_says_the_version_it_shows_though_another_saves_while_it_is_made(assessment):
    shown = stands(assessment)
    version = versions_of([shown])
    other = stands(assessment)
    other.daily_life = "Toast and eggs"
    other.save()
    assert versions_of([shown]) == version
    assert versions_of([other]) != version


def test_changes_to_the_same_field_are_shown_side_by_side_and_nothing_is_saved(two, assessment):
    one, other = two
    one.send(**BEFORE | {"daily_life": "Toast and eggs"})
    page = other.send(**BEFORE | {"daily_life": "Nothing", "risk": "Alone"})
    words = page.content.decode()
    assert "Amira Hussain changed this while you were writing" in words
    assert "Toast and eggs" in words  # theirs
    assert ">\nNothing</textarea>" in words  # mine, still in its box
    assert stands(assessment).daily_life == "Toast and eggs"
    assert stands(assessment).risk == "Cold"


def choose(writer, page, keep, **answers):
    version = re.search(r'name="cw-about-daily_life" value="(\d+)"', page.content.decode())
    return writer.send(
        **answers, **{"cw-about-daily_life": version.group(1), "cw-keep-daily_life": keep}
    )


@pytest.mark.parametrize(
    ("keep", "kept"),
    [("mine", "Nothing"), ("theirs", "Toast and eggs"), ("both", "Toast and eggs\n\nNothing")],
)
def test_what_is_chosen_is_kept(two, assessment, keep, kept):
    one, other = two
    one.send(**BEFORE | {"daily_life": "Toast and eggs"})
    answers = BEFORE | {"daily_life": "Nothing"}
    page = other.send(**answers)
    assert choose(other, page, keep, **answers).status_code == 302
    assert stands(assessment).daily_life == kept


def test_a_choice_about_words_that_changed_again_is_asked_again(two, assessment):
    one, other = two
    one.send(**BEFORE | {"daily_life": "Toast and eggs"})
    answers = BEFORE | {"daily_life": "Nothing"}
    page = other.send(**answers)
    one.seen = one.read()
    one.send(**BEFORE | {"daily_life": "Toast, eggs and milk"})
    again = choose(other, page, "mine", **answers)
    assert "Toast, eggs and milk" in again.content.decode()
    assert stands(assessment).daily_life == "Toast, eggs and milk"


def test_while_one_field_waits_for_a_choice_the_others_are_not_taken_back(two, assessment):
    one, other = two
    one.send(daily_life="Toast and eggs", risk="Cold at night")
    answers = {"daily_life": "Nothing", "risk": "Cold"}
    page = other.send(**answers)
    other.seen = SEEN.search(page.content.decode()).group(1)
    choose(other, page, "mine", **answers)
    assert stands(assessment).risk == "Cold at night"


def test_the_same_change_made_twice_is_no_collision(two, assessment):
    for writer in two:
        assert writer.send(**BEFORE | {"daily_life": "Eggs"}).status_code == 302


def test_the_ends_of_lines_are_no_change(two, assessment):
    Assessment.objects.update(risk="Cold\nAlone")
    one, other = two
    for writer in two:
        writer.seen = writer.read()
    one.send(daily_life="Toast", risk="Cold\r\nAlone\r\nHungry")
    assert other.send(daily_life="Eggs", risk="Cold\r\nAlone").status_code == 302
    assert stands(assessment).risk == "Cold\nAlone\nHungry"


def test_words_the_family_shares_are_merged_across_brothers_and_sisters(two, assessment):
    one, other = two
    one.send(**BEFORE, family_and_home="Two rooms")
    assert stands(assessment).family.family_and_home == "Two rooms"
    for writer in two:
        writer.seen = writer.read()
    one.send(**BEFORE, family_and_home="Two rooms, one warm")
    page = other.send(**BEFORE, family_and_home="Three rooms")
    assert "Two rooms, one warm" in page.content.decode()


def test_a_manager_never_authorises_words_they_have_not_read(assessment, worker, manager, client):
    in_full(assessment)
    Assessment.objects.update(
        submitted_at=timezone.now(),
        submitted_by=worker,
        own_words="Hello",
        child_seen_on=timezone.localdate(),
        recommendation="A plan",
        factors=["21"],
    )
    client.force_login(manager)
    address = reverse("assessment-authorise", args=[assessment.child_id, assessment.pk])
    seen = SEEN.search(client.get(address).content.decode()).group(1)
    Assessment.objects.update(risk="Much worse")
    decision = {"outcome": "no_action", "manager_analysis": "Fine"}
    page = client.post(address, decision | {"cw-seen": seen})
    assert "read it again, then decide" in page.content.decode()
    assert "Much worse" in page.content.decode()
    assert stands(assessment).authorised_on is None
    read_again = SEEN.search(page.content.decode()).group(1)
    page = client.post(address, decision | {"cw-seen": read_again})
    assert page.status_code == 302, page.context["form"].errors
    assert stands(assessment).authorised_on


def test_a_forged_version_counts_as_none(two, assessment):
    one, other = two
    other.seen = other.seen[:-2] + "xx"
    assert other.send(**BEFORE | {"daily_life": "Eggs"}).status_code == 302


@pytest.mark.parametrize("saves", [8, pytest.param(50, marks=pytest.mark.long)])
@pytest.mark.django_db(transaction=True)
def test_saves_at_the_same_moment_lose_nothing(assessment, team, saves):
    """Each writes their own line into one of two fields. One is saved; the rest see it."""
    writers = [Writer(WorkerFactory(team=team, username=f"w{n}"), assessment) for n in range(saves)]
    together, answers = threading.Barrier(saves, timeout=60), {}

    def save(number, writer):
        field = ("daily_life", "risk")[number % 2]
        together.wait()
        answers[number] = writer.send(**BEFORE | {field: f"Line {number}"})
        connections.close_all()

    threads = [threading.Thread(target=save, args=pair) for pair in enumerate(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    saved = [number for number, answer in answers.items() if answer.status_code == 302]
    now = stands(assessment)
    assert len(answers) == saves
    assert {now.daily_life, now.risk} == {f"Line {number}" for number in saved}
    assert {number % 2 for number in saved} == {0, 1}
    assert len(saved) == 2
    for number, answer in answers.items():
        if number not in saved:
            assert "Choose what to keep" in answer.content.decode()
            assert f"Line {number}" in answer.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM assessments_assessment")
        assert cursor.fetchone()[0] == 1
    assert (
        FormSubmission.objects.count() == 0
    )  # a test's client sends no token: nothing to know again
