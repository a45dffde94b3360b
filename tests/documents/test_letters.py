"""Letters: begun from a template, edited, made final as DOCX and PDF, and then locked."""

from io import BytesIO

import pytest
from django.db import InternalError, transaction
from django.urls import reverse
from docx import Document as Word
from pypdf import PdfReader

from casework.documents.letters.as_docx import as_docx
from casework.documents.letters.as_pdf import as_pdf
from casework.documents.letters.blocks import blocks_of, in_a_line
from casework.documents.letters.finalise import make_final
from casework.documents.letters.letter import Paper
from casework.documents.models import Document, Letter, LetterTemplate
from casework.documents.storage import bytes_kept
from tests.factories import (
    AllocationFactory,
    ChildFactory,
    ChildVisitFactory,
    PersonFactory,
    RelationshipFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

TEXT = """# What happens now

We meet on **Monday**.

- one
- two

> I like school.

| a | b |
| 1 | 2 |"""


@pytest.fixture
def amira(client, worker):
    client.force_login(worker)
    return client


@pytest.fixture
def template():
    return LetterTemplate.objects.get(code="childs-own-letter", authority=None)


@pytest.fixture
def letter(child, worker, template):
    letter = Letter.on_file_of(child, worker, template=template, title="For Ruby", text=TEXT)
    letter.save()
    return letter


def paper(text=TEXT, **more):
    facts = {
        "title": "For Łucja Żółć",
        "council": "Northmoor Council",
        "about": "About Łucja Żółć, C00042",
        "made": "Made on 1 May 2026 by Amira Hussain",
        "dated": "1 May 2026",
        "addressed_to": ["Кирсти", "14 Tansy Court"],
    }
    return Paper(**facts | more, blocks=blocks_of(text))


def pdf(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def text_of(reader) -> str:
    return " ".join("\n".join(page.extract_text() for page in reader.pages).split())


# What is made


def test_the_pdf_is_tagged_a4_and_its_words_can_be_taken_out():
    made = pdf(as_pdf(paper()))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert made.metadata.title == "For Łucja Żółć"
    page = made.pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    text = text_of(made)
    for said in (
        "For Łucja Żółć",
        "Кирсти",
        "What happens now",
        "We meet on Monday.",
        "I like school.",
        "About Łucja Żółć, C00042",
        "Page 1 of 1",
    ):
        assert said in text


def tags(node):
    """The tags of the PDF's structure tree."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from tags(one)
    elif isinstance(node, dict):
        yield node.get("/S")
        yield from tags(node.get("/K", []))


def test_the_pdfs_headings_lists_quotes_and_tables_are_tagged_as_such():
    made = pdf(as_pdf(paper()))
    assert {"/H1", "/H2", "/L", "/LI", "/BlockQuote", "/Table", "/TH"} <= set(
        tags(made.trailer["/Root"]["/StructTreeRoot"]["/K"])
    )


def test_a_script_our_fonts_lack_does_not_stop_the_letter():
    made = pdf(as_pdf(paper("Dear ਗੁਰਪ੍ਰੀਤ and 陈, Mum مريم")))
    assert "Dear" in text_of(made)
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_nothing_written_in_a_letter_is_read_as_the_typesetters_language():
    evil = '#read("/etc/passwd") #panic("x") $x^2$ *b* @ref <label> \\ `raw`'
    assert '#read("/etc/passwd")' in text_of(pdf(as_pdf(paper(evil))))


def test_the_docx_opens_with_real_headings_lists_and_tables():
    made = Word(BytesIO(as_docx(paper())))
    styles = {line.text: line.style.name for line in made.paragraphs}
    assert styles["For Łucja Żółć"] == "Title"
    assert styles["What happens now"] == "Heading 1"
    assert styles["one"] == "List Bullet"
    assert styles["We meet on Monday."] == "Normal"
    assert [run.text for line in made.paragraphs for run in line.runs if run.bold][-1] == "Monday"
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["1", "2"]
    foot = made.sections[0].footer.paragraphs[0].text
    assert foot.startswith("About Łucja Żółć, C00042. Made on 1 May 2026 by Amira Hussain. Page ")
    assert round(made.sections[0].page_width.mm) == 210


def test_a_letter_of_many_pages_numbers_them():
    made = pdf(as_pdf(paper("\n\n".join(f"Line {n}" for n in range(120)))))
    assert len(made.pages) > 2
    assert f"Page 2 of {len(made.pages)}" in made.pages[1].extract_text()


def test_marks_typed_in_a_record_never_become_marks_of_a_letter():
    typed = "# not a heading\n- nor a list\n| nor | a table |"
    assert {block.kind for block in blocks_of(in_a_line(typed))} == {"words"}


# Writing


def choose(client, child, template, key=""):
    url = reverse("letter-add", args=[child.pk])
    return client.post(url, {"which": f"{template.pk}:{key}"})


def test_a_letter_begins_filled_in_from_the_file(amira, child, template):
    answer = choose(amira, child, template)
    letter = Letter.objects.get()
    assert answer["Location"] == reverse("letter-edit", args=[child.pk, letter.pk])
    assert letter.text.startswith("Hello Ruby,\n\nMy name is Amira.")
    assert "{{" not in letter.text


def test_it_is_edited_looked_at_and_made_final(amira, worker, child, template):
    choose(amira, child, template)
    letter = Letter.objects.get()
    args = [child.pk, letter.pk]
    typed = {"title": "Your letter", "addressed_to": "Ruby\n14 Tansy Court", "text": "Hi Ruby"}
    amira.post(reverse("letter-edit", args=args), typed)
    assert "Hi Ruby" in amira.get(reverse("letter", args=args)).content.decode()
    amira.post(reverse("letter-final", args=args))
    document = Document.objects.get()
    files = {file.format: bytes_kept().open(file.stored_as).read() for file in document.files.all()}
    assert {file.name for file in document.files.all()} == {"Your letter.pdf", "Your letter.docx"}
    said = text_of(pdf(files["pdf"]))
    for words in (
        "Your letter",
        "Hi Ruby",
        "14 Tansy Court",
        f"{child.name}, {child.number}",
        f"by {worker.name}",
    ):
        assert words in said
    assert "Draft" not in said
    assert "Hi Ruby" in [line.text for line in Word(BytesIO(files["docx"])).paragraphs]
    assert document.children.get().child == child


def test_a_draft_taken_away_says_it_is_one(amira, child, letter):
    for ending in ("pdf", "docx"):
        answer = amira.get(reverse("letter-draft", args=[child.pk, letter.pk, ending]))
        content = b"".join(answer.streaming_content)
        if ending == "pdf":
            assert "Draft: not yet final" in text_of(pdf(content))
        else:
            assert "Draft: not yet final" in [
                line.text for line in Word(BytesIO(content)).paragraphs
            ]
    assert not Document.objects.exists()


def test_what_is_final_is_locked(amira, worker, child, letter):
    make_final(letter, worker)
    args = [child.pk, letter.pk]
    before = Letter.objects.get().text
    amira.post(reverse("letter-edit", args=args), {"title": "x", "text": "Changed"})
    assert amira.post(reverse("letter-delete", args=args)).status_code == 404
    assert Letter.objects.get().text == before
    with pytest.raises(InternalError), transaction.atomic():
        Letter.objects.update(text="Changed")


def test_made_final_twice_it_is_one_document(worker, letter):
    assert make_final(letter, worker) == make_final(letter, worker)
    assert Document.objects.get().files.count() == 2


def test_a_new_version_begins_with_the_last_ones_words_and_keeps_it(amira, worker, child, letter):
    document = make_final(letter, worker)
    url = reverse("letter-again", args=[child.pk, document.pk])
    amira.post(url)
    amira.post(url)
    again = Letter.objects.drafts().get()
    assert again.text == TEXT
    make_final(again, worker)
    assert sorted(document.files.values_list("version", "format")) == [
        (1, "docx"),
        (1, "pdf"),
        (2, "docx"),
        (2, "pdf"),
    ]
    assert Document.objects.count() == 1


def test_a_letter_keeps_the_version_of_the_template_it_came_of(worker, letter, template):
    newer = LetterTemplate.objects.create(
        authority=worker.authority,
        code=template.code,
        version=2,
        title="New",
        kind="letter",
        source="child",
        body="New words",
    )
    letter.refresh_from_db()
    assert letter.template == template
    assert newer in LetterTemplate.objects.in_use(worker.authority)
    assert template not in LetterTemplate.objects.in_use(worker.authority)


def test_a_failure_while_it_is_made_leaves_it_a_draft(letter, worker, monkeypatch):
    monkeypatch.setattr(
        "casework.documents.letters.finalise.MAKES", {"pdf": as_pdf, "docx": _fails}
    )
    with pytest.raises(RuntimeError):
        make_final(letter, worker)
    letter.refresh_from_db()
    assert letter.final_at is None
    assert not Document.objects.exists()


def _fails(paper):
    raise RuntimeError("the power went")


def test_the_chronology_is_written_as_a_table(amira, child):
    ChildVisitFactory(child=child, own_words="A | B\n# C")
    template = LetterTemplate.objects.get(code="chronology")
    choose(amira, child, template, "all")
    table = next(b for b in blocks_of(Letter.objects.get().text) if b.kind == "table")
    assert table.head == ["Day", "What happened", "In more words"]
    assert any("A / B # C" in cell for row in table.body for cell in row)


def test_a_letter_names_no_one_the_writer_may_not_know_of(amira, child, restricted_child):
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="parent")
    RelationshipFactory(
        person=child.person, relative=PersonFactory(given_name="Dawn"), kind="mother"
    )
    choose(amira, child, LetterTemplate.objects.get(code="letter-to-parents"))
    assert Letter.objects.get().text.startswith("Dear Dawn\n")


# Strangers


PAGES = ("letter", "letter-edit", "letter-final", "letter-delete")


def test_another_childs_letter_is_not_found_through_this_childs_file(amira, worker, letter, team):
    other = ChildFactory(team=team)
    AllocationFactory(child=other, worker=worker)
    for name in PAGES:
        url = reverse(name, args=[other.pk, letter.pk])
        assert {amira.get(url).status_code, amira.post(url).status_code} <= {404, 405}
    url = reverse("letter-draft", args=[other.pk, letter.pk, "pdf"])
    assert amira.get(url).status_code == 404


def test_who_may_only_read_writes_no_letter(client, team, child, letter):
    client.force_login(WorkerFactory(team=team, role="data_analyst"))
    for name in PAGES:
        assert client.post(reverse(name, args=[child.pk, letter.pk])).status_code == 403


def test_no_format_but_ours_is_made(amira, child, letter):
    url = reverse("letter-draft", args=[child.pk, letter.pk, "exe"])
    assert amira.get(url).status_code == 404
