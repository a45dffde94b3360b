"""Who an adopted child was born as leaves the file: only those named can read it, and each look is
kept."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.children.models import (
    Address,
    Child,
    FileAccess,
    PersonName,
    Relationship,
    SealedIdentity,
)
from casework.confidentiality.sealing import operations
from casework.confidentiality.sealing.operations import Chosen
from casework.corrections.operations import ask_to_withdraw
from tests import factories as make
from tests.confidentiality.conftest import in_days

pytestmark = pytest.mark.django_db
BORN_AS = ("Kayleigh", "Quillfeather")
OLD_STREET = "9 Bramblethorn Row"


@pytest.fixture
def adopted(team, worker):
    """Born Kayleigh Quillfeather, of a mother who is on file as a relative, and a brother with a
    file; now Ruby Whitlow."""
    child = make.ChildFactory(
        team=team,
        person__given_name=BORN_AS[0],
        person__family_name=BORN_AS[1],
        person__known_as="Kayleigh",
        former_upn="A123456789012",
        nhs_number="9434765919",
    )
    make.AllocationFactory(child=child, worker=worker)
    PersonName.objects.create(
        person=child.person, given_name="Kay-Kay", family_name="Quillfeather", until=in_days(-900)
    )
    mother = make.PersonFactory(
        authority=child.authority, given_name="Tamsin", family_name="Quillfeather"
    )
    make.RelationshipFactory(person=child.person, relative=mother, kind="mother")
    make.RelationshipFactory(person=mother, relative=child.person, kind="child")
    brother = make.ChildFactory(team=team, person__given_name="Osric")
    make.AllocationFactory(child=brother, worker=worker)
    for one, other, kind in ((child, brother, "brother"), (brother, child, "sister")):
        make.RelationshipFactory(person=one.person, relative=other.person, kind=kind)
    make.AddressFactory(
        person=child.person, lines=OLD_STREET, started_on=in_days(-900), ended_on=in_days(-300)
    )
    return child


def sealed(child, by, *readers):
    return operations.seal(child, everything(child), because="Adopted", readers=readers, by=by)


def everything(child):
    person = child.person
    return Chosen(
        given_name="Ruby",
        family_name="Whitlow",
        names=list(person.other_names.all()),
        family=list(Relationship.objects.filter(person=person)),
        addresses=list(person.addresses.all()),
        numbers=["former_upn", "nhs_number"],
    )


SAYS_IT = (
    "Kayleigh",
    "Quillfeather",
    "Kay-Kay",
    "Tamsin",
    "Bramblethorn",
    "9434765919",
    "A1234567",
)


def says(page) -> list[str]:
    return [word for word in SAYS_IT if word in page]


def test_it_is_sealed_on_a_page_with_the_name_from_now_on(signed_in, manager, adopted):
    desk, address = signed_in(manager), reverse("seal", args=[adopted.pk])
    form = desk.get(address).content.decode()
    assert "Tamsin Quillfeather, mum" in form
    person = adopted.person
    posted = {
        "given_name": "Ruby",
        "family_name": "Whitlow",
        "names": [name.pk for name in person.other_names.all()],
        "family": [row.pk for row in person.relationships.all()],
        "addresses": [row.pk for row in person.addresses.all()],
        "numbers": ["former_upn", "nhs_number"],
        "because": "Adopted in June",
    }
    assert desk.post(address, posted).status_code == 302
    adopted.refresh_from_db()
    assert (adopted.name, adopted.former_upn, adopted.nhs_number) == ("Ruby Whitlow", "", "")
    page = desk.get(reverse("sealed-identity", args=[adopted.pk])).content.decode()
    assert set(says(page)) == set(SAYS_IT)


@pytest.mark.parametrize(
    "name", ["child", "family", "chronology", "child-edit", "looks", "mistakes", "sealed-identity"]
)
def test_no_page_of_the_file_says_it_to_whoever_is_not_named(signed_in, manager, adopted, name):
    worker = adopted.allocations.get().worker
    wrong = make.AddressFactory(person=adopted.person, lines="1 Bramblethorn Hill")
    ask_to_withdraw(wrong, child=adopted, because="Never lived there", by=worker)
    desk = signed_in(worker)
    desk.get(reverse("is-known"), {"given_name": BORN_AS[0], "family_name": BORN_AS[1]})
    sealed(adopted, manager)
    page = desk.get(reverse(name, args=[adopted.pk]))
    assert page.status_code == 200
    assert says(page.content.decode()) == []


@pytest.mark.parametrize("asked", ["Quillfeather", "Kayleigh", "9434765919", "Bramblethorn"])
def test_search_finds_it_only_for_those_named_and_keeps_the_look(
    signed_in, manager, adopted, asked
):
    worker = adopted.allocations.get().worker
    sealed(adopted, manager)
    find = reverse("find") + f"?q={asked}"
    assert adopted.number not in signed_in(worker).get(find).content.decode()
    found = adopted.number in signed_in(manager).get(find).content.decode()
    assert found is (asked != "Bramblethorn")
    looks = FileAccess.objects.filter(child=adopted.pk, what__contains="born as, in a search")
    assert looks.filter(worker=manager).exists() is found


def test_asking_if_the_child_is_known_and_the_suggestions_say_nothing_of_it(
    manager, adopted, worker
):
    sealed(adopted, manager)
    ask = {"given_name": BORN_AS[0], "family_name": BORN_AS[1], "born_on": adopted.person.born_on}
    for question in (ask, {"numbers": ["9434765919"]}, {"numbers": ["A123456789012"]}):
        known = Child.objects.known_to_authority(worker).likely_duplicates(**question)
        assert not known.filter(pk=adopted.pk).exists()
    assert not Child.objects.visible_to(manager).sounding_like("Quilfeather").exists()


def test_the_brothers_file_and_the_api_say_nothing_of_it(signed_in, manager, adopted, worker):
    sealed(adopted, manager)
    brother = Child.objects.exclude(pk=adopted.pk).get()
    desk = signed_in(worker)
    for address in (brother.get_absolute_url(), reverse("family", args=[brother.pk])):
        page = desk.get(address).content.decode()
        assert "Ruby" not in page
        assert says(page) == []
    for route in ("children", "sealed-identities", "corrections", "withdrawals"):
        answer = desk.get(f"/api/v1/{route}/").content.decode()
        assert says(answer) == [], route


def test_every_look_at_what_is_sealed_is_kept(signed_in, manager, adopted, worker):
    sealed(adopted, manager)
    address = reverse("sealed-identity", args=[adopted.pk])
    for someone, what in (
        (manager, "who they were born as, which is sealed"),
        (worker, "that an identity is sealed"),
    ):
        signed_in(someone).get(address)
        last = FileAccess.objects.filter(child=adopted.pk, worker=someone.pk).latest("at")
        assert last.what == what


def test_one_more_is_named_and_named_no_more(signed_in, manager, adopted, worker):
    identity = sealed(adopted, manager)
    desk, page = signed_in(manager), reverse("sealed-identity", args=[adopted.pk])
    add = reverse("sealed-reader-add", args=[adopted.pk])
    desk.post(add, {"worker": worker.pk, "because": "Writes the later life letter"})
    assert says(signed_in(worker).get(page).content.decode())
    reader = identity.readers.get(worker=worker)
    end = reverse("sealed-reader-end", args=[adopted.pk, reader.pk])
    assert signed_in(worker).post(end, {"because": "x"}).status_code == 403
    signed_in(manager).post(end, {"because": "The letter is written"})
    after = signed_in(worker).get(page).content.decode()
    assert says(after) == []
    assert "The letter is written" in after


def test_unsealing_takes_a_reason_and_two_people_and_puts_everything_back(
    signed_in, manager, adopted, worker
):
    other = make.WorkerFactory(team=adopted.team, role="service_manager", username="grace")
    before = (Relationship.objects.count(), Address.objects.count(), PersonName.objects.count())
    identity = sealed(adopted, manager)
    assert Relationship.objects.count() == 0
    desk = signed_in(manager)
    ask = reverse("unseal", args=[adopted.pk])
    assert "Say why" in desk.post(ask, {}).content.decode()
    desk.post(ask, {"because": "The adoption order was set aside"})
    agree = reverse("unseal-agree", args=[adopted.pk, identity.pk])
    assert desk.get(agree).status_code == 403
    assert signed_in(worker).get(agree).status_code == 403
    assert agree in signed_in(other).get(reverse("my_work")).content.decode()
    signed_in(other).post(agree, {"agreed": "yes"})
    adopted.refresh_from_db()
    assert (adopted.former_upn, adopted.nhs_number) == ("A123456789012", "9434765919")
    rows, addresses, names = before
    now = (Relationship.objects.count(), Address.objects.count(), PersonName.objects.count())
    assert now == (rows, addresses, names + 2)  # the name, and what she liked to be called
    assert Child.objects.visible_to(worker).matching("Quillfeather").exists()


def test_not_agreed_it_stays_sealed(signed_in, manager, adopted):
    other = make.WorkerFactory(team=adopted.team, role="service_manager", username="grace")
    identity = sealed(adopted, manager)
    operations.ask_to_unseal(identity, because="x", by=manager)
    signed_in(other).post(
        reverse("unseal-agree", args=[adopted.pk, identity.pk]),
        {"agreed": "no", "because": "There is no order"},
    )
    assert SealedIdentity.objects.sealed().get().submitted_at is None
    assert not PersonName.objects.exists()


def test_one_person_alone_cannot_unseal(manager, adopted):
    sealed(adopted, manager)
    facts = {"unsealed_at": timezone.now(), "unsealed_by": manager, "asked_by": manager}
    with pytest.raises(IntegrityError), transaction.atomic():
        SealedIdentity.objects.update(unseal_because="x", **facts)


def test_those_named_are_shown_where_the_words_of_the_file_still_say_it(
    signed_in, manager, adopted, worker
):
    make.ChildNoteFactory(child=adopted, note__text="Kayleigh was settled at nursery.")
    sealed(adopted, manager)
    page = reverse("sealed-identity", args=[adopted.pk])
    assert "The words of the file still say" in signed_in(manager).get(page).content.decode()
    assert "Kayleigh" not in signed_in(worker).get(page).content.decode()
