"""What nobody types and no document can hold is taken out where it comes in, and harms nothing."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import reverse
from docx import Document as Word
from openpyxl import load_workbook

from casework.access.models import SavedList
from casework.children.models import Alert
from casework.documents.letters.as_docx import as_docx
from casework.documents.letters.as_pdf import as_pdf
from casework.documents.letters.blocks import Block, blocks_of
from casework.documents.letters.letter import Paper
from casework.documents.models import Document
from casework.interface.exports import Column, as_xlsx
from casework.interface.plain_text import plain, plain_data, whole_number
from tests.documents.conftest import PDF, facts
from tests.factories import WorkerFactory

pytestmark = pytest.mark.django_db

CANNOT_BE_HELD = [*map(chr, range(32)), "\ud800", "\udfff", "\ufffe", "\uffff"]
CANNOT_BE_HELD = [one for one in CANNOT_BE_HELD if one not in "\t\n\r"]


@pytest.mark.parametrize("one", CANNOT_BE_HELD, ids=lambda one: f"{ord(one):04x}")
def test_it_is_taken_out_and_words_stay_apart(one):
    assert plain(f"Ruby{one}") in ("Ruby", "Ruby ")
    assert plain("\x0b".join("ab")) == "a b"


def test_everything_else_stays_as_it_was():
    words = "Siân said:\r\n\t“I’m fine” 😀 नमस्ते \u200b\x7f"
    assert plain(words) == words
    same = QueryDict("q=Siân&q=b")
    assert plain_data(same) is same


def test_a_new_line_counts_as_one_character_of_what_a_browser_sends():
    typed = QueryDict(mutable=True)
    typed["text"] = "\r\n".join(["fourteen signs"] * 20)
    assert len(plain_data(typed)["text"]) == 20 * 14 + 19


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("0", 0),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("²", None),
        ("٣", None),
        ("-1", None),
        ("1.0", None),
        ("", None),
        (" 7", None),
    ],
)
def test_a_number_is_read_as_the_database_counts(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize("query", ["q=%00", "q=Ru%00by", "q=Ru%0Bby", "%00=1", "q=%ED%A0%80"])
def test_a_search_for_it_finds_what_is_left(signed_in, worker, child, query):
    assert signed_in(worker).get(f"{reverse('find')}?{query}").status_code == 200


@pytest.mark.parametrize("path", ["/children/%00/", "/%0B", "/children/find%1F/", "/api/v1/%00/"])
def test_a_path_with_it_is_no_page(signed_in, worker, path):
    assert signed_in(worker).get(path).status_code == 404


@pytest.mark.parametrize("address", ["children", "child-list"])
def test_filters_of_lists_and_of_the_api_take_it_out(signed_in, worker, child, address):
    names = ("worker", "team", "after", "cursor", "sex", "page_size")
    if address == "child-list":
        names = ("child", "team", "cursor", "updated_since", "born_on_from", "page_size")
    asked = dict.fromkeys(names, "\x00")
    assert signed_in(worker).get(reverse(address), asked).status_code == 200


def test_what_is_pasted_with_it_is_saved_without(signed_in, worker, child):
    words = {
        "text": "Two\x0bworkers\0 to visit",
        "started_on_day": "1",
        "started_on_month": "9",
        "started_on_year": "2026",
    }
    signed_in(worker).post(reverse("alert-add", args=[child.pk]), words)
    assert Alert.objects.get().text == "Two workers to visit"


def test_a_file_comes_with_whatever_its_name_holds(signed_in, worker, child):
    file = SimpleUploadedFile("re\x0bport\x01.pdf", PDF)
    form = facts(title="Re\0port\x0bof autumn", file=file)
    assert signed_in(worker).post(reverse("document-add", args=[child.pk]), form).status_code == 302
    made = Document.objects.get()
    assert made.title == "Report of autumn"
    name = made.files.get().name
    assert name == plain(name)


def test_a_session_named_with_it_is_nobodys(client):
    client.cookies["sessionid"] = '"\\000aaaaaaaaaaaa"'
    assert client.get(reverse("home")).status_code == 302


def test_what_stands_in_older_records_is_left_out_of_documents():
    old = "He said\x0b“no”\x00\x1f\ufffe"
    blocks = [*blocks_of(old), Block("points", items=[old]), Block("table", rows=[[old], [old]])]
    paper = Paper(old, old, old, old, old, [old], blocks)
    text = "\n".join(one.text for one in Word(BytesIO(as_docx(paper))).paragraphs)
    assert "He said" in text
    assert text == plain(text)
    assert as_pdf(paper).startswith(b"%PDF")


def test_and_out_of_spreadsheets():
    answer = as_xlsx("List", [Column("Words", lambda row: row)], ["a\x0bb\x00\ufffe"])
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert book.active["A2"].value == "a b"


def test_a_table_of_statistics_with_it_is_read(signed_in, team):
    desk = signed_in(WorkerFactory(team=team, role="data_analyst"))
    rows = "figure,area,period,share,source\nnot\0hing,England,2025,1,DfE\x0b\n"
    file = SimpleUploadedFile("table.csv", rows.encode())
    assert desk.post(reverse("published"), {"file": file}).status_code == 200


@pytest.mark.parametrize("address", ["http://[", "//[", "/calendar/" + "x" * 300 + ".ics"])
def test_an_address_within_a_form_or_a_query_that_is_none_is_passed_over(signed_in, team, address):
    desk = signed_in(WorkerFactory(team=team, role="service_manager"))
    assert desk.get(reverse("programme-add"), {"figure": address}).status_code == 200
    kept = desk.post(reverse("list-keep"), {"address": address, "name": "Mine"})
    assert kept.status_code == 302
    assert not SavedList.objects.exists()


def test_an_address_to_go_on_to_that_cannot_be_read_leads_nowhere(client, db):
    assert client.get(reverse("account_login"), {"next": "//["}).status_code == 200
    assert client.post(reverse("home"), HTTP_REFERER="http://[").status_code == 302
