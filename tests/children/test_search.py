import pytest
from django.db import connection
from django.urls import reverse

from casework.children import search
from casework.children.models import Child, terms, upn_is_valid
from casework.children.models.search import people_matching
from tests.factories import (
    AddressFactory,
    ChildFactory,
    PersonFactory,
    PersonNameFactory,
    RelationshipFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruby(team):
    child = ChildFactory(
        team=team,
        person__given_name="Ruby",
        person__family_name="Whitfield",
        person__known_as="Rubes",
        nhs_number="9990000042",
        local_id="LA000777",
    )
    PersonNameFactory(person=child.person, family_name="Holroyd")
    AddressFactory(person=child.person, postcode="NM1 4AB")
    Child.objects.filter(pk=child.pk).refresh_search()
    return child


@pytest.mark.parametrize(
    "asked",
    [
        "Ruby",
        "whitf",
        "ruby whitfield",
        "Whitfield Ruby",
        "rubes",
        "Holroyd",
        "9990000042",
        "LA000777",
        "14/3/2019",
        "14.03.2019",
        "2019-03-14",
        "nm1 4ab",
        "NM14AB",
        "Ruby 14/3/2019",
    ],
)
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
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Child.objects.order_by().matching("whitfield").explain()
    assert "child_search_trigram" in plan


def test_the_search_of_relatives_is_indexed(many_people):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = people_matching("kirsty tansy").explain()
    assert "Bitmap Index Scan on person_search_trigram" in plan


def words(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def kirsty(ruby):
    """Ruby's mother, who lives elsewhere and has another name."""
    mother = PersonFactory(authority=ruby.authority, family_name="Holden", phone="+44 7700 900123")
    AddressFactory(person=mother, lines="9 Slate Terrace\nNorthmoor", postcode="NM3 2JD")
    PersonNameFactory(person=mother, given_name="Kirsten", family_name="Oldroyd")
    RelationshipFactory(person=ruby.person, relative=mother)
    return mother


@pytest.mark.parametrize(
    "asked",
    [
        "Kirsty Holden",
        "holden",
        "Kirsten Oldroyd",
        "07700 900123",
        "+44 7700 900 123",
        "07700900123",
        "slate terrace",
        "9 Slate Terrace",
        "NM3 2JD",
        "kirsty slate",
    ],
)
def test_a_relative_leads_to_the_child_and_the_page_says_who(signed_in, worker, kirsty, asked):
    page = signed_in(worker).get(reverse("find"), {"q": asked})
    assert "Found by mum, Kirsty Holden" in words(page)
    contact = signed_in(worker).get(reverse("contact-add"), {"q": asked})
    assert "Found by mum, Kirsty Holden" in words(contact)


def test_children_who_match_themselves_stand_before_those_of_a_relative(
    signed_in, worker, kirsty, ruby
):
    zara = ChildFactory(team=ruby.team, person__family_name="Holdenby", person__given_name="Zara")
    both = ChildFactory(team=ruby.team, person__family_name="Holden", person__given_name="Amy")
    RelationshipFactory(person=both.person, relative=kirsty)
    page = signed_in(worker).get(reverse("find"), {"q": "holden"})
    assert [child.pk for child in page.context["object_list"]] == [both.pk, zara.pk, ruby.pk]
    assert page.content.decode().count("Found by") == 1


def test_relatives_are_asked_for_only_where_the_children_leave_room(
    signed_in, worker, kirsty, ruby, monkeypatch
):
    ChildFactory(team=ruby.team, person__family_name="Holdenby", person__given_name="Zara")
    monkeypatch.setattr(search, "FOUND", 1)
    page = words(signed_in(worker).get(reverse("find"), {"q": "holden"}))
    assert "Holdenby" in page
    assert ruby.number not in page


def test_a_child_is_found_by_their_own_phone_and_line_of_address(signed_in, worker, ruby):
    ruby.person.phone = "0191 555 0101"
    ruby.person.save()
    for asked in ("0191 555 0101", "Tansy Court"):
        page = signed_in(worker).get(reverse("find"), {"q": asked})
        assert ruby.number in page.content.decode()
        assert "Found by" not in page.content.decode()


def test_an_address_that_is_put_right_or_taken_off_is_found_no_more(worker, kirsty):
    address = kirsty.addresses.get()
    address.lines = "4 Harbour Row"
    address.save()
    found = Child.objects.visible_to(worker).found_by
    assert found("harbour", worker).exists()
    assert not found("slate terrace", worker).exists()
    address.delete()
    assert not found("harbour", worker).exists()


def test_a_relative_whose_own_file_is_hidden_leads_nowhere(signed_in, worker, ruby):
    hidden = ChildFactory(
        team=ruby.team, restricted=True, person__given_name="Hidden", person__family_name="Marsh"
    )
    RelationshipFactory(person=ruby.person, relative=hidden.person, kind="sister")
    page = words(signed_in(worker).get(reverse("find"), {"q": "Hidden Marsh"}))
    assert ruby.number not in page
    hidden.restricted = False
    hidden.save()
    page = words(signed_in(worker).get(reverse("find"), {"q": "Hidden Marsh"}))
    assert "Found by sister, Hidden Marsh" in page


def test_a_childs_teacher_and_a_strangers_mother_lead_nowhere(signed_in, worker, stranger, kirsty):
    teacher = PersonFactory(authority=kirsty.authority, given_name="Ann", family_name="Pell")
    RelationshipFactory(person=kirsty.related_to.get().person, relative=teacher, kind="teacher")
    assert not Child.objects.visible_to(worker).found_by("Ann Pell", worker).exists()
    assert not Child.objects.visible_to(stranger).found_by("Holden", stranger).exists()


@pytest.mark.parametrize(
    "asked",
    [
        "14 March 2019",
        "14th March 2019",
        "Ruby 14 mar 2019",
        "14th of March, 2019",
        "14 MARCH 2019",
    ],
)
def test_a_day_as_people_write_it(ruby, worker, asked):
    assert list(Child.objects.visible_to(worker).matching(asked)) == [ruby]


def test_words_that_are_no_day_stay_words():
    assert terms("31 February 2019") == ["31", "February", "2019"]
    assert terms("May Whitfield") == ["May", "Whitfield"]


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
