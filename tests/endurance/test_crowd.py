"""A dozen people at work at once with no pause: nothing fails, and nobody's words are lost. The
hundred, for five minutes, are ``python -m tests.endurance.crowd``."""

import subprocess

import pytest

from tests.embedded.running import with_tables
from tests.endurance.crowd import crowd, lost_words
from tests.endurance.standing import Standing

WORKERS, SECONDS = 12, 20


@pytest.mark.long
def test_many_at_work_at_once_see_no_fault_and_lose_no_words():
    data = with_tables()
    standing = Standing(data, workers=WORKERS)
    try:
        seen = crowd(standing, WORKERS, SECONDS, pause=0)
        assert seen.errors == []
        assert lost_words(standing, seen) == []
        assert seen.not_told == 0
        assert seen.told > 0
        assert seen.visits
        assert seen.words
        standing.prove()
        standing.end()
    finally:
        standing.force_end()
        subprocess.run(["rm", "-rf", data], check=True)
