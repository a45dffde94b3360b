"""Valkey (or Redis) as a child of ours: the broker between pages and background work."""

import signal
from pathlib import Path

import redis

from casework.embedded.binaries import check_reaches, reachable_valkey
from casework.embedded.paths import Trouble, private_folder, server_account, socket_dir


class Valkey:
    name = "valkey"
    stop_signal = signal.SIGTERM

    def __init__(self, data: Path):
        self.data = data
        self.folder = data / "valkey"
        self.account = server_account()

    def prepare(self) -> None:
        check_reaches(self.account, self.data)
        self.program = reachable_valkey(self.data, self.account)
        self.socket = private_folder(socket_dir(self.data)) / "valkey"
        private_folder(self.folder)

    def command(self) -> list:
        """Every message is written down: a task that was promised survives a crash."""
        return [
            self.program,
            "--port",
            "0",
            "--unixsocket",
            self.socket,
            "--unixsocketperm",
            "700",
            "--dir",
            self.folder,
            "--appendonly",
            "yes",
            "--save",
            "",
        ]

    def answers(self, process) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self.socket)) as connection:
                answering = connection.info("server")["process_id"]
        except redis.ConnectionError:  # not there yet, or still reading what was written down
            return False
        if answering != process.pid:
            raise Trouble(f"Another Valkey (process {answering}) already uses {self.folder}.")
        return True
