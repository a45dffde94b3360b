"""Words are sent compressed, and no secret beside them."""

import gzip

import pytest

from casework.access.middleware import Compressed
from tests.factories import ChildFactory

pytestmark = pytest.mark.django_db
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


def test_a_page_is_sent_compressed_to_whoever_takes_it_so(signed_in, worker):
    client = signed_in(worker)
    plain = client.get("/my-work/")
    sent = client.get("/my-work/", **GZIP)
    assert sent["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(sent.content)
    assert len(sent.content) < len(plain.content) / 2
    assert "Content-Encoding" not in plain


def test_the_size_of_a_page_says_nothing_exactly(signed_in, worker):
    """Django adds up to 100 random bytes (BREACH)."""
    client = signed_in(worker)
    assert Compressed.max_random_bytes == 100
    assert len({len(client.get("/my-work/", **GZIP).content) for _ in range(12)}) > 1


def test_the_token_of_a_form_is_another_each_time_it_is_written(signed_in, worker):
    client = signed_in(worker)
    tokens = {client.get("/my-work/").context["csrf_token"].__str__() for _ in range(3)}
    assert len(tokens) == 3


@pytest.mark.parametrize("address", ["/you/", "/notices/calendar/"])
def test_a_page_that_shows_a_lasting_secret_is_not_compressed(signed_in, worker, address):
    answer = signed_in(worker).get(address, **GZIP)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer


def test_an_export_is_compressed_as_it_goes_and_a_packed_file_is_not(signed_in, service_manager):
    ChildFactory.create_batch(5, team=service_manager.team)
    client = signed_in(service_manager)
    table = client.get("/children/?whose=all&as=csv", **GZIP)
    assert table["Content-Encoding"] == "gzip"
    assert b"Whitfield" in gzip.decompress(b"".join(table.streaming_content))
    book = client.get("/children/?whose=all&as=xlsx", **GZIP)
    assert "Content-Encoding" not in book
    assert b"".join(book.streaming_content)[:2] == b"PK"
