"""A sealed file opens with its key and whole, or not at all."""

import io
import os

import pytest

from casework.continuity import sealed_file
from casework.continuity.keys import as_key
from casework.continuity.sealed_file import NotOpened, SealedReader, SealedWriter

KEY, OTHER = as_key("a long and random text"), as_key("another")


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(sealed_file, "PIECE", 64)


def sealed(tmp_path, words: bytes) -> bytes:
    path = tmp_path / "sealed"
    with path.open("wb") as file, SealedWriter(file, KEY) as writer:
        for start in range(0, len(words), 50):
            writer.write(words[start : start + 50])
    return path.read_bytes()


def opened(data: bytes, key=KEY) -> bytes:
    reader, read = SealedReader(io.BytesIO(data), key), b""
    while piece := reader.read(33):
        read += piece
    return read


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 128, 1000])
def test_what_was_written_is_read(tmp_path, length):
    words = os.urandom(length)
    data = sealed(tmp_path, words)
    assert opened(data) == words
    if length > 8:
        assert words[:8] not in data


def test_another_key_opens_nothing(tmp_path):
    with pytest.raises(NotOpened, match="the key is another"):
        opened(sealed(tmp_path, b"words" * 100), OTHER)


def test_a_byte_that_was_changed_is_found_wherever_it_is(tmp_path):
    data = sealed(tmp_path, b"words" * 60)
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises(NotOpened):
            opened(changed)


def test_one_that_was_cut_off_or_put_in_another_order_is_found(tmp_path):
    data = sealed(tmp_path, b"words" * 60)
    head, whole = len(sealed_file.MAGIC) + sealed_file.SALT, 64 + sealed_file.TAG
    first, second = data[head : head + whole], data[head + whole : head + 2 * whole]
    rest = data[head + 2 * whole :]
    for other in (
        data[: head + whole],
        data[: head + 2 * whole],
        data[:head],
        data[:head] + second + first + rest,
        data[:head] + second + rest,
        data + first,
    ):
        with pytest.raises(NotOpened):
            opened(other)
