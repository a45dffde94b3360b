"""The report and the self-evaluation taken away: whole, drawn, and naming nobody."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from audits.learning.themes import CountedAudits
from audits.models import Audit
from audits.reports.report import report
from casework.access.models import Export
from casework.documents.letters.bars import HEIGHT, WIDTH, bar_png
from tests.factories import ChildFactory, ImprovementFactory

QUALITY = "HP.PL.3"


@pytest.fixture
def year(finished, service_manager):
    """Fifteen audits, two of them of one child, with an improvement under way."""
    child = ChildFactory(team=service_manager.team, person__family_name="Featherstonehaugh")
    finished([(QUALITY, "not_met")], child=child, ago=200)
    for n in range(14):
        answers = [(QUALITY, "met" if n > 6 else "not_met"), ("HP.PL.2", "met")]
        finished(answers, ago=20, **({"child": child} if not n else {}))
    ImprovementFactory(owner=service_manager, owner__last_name="Unmistakable", kind="gap")
    service_manager.last_name = "Unmistakable"
    service_manager.save()


@pytest.fixture
def taken(signed_in, service_manager, year, today):
    """``taken("learning-report", "docx")``: the file as its bytes."""

    def _taken(name, kind):
        query = {"as": kind, "at": today.isoformat(), "months": "12"}
        answer = signed_in(service_manager).get(reverse(name), query)
        assert answer.status_code == 200
        return b"".join(answer.streaming_content)

    return _taken


def text_of(document) -> str:
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("name", ["learning-report", "self-evaluation"])
def test_the_document_has_its_numbers_and_bars_and_no_name(taken, name):
    document = Document(BytesIO(taken(name, "docx")))
    text = text_of(document)
    assert "7 of 15 (47%)" in text
    assert document.inline_shapes
    alt = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert all(alt), "every drawing says in words what it shows"
    assert "Featherstonehaugh" not in text
    assert "Unmistakable" not in text
    for audit in Audit.objects.select_related("child__person", "auditor"):
        assert audit.auditor.last_name not in text
    assert Export.objects.get().worker.role == "service_manager"


def test_a_table_has_its_columns_in_the_order_of_the_page(taken, signed_in, service_manager):
    """The improvement plan: what, how it stands, who."""
    page = signed_in(service_manager).get(reverse("learning-report")).content.decode()
    plan = page[page.index("Improvement plan") :]
    places = [plan.index(f">{head}<") for head in ("What", "How it stands", "Who")]
    assert places == sorted(places)
    document = Document(BytesIO(taken("learning-report", "docx")))
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["What", "How it stands", "Who"] in heads
    made = PdfReader(BytesIO(taken("learning-report", "pdf")))
    text = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    assert "What How it stands Who" in text
    document = Document(BytesIO(taken("self-evaluation", "docx")))
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["What", "What sort", "How it stands"] in heads


@pytest.mark.parametrize("name", ["learning-report", "self-evaluation"])
def test_the_pdf_is_one_that_anyone_can_read(taken, name):
    made = taken(name, "pdf")
    assert made.startswith(b"%PDF")
    assert b"pdfuaid" in made


def test_the_spreadsheet_draws_its_own_charts(taken):
    book = load_workbook(BytesIO(taken("learning-report", "xlsx")))
    assert book.sheetnames[:4] == [
        "About",
        "Grades",
        "Grades by month",
        "Quality the weakest first",
    ]
    sheet = book["Quality the weakest first"]
    head, row = list(sheet.iter_rows(values_only=True))[:2]
    cells = dict(zip(head, row, strict=True))
    assert (cells["Out of"], cells["Met or mostly met"]) == (15, "7 of 15 (47%)")
    assert row[2] == 7
    assert sheet._charts
    assert "Featherstonehaugh" not in str([list(s.values) for s in book])


def test_words_that_look_like_a_formula_stay_words(taken, service_manager):
    ImprovementFactory(owner=service_manager, what="=1+1")
    book = load_workbook(BytesIO(taken("learning-report", "xlsx")))
    assert "'=1+1" in [row[0] for row in book["Improvement plan"].values]


def wide(of):
    return CountedAudits(of.query, widely=True)


def test_a_part_of_fewer_than_six_is_held_back_too(finished, of, team):
    """Few who were met, or few who were not: either would point at a child."""
    for n in range(12):
        finished([(QUALITY, "met" if n < 10 else "not_met")], grade="good" if n else "inadequate")
    sections = {section.title: section for section in report(wide(of()), {}).sections}
    (row,) = sections["Quality, the weakest first"].rows
    assert (row.value, row.parts) == ("All but fewer than 6 of 12", [])
    assert "All but fewer than 6 of 12" in [row.value for row in sections["Grades by month"].rows]
    assert not any(row.parts for row in sections["Grades by month"].rows)


def test_numbers_of_fewer_than_six_are_held_back(finished, of, team):
    for _ in range(5):
        finished([(QUALITY, "met")])
    sections = {
        section.title: section for section in report(wide(of()), {str(team.pk): team.name}).sections
    }
    assert not sections["Quality, the weakest first"].rows
    assert sections["Quality, the weakest first"].note.endswith(
        "One more question is left out: fewer than 6 children."
    )
    (row,) = sections["By team"].rows
    assert row.value == "Fewer than 6"
    grades = {row.words: row.value for row in sections["Grades"].rows}
    assert grades["Good"] == "Fewer than 6"


def test_the_report_is_of_the_last_quarter_until_asked_otherwise(signed_in, service_manager):
    page = signed_in(service_manager).get(reverse("learning-report"))
    assert page.context["query"].months == 3
    assert page.context["query"].is_usual
    assert sum(span["current"] for span in page.context["spans"]) == 1


def test_a_bar_is_a_picture_as_wide_as_its_shares():
    made = bar_png([0.5, 0.25])
    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20]) == WIDTH
    assert int.from_bytes(made[20:24]) == HEIGHT
    assert bar_png([1.0]) != bar_png([0.0, 1.0]) != bar_png([0.0, 0.0, 1.0])


@pytest.mark.parametrize("number", [1, 12])
def test_the_report_takes_few_queries(
    signed_in, service_manager, finished, number, django_assert_max_num_queries
):
    for _ in range(number):
        finished([(QUALITY, "met")], ago=100)
    client = signed_in(service_manager)
    with django_assert_max_num_queries(11 + 2):
        assert client.get(reverse("learning-report")).status_code == 200


@pytest.mark.parametrize("role", ["social_worker", "data_analyst", "inspector", "administrator"])
@pytest.mark.parametrize("name", ["learning-report", "self-evaluation"])
def test_nobody_else_takes_it(signed_in, team, role, name):
    from tests.factories import WorkerFactory

    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse(name), {"as": "pdf"}).status_code == 403
    assert not Export.objects.exists()
