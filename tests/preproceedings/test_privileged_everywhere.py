"""Real words that are privileged, or private to two people: no address says them to anyone else.

The lawyer's advice and what a worker said of themselves in supervision are written with words that
stand nowhere else. Then every address there is, is asked for by every role: pages, lists, searches,
the chronology, family copies, letters, spreadsheets, the API and what is printed.
"""

from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.db import transaction
from django.urls import reverse
from pypdf import PdfReader
from pypdf.errors import PdfReadError
from rest_framework.test import APIClient

from casework.access.roles import ROLES, Permission
from casework.preproceedings.models import LegalAdvice
from casework.supervision.models import PrivateLook, PrivateNote
from tests import factories as make
from tests.page_rows import ROWS, addresses
from tests.world import World

ADVICE, LAWYER, SAID = "Zugzwangadvice", "Zugzwanglawyer", "Quillwortsaid"
WORDS = (ADVICE, LAWYER, SAID)
READS_ADVICE = {"plo-advice", "plo-step"}
"""The pages that say it to those the table of roles names: of one family's own advice."""
BETWEEN_TWO = {"session"}
WAYS = ({}, {"as": "csv"}, {"as": "xlsx"})
NOT_ASKED = {"account_logout"}
"""An address that ends what it is asked with."""


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(autouse=True)
def _quick_and_plain(_quick_and_plain, settings, papers):
    kept = settings.STORAGES["documents"]
    settings.STORAGES = settings.STORAGES | {
        "documents": kept | {"OPTIONS": {"location": str(papers)}}
    }


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield {}
        transaction.set_rollback(True)


@pytest.fixture
def world(built, _quick_and_plain):
    """The council that has something of everything, with the words written into it."""
    if not built:
        built["world"] = World()
        LegalAdvice.objects.update(
            advice=f"{ADVICE}: apply, the threshold is met", given_by=f"{LAWYER}, solicitor"
        )
        PrivateNote.objects.update(text=f"{SAID}: I do not sleep")
    with transaction.atomic():
        yield built["world"]
        transaction.set_rollback(True)


def text_of(response) -> str:
    """Everything an answer says, whatever kind of file it is."""
    said = b"".join(response.streaming_content) if response.streaming else response.content
    if said.startswith(b"%PDF"):
        with suppress(PdfReadError):  # a paper of the world that is a PDF in name only is read raw
            return " ".join(page.extract_text() for page in PdfReader(BytesIO(said)).pages)
    if is_zipfile(BytesIO(said)):
        with ZipFile(BytesIO(said)) as packed:
            said = b"\n".join(packed.read(name) for name in packed.namelist())
    return said.decode(errors="replace") + str(response.headers)


def reader_of(world, role):
    """Someone of this role who may open Ruby's file, but is neither of the two."""
    if role not in ("social_worker", "team_manager"):
        return world.worker(role)
    other = make.WorkerFactory(team=world.team, role=role, username=f"another.{role}")
    make.AllocationFactory(child=world.ruby, worker=other, role="other")
    return other


def signed_in(worker) -> APIClient:
    client = APIClient(raise_request_exception=False)
    client.force_login(worker)
    client.force_authenticate(worker)
    return client


def told(world, names, worker, role, ways=WAYS) -> list[str]:
    """Each address that said one of the words, and to whom. Those that opened are counted, or a
    walk of closed doors would find nothing either."""
    client, found, opened = signed_in(worker), [], 0
    reads_advice = worker.may(Permission.READ_LEGAL_ADVICE)
    for name in names:
        address = ROWS[name].address(world, name)
        for way in ways if ROWS[name].about == () else WAYS[:1]:
            response = client.get(address, way)
            opened += response.status_code == 200
            said = text_of(response)
            found += [
                f"{role}: {address} {way} says {word}"
                for word in WORDS
                if word in said and not (word != SAID and reads_advice and name in READS_ADVICE)
            ]
    assert opened > 10, (role, opened)
    return found


ADDRESSES = sorted(set(addresses()) - NOT_ASKED)
EXPORTS = sorted(
    name
    for name in ADDRESSES
    if any(
        part in name
        for part in (
            "chronology",
            "copy",
            "document",
            "letter",
            "panel-sheet",
            "kept-sheet",
            "plo",
            "find",
            "search",
            "subject",
            "looks",
            "-list",
            "list",
            "print",
            "legal",
            "meeting",
            "supervision",
            "session",
            "sample",
            "history",
            "calendar",
            "return",
            "audit-record",
            "child-detail",
            "bundle",
            "export",
        )
    )
    and " format" not in name
)
"""What gathers, copies, sends, prints or hands on."""


def test_the_words_are_there_for_those_who_may_read_them(world):
    """Or nothing here would prove anything."""
    worker, manager = world.worker("social_worker"), world.worker("team_manager")
    advice = reverse("plo-advice", args=[world.ruby.pk, world.plo.pk])
    assert ADVICE in text_of(signed_in(worker).get(advice))
    session = reverse("session", args=[world.session.pk])
    for one in (worker, manager):
        assert SAID in text_of(signed_in(one).get(session))


NEAREST = ("service_manager", "social_worker", "inspector")
"""Who comes nearest: who oversees it all, another worker of the same child, and who reads files."""


@pytest.mark.long
@pytest.mark.parametrize("role", NEAREST)
def test_nothing_that_gathers_or_hands_on_says_them(world, role):
    assert len(EXPORTS) > 100
    assert told(world, EXPORTS, reader_of(world, role), role, WAYS[:2]) == []


@pytest.mark.long(sampled=False)
@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_address_says_them(world, role):
    assert told(world, ADDRESSES, reader_of(world, role), role) == []


@pytest.mark.long
@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_search_finds_them(world, role):
    client = signed_in(reader_of(world, role))
    for name, about in (
        ("find", ()),
        ("chronology", (world.ruby.pk,)),
        ("chronology-print", (world.ruby.pk,)),
        ("file-search", (world.ruby.pk,)),
        ("documents", (world.ruby.pk,)),
        ("child-list", ()),
    ):
        for word in WORDS:
            address = reverse(name, args=about)
            said = text_of(client.get(address, {"q": word, "words": word, "search": word}))
            for shown in (f"q={word}", f"words={word}", f"search={word}", f'value="{word}"'):
                said = said.replace(shown, "")
            said = said.replace(f"“{word}”", "").replace(f"“<b>{word}</b>”", "")
            assert word not in said, (name, word)


def test_a_look_and_its_reason_stay_with_the_session(world):
    """Why the next manager read a private note is said to the two, and to nobody else."""
    senior = world.worker("service_manager")
    PrivateLook.objects.create(session=world.session, worker=senior, because=f"{SAID}: off sick")
    names = [name for name in EXPORTS if name not in BETWEEN_TWO]
    names = [name for name in names if "supervision" in name or "session" in name]
    for role in ("service_manager", "team_manager"):
        assert told(world, names, reader_of(world, role), role) == []
