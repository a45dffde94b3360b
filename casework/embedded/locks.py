"""Locks that the kernel gives back when their last holder ends, however it ends. What a lock says
is therefore always true, as a file with a process number in it is not."""

import fcntl
import os
from pathlib import Path


class Lock:
    def __init__(self, path: Path):
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def take(self, *, shared=False, wait=False) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self.descriptor, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def write(self, words: str) -> None:
        """A word for whoever finds the lock taken."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, words.encode(), 0)

    def read(self) -> str:
        return os.pread(self.descriptor, 1000, 0).decode()

    def close(self) -> None:
        os.close(self.descriptor)


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock for themselves alone."""
    lock = Lock(path)
    try:
        return not lock.take(shared=True)
    finally:
        lock.close()
