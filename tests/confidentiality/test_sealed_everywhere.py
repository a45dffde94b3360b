"""One of every record there is of an adopted child, and who they were born as sealed: no page,
answer of the API, export or search says it to whoever is not named."""

import pytest
from django.test import Client
from django.utils import timezone

from casework.children.models import (
    Address,
    Child,
    FileGrant,
    PersonName,
    Relationship,
    SealedIdentity,
)
from casework.confidentiality.models import Restriction
from casework.confidentiality.sealing import operations
from casework.confidentiality.sealing.operations import Chosen
from tests import factories as make
from tests.strangers.routes import Route, routes
from tests.strangers.strangers import body_of
from tests.strangers.world import File

pytestmark = pytest.mark.django_db

NUMBER, WORD = 900201, "Zzadopted"
BORN_AS = {"given_name": "Kayleighborn", "family_name": "Quillfeatherborn", "known_as": "Kayborn"}
SAYS_IT = (*BORN_AS.values(), "Tamsinborn", "Bramblethornborn", "9434765919", "A123456789012")
ASKED = ("Quillfeatherborn", "Kayleighborn", "Tamsinborn", "9434765919", "Bramblethornborn")
API = {name: route for name, route in routes().items() if route.in_the_api}
READS = ("service_manager", "data_analyst", "team_manager")


@pytest.fixture
def sealed():
    """Read by the child's own worker and by those who may open every file, none of them named."""
    team = make.TeamFactory(authority__name="Northmoor Council", pk=NUMBER)
    holder = make.WorkerFactory(pk=NUMBER, team=team, username="holder")
    file = File(number=NUMBER, word=WORD, team=team, restricted=False, worker=holder).fill()
    born_as(file.child)
    for standing in (Restriction, SealedIdentity):
        standing.objects.all().delete()
    assert said(holder, API["child-detail"]), "What is to be sealed must be read before it is"
    seals = make.WorkerFactory(team=team, role="team_manager", username="seals")
    operations.seal(
        file.child, everything(file.child), because="Adopted", readers=[seals], by=seals
    )
    return file


def born_as(child) -> None:
    person = child.person
    for name, value in BORN_AS.items():
        setattr(person, name, value)
    person.save()
    child.former_upn, child.nhs_number = "A123456789012", "9434765919"
    child.save()
    PersonName.objects.create(person=person, given_name="Kayborn", family_name="Quillfeatherborn")
    mother = make.PersonFactory(authority=child.authority, given_name="Tamsinborn")
    make.RelationshipFactory(person=person, relative=mother, kind="mother")
    make.RelationshipFactory(person=mother, relative=person, kind="child")
    make.AddressFactory(person=person, lines="9 Bramblethornborn Row")


def everything(child) -> Chosen:
    person = child.person
    return Chosen(
        given_name="Ruby",
        family_name="Whitlow",
        names=list(PersonName.objects.filter(person=person)),
        family=list(Relationship.objects.filter(person=person)),
        addresses=list(Address.objects.filter(person=person)),
        numbers=["former_upn", "nhs_number"],
    )


def readers(file):
    found = [file.worker]
    for role in READS:
        reader = make.WorkerFactory(team=file.team, role=role, username=f"not-named-{role}")
        FileGrant.on_file_of(
            file.child, reader, worker=reader, reason="Reads", until=timezone.localdate()
        ).save()
        found.append(reader)
    return found


def said(reader, route: Route, query="") -> list[str]:
    client = Client(raise_request_exception=False)
    client.force_login(reader)
    body = body_of(client.get(route.address(NUMBER) + query))
    return [word for word in SAYS_IT if word in body]


@pytest.mark.long
def test_no_answer_of_the_api_says_it_to_who_is_not_named(sealed):
    found = {
        (reader.role, name): words
        for reader in readers(sealed)
        for name, route in API.items()
        if (words := said(reader, route))
    }
    assert found == {}


@pytest.mark.parametrize("asked", ASKED)
def test_no_search_says_it_or_finds_by_it(sealed, asked):
    """The box on the page says again what was typed there: the child must not be found by it."""
    for reader in readers(sealed):
        client = Client()
        client.force_login(reader)
        for address in ("/children/find/", "/children/", "/api/v1/children/"):
            for name in ("q", "search", "name"):
                body = body_of(client.get(address, {name: asked}))
                others = [word for word in SAYS_IT if word in body and word != asked]
                assert others == [], (reader.role, address)
        assert not Child.objects.visible_to(reader).found_by(asked, reader).exists(), reader.role


@pytest.mark.long(sampled=False)
def test_no_page_or_export_says_it_to_who_is_not_named(sealed):
    found = {
        (reader.role, name): words
        for reader in readers(sealed)[:2]
        for name, route in routes().items()
        if (words := said(reader, route))
    }
    assert found == {}
