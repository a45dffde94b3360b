from io import BytesIO

import pytest

from casework.access.models import Authority
from casework.returns.census import import_census
from casework.returns.reading import UnreadableFile
from tests.returns.files import census, whole

pytestmark = pytest.mark.django_db

LAUGHS = """<!DOCTYPE Message [<!ENTITY a "ha"><!ENTITY b "{b}"><!ENTITY c "{c}">]>""".format(
    b="&a;" * 50, c="&b;" * 50
)


def refused(text: bytes) -> str:
    """Why a file is refused; and nothing at all is written."""
    with pytest.raises(UnreadableFile) as why:
        import_census(BytesIO(text))
    assert not Authority.objects.exists()
    return str(why.value)


def right() -> bytes:
    return census(whole()).getvalue()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "This file is empty"),
        (b"hello", "This is not an XML file"),
        (b"<Message>", "This is not a whole XML file: it goes wrong at line 1"),
        (b"\x00\x01", "This is not an XML file"),
        (b"PK\x03\x04zip", "This is a spreadsheet or a zip"),
    ],
)
def test_what_is_not_xml_is_refused_and_it_is_said_what_it_is(text, words):
    assert refused(text).startswith(words)


def test_a_file_cut_short_loads_nothing():
    text = census(*(whole(f"ABC{n}") for n in range(700))).getvalue()
    assert "This is not a whole XML file" in refused(text[:-20])


def test_another_kind_of_file_is_refused():
    assert refused(b"<html><body/></html>") == (
        "This is not a census: it begins with html, not with Message"
    )


def test_another_return_is_refused():
    text = right().replace(b"<Collection>CIN<", b"<Collection>CLA<")
    assert refused(text) == "This is a CLA return, not a CIN census"


def test_a_bomb_of_entities_is_refused_unread():
    bomb = LAUGHS.encode() + right().replace(b">WBRI<", b">&c;<")
    assert "declares a document type" in refused(bomb)


def test_a_file_outside_is_never_fetched():
    outside = b'<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert "declares a document type" in refused(outside + right().replace(b">WBRI<", b">&x;<"))
    elsewhere = b'<!DOCTYPE Message SYSTEM "http://127.0.0.1:9/census.dtd">'
    assert "declares a document type" in refused(elsewhere + right())


def test_an_entity_nobody_declared_is_refused():
    assert "not a whole XML file" in refused(right().replace(b">WBRI<", b">&nothing;<"))


def test_letters_that_cannot_be_read_are_refused():
    assert refused(
        b'<?xml version="1.0" encoding="utf-8"?>' + right().replace(b"WBRI", b"\xff\xfe")
    )
    assert refused(b'<?xml version="1.0" encoding="klingon"?>' + right())


def test_a_file_in_another_encoding_is_read():
    text = right().decode().encode("utf-16")
    assert import_census(BytesIO(text)).tally.created["children"] == 1


def test_a_council_that_is_not_said_is_refused():
    assert "LEA should be three digits" in refused(census(whole(), lea="").getvalue())
    assert "LEA should be three digits" in refused(census(whole(), lea="97A").getvalue())


def test_comments_and_instructions_are_passed_over():
    text = right().replace(b"<Ethnicity>", b"<!-- n --><?p q?><Ethnicity>")
    assert import_census(BytesIO(text)).refused == []


def test_lines_are_told_right_beyond_65535():
    empty = b"<Children>" + b"\n" * 70_000
    text = right().replace(b"<Children>", empty).replace(b">WBRI<", b">XXXX<")
    (refusal,) = import_census(BytesIO(text)).refused
    assert refusal.line == text[: text.index(b"<Ethnicity>")].count(b"\n") + 1
