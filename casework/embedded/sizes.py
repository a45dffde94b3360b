"""How large the servers are: as large as the machine, or the share of it a container has, allows.

Each number can be given instead, in the environment; docs/guide/administrators.md lists them.
"""

import os
from pathlib import Path

from casework.embedded.paths import Trouble

LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
SHARE = Path("/sys/fs/cgroup/cpu.max")
MB = 1024 * 1024
MOST_WORKERS = 12
THREADS = 4
BESIDE_THE_PAGES = 28
"""Connections for the nightly work, commands, and whoever looks after the database."""


def number(name: str, otherwise: int, *, least: int = 1) -> int:
    given = os.environ.get(name, "").strip()
    if not given:
        return otherwise
    if not given.isascii() or not given.isdigit() or int(given) < least:
        raise Trouble(f"{name} must be a whole number of at least {least}, not {given!r}.")
    return int(given)


def cores() -> int:
    """Those this process may use; a container may have less than one of many."""
    count = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    try:
        most, period = SHARE.read_text().split()
    except (OSError, ValueError):
        return count
    return count if most == "max" else max(1, min(count, int(most) // int(period)))


def memory() -> int:
    """Megabytes of the machine, or of the container."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limits = [int(text) for path in LIMITS if (text := _read(path)).isdigit()]
    return min([whole, *limits]) // MB


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def web_workers() -> int:
    """A process of pages for each core: two at least, so that one slow answer holds up nobody."""
    return number("CASEWORK_WEB_WORKERS", max(2, min(cores(), MOST_WORKERS)))


def web_threads() -> int:
    return number("CASEWORK_WEB_THREADS", THREADS)


def connections() -> int:
    """One for each thread that answers, which keeps it, and some beside."""
    return max(60, web_workers() * web_threads() + BESIDE_THE_PAGES)


def postgres_sizes() -> dict[str, str]:
    """By the rules of thumb of PostgreSQL's own manual for a server that shares its machine: a
    quarter for its pages, half to be counted on in the system's cache, and for sorting what all
    connections together may take without the machine running out."""
    all_of_it = number("CASEWORK_POSTGRES_MEMORY_MB", memory(), least=256)
    pages = between(128, all_of_it // 4, most_pages())
    return {
        "shared_buffers": f"{pages}MB",
        "effective_cache_size": f"{between(256, all_of_it // 2, 65_536)}MB",
        "work_mem": f"{between(4, all_of_it // (4 * connections()), 64)}MB",
        "maintenance_work_mem": f"{between(64, all_of_it // 16, 1_024)}MB",
        "max_connections": str(connections()),
    }


def most_pages() -> int:
    """PostgreSQL keeps books on each of its pages, a hundredth of them, from its first moment:
    more than two gigabytes are for whoever says how much memory it has."""
    return 8_192 if os.environ.get("CASEWORK_POSTGRES_MEMORY_MB") else 2_048


def between(least: int, wanted: int, most: int) -> int:
    return max(least, min(wanted, most))
