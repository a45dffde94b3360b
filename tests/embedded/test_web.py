"""How the pages are loaded, once for all processes that answer."""

import gc
from importlib import import_module, reload

import pytest


@pytest.fixture
def _as_it_was():
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("_as_it_was")
def test_nothing_is_collected_while_the_product_is_loaded_and_what_comes_after_is():
    web = reload(import_module("casework.embedded.web"))
    assert not gc.isenabled()
    web.when_ready(server=None)
    assert gc.isenabled()
    assert gc.get_freeze_count() > 100_000
