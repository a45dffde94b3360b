"""A council's own words and prompts: what writers see follows, and nobody else's council does."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from casework.writing.checks.engine import KINDS, check
from casework.writing.prompts.prompts import Beside, thoughts
from casework.writing.prompts.views import KIND_WORDS
from casework.writing.vocabulary.models import OwnTerm, PromptOff, words_of
from casework.writing.vocabulary.views import prompts_of
from tests.factories import AuthorityFactory, WorkerFactory

ELSEWHERE = {"name": "Elsewhere"}

pytestmark = pytest.mark.django_db
TEXT = "Amira Hussain to take Ruby to the NEST every Tuesday until the review on 3 July"
ACTION = Beside("plan_action")


@pytest.fixture(autouse=True)
def forgotten():
    cache.clear()


@pytest.fixture
def admin(team):
    return WorkerFactory(role="administrator", team=None, authority=team.authority)


@pytest.fixture
def page(signed_in, admin):
    client = signed_in(admin)
    return lambda name, *args, **facts: (
        client.post(reverse(name, args=args), facts)
        if facts
        else client.get(reverse(name, args=args))
    )


def hard(text, authority):
    said = thoughts("", ACTION, text, authority_id=authority.pk)
    return {one.words: one.meaning for one in said.words}


def test_a_word_of_ones_own_is_explained_to_writers(page, team):
    text = "Amira Hussain to take Ruby to the warm room every Tuesday until the review on 3 July"
    assert hard(text, team.authority) == {}
    page("word-add", term="Warm room", means="a calm place at school")
    assert hard(text, team.authority) == {"warm room": "a calm place at school"}
    assert hard(text, AuthorityFactory(**ELSEWHERE)) == {}


def test_a_shipped_word_may_mean_something_else_or_be_known_here(page, team):
    text = "Amira Hussain to ask the core group by 3 July"
    assert "core group" in hard(text, team.authority)
    page("word-add", term="core group", means="the people who help us")
    assert hard(text, team.authority)["core group"] == "the people who help us"
    page("word-change", OwnTerm.objects.get().pk, term="core group", means="", known="on")
    assert hard(text, team.authority) == {}
    page("word-remove", OwnTerm.objects.get().pk, sure="yes")
    assert "core group" in hard(text, team.authority)


def test_letters_families_know_are_not_asked_about(page, team):
    assert "NEST" in hard(TEXT, team.authority)
    page("word-add", term="nest", means="", known="on")
    assert "NEST" not in hard(TEXT, team.authority)


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"term": "", "means": "x"}, "term", "Write the word, or the letters"),
        ({"term": "PIP", "means": ""}, "means", "Say what it means in plain words"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(page, facts, field, words):
    assert page("word-add", **facts).context["form"].errors[field] == [words]
    assert not OwnTerm.objects.exists()


def test_a_word_is_in_the_list_once_whatever_its_case(page):
    page("word-add", term="PIP", means="money for a disability")
    again = page("word-add", term="pip", means="money")
    assert again.context["form"].errors["term"] == ["This word is in your list already"]


def test_a_prompt_that_is_off_is_not_shown_and_the_label_stands(page, team):
    text = "Amira Hussain to take Ruby swimming"
    on = {kind: [code for code, _ in prompts_of(kind)] for kind in KIND_WORDS}
    assert [one.code for one in thoughts("", ACTION, text).prompts] == ["timebound"]
    on["plan_action"].remove("timebound")
    page("prompts", **on)
    assert PromptOff.objects.get().code == "timebound"
    assert thoughts("", ACTION, text, authority_id=team.authority_id).prompts == []
    assert (
        check("plan_action", text, words=words_of(team.authority_id)).labels["timebound"] is False
    )
    page("prompts", **{**on, "plan_action": [label.code for label in KINDS["plan_action"]]})
    assert not PromptOff.objects.exists()


def test_an_empty_page_of_prompts_takes_none_away_unless_that_is_meant(page, admin):
    said = page("prompts", sent="1").content.decode()
    assert "Nothing is ticked: if no prompt is to stand beside any text, tick this" in said
    assert not PromptOff.objects.exists()
    page("prompts", none="on")
    assert PromptOff.objects.count() == sum(len(prompts_of(kind)) for kind in KIND_WORDS)


def test_the_page_finds_shipped_words_and_says_what_changed(page, signed_in, admin):
    page("word-add", term="PIP", means="money for a disability")
    response = signed_in(admin).get(reverse("plain-words"), {"q": "core group"})
    text = response.content.decode()
    assert "core group" in text
    assert "“PIP” added" in text


def test_only_an_administrator_of_the_council_changes_its_words(signed_in, worker, page):
    page("word-add", term="PIP", means="money for a disability")
    term = OwnTerm.objects.get()
    for name, args in (
        ("plain-words", []),
        ("word-add", []),
        ("prompts", []),
        ("word-change", [term.pk]),
    ):
        assert signed_in(worker).get(reverse(name, args=args)).status_code == 403
    other = AuthorityFactory(**ELSEWHERE)
    stranger = WorkerFactory(role="administrator", team=None, authority=other)
    for name in ("word-change", "word-remove"):
        assert signed_in(stranger).get(reverse(name, args=[term.pk])).status_code == 404
    assert "PIP" not in signed_in(stranger).get(reverse("plain-words")).content.decode()


def test_a_page_of_many_words_takes_few_queries(page, admin, django_assert_max_num_queries):
    for number in range(30):
        OwnTerm.objects.create(authority=admin.authority, term=f"word {number}", means="plain")
    with django_assert_max_num_queries(8):
        assert page("plain-words").status_code == 200


def test_a_councils_words_are_asked_once_for_many_texts(team, django_assert_num_queries):
    with django_assert_num_queries(2):
        for _ in range(5):
            words_of(team.authority_id)
