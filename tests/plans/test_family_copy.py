"""The family's copy: plain words, first names, and nothing that is not theirs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework.plans.family_copy.copy import LEFT_OUT, family_copy, left_out_words, unexplained_words
from casework.plans.family_copy.plain_words import plain_words, words_in
from casework.writing.vocabulary.models import OwnTerm
from tests.factories import (
    ActionFactory,
    AddressFactory,
    AllocationFactory,
    AuthorityFactory,
    ChildFactory,
    ContingencyFactory,
    FamilyPlanFactory,
    NeedFactory,
    NeedScoreFactory,
    PersonFactory,
    PlanActionFactory,
    PlanFactory,
    RelationshipFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def plan(child):
    return PlanFactory(
        child=child,
        started_on=TODAY - timedelta(days=30),
        own_words="I want Mum to get up first",
        family=FamilyPlanFactory(authority=child.authority),
    )


@pytest.fixture
def need(plan):
    return NeedFactory(child=plan.child, plan=plan)


def promised(need, **facts):
    return PlanActionFactory(need=need, action=ActionFactory(child=need.child, **facts)).action


def relative(plan, kind, **facts):
    person = PersonFactory(authority=plan.authority, **facts)
    RelationshipFactory(person=plan.child.person, relative=person, kind=kind)
    return person


def test_it_says_who_does_what_by_when_in_the_familys_words(plan, need, worker):
    mum = relative(plan, "mother", given_name="Kirsty")
    late, soon = TODAY - timedelta(days=3), TODAY + timedelta(days=3)
    agreed = TODAY - timedelta(days=30)
    promised(need, owner_name="", owner_person=mum, due_on=soon, agreed_on=agreed)
    promised(need, owner_name="", owner_worker=worker, due_on=late, agreed_on=agreed)
    promised(need, due_on=soon, agreed_on=agreed, done_on=TODAY, what_changed="She slept")
    promised(need, dropped_on=TODAY, dropped_because="They moved", what="Never mind")
    copy = family_copy(plan)
    who = {promise.who: promise for promise in copy.aims[0].promises}
    assert set(who) == {"Mum", worker.first_name, "Dawn Pickering, family support worker"}
    assert who["Mum"].by.startswith("by ")
    assert "is late" in who[worker.first_name].late
    assert who["Dawn Pickering, family support worker"].done == "She slept"


def test_it_says_what_we_worry_about_what_goes_well_and_whom_to_ask(plan, need):
    ContingencyFactory(child=plan.child, plan=plan)
    copy = family_copy(plan)
    assert copy.worries == "The children could be hurt if Dean comes back"
    assert copy.going_well == "Nan has them every Wednesday"
    assert copy.own_words == "I want Mum to get up first"
    assert copy.if_not[0].trigger == "Dean comes to the house again"
    assert "Ask for Amira Hussain, Ruby’s social worker." in copy.call


def everything(copy) -> str:
    return repr(copy)


def test_no_address_is_on_it_whoever_lives_there_and_however_it_is_written(plan, need):
    dad = relative(plan, "father", given_name="Craig")
    AddressFactory(person=dad, lines="9 Quarry Bank\nNorthmoor", postcode="NM4 7QT")
    promised(need, what="Collect Ruby from 9 QUARRY BANK, nm4 7qt, on Saturdays")
    ContingencyFactory(child=plan.child, plan=plan, step="Go to dad at 9 Quarry Bank")
    copy = family_copy(plan)
    text = everything(copy).lower()
    assert "quarry" not in text
    assert "7qt" not in text
    assert LEFT_OUT in copy.if_not[0].step
    assert "3 addresses" in left_out_words(copy)


def test_it_never_carries_a_brothers_text(plan, need, worker):
    alfie = ChildFactory(team=plan.child.team, person__given_name="Alfie")
    AllocationFactory(child=alfie, worker=worker)
    RelationshipFactory(person=plan.child.person, relative=alfie.person, kind="brother")
    his = PlanFactory(child=alfie, family=plan.family, own_words="Where is Ruby")
    promised(NeedFactory(child=alfie, plan=his, need="Alfie needs to talk"), what="See the clinic")
    ContingencyFactory(child=alfie, plan=his, trigger="Alfie stops talking")
    text = everything(family_copy(plan))
    for words in ("Alfie", "Where is Ruby", "clinic"):
        assert words not in text
    assert "Alfie needs to talk" in everything(family_copy(his))


def test_hard_words_are_explained_and_named_to_the_worker(plan, need):
    promised(need, what="Refer to CAMHS for direct work")
    copy = family_copy(plan)
    assert [word.term for word in copy.words] == ["CAMHS", "direct work"]
    assert "“CAMHS” and “direct work”" in left_out_words(copy)


def test_a_word_that_nothing_explains_is_named_to_the_worker(signed_in, worker, plan, need):
    action = promised(need, what="Refer to the PQX panel; ask the attuned Mrs Pell about CAMHS")
    copy = family_copy(plan)
    assert copy.unexplained == ["PQX"]
    assert {"CAMHS", "attuned"} <= {word.term for word in copy.words}
    address = reverse("plan-family-copy", args=[plan.child_id])
    page = signed_in(worker).get(address).content.decode()
    assert "Nothing here says what “PQX” means. Change it in the plan" in page
    assert "Reading age about" in page
    action.what = "Refer to the PQX (the people who decide about school buses)"
    action.save()
    assert "Nothing here says" not in signed_in(worker).get(address).content.decode()


def own_word(plan, term, **facts):
    OwnTerm.objects.create(authority=plan.authority, term=term, **facts)


def explained(plan):
    return {word.term: word.means for word in family_copy(plan).words}


@pytest.mark.parametrize("term", ["core group", "Core Group"])
def test_a_councils_own_meaning_stands_at_the_foot(plan, need, term):
    promised(need, what="Tell the core group")
    shipped = explained(plan)["core group"]
    own_word(plan, term, means="the people who help us")
    assert explained(plan)["core group"] == "the people who help us" != shipped


def test_a_word_only_this_council_uses_is_explained(plan, need):
    promised(need, what="Go to the warm room, and to PIPIN")
    assert explained(plan) == {}
    assert family_copy(plan).unexplained == ["PIPIN"]
    own_word(plan, "warm room", means="a calm place at school")
    own_word(plan, "PIPIN", means="the playgroup on Mill Road")
    assert explained(plan) == {
        "warm room": "a calm place at school",
        "PIPIN": "the playgroup on Mill Road",
    }
    assert family_copy(plan).unexplained == []


def test_a_word_families_here_know_is_left_alone(plan, need):
    promised(need, what="Tell the core group, and PIPIN")
    own_word(plan, "core group", known=True)
    own_word(plan, "PIPIN", known=True)
    assert explained(plan) == {}
    assert family_copy(plan).unexplained == []


def test_another_councils_words_explain_nothing_here(plan, need):
    promised(need, what="Go to PIPIN")
    elsewhere = AuthorityFactory(name="Elsewhere")
    OwnTerm.objects.create(authority=elsewhere, term="PIPIN", means="a playgroup")
    assert family_copy(plan).unexplained == ["PIPIN"]


def test_several_words_that_nothing_explains_are_named_together(plan, need):
    promised(need, what="Ask the PQX and the ZZT about it by Monday")
    sentence = unexplained_words(family_copy(plan))
    assert sentence.startswith("Nothing here says what “PQX” and “ZZT” mean. Change them")


def test_initials_are_found_as_written_and_terms_in_any_case():
    assert [word.term for word in words_in("The MASH team; a mash for tea")] == ["MASH"]
    assert [word.term for word in words_in("Contingency plans")] == ["contingency plan"]
    assert words_in("Ruby sleeps until seven") == []


def test_every_hard_word_has_a_meaning_and_stands_once():
    terms = [word.term.lower() for word in plain_words()]
    assert len(terms) == len(set(terms))
    assert all(word.means for word in plain_words())


@given(st.lists(st.sampled_from(plain_words()), max_size=5, unique=True))
def test_any_hard_word_is_found_wherever_it_stands(words):
    text = ". ".join(word.term for word in words)
    explained = " ".join(word.term for word in words_in(text))
    assert all(word.term in explained for word in words)


def test_the_page_leaves_scores_out_and_says_what_is_left_out(signed_in, worker, plan, need):
    NeedScoreFactory(child=plan.child, need=need, score=3)
    page = signed_in(worker).get(reverse("plan-family-copy", args=[plan.child_id]))
    words = page.content.decode()
    assert "out of 10" not in words
    assert "It leaves out scores" in words
    for quote in ("Nan has them every Wednesday", "I want Mum to get up first", "Read with:"):
        assert quote in words


def test_a_child_without_a_plan_has_no_family_copy(signed_in, worker, child):
    assert signed_in(worker).get(reverse("plan-family-copy", args=[child.pk])).status_code == 404


def test_an_unborn_childs_copy_speaks_of_the_baby(child, plan):
    child.person.born_on, child.person.expected_on = None, TODAY + timedelta(days=60)
    child.person.sex = "U"
    child.person.save()
    plan.child = child
    assert "your baby" in family_copy(plan).opening
