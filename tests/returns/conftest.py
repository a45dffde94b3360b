from datetime import date

import pytest

from casework.returns import items


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """A day that has not come yet stays so, whenever the tests are run."""
    monkeypatch.setattr(items, "today", lambda: date(2026, 11, 23))
