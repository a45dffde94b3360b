"""What is not known is said to be so: an age, a name, a day that lies ahead."""

from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone

from casework.children.ages import grown_up
from casework.children.models import AgeStatement, Child
from casework.children.together.record import tell_apart
from casework.corrections.operations import ask_to_withdraw, move, put_back
from casework.documents.letters.facts import common
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import AssessmentFactory, ChildFactory, RelationshipFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def post(signed_in, worker, child):
    def _post(name, *parts, **facts):
        return signed_in(worker).post(reverse(name, args=parts), facts)

    return _post


@pytest.fixture
def text(signed_in, worker):
    def _text(name, child):
        page = signed_in(worker).get(reverse(name, args=[child.pk]))
        return " ".join(page.content.decode().split())

    return _text


WHO = {"given_name": "Sami", "family_name": "Noor", "sex": "M", "ethnicity": "NOBT"}


def test_a_child_without_name_or_birth_date_has_a_file(post, text):
    nothing = {"name_unknown": "on", "born_unknown": "on", "sex": "U", "ethnicity": "NOBT"}
    assert post("child-add", **nothing).status_code == 302
    unknown = Child.objects.order_by("pk").last()
    page = text("child", unknown)
    assert f"Child {unknown.number}" in page
    assert "age not known" in page
    assert "Date of birth not known" in page


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({}, "Give the date of birth, or when the baby is expected"),
        ({"born_unknown": "on", "born_on": "2012-01-01"}, "not both"),
        ({"expected_on": (TODAY - timedelta(days=31)).isoformat()}, "must lie within the next"),
        ({"expected_on": (TODAY + timedelta(days=281)).isoformat()}, "must lie within the next"),
        ({"given_name": "", "born_on": "2012-01-01"}, "Give the child’s first name"),
    ],
)
def test_what_is_left_out_is_asked_for_or_said_to_be_unknown(post, facts, says):
    assert says in post("child-add", **{**WHO, **facts}).content.decode()
    assert not Child.objects.filter(person__family_name="Noor").exists()


@pytest.mark.parametrize("days", [-30, 280])
def test_an_expected_date_within_reason_is_taken(post, days):
    day = TODAY + timedelta(days=days)
    facts = {**WHO, "sex": "U", "expected_on": day.isoformat()}
    assert post("child-add", **facts).status_code == 302


def said(post, child, **facts):
    day = TODAY - timedelta(days=2)
    sent = {"who": "home_office", "said_on": day.isoformat(), "stands": "leave", **facts}
    return post("age-add", child.pk, **sent)


def test_an_estimate_is_said_as_one_everywhere(post, text, client, worker, child):
    assert said(post, child, born_on="2010-05-01", stands="estimated").status_code == 302
    child.refresh_from_db()
    about = "about 16 years old"
    assert about in text("child", child)
    assert "Home Office" in text("age", child)
    assert common(child, worker)["child"]["age"] == "about 16"
    beside = Template("{% load casework %}{{ child|age }}").render(Context({"child": child}))
    assert beside == "about 16"
    client.force_login(worker)
    (row,) = client.get("/api/v1/children/").json()["results"]
    assert (row["born_on"], row["birth_known"]) == ("2010-05-01", "estimated")
    assert client.get("/api/v1/age-statements/").json()["results"][0]["who"] == "home_office"
    assert "The Home Office on the age: born 1 May 2010" in text("chronology", child)


def test_whose_age_is_disputed_is_a_child_until_it_is_decided(post, text, child):
    child.person.born_on = TODAY - timedelta(days=365 * 18 + 100)
    child.person.save()
    AssessmentFactory(child=child, referral_received_on=TODAY - timedelta(days=10))
    sweep([child.pk])
    assert Deadline.objects.filter(ended_by="grown").exists()
    said(post, child, stands="disputed", words="Says they are 17")
    sweep([child.pk])
    assert not Deadline.objects.filter(ended_by="grown").exists()
    assert not grown_up(Child.objects.all())
    assert "Age disputed: treated as a child until it is decided" in text("child", child)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"outcome": "adult"}, "Only an age assessment has an outcome"),
        ({"stands": "known"}, "Give the date that is to stand on the file"),
        ({"born_on": TODAY.isoformat()}, "must be before the day it was said"),
    ],
)
def test_what_cannot_be_said_of_an_age(post, child, facts, says):
    assert says in said(post, child, **facts).content.decode()
    assert not AgeStatement.objects.exists()


def test_forms_for_several_hold_a_child_whose_age_nobody_knows(signed_in, worker, child):
    other = ChildFactory(team=child.team, person__given_name="Ruby", person__born_on=None)
    RelationshipFactory(person=child.person, relative=other.person, kind="sister")
    tell_apart([child, other])
    assert other.called == "Ruby (age not known)"
    url = reverse("visit-add", args=[child.pk])
    assert signed_in(worker).get(url, {"with": other.number}).status_code == 200


def stands(child):
    child.person.refresh_from_db()
    return child.person.born_on, child.person.birth_known


def recorded_in_error(statement, worker):
    return ask_to_withdraw(statement, child=statement.child, because="Another boy", by=worker)


def test_a_statement_withdrawn_puts_the_birth_date_back(post, child, worker):
    before = stands(child)
    said(post, child, born_on="2010-05-01", stands="estimated")
    assert stands(child) == (date(2010, 5, 1), "estimated")
    gone = recorded_in_error(AgeStatement.objects.get(), worker)
    assert stands(child) == before
    put_back(gone, because="It was his after all", by=worker)
    assert stands(child) == (date(2010, 5, 1), "estimated")


def test_a_dispute_withdrawn_is_no_dispute(post, child, worker):
    before = stands(child)
    said(post, child, stands="disputed", words="Says they are 17")
    assert stands(child) == (before[0], "disputed")
    recorded_in_error(AgeStatement.objects.get(), worker)
    assert stands(child) == before


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_statements_each_can_go_first_and_the_other_stands(post, child, worker, first):
    before = stands(child)
    said(post, child, born_on="2010-05-01", stands="estimated")
    said(post, child, born_on="2011-06-02", stands="known")
    both = list(AgeStatement.objects.order_by("pk"))
    recorded_in_error(both[first], worker)
    left = [(date(2011, 6, 2), "known"), (date(2010, 5, 1), "estimated")][first]
    assert stands(child) == left
    recorded_in_error(AgeStatement.objects.get(), worker)
    assert stands(child) == before


def test_a_date_that_was_put_right_by_hand_since_is_left_alone(post, child, worker):
    said(post, child, born_on="2010-05-01", stands="estimated")
    person = child.person
    person.refresh_from_db()
    person.born_on = date(2012, 3, 4)
    person.save()
    recorded_in_error(AgeStatement.objects.get(), worker)
    assert stands(child) == (date(2012, 3, 4), "estimated")


def test_a_statement_moved_takes_the_date_with_it(post, child, worker):
    right = ChildFactory(team=child.team, person__born_on=date(2013, 1, 1))
    before = stands(child)
    said(post, child, born_on="2010-05-01", stands="estimated")
    move(AgeStatement.objects.get(), child=child, to=right, because="His brother's", by=worker)
    assert stands(child) == before
    assert stands(right) == (date(2010, 5, 1), "estimated")
    assert AgeStatement.objects.get().child == right


def test_a_statement_that_changed_nothing_leaves_the_date_when_it_goes(post, child, worker):
    before = stands(child)
    said(post, child, born_on="2010-05-01")
    recorded_in_error(AgeStatement.objects.get(), worker)
    assert stands(child) == before


def test_a_date_corrected_in_the_statement_is_corrected_on_the_file(signed_in, post, child, worker):
    said(post, child, born_on="2010-05-01", stands="estimated")
    statement = AgeStatement.objects.get()
    address = reverse("correct", args=[child.pk, "children.agestatement", statement.pk])
    facts = {"own-who": "home_office", "own-said_on": statement.said_on.isoformat()}
    facts |= {"own-born_on": "2010-05-02", "because": "Misheard"}
    assert signed_in(worker).post(address, facts).status_code == 302
    assert stands(child) == (date(2010, 5, 2), "estimated")
