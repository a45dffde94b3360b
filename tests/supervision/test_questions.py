"""What supervision asks, in the council's own words; what was answered stays under its question."""

import pytest
from django.urls import reverse

from casework.supervision.cases.reflection import questions, questions_of
from casework.supervision.models import OwnQuestion
from tests.factories import CaseSupervisionFactory, DiscussionFactory, WorkerFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db
OURS = "What is the story this family tells about us?"


@pytest.fixture
def administrator(team):
    return WorkerFactory(team=team, role="administrator", username="admin")


def page(field="hypotheses"):
    return reverse("reflection-question", args=[field])


@pytest.fixture
def set_ours(signed_in, administrator):
    def press(field="hypotheses", asks=OURS, prompts="Who told it first?\n\nWho never tells it?"):
        return signed_in(administrator).post(page(field), {"asks": asks, "prompts": prompts})

    return press


def test_a_council_asks_in_its_own_words(set_ours, administrator, elsewhere):
    assert set_ours().url == reverse("reflection-questions")
    first, *others = questions_of(administrator.authority_id)
    assert (first.asks, first.prompts) == (OURS, ("Who told it first?", "Who never tells it?"))
    assert tuple(others) == questions()[1:]
    assert questions_of(elsewhere.authority_id) == questions()


def test_the_form_of_supervision_asks_it(signed_in, set_ours, manager, child):
    set_ours()
    form = signed_in(manager).get(reverse("case-supervision-add", args=[child.pk]))
    text = squeezed(form.content.decode())
    assert OURS in text
    assert "Who told it first? Who never tells it?" in text


def test_an_answer_is_read_under_the_question_it_answered(signed_in, set_ours, manager, child):
    talk = CaseSupervisionFactory(
        child=child, discussion=DiscussionFactory(worker=manager, hypotheses="She is afraid")
    )
    set_ours()
    where = reverse("case-supervision", args=[child.pk, talk.pk])
    text = squeezed(signed_in(manager).get(where).content.decode())
    assert questions()[0].asks in text
    assert OURS not in text
    later = CaseSupervisionFactory(
        child=child, discussion=DiscussionFactory(worker=manager, hypotheses="She trusts Dawn")
    )
    where = reverse("case-supervision", args=[child.pk, later.pk])
    assert OURS in squeezed(signed_in(manager).get(where).content.decode())


def test_what_was_set_before_is_kept_and_shown(signed_in, set_ours, administrator):
    set_ours()
    set_ours(asks="What else?", prompts="")
    assert questions_of(administrator.authority_id)[0].asks == "What else?"
    assert OwnQuestion.objects.count() == 2
    shown = squeezed(signed_in(administrator).get(reverse("reflection-questions")).content.decode())
    assert OURS in shown
    assert "In your own words" in shown


def test_a_question_left_empty_is_said_beside_the_field(set_ours):
    answer = set_ours(asks="", prompts="Kept as typed")
    assert answer.context["form"].errors["asks"] == ["Write the question"]
    assert "Kept as typed" in answer.content.decode()
    assert not OwnQuestion.objects.exists()


def test_only_an_administrator_and_only_of_what_is_asked(signed_in, manager, administrator):
    for address in (page(), reverse("reflection-questions")):
        assert signed_in(manager).get(address).status_code == 403
    assert signed_in(administrator).get(page("nonsense")).status_code == 404


def test_the_page_of_questions_costs_the_same_whatever_was_set(
    signed_in, set_ours, administrator, django_assert_max_num_queries
):
    client = signed_in(administrator)
    client.get(reverse("reflection-questions"))
    with django_assert_max_num_queries(14) as few:
        client.get(reverse("reflection-questions"))
    most = len(few)
    for number in range(5):
        set_ours(asks=f"What else, {number}?")
    client.get(reverse("reflection-questions"))  # shows what was saved, and ends it
    with django_assert_max_num_queries(most):
        client.get(reverse("reflection-questions"))


def test_each_field_of_a_discussion_may_have_a_question_of_the_councils_own():
    assert {question.field for question in questions()} == set(OwnQuestion.Field.values)
