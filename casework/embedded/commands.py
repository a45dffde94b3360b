"""What lets every manage.py command work with no server installed."""

import contextlib
import os
import sys

from casework.embedded.paths import Trouble, state_folder

NEED_NOTHING = {
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "restore",
    "restore_drill",
    "spectacular",
    "startapp",
    "startproject",
    "version",
}
NEED_NO_BROKER = {
    "backup",
    "carry_on_pack",
    "check",
    "backup_proof",
    "createsuperuser",
    "dbshell",
    "dumpdata",
    "inspectdb",
    "makemigrations",
    "migrate",
    "pgtrigger",
    "showmigrations",
    "sqlmigrate",
    "verify_log",
}
WORK_ON_NO_TABLES = (NEED_NO_BROKER | {"shell"}) - {
    "backup",
    "carry_on_pack",
    "backup_proof",
    "createsuperuser",
    "dumpdata",
    "verify_log",
}
TOUCH_NOTHING = {"check", "dbshell", "inspectdb", "makemigrations", "showmigrations", "sqlmigrate"}
"""Of the tables, whichever version made them."""


def servers_needed(words: list[str]) -> list[str]:
    """A server that was named by its address is somebody else's to run."""
    command = words[1] if len(words) > 1 else "help"
    if command.startswith("-") or command in NEED_NOTHING or {"-h", "--help"} & set(words):
        return []
    return [
        server
        for server in unnamed_servers()
        if server != "valkey" or command not in NEED_NO_BROKER
    ]


def unnamed_servers() -> list[str]:
    addresses = {"postgres": "DATABASE_URL", "valkey": "BROKER_URL"}
    return [server for server, name in addresses.items() if not os.environ.get(name)]


@contextlib.contextmanager
def servers_for(words: list[str]):
    """Runs what the command needs while it runs; if it runs already, joins in."""
    needed = servers_needed(words)
    if not needed:
        yield
        return
    # Here and not above: a machine whose servers are all named needs no way to run its own.
    from casework.embedded.binaries import postgres_folder
    from casework.embedded.shared_server import using

    try:
        # dbshell looks for psql.
        if "postgres" in needed:
            os.environ["PATH"] += f"{os.pathsep}{postgres_folder()}"
        with using(state_folder(), needed):
            if "postgres" in needed:
                refuse_tables_of_others(words)
            yield
    except Trouble as trouble:
        sys.exit(f"casework: {trouble}")


def refuse_tables_of_others(words: list[str]) -> None:
    """One sentence for whoever runs a command before anything was set up, or on what another
    version made; not a traceback."""
    from casework.embedded.preparation import nothing_is_made, refuse_another_versions

    if not nothing_is_made():
        if words[1] not in TOUCH_NOTHING:
            refuse_another_versions(state_folder())
    elif words[1] not in WORK_ON_NO_TABLES:
        raise Trouble(f"{state_folder()} holds no tables yet: run ./bin/run, or manage.py migrate.")
