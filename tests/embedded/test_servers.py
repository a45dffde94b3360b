"""What a running embedded server is like: closed to others, and safe with what it is given."""

import os
import sys

import psycopg2
import pytest
import redis

from casework.embedded.paths import socket_dir
from casework.embedded.postgres import Postgres
from casework.embedded.shared_server import using
from tests.embedded.watching import ask, connect, keeper_process, server_process


@pytest.fixture(scope="module")
def running(made):
    with using(made, ["postgres", "valkey"]):
        yield made


def test_the_product_is_not_a_superuser_of_its_own_server(running):
    assert ask(running, "SELECT usesuper FROM pg_user WHERE usename = current_user") is False


def test_an_accented_letter_is_a_letter(running):
    assert ask(running, "SELECT lower('ZOË') || ('Ë' ~ '\\w')::text") == "zoëtrue"


@pytest.mark.parametrize("password", ["", "guess"])
def test_nobody_connects_without_the_password(running, password):
    with pytest.raises(psycopg2.OperationalError, match="password"):
        connect(running, password=password)


def test_the_servers_listen_on_no_network(running):
    assert ask(running, "SELECT current_setting('listen_addresses')") == ""
    with redis.Redis(unix_socket_path=str(socket_dir(running) / "valkey")) as broker:
        assert broker.config_get("port") == {"port": "0"}


def test_only_the_owner_can_reach_the_sockets_and_the_data(running):
    for folder in (socket_dir(running), running / "postgres", running / "valkey"):
        assert folder.stat().st_mode & 0o077 == 0, folder


@pytest.mark.parametrize("name", ["fsync", "synchronous_commit", "full_page_writes"])
def test_a_record_is_written_so_that_it_survives_a_crash(running, name):
    assert ask(running, f"SELECT current_setting('{name}')") == "on"


def test_the_terminals_ctrl_c_does_not_reach_the_servers(running):
    assert os.getsid(server_process(running)) != os.getsid(0)
    assert os.getsid(keeper_process(running, "postgres")) != os.getsid(0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux writes all files out at once")
def test_after_a_crash_all_files_are_written_out_at_once(running):
    assert ask(running, "SHOW recovery_init_sync_method") == "syncfs"


def test_a_postgresql_too_old_to_know_of_it_is_not_told(empty):
    server = Postgres(empty)
    server.version = "13"
    assert server.quick_recovery() == {}
