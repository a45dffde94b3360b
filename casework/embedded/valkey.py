"""Valkey (or Redis) as a child of ours: the broker between pages and background work."""

import re
import signal
import socket
from pathlib import Path

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
        answering = self.ask_process()
        if answering is None:
            return False
        if answering != process.pid:
            raise Trouble(f"Another Valkey (process {answering}) already uses {self.folder}.")
        return True

    def ask_process(self) -> int | None:
        """Which process answers; none while it is not there yet, or still reads what was written
        down. One line is asked: a client of its own would take twice the memory of this keeper."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(5)
                connection.connect(str(self.socket))
                connection.sendall(b"INFO server\r\n")
                answer = connection.recv(16_384)
        except OSError:
            return None
        process = re.search(rb"process_id:(\d+)", answer)
        return int(process[1]) if process else None
