"""A key that was changed proves the seals of its own time, and makes none after it."""

import pytest

from casework.children.access_log import log_look
from casework.governance.chain import seal
from casework.governance.verification import Broken, verify
from tests.factories import ChildFactory, WorkerFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sealed(settings):
    """One seal with a key, and one with the key after it."""
    worker, child = WorkerFactory(), ChildFactory()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the first key", []
    log_look(worker, child, "the file")
    seal()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the second key", ["the first key"]
    log_look(worker, child, "the file")
    seal()
    return worker, child


def test_seals_of_a_former_key_hold_while_it_is_named(sealed, settings):
    assert verify().seals == 2
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Broken, match="CASEWORK_FORMER_SECRET_KEYS"):
        verify()


def test_a_former_key_makes_no_seal_after_a_later_one(sealed, settings):
    settings.SECRET_KEY = "the first key"
    log_look(*sealed, "the file")
    seal()
    settings.SECRET_KEY = "the second key"
    with pytest.raises(Broken, match="no more in use"):
        verify()
