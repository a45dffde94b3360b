"""Starts programs that end when we end, and ends them in good order."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

from casework.embedded.binaries import as_account

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 5_000_000


def start(command, *, log: Path, last_signal=signal.SIGTERM, account=None, holding=(), **options):
    """Runs a program as our own child, out of the terminal's reach: Ctrl-C is for us to handle.
    ``holding`` are locks that last as long as the child does."""
    with open_log(log) as output:
        return subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(last_signal),
            pass_fds=[lock.descriptor for lock in holding],
            **as_account(account),
            **options,
        )


def open_log(log: Path):
    """A log tells of children, so only its owner reads it; yesterday's is kept, older are not."""
    log.parent.mkdir(exist_ok=True, mode=0o700)
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".old"))
    log.touch(mode=0o600)
    return log.open("ab")


def die_with_parent(last_signal=signal.SIGTERM):
    """On Linux the kernel ends the child when its parent is killed, even by kill -9. Asked for
    in the child after it has changed its account, because that change cancels the wish."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def ask():
        libc.prctl(PR_SET_PDEATHSIG, int(last_signal))
        if os.getppid() != parent:
            os._exit(1)

    return ask


def stop(process, first_signal=signal.SIGTERM, patience=30) -> None:
    """Asks, waits, and only then forces."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(first_signal)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
