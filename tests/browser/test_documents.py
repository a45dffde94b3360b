"""Documents and letters in a real browser: kept from a phone without script, each page walked."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from casework.documents.letters.default_templates import ship
from casework.documents.letters.finalise import add_file, make_final
from casework.documents.models import ChildDocument, Document, Letter, LetterTemplate
from tests.browser.test_every_page import file, walk  # noqa: F401
from tests.documents.conftest import PDF
from tests.factories import ChildDocumentFactory, WorkerFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
REPORT = {"name": "school report.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture
def kept(file):  # noqa: F811
    """A document with a file, a final letter and one still being written."""
    ship()
    worker = file.allocations.get().worker
    part = ChildDocumentFactory(child=file, document__sensitivity="third_party")
    add_file(part.document, ContentFile(PDF), "a.pdf", "pdf", version=1, by=worker)
    template = LetterTemplate.objects.get(code="childs-own-letter")
    for _ in range(2):
        letter = Letter.on_file_of(
            file, worker, template=template, title="For Ruby", text="# Hello\n\n- one\n\n> I said"
        )
        letter.save()
    make_final(letter, worker)
    return part


@pytest.mark.long
def test_every_page_of_documents_and_letters(sign_in, file, kept):  # noqa: F811
    page = sign_in(file.allocations.get().worker)
    letter = Letter.objects.drafts().get()
    one = [file.pk, kept.document_id]
    pages = [
        ("documents", [file.pk]),
        ("document-add", [file.pk]),
        ("document", one),
        ("document-version", one),
        ("document-remove", one),
        ("sending-add", one),
        ("letter-add", [file.pk]),
        ("letter", [file.pk, letter.pk]),
        ("letter-edit", [file.pk, letter.pk]),
        ("contact-limit-add", [file.pk]),
    ]
    assert not walk(page, [reverse(name, args=args) for name, args in pages])


def test_every_page_of_templates(sign_in, file, kept):  # noqa: F811
    page = sign_in(WorkerFactory(team=file.team, role="administrator"))
    urls = [
        reverse("letter-templates"),
        reverse("letter-template-add"),
        reverse("letter-template", args=["family-copy"]),
    ]
    assert not walk(page, urls)


def test_a_document_is_kept_and_taken_away_without_script(
    browser,
    live_server,
    sign_in,
    page,
    file,  # noqa: F811
):
    sign_in(file.allocations.get().worker)
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        accept_downloads=True,
        storage_state=page.context.storage_state(),
        viewport={"width": 390, "height": 844},
    )
    plain = context.new_page()
    plain.goto(reverse("document-add", args=[file.pk]))
    assert "image/*" in plain.get_attribute("[name=file]", "accept")
    plain.set_input_files("[name=file]", REPORT)
    plain.fill("[name=title]", "School report")
    plain.select_option("[name=kind]", "report")
    for box, value in (("day", "1"), ("month", "9"), ("year", "2025")):
        plain.fill(f"[name=dated_on_{box}]", value)
    plain.get_by_role("button", name="Keep this document").click()
    assert "is on the file" in plain.inner_text("main")
    with plain.expect_download() as taken:
        plain.get_by_role("link", name="school report.pdf").click()
    assert taken.value.suggested_filename == "school report.pdf"
    assert Document.objects.get().title == "School report"
    assert ChildDocument.objects.get().child == file
    context.close()
