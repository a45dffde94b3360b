"""A family moves house: one form, dated, drawn from, found by, corrected and undone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.family.homes import homes_of, lives_at, living_with
from casework.children.family.network import network_of
from casework.children.models import Address, Child, HouseMove
from tests.children.families import person, relate
from tests.factories import AddressFactory, ChildFactory

pytestmark = pytest.mark.django_db

OLD, NEW = "14 Tansy Court", "9 Slate Terrace"
TODAY = timezone.localdate()
MOVED = TODAY - timedelta(days=10)


@pytest.fixture
def family(child):
    """Ruby, Alfie and their mother at one address; their father at another."""
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    kirsty = person(child, "Kirsty", "F", date(1995, 2, 1))
    dad = person(child, "Craig", "M", date(1991, 1, 1))
    for kid, other in ((child, alfie), (alfie, child)):
        relate(kid.person, kirsty, "mother")
        relate(kid.person, dad, "father")
        relate(kid.person, other.person, "sibling")
    for one in (child.person, alfie.person, kirsty):
        AddressFactory(person=one, started_on=date(2024, 1, 5))
    AddressFactory(person=dad, lines="2 Marine Terrace", postcode="NM2 1AA")
    Child.objects.filter(pk__in=[child.pk, alfie.pk]).refresh_search()
    return {"alfie": alfie, "kirsty": kirsty, "dad": dad}


def facts(*who, day=MOVED, lines=NEW, postcode="nm32jd", kind="home", **others):
    asked = {"who": [one.pk for one in who], "kind": kind, "lines": lines, "postcode": postcode}
    return {**asked, "moved_on": day.isoformat(), **others}


@pytest.fixture
def move(signed_in, worker, child):
    def _move(*who, **others):
        page = reverse("house-move", args=[child.pk])
        return signed_in(worker).post(page, facts(*who, **others))

    return _move


@pytest.fixture
def moved(move, child, family):
    assert move(child.person, family["alfie"].person, family["kirsty"]).status_code == 302
    return family


def at_home(child, worker) -> set[str]:
    people = network_of(child, worker).people
    return {member.person.given_name for member in people if member.at_home}


def test_those_who_live_together_are_ticked(signed_in, worker, child, family):
    page = signed_in(worker).get(reverse("house-move", args=[child.pk]))
    ticked = set(page.context["form"]["who"].initial)
    here = [child.person, family["alfie"].person, family["kirsty"]]
    assert ticked == {str(one.pk) for one in here}


def test_one_move_moves_all_and_keeps_where_they_lived(child, moved):
    for one in (child.person, moved["alfie"].person, moved["kirsty"]):
        assert (lives_at(one).lines, lives_at(one).postcode) == (NEW, "NM3 2JD")
        assert lives_at(one, MOVED - timedelta(days=1)).lines == OLD
        assert one.addresses.get(lines=OLD).ended_on == MOVED
    assert HouseMove.objects.get().addresses.count() == 3


def test_the_household_is_read_from_addresses(child, worker, moved, move):
    assert at_home(child, worker) == {"Alfie", "Kirsty"}
    move(moved["dad"])
    assert at_home(child, worker) == {"Alfie", "Kirsty", "Craig"}
    move(moved["alfie"].person, kind="placement", lines="1 Care Road", postcode="")
    assert at_home(child, worker) == {"Kirsty", "Craig"}
    assert lives_at(moved["alfie"].person).kind == "placement"


def test_who_lives_at_two_homes_lives_with_both(child, worker, family, move):
    dads = family["dad"].addresses.get()
    move(child.person, lines=dads.lines, postcode=dads.postcode, keeps="on")
    assert at_home(child, worker) == {"Alfie", "Kirsty", "Craig"}


def test_nobody_knows_where_they_went_but_they_went_together(child, worker, family, move):
    move(child.person, family["kirsty"], lines="", postcode="", unknown="on")
    assert at_home(child, worker) == {"Kirsty"}
    assert str(lives_at(child.person)) == "Address not written down"


def test_a_move_before_one_already_known_stands_between(child, moved, move):
    before = MOVED - timedelta(days=100)
    move(child.person, day=before, lines="3 Between Lane", postcode="")
    between = child.person.addresses.get(lines="3 Between Lane")
    assert (between.started_on, between.ended_on) == (before, MOVED)
    assert child.person.addresses.get(lines=OLD).ended_on == before
    assert lives_at(child.person).lines == NEW


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"lines": "", "postcode": ""}, "Give the new address, or say that nobody knows it yet"),
        ({"postcode": "NM3"}, "Give a whole postcode"),
        ({"unknown": "on"}, "not both"),
        ({"day": TODAY + timedelta(days=1)}, "must be today or earlier"),
        ({"day": date(2018, 1, 1)}, "was born on 14 March 2019"),
        ({"lines": OLD, "postcode": "NM1 4AB"}, "This is where Ruby lived that day already"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(child, family, move, wrong, says):
    answer = move(child.person, **wrong)
    assert says in answer.content.decode()
    assert not HouseMove.objects.exists()


def test_a_child_whose_file_is_not_the_workers_cannot_be_moved(child, restricted_child, move):
    relate(child.person, restricted_child.person, "sibling")
    assert move(restricted_child.person).status_code == 200
    assert not restricted_child.person.addresses.exists()


def put_right(signed_in, worker, name, child, address, facts):
    page = reverse(name, args=[child.pk, "children.address", address.pk])
    answer = signed_in(worker).post(page, {"because": "It was another family", **facts})
    assert answer.status_code == 302, answer.content.decode()


def test_withdrawn_they_never_moved(signed_in, worker, child, moved):
    put_right(signed_in, worker, "withdraw", child, lives_at(child.person), {})
    for one in (child.person, moved["alfie"].person, moved["kirsty"]):
        assert list(one.addresses.values_list("lines", "ended_on")) == [(OLD, None)]
    child.refresh_from_db()
    assert "nm32jd" not in child.search_text


def test_corrected_for_one_it_is_corrected_for_all(signed_in, worker, child, moved):
    address, day = lives_at(child.person), MOVED - timedelta(days=3)
    said = {"kind": "home", "lines": "9 Slate Crescent", "postcode": address.postcode}
    said = {f"own-{name}": value for name, value in said.items()}
    said |= {"own-started_on": day.isoformat()}
    put_right(signed_in, worker, "correct", child, address, said)
    for one in (child.person, moved["alfie"].person, moved["kirsty"]):
        assert (lives_at(one).lines, lives_at(one).started_on) == ("9 Slate Crescent", day)
        assert one.addresses.get(lines=OLD).ended_on == day


def test_moved_to_the_right_childs_file_it_leaves_the_family_where_it_went(
    signed_in, worker, child, moved
):
    other = ChildFactory(team=child.team, person__given_name="Wren")
    put_right(
        signed_in,
        worker,
        "move-to-right-child",
        child,
        lives_at(child.person),
        {"to": other.number, "seen": other.pk},
    )
    assert lives_at(other.person).lines == NEW
    assert lives_at(child.person).lines == OLD
    assert lives_at(moved["kirsty"]).lines == NEW


@pytest.mark.parametrize(("asked", "said"), [(OLD, True), (NEW, False)])
def test_a_former_address_is_found_and_said_to_be_one(signed_in, worker, child, moved, asked, said):
    pages = [
        signed_in(worker).get(reverse("find"), {"q": asked}).content.decode(),
        signed_in(worker).get(reverse("is-known"), {"address": asked}).content.decode(),
    ]
    for page in pages:
        assert child.number in page
        assert ("ormer address" in page.replace("said to be a former", "")) is said


def test_a_street_alone_asks_too_much(signed_in, worker, moved):
    page = signed_in(worker).get(reverse("is-known"), {"address": "Slate"}).content.decode()
    assert "Give the house number" in page


def test_the_api_gives_the_address_in_force_on_the_day(client, worker, child, moved):
    client.force_login(worker)
    rows = client.get("/api/v1/addresses/", {"on": str(MOVED - timedelta(days=1))}).json()[
        "results"
    ]
    assert {row["lines"] for row in rows} == {OLD}
    assert client.get("/api/v1/addresses/", {"on": "soon"}).status_code == 400


def test_homes_cost_one_question(child, moved, django_assert_num_queries):
    people = [child.person_id, moved["kirsty"].pk, moved["dad"].pk]
    with django_assert_num_queries(1):
        homes = homes_of(people)
    assert living_with(child.person_id, people[1:], homes) == {moved["kirsty"].pk}
    assert Address.objects.former().count() == 3
