"""A file is what its content says, whatever its name says."""

import pytest
from django.core.exceptions import ValidationError

from casework.documents.file_validation import MB, check
from casework.documents.filenames import safe_name
from tests.documents.conftest import PDF, PNG, packed, sent, word

JPG = b"\xff\xd8\xff\xe0" + b"\0" * 20
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 20
M4A = b"\0\0\0\x18ftypM4A " + b"\0" * 20
MAIL = b"From: a@b.example\r\nSubject: Ruby\r\n\r\nShe was late."
XLSX = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", PDF, "pdf"),
        ("A.PDF", PDF, "pdf"),
        ("a.png", PNG, "png"),
        ("a.jpg", JPG, "jpg"),
        ("IMG.JPEG", JPG, "jpg"),
        ("IMG_1.heic", HEIC, "heic"),
        ("a.eml", MAIL, "eml"),
        ("a.txt", "Żółć’s note\n".encode(), "txt"),
        ("a.txt", "caf\xe9".encode("cp1252"), "txt"),
        ("a.txt", "hello".encode("utf-16"), "txt"),
        ("a.xlsx", packed(XLSX), "xlsx"),
        ("a.odt", packed(ODT), "odt"),
        ("a.docx", word(), "docx"),
        ("a.mp3", b"ID3\4", "mp3"),
        ("a.m4a", M4A, "m4a"),
    ],
)
def test_what_we_keep_is_known_by_its_content(name, content, kind):
    assert check(sent(name, content)) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\0"),
        ("a.pdf", b"<html><script>1</script>"),
        ("a.png", JPG),
        ("a.jpg", PDF),
        ("a.docx", packed(XLSX)),
        ("a.docx", b"PK\3\4 broken"),
        ("a.xlsx", word()),
        ("a.odt", word()),
        ("a.txt", b"MZ\0\1\2"),
        ("a.eml", b"no headers"),
        ("a.heic", JPG),
        ("a.mp3", PDF),
        ("a.m4a", HEIC),
    ],
)
def test_a_name_that_lies_is_refused_in_plain_words(name, content):
    with pytest.raises(ValidationError, match="what is in the file is something else"):
        check(sent(name, content))


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.pdf.js", "a", ".pdf", "a.docm"])
def test_kinds_we_do_not_keep_are_refused_with_those_we_do(name):
    with pytest.raises(ValidationError, match="We can keep these kinds of file: PDF, Word"):
        check(sent(name, PDF))


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("Re contact.msg", "open it in Outlook, print it to PDF"),
        ("MAIL.MSG", "open it in Outlook, print it to PDF"),
        ("plan.pages", "choose Export to, then PDF or Word"),
        ("photos.zip", "send each by itself"),
    ],
)
def test_what_people_often_try_to_send_is_refused_with_how_to_keep_it(name, advice):
    with pytest.raises(ValidationError, match=f"{advice}.*We can keep these kinds of file"):
        check(sent(name, PDF))


def test_a_council_may_take_fewer_kinds(settings):
    settings.DOCUMENT_FORMATS = ["pdf"]
    with pytest.raises(ValidationError, match="We can keep these kinds of file: PDF"):
        check(sent("a.png", PNG))


def test_size_is_said_on_both_sides_of_the_limit(settings):
    settings.DOCUMENT_MOST_MB = 1
    assert check(sent("a.pdf", PDF + b" " * (MB - len(PDF)))) == "pdf"
    with pytest.raises(ValidationError, match=r"The file is 1.0 MB. The most we can keep is 1 MB"):
        check(sent("a.pdf", PDF + b" " * MB))


def test_an_empty_file_is_said_to_be_empty():
    with pytest.raises(ValidationError, match="empty"):
        check(sent("a.pdf", b""))


def test_a_zip_bomb_is_refused_without_unpacking_it():
    bomb = packed({"word/document.xml": b"\0" * (40 * MB)})
    assert len(bomb) < MB
    with pytest.raises(ValidationError, match="unpacks to far more"):
        check(sent("a.docx", bomb))


def test_a_zip_of_too_many_parts_is_refused():
    many = packed({"word/document.xml": b"x", **{f"word/{n}.xml": b"" for n in range(5001)}})
    with pytest.raises(ValidationError, match="unpacks to far more"):
        check(sent("a.docx", many))


@pytest.mark.parametrize("part", ["../../etc/passwd", "/etc/passwd", "..\\x", "a/../../b"])
def test_a_zip_that_would_write_elsewhere_is_refused(part):
    content = packed({"word/document.xml": b"x", part: b"x"})
    with pytest.raises(ValidationError, match="not put together"):
        check(sent("a.docx", content))


def test_a_macro_is_refused():
    content = packed({"word/document.xml": b"x", "word/vbaProject.bin": b"x"})
    with pytest.raises(ValidationError, match="macro"):
        check(sent("a.docx", content))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\amira\\report.pdf", "report.pdf"),
        ("Żółć – school’s.pdf", "Żółć – school’s.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x"),
        ("con.pdf", "document.pdf"),
        ("....pdf", "document.pdf"),
        (".pdf", "document.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoice fdp.exe.pdf"),
        ('a"b;c.pdf', "a b;c.pdf"),
        ("a.html", "a.pdf"),
        ("\0.pdf", "document.pdf"),
    ],
)
def test_names_are_made_safe_and_stay_readable(given, kept):
    assert safe_name(given, "pdf").startswith(kept.removesuffix(".pdf"))
    assert safe_name(given, "pdf").endswith(".pdf")
    assert not set(safe_name(given, "pdf")) & set('\r\n\0/\\"')


def test_a_long_name_is_cut_and_keeps_its_ending():
    name = safe_name("ł" * 300 + ".pdf", "pdf")
    assert len(name) == 124
    assert name.endswith("ł.pdf")
