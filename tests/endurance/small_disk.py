"""A disk so small that a test can fill it: root may mount one in memory."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.embedded.conftest import new_folder

MB = 1_000_000
SIZE = 600 * MB
LOW, FULL = 120, 40
"""Megabytes left at which ``/health/`` says so: a real disk is asked of far more."""
SAYS = {"CASEWORK_DISK_LOW_MB": str(LOW), "CASEWORK_DISK_FULL_MB": str(FULL)}


class SmallDisk:
    def __init__(self, folder: Path):
        self.folder, self.data = folder, folder / "data"
        self.filler = folder / "filler"

    @property
    def left(self) -> int:
        return shutil.disk_usage(self.folder).free

    def fill(self, leaving: int) -> None:
        """So many bytes are left of it, whatever is deleted meanwhile."""
        with self.filler.open("ab") as filler:
            while (more := self.left - leaving) > 0:
                try:
                    filler.write(bytes(min(more, MB)))
                    filler.flush()
                except OSError:
                    return

    def make_room(self) -> None:
        self.filler.unlink()


@contextmanager
def small_disk() -> Iterator[SmallDisk]:
    folder = new_folder()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=711", "casework-test", str(folder)]
    may = os.geteuid() == 0 and shutil.which("mount")
    if not may or subprocess.run(mount, capture_output=True).returncode:
        folder.rmdir()
        pytest.skip("A disk that can be filled is mounted in memory, which may not be done here")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()
