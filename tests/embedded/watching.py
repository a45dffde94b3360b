"""Small questions about processes and servers."""

import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg2

from casework.embedded.paths import secret, socket_dir

HOME = Path(__file__).parents[2]


def connect(data: Path, **changed):
    """As the product's own account, by the socket."""
    place = {
        "host": str(socket_dir(data)),
        "user": "casework",
        "dbname": "casework",
        "password": secret(data, "database-password"),
    }
    return psycopg2.connect(**(place | changed))


def ask(data: Path, question: str):
    with closing(connect(data)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0] if cursor.description else None


def processes_of(data: Path) -> list[str]:
    """Every process that names this data folder: keepers, servers, and what supervises them."""
    listed = subprocess.check_output(["ps", "-ww", "-eo", "pid=,args="], text=True).splitlines()
    return [line.strip() for line in listed if str(data) in line and "ps -ww" not in line]


def server_process(data: Path) -> int:
    return int((data / "postgres/postmaster.pid").read_text().split()[0])


def keeper_process(data: Path, server: str) -> int:
    wanted = f"casework.embedded.shared_server {server} {data}"
    return next(int(line.split()[0]) for line in processes_of(data) if wanted in line)


def eventually(condition, patience=20):
    """What it comes to, once it comes to anything."""
    give_up_at = time.monotonic() + patience
    while not (comes_to := condition()):
        assert time.monotonic() < give_up_at, "this never came true"
        time.sleep(0.05)
    return comes_to


def user_process(data: Path, *servers: str) -> subprocess.Popen:
    """Another process that uses the servers until its input ends, and says when it may."""
    script = (
        "import sys; from pathlib import Path; from casework.embedded.shared_server import using\n"
        "with using(Path(sys.argv[1]), sys.argv[2:]):\n"
        "    print('ready', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(data), *servers],
        cwd=HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def end_by_itself(process: subprocess.Popen) -> int:
    process.stdin.close()
    code = process.wait(30)
    process.stdout.close()
    return code
