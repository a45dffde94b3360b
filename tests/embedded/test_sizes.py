"""The servers are as large as the machine allows, and as somebody says."""

import pytest

from casework.embedded import sizes
from casework.embedded.paths import Trouble
from casework.embedded.postgres import Postgres

GIVEN = ("CASEWORK_WEB_WORKERS", "CASEWORK_WEB_THREADS", "CASEWORK_POSTGRES_MEMORY_MB")


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch):
    for name in GIVEN:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("cores", "workers"), [(1, 2), (2, 2), (8, 8), (64, 12)])
def test_there_is_a_process_of_pages_for_each_core_within_reason(monkeypatch, cores, workers):
    monkeypatch.setattr(sizes, "cores", lambda: cores)
    assert sizes.web_workers() == workers


def test_what_is_given_wins(monkeypatch):
    monkeypatch.setenv("CASEWORK_WEB_WORKERS", "5")
    monkeypatch.setenv("CASEWORK_WEB_THREADS", "10")
    assert (sizes.web_workers(), sizes.web_threads()) == (5, 10)
    assert sizes.connections() == 5 * 10 + sizes.BESIDE_THE_PAGES


@pytest.mark.parametrize("given", ["none", "0", "-1", "2.5"])
def test_what_is_no_number_is_told(monkeypatch, given):
    monkeypatch.setenv("CASEWORK_WEB_WORKERS", given)
    with pytest.raises(Trouble, match="CASEWORK_WEB_WORKERS must be a whole number"):
        sizes.web_workers()


@pytest.mark.parametrize(
    ("memory", "pages", "sorting", "upkeep"),
    [
        (512, "128MB", "4MB", "64MB"),
        (8_192, "2048MB", "34MB", "512MB"),
        (24_576, "2048MB", "64MB", "1024MB"),
        (262_144, "2048MB", "64MB", "1024MB"),
    ],
)
def test_the_database_takes_its_share_of_the_memory(monkeypatch, memory, pages, sorting, upkeep):
    monkeypatch.setattr(sizes, "memory", lambda: memory)
    monkeypatch.setattr(sizes, "cores", lambda: 2)
    said = sizes.postgres_sizes()
    assert said["shared_buffers"] == pages
    assert said["work_mem"] == sorting
    assert said["maintenance_work_mem"] == upkeep


def test_who_says_how_much_memory_there_is_gets_more_of_it(monkeypatch):
    monkeypatch.setenv("CASEWORK_POSTGRES_MEMORY_MB", "24576")
    assert sizes.postgres_sizes()["shared_buffers"] == "6144MB"
    monkeypatch.setenv("CASEWORK_POSTGRES_MEMORY_MB", "262144")
    assert sizes.postgres_sizes()["shared_buffers"] == "8192MB"


def test_all_connections_sorting_at_once_take_no_more_than_a_quarter(monkeypatch):
    for memory in (2_048, 8_192, 65_536):
        monkeypatch.setattr(sizes, "memory", lambda memory=memory: memory)
        each = int(sizes.postgres_sizes()["work_mem"].removesuffix("MB"))
        assert each == 4 or each * sizes.connections() <= memory // 4


def test_a_container_has_the_share_it_was_given(monkeypatch, tmp_path):
    share = tmp_path / "cpu.max"
    share.write_text("150000 100000")
    monkeypatch.setattr(sizes, "SHARE", share)
    assert sizes.cores() == 1
    limit = tmp_path / "memory.max"
    limit.write_text(str(300 * sizes.MB))
    monkeypatch.setattr(sizes, "LIMITS", (limit,))
    assert sizes.memory() == 300


def test_a_database_of_tests_stays_small(tmp_path, monkeypatch):
    monkeypatch.setattr(Postgres, "counts_statements", False)
    server = Postgres(tmp_path, throwaway=True)
    server.programs, server.sockets = tmp_path, tmp_path
    assert not [word for word in server.command() if "shared_buffers" in str(word)]


def test_connections_are_kept_and_asked_whether_they_live(monkeypatch):
    from django.conf import settings

    database = settings.DATABASES["default"]
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["CONN_MAX_AGE"] == 0, "a test keeps none: its database is dropped after it"
