"""The pack a team works by while there is no system."""

import base64
import json
import re

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from django.core.management import call_command

from casework.continuity import carry_on
from casework.continuity.carry_on import make_packs, passphrase
from tests.factories import AlertFactory, RelationshipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _phrase(monkeypatch):
    monkeypatch.setenv("CASEWORK_CARRY_ON_PASSPHRASE", "apple-river-stone")
    monkeypatch.setattr(carry_on, "ROUNDS", 1000)


def inside(page: str, phrase="apple-river-stone") -> str:
    box = json.loads(re.search(r'id="box">(.*?)</script>', page, re.S)[1])
    part = {name: base64.b64decode(box[name]) for name in ("salt", "nonce", "box")}
    key = PBKDF2HMAC(SHA256(), 32, part["salt"], box["rounds"]).derive(phrase.encode())
    return AESGCM(key).decrypt(part["nonce"], part["box"], None).decode()


def test_it_holds_dangers_people_and_whom_to_ask_and_can_be_read_with_the_passphrase_alone(
    child, worker, tmp_path
):
    AlertFactory(child=child, text="A dog that bites")
    mother = RelationshipFactory(person=child.person, relative__phone="07700 900123")
    (path,) = make_packs(tmp_path)
    page = path.read_text()
    assert child.name not in page
    assert path.stat().st_mode & 0o077 == 0
    words = inside(page)
    for known in (child.name, child.number, "A dog that bites", "07700 900123", worker.name):
        assert known in words
    assert mother.relative.name in words
    with pytest.raises(InvalidTag):
        inside(page, "another")


def test_a_restricted_child_is_counted_and_not_named(child, restricted_child, tmp_path):
    (path,) = make_packs(tmp_path)
    words = inside(path.read_text())
    assert restricted_child.name not in words
    assert "1 more is not in it" in re.sub(r"\s+", " ", words)


def test_what_somebody_wrote_is_words_and_no_script(child, tmp_path):
    AlertFactory(child=child, text="<script>alert(1)</script>")
    (path,) = make_packs(tmp_path)
    assert "<script>" not in inside(path.read_text())


def test_a_passphrase_is_made_once_and_can_be_typed(monkeypatch, tmp_path):
    monkeypatch.delenv("CASEWORK_CARRY_ON_PASSPHRASE")
    monkeypatch.setattr(carry_on, "state_folder", lambda: tmp_path)
    made = passphrase()
    assert re.fullmatch(r"([a-z2-9]{5}-){4}[a-z2-9]{5}", made)
    assert passphrase() == made
    assert (tmp_path / "carry-on-passphrase").stat().st_mode & 0o077 == 0


def test_the_command_puts_packs_where_the_settings_say(child, worker, tmp_path, settings):
    settings.CARRY_ON_FOLDER = str(tmp_path / "packs")
    call_command("carry_on_pack")
    assert list((tmp_path / "packs").glob("carry-on-*.html"))
