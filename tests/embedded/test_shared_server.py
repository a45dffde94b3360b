"""The life of the embedded servers, and everything that once went wrong with it."""

import os
import signal
import subprocess

import pytest
import redis

from casework.embedded.paths import Trouble, private_folder, socket_dir
from casework.embedded.postgres import Postgres
from casework.embedded.processes import start, stop
from casework.embedded.shared_server import using
from tests.embedded.watching import (
    ask,
    connect,
    end_by_itself,
    eventually,
    keeper_process,
    processes_of,
    server_process,
    user_process,
)

BOTH = ["postgres", "valkey"]


def test_a_first_start_makes_the_database_and_the_end_leaves_no_process(empty):
    with using(empty, BOTH):
        assert ask(empty, "SELECT count(*) FROM pg_stat_statements") > 0
    assert processes_of(empty) == []


def test_a_killed_database_loses_nothing_that_was_saved(data):
    with using(data, ["postgres"]):
        ask(data, "CREATE TABLE visit AS SELECT generate_series(1, 50000) AS number")
        unfinished = connect(data)
        unfinished.cursor().execute("DELETE FROM visit")
        os.kill(server_process(data), signal.SIGKILL)
    with using(data, ["postgres"]):
        assert ask(data, "SELECT count(*) FROM visit") == 50000
    unfinished.close()


def test_a_killed_broker_loses_no_message(data):
    socket = str(socket_dir(data) / "valkey")
    with using(data, ["valkey"]), redis.Redis(unix_socket_path=socket) as broker:
        broker.rpush("celery", "a promise")
        broker.config_set("appendfsync", "always")
        broker.rpush("celery", "another")
        os.kill(broker.info("server")["process_id"], signal.SIGKILL)
    with using(data, ["valkey"]), redis.Redis(unix_socket_path=socket) as broker:
        assert broker.lrange("celery", 0, -1) == [b"a promise", b"another"]


def test_a_killed_keeper_takes_its_server_with_it_and_the_next_start_waits_for_that(data):
    with using(data, ["postgres"]):
        os.kill(keeper_process(data, "postgres"), signal.SIGKILL)
    with using(data, ["postgres"]):
        assert ask(data, "SELECT 1") == 1
    eventually(lambda: processes_of(data) == [])


def test_a_killed_user_leaves_no_server_behind(data):
    user = user_process(data, *BOTH)
    user.kill()
    user.communicate()
    eventually(lambda: processes_of(data) == [])


def test_a_second_user_joins_and_may_stay_longer_than_the_first(data):
    first = user_process(data, *BOTH)
    second = user_process(data, "postgres")
    assert end_by_itself(first) == 0
    assert ask(data, "SELECT 1") == 1
    assert end_by_itself(second) == 0
    eventually(lambda: processes_of(data) == [])


def test_users_that_start_at_once_share_one_server(empty):
    script = (
        "import sys; from pathlib import Path; from casework.embedded.shared_server import using\n"
        "from tests.embedded.watching import server_process\n"
        "data = Path(sys.argv[1])\n"
        "with using(data, ['postgres']):\n"
        "    print(server_process(data), flush=True); sys.stdin.read()"
    )
    users = [
        subprocess.Popen(
            [os.sys.executable, "-c", script, str(empty)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    told = {user.stdout.readline() for user in users}
    assert [end_by_itself(user) for user in users] == [0, 0, 0, 0]
    assert len(told) == 1


def test_a_server_that_is_not_ours_is_never_joined(data):
    """Someone, or a run of long ago, has started a server on this data without our locks."""
    server = Postgres(data)
    server.prepare()
    other = start(server.command(), log=data / "logs/other.log", account=server.account, cwd="/")
    try:
        eventually(lambda: server.answers(other))
        with pytest.raises(Trouble, match=f"process {other.pid}\\) already uses"):
            using(data, ["postgres"]).__enter__()
    finally:
        stop(other, server.stop_signal)


def test_data_of_another_version_is_refused_by_name(data):
    (data / "postgres/PG_VERSION").write_text("12\n")
    with pytest.raises(Trouble, match="was made by PostgreSQL 12, and this is PostgreSQL 18"):
        using(data, ["postgres"]).__enter__()


def test_a_database_half_made_is_made_again(empty):
    private_folder(empty / "postgres.draft")
    (empty / "postgres.draft/PG_VERSION").write_text("18\n")
    with using(empty, ["postgres"]):
        assert ask(empty, "SELECT 1") == 1


def test_a_password_that_does_not_fit_is_told(data):
    (data / "postgres-password").write_text("of another database")
    with pytest.raises(Trouble, match="does not take the password beside it"):
        using(data, ["postgres"]).__enter__()


def test_a_long_path_or_one_with_a_comma_still_gets_sockets(empty):
    awkward = empty.parent / ("a, b " + "long" * 20)
    with using(awkward, BOTH):
        assert ask(awkward, "SELECT 1") == 1
    for left in socket_dir(awkward).iterdir():
        left.unlink()
    socket_dir(awkward).rmdir()
