import pytest
from django.urls import reverse

from casework.children.models import Child
from casework.children.search import terms, upn_is_valid
from tests.factories import AddressFactory, ChildFactory, PersonNameFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruby(team):
    child = ChildFactory(
        team=team, person__given_name="Ruby", person__family_name="Whitfield",
        person__known_as="Rubes", nhs_number="9990000042", local_id="LA000777",
    )  # fmt: skip
    PersonNameFactory(person=child.person, family_name="Holroyd")
    AddressFactory(person=child.person, postcode="NM1 4AB")
    Child.objects.filter(pk=child.pk).refresh_search()
    return child


@pytest.mark.parametrize(
    "asked",
    [
        "Ruby", "whitf", "ruby whitfield", "Whitfield Ruby", "rubes", "Holroyd", "9990000042",
        "LA000777", "14/3/2019", "14.03.2019", "2019-03-14", "nm1 4ab", "NM14AB",
        "Ruby 14/3/2019",
    ],
)  # fmt: skip
def test_a_child_is_found_by_any_part_of_what_is_known(ruby, worker, asked):
    assert list(Child.objects.visible_to(worker).matching(asked)) == [ruby]


def test_a_child_is_found_by_casework_number(ruby, worker):
    assert list(Child.objects.visible_to(worker).matching(ruby.number.lower())) == [ruby]


@pytest.mark.parametrize("asked", ["", "   ", "Rubyy", "15/3/2019", "%", "_", "31/2/2019"])
def test_what_does_not_match_finds_no_one(ruby, worker, asked):
    assert not Child.objects.visible_to(worker).matching(asked).exists()


def test_accents_and_capitals_do_not_matter(team, worker):
    zoe = ChildFactory(team=team, person__given_name="Zoë", person__family_name="Łukasik")
    for asked in ("zoe", "ZOË", "lukasik", "Łukasik"):
        assert list(Child.objects.visible_to(worker).matching(asked)) == [zoe]


def test_a_new_surname_is_found_and_so_is_the_old_one(ruby, worker):
    ruby.person.family_name = "Marsh"
    ruby.person.save()
    ruby.save()
    PersonNameFactory(person=ruby.person, family_name="Whitfield")
    Child.objects.filter(pk=ruby.pk).refresh_search()
    for asked in ("Marsh", "Whitfield"):
        assert list(Child.objects.visible_to(worker).matching(asked)) == [ruby]


def test_a_misspelt_name_is_offered_the_near_ones(signed_in, worker, ruby):
    page = signed_in(worker).get(reverse("find"), {"q": "Whitfeild"})
    assert page.context["near"] == [ruby]
    assert "Did you mean" in page.content.decode()


def test_a_stranger_finds_no_one_and_is_told_nothing_more(signed_in, stranger, ruby):
    page = signed_in(stranger).get(reverse("find"), {"q": "Ruby Whitfield"}).content.decode()
    assert "No child matches" in page
    assert ruby.number not in page


def test_the_search_is_indexed(ruby, worker):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Child.objects.order_by().matching("whitfield").explain()
    assert "child_search_trigram" in plan


def test_searching_asks_few_questions(signed_in, worker, ruby, django_assert_max_num_queries):
    client = signed_in(worker)
    with django_assert_max_num_queries(8):
        client.get(reverse("find"), {"q": "Whitfield"})


def test_a_postcode_is_one_term():
    assert terms("ruby NE33 2RL") == ["ruby", "NE332RL"]


@pytest.mark.parametrize(
    ("upn", "valid"), [("A850728973744", False), ("", False), ("A12345", False)]
)
def test_a_mistyped_upn_is_known(upn, valid):
    assert upn_is_valid(upn) is valid


def test_a_upn_with_its_check_letter_is_valid():
    digits = "801200001001"
    total = sum(int(d) * place for place, d in enumerate(digits, start=2))
    assert upn_is_valid("ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + digits)
