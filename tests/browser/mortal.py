"""A server of pages that can be killed and come back."""

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def until(answers):
    for _ in range(200):
        try:
            return answers()
        except Exception:
            time.sleep(0.1)
    raise TimeoutError("No answer after twenty seconds")


def kill(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


class Mortal:
    """A real server, in a process of its own, that can be killed and come back."""

    def __init__(self):
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"

    def live(self):
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "casework.wsgi",
                "--worker-class",
                "gthread",
                "--bind",
                f"localhost:{self.port}",
            ],
            cwd=settings.BASE_DIR,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"DATABASE_URL": database(), "CASEWORK_DEBUG": "1"},
        )
        until(lambda: socket.create_connection(("localhost", self.port), 1).close())

    def die(self):
        kill(self.process)


def database() -> str:
    """The address of the database of the tests, for another process."""
    at = connection.settings_dict
    account = f"{quote(at['USER'])}:{quote(at['PASSWORD'])}"
    place = urlencode({"host": at["HOST"], "port": at["PORT"]})
    return f"postgresql://{account}@/{at['NAME']}?{place}"
