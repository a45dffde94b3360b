"""Words that stand nearly the same elsewhere, and names of other families' children."""

import time

import pytest

from casework.writing.checks.similarity import Other, other_families, same_text, share_alike
from tests.factories import ChildFactory, PlanFactory, RelationshipFactory, TeamFactory

STORY = (
    "Ruby is up before anyone. She makes toast for her brother on a chair by the cooker and they"
    " eat it on the stairs, listening for whether the key turns in the front door or falls."
)


def test_the_same_words_with_another_name_are_nearly_the_same():
    assert share_alike(STORY, STORY.replace("Ruby", "Alfie").replace("She", "He")) > 0.8


@pytest.mark.parametrize(
    "other",
    [
        "Alfie waits for his sister. He likes the toast she makes and he holds her sleeve on the"
        " stairs until it is quiet, and then he sings to her so that she does not cry.",
        "She makes toast for her brother on a chair by the cooker",  # a shared phrase
        "",
    ],
)
def test_a_childs_own_story_is_not(other):
    assert share_alike(STORY, other) < 0.6


def test_each_part_is_said_once_with_everyone_it_is_like():
    others = [
        Other("daily_life", STORY, "Alfie’s"),
        Other("daily_life", STORY, "Noah’s"),
        Other("risk", STORY, "Noah’s"),
    ]
    assert same_text({"daily_life": ("Daily life", STORY)}, others) == [
        "“Daily life” is nearly the same as Alfie’s and Noah’s. Say what is so for this child, now."
    ]


def test_ten_long_texts_are_compared_in_no_time():
    text = " ".join(f"word{number % 90}" for number in range(300))
    began = time.process_time()
    for _ in range(10):
        share_alike(text, text)
    assert time.process_time() - began < 1


@pytest.fixture
def others_child(team):
    return ChildFactory(team=team, person__given_name="Ella", person__family_name="Dhillon")


@pytest.mark.django_db
def test_a_child_of_another_family_is_named_to_whoever_may_know_of_them(
    child, worker, others_child, django_assert_max_num_queries
):
    texts = ["Tell Ella Dhillon that she can stay as well.", "They play with Ella."]
    with django_assert_max_num_queries(2):
        said = other_families(texts, child, worker)
    assert said == [
        "Ella Dhillon is a child of another family. If this is about that child, it does not belong"
        " on this file."
    ]


@pytest.mark.django_db
def test_a_name_of_a_child_they_may_not_know_is_like_any_other(child, worker, others_child):
    others_child.team = TeamFactory(name="Another team", authority=child.authority)
    others_child.save()
    assert other_families(["Ella Dhillon stayed the night."], child, worker) == []


@pytest.mark.django_db
def test_brothers_and_sisters_are_this_family(child, worker, others_child):
    RelationshipFactory(person=child.person, relative=others_child.person, kind="sibling")
    RelationshipFactory(person=others_child.person, relative=child.person, kind="sibling")
    assert other_families(["Ella Dhillon is her sister."], child, worker) == []


@pytest.mark.django_db
def test_the_plan_says_what_there_is_to_look_at_again(signed_in, child, worker, others_child):
    plan = PlanFactory(child=child)
    plan.needs.create(
        child=child,
        authority=child.authority,
        team=child.team,
        recorded_by=worker,
        need="Sleep",
        what_will_be_different="Ella Dhillon no longer comes at night",
    )
    page = signed_in(worker).get(f"/children/{child.number}/plan/").content.decode()
    assert "Ella Dhillon is a child of another family" in page
