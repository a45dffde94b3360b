"""Documents on a child's file: added, found, read, taken off, and never anyone else's."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from casework.children.models import Child, FileAccess
from casework.chronology.timeline import newest
from casework.corrections.operations import move
from casework.documents.models import ChildDocument, Document, DocumentFile
from casework.documents.storage import bytes_kept
from tests.documents.conftest import PDF, PNG, facts, sent
from tests.factories import (
    AllocationFactory,
    ChildDocumentFactory,
    ChildFactory,
    RelationshipFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def amira(client, worker):
    client.force_login(worker)
    return client


def add(client, child, **more):
    return client.post(reverse("document-add", args=[child.pk]), facts(**more))


def bytes_of(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def document(amira, child) -> Document:
    add(amira, child)
    return Document.objects.get()


def file_url(child, document, name="document-file"):
    return reverse(name, args=[child.pk, document.pk, document.files.get().pk])


def test_a_file_is_taken_away_by_somebody_who_said_lately_who_they_are(amira, child, document):
    session = amira.session
    session["sure_at"] -= 61 * 60
    session.save()
    answer = amira.get(file_url(child, document))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_a_document_is_kept_as_it_came_and_read_again_as_a_file(amira, child, document):
    file = document.files.get()
    assert (file.sha256, file.size) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    assert "report" not in file.stored_as
    answer = amira.get(file_url(child, document))
    assert bytes_of(answer) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"] == "application/pdf"


def test_each_look_at_a_document_is_logged_by_its_title(amira, worker, child, document):
    amira.get(file_url(child, document))
    look = FileAccess.objects.filter(child=child.pk).latest("at")
    assert (look.worker, look.what) == (worker, "document: School report, autumn")


def test_a_stranger_finds_neither_page_nor_bytes_nor_row(
    client, child, document, stranger, elsewhere
):
    for someone in (stranger, elsewhere):
        client.force_login(someone)
        pages = [reverse("document", args=[child.pk, document.pk]), file_url(child, document)]
        assert {client.get(page).status_code for page in pages} == {404}
        api = APIClient()
        api.force_authenticate(someone)
        part = document.children.get()
        base = f"/api/v1/documents/{part.pk}/"
        asked = [base, f"{base}files/{document.files.get().pk}/"]
        assert {api.get(one).status_code for one in asked} == {404}


def test_an_administrator_reads_no_document(client, team, child, document):
    client.force_login(WorkerFactory(team=team, role="administrator"))
    assert client.get(file_url(child, document)).status_code == 404


def test_who_may_only_read_adds_nothing(client, team, child):
    client.force_login(WorkerFactory(team=team, role="data_analyst"))
    assert add(client, child).status_code == 403
    assert not Document.objects.exists()


def test_another_childs_document_is_not_found_through_this_childs_file(
    amira, worker, child, document
):
    other = ChildFactory(team=child.team)
    AllocationFactory(child=other, worker=worker)
    file = document.files.get()
    for name, args in (
        ("document", []),
        ("document-file", [file.pk]),
        ("document-remove", []),
        ("sending-add", []),
        ("document-version", []),
    ):
        assert amira.get(reverse(name, args=[other.pk, document.pk, *args])).status_code == 404
    mine = ChildDocumentFactory(child=other)
    url = reverse("document-file", args=[other.pk, mine.document_id, file.pk])
    assert amira.get(url).status_code == 404


def test_one_document_is_kept_once_for_brothers_and_sisters(amira, worker, child, kept_names):
    sister = ChildFactory(team=child.team, person__given_name="Skye")
    AllocationFactory(child=sister, worker=worker)
    RelationshipFactory(person=child.person, relative=sister.person, kind="sister")
    add(amira, child, also=[sister.pk])
    document = Document.objects.get()
    assert set(document.children.values_list("child", flat=True)) == {child.pk, sister.pk}
    assert len(kept_names()) == 1


def test_a_child_who_is_no_sibling_or_hidden_cannot_be_named(
    amira, worker, child, restricted_child
):
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="sister")
    page = amira.get(reverse("document-add", args=[child.pk])).content.decode()
    assert "Hidden" not in page
    other = ChildFactory(team=child.team, person__given_name="Skye")
    RelationshipFactory(person=child.person, relative=other.person, kind="sister")
    for pk in (restricted_child.pk, ChildFactory(team=child.team).pk):
        assert add(amira, child, also=[pk]).status_code == 200
    assert not Document.objects.exists()


def test_a_hidden_siblings_name_is_not_beside_the_document(
    amira, child, document, restricted_child
):
    ChildDocumentFactory(child=restricted_child, document=document)
    page = amira.get(reverse("document", args=[child.pk, document.pk])).content.decode()
    assert "Hidden" not in page


def test_a_file_called_by_a_hidden_sisters_name_has_another_name_for_its_reader(
    amira, child, restricted_child
):
    add(amira, child, title="School report", file=sent("2026_Hidden_report.pdf"))
    document = Document.objects.get()
    file = document.files.get()
    assert file.name == "2026_Hidden_report.pdf"
    ChildDocumentFactory(child=restricted_child, document=document)
    for name, args in (
        ("document", [child.pk, document.pk]),
        ("document-file", [child.pk, document.pk, file.pk]),
        ("document-bytes", None),
    ):
        address = reverse(name, args=args or [child.childdocuments.get().pk, file.pk])
        answer = amira.get(address)
        assert answer.status_code == 200, name
        told = str(answer.headers) + ("" if answer.streaming else answer.content.decode())
        assert "document.pdf" in told, name
        assert "Hidden" not in told, name


@pytest.mark.parametrize("restricted_since", ["the look", "before"])
def test_a_look_kept_of_a_shared_title_names_no_hidden_sister(
    signed_in, worker, child, restricted_child, restricted_since
):
    """Whoever opened it may know of both; whoever reads who has looked may know of one alone."""
    trusted = restricted_child.allocations.get().worker
    AllocationFactory(child=child, worker=trusted, role="joint")
    add(signed_in(trusted), child, title="Letter about Hidden")
    document = Document.objects.get()
    ChildDocumentFactory(child=restricted_child, document=document)
    set_restricted(restricted_child, on=restricted_since == "before")
    signed_in(trusted).get(file_url(child, document))
    look = FileAccess.objects.get(child=child.pk, what__startswith="document: ")
    assert ("Hidden" in look.what) == (restricted_since == "the look")
    set_restricted(restricted_child, on=True)
    address = reverse("looks", args=[child.pk])
    reader = Client()
    reader.force_login(worker)
    page = reader.get(address).content.decode()
    table = bytes_of(reader.get(address, {"as": "csv"})).decode()
    for told in (page, table):
        assert str(trusted) in told
        assert "ocument" in told
        assert "Hidden" not in told


def set_restricted(child, *, on):
    Child.objects.filter(pk=child.pk).update(restricted=on)


def test_what_was_typed_stays_when_the_file_is_refused(amira, child):
    answer = add(amira, child, title="The consent Mum signed", file=sent("consent.exe", b"MZ"))
    page = answer.content.decode()
    assert "We can keep these kinds of file" in page
    assert "The consent Mum signed" in page
    assert not Document.objects.exists()


def test_a_good_file_beside_a_missing_title_is_asked_for_again(amira, child, kept_names):
    page = add(amira, child, title="").content.decode()
    assert "Choose the file again" in page
    assert kept_names() == []


def test_a_save_that_fails_half_way_lists_nothing(amira, child, monkeypatch, kept_names):
    monkeypatch.setattr(DocumentFile.objects, "create", _fails)
    with pytest.raises(RuntimeError):
        add(amira, child)
    assert not Document.objects.exists()
    assert not ChildDocument.objects.exists()
    assert len(kept_names()) == 1  # bytes no row names: the night deletes them


def _fails(**facts):
    raise RuntimeError("the power went")


def test_a_write_that_is_broken_off_leaves_no_row(amira, child, monkeypatch):
    monkeypatch.setattr("casework.documents.storage.PrivateFiles._save", _fails_at_once)
    with pytest.raises(OSError, match="full"):
        add(amira, child)
    assert not Document.objects.exists()


def _fails_at_once(self, name, content):
    raise OSError("the disk is full")


def test_a_new_version_keeps_the_one_before(amira, child, document):
    url = reverse("document-version", args=[child.pk, document.pk])
    new = {
        key: value
        for key, value in facts(file=sent("scan.png", PNG)).items()
        if key.startswith(("file", "dated", "from"))
    }
    amira.post(url, new)
    assert list(document.files.values_list("version", "format")) == [(2, "png"), (1, "pdf")]
    page = amira.get(reverse("document", args=[child.pk, document.pk])).content.decode()
    assert "scan.png" in page
    assert "report.pdf" in page


def test_taken_off_it_is_gone_from_view_and_kept_in_history(amira, worker, child, document):
    url = reverse("document-remove", args=[child.pk, document.pk])
    assert "Say why it is taken off" in amira.post(url, {}).content.decode()
    amira.post(url, {"removed_because": "It is about another family"})
    part = document.children.get()
    assert (part.removed_by, part.removed_because) == (worker, "It is about another family")
    assert amira.get(file_url(child, document)).status_code == 404
    assert "School report" not in amira.get(reverse("documents", args=[child.pk])).content.decode()
    assert bytes_kept().exists(document.files.get().stored_as)
    events = type(part).pgh_event_models["update"].objects.filter(pgh_obj=part.pk)
    assert events.filter(removed_because="It is about another family").exists()


def test_it_is_taken_off_a_sisters_file_too_when_that_is_ticked(amira, worker, child, document):
    sister = ChildFactory(team=child.team)
    AllocationFactory(child=sister, worker=worker)
    other = ChildDocumentFactory(child=sister, document=document)
    url = reverse("document-remove", args=[child.pk, document.pk])
    amira.post(url, {"removed_because": "Wrong family", "also": [other.pk]})
    assert not document.children.standing().exists()


def test_bytes_that_are_lost_are_said_to_be(amira, child, document):
    bytes_kept().delete(document.files.get().stored_as)
    page = amira.get(file_url(child, document), follow=True).content.decode()
    assert "not where it was kept" in page


def test_documents_are_found_by_title_by_whom_and_by_kind(amira, child):
    for title, who, kind in (("School report", "Hill Top", "report"), ("Consent", "Mum", "form")):
        add(amira, child, title=title, from_whom=who, kind=kind)
    url = reverse("documents", args=[child.pk])
    for asked, found, hidden in (
        ("q=report", "School report", ">Consent<"),
        ("q=mum", "Consent", "School report"),
        ("kind=form", "Consent", "School report"),
    ):
        page = amira.get(f"{url}?{asked}").content.decode()
        assert found in page
        assert hidden not in page
    assert "Nothing found" in amira.get(f"{url}?q=nothing").content.decode()


@pytest.mark.parametrize("many", [3, 25])
def test_the_list_asks_the_database_as_much_for_few_as_for_many(
    amira, worker, child, many, django_assert_max_num_queries
):
    parts = ChildDocumentFactory.create_batch(many, child=child)
    for number, part in enumerate(parts):
        DocumentFile.objects.create(
            document=part.document,
            format="pdf",
            name="a.pdf",
            size=4,
            sha256="",
            added_by=worker,
            stored_as=f"aa/{number}",
        )
    with django_assert_max_num_queries(2 + 1 + 8):  # the session, the worker; the look
        page = amira.get(reverse("documents", args=[child.pk]))
    assert page.status_code == 200


def test_the_page_of_a_document_asks_little(amira, child, document, django_assert_max_num_queries):
    with django_assert_max_num_queries(2 + 1 + 12):
        amira.get(reverse("document", args=[child.pk, document.pk]))


def test_a_document_stands_in_the_chronology_until_it_is_taken_off(amira, child, document):
    titles = [event.title for event in newest([child.pk], None)[0]]
    assert "Document: School report, autumn" in titles
    url = reverse("document-remove", args=[child.pk, document.pk])
    amira.post(url, {"removed_because": "Wrong family"})
    assert not [one for one in newest([child.pk], None)[0] if one.code == "document"]


def test_the_api_gives_the_bytes_and_logs_the_look(worker, child, document):
    api = APIClient()
    api.force_authenticate(worker)
    row = api.get("/api/v1/documents/").json()["results"][0]
    answer = api.get(f"/api/v1/documents/{row['id']}/files/{row['files'][0]['id']}/")
    assert bytes_of(answer) == PDF
    assert FileAccess.objects.filter(child=child.pk, what__startswith="document: ").exists()


def test_the_history_says_who_kept_it_and_no_kept_file_is_ever_changed(document, worker):
    from django.db import InternalError, transaction

    events = DocumentFile.pgh_event_models["insert"].objects.filter(pgh_label="insert")
    assert events.get().sha256 == document.files.get().sha256
    with pytest.raises(InternalError), transaction.atomic():
        document.files.update(name="other.pdf")


def test_a_document_moved_to_the_right_child_leaves_no_title_where_it_was_looked_at(
    amira, worker, child, document
):
    part = ChildDocument.objects.get(document=document, child=child)
    other = ChildFactory(team=child.team)
    amira.get(file_url(child, document))
    move(part, child=child, to=other, because="It is her brother’s", by=worker)
    amira.get(reverse("looks", args=[child.pk]))  # on which it is still said to be kept
    looked = amira.get(reverse("looks", args=[child.pk])).content.decode()
    assert "A document" in looked
    assert "School report" not in looked
    assert FileAccess.objects.filter(child=child.pk, what__startswith="document: ").exists()
