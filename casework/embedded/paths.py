"""Where embedded data lives, which account its servers run as, and its secrets."""

import hashlib
import os
import re
import secrets
import stat
from pathlib import Path

# A socket's whole path may have 107 bytes on Linux and 103 on macOS; the names in it need 20.
LONGEST_SOCKET_FOLDER = 83
SHORT_FOLDERS = Path("/tmp")


class Trouble(Exception):
    """Something went wrong that its reader can put right, so it is told without a traceback."""


def state_folder() -> Path:
    """Outside the clone, so that neither git nor a deleted clone can touch a child's record."""
    given = os.environ.get("CASEWORK_DATA_DIR")
    if given:
        return Path(given).expanduser().absolute()
    if is_root():
        return Path("/var/lib/casework")
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "casework"


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def server_account():
    """PostgreSQL refuses to run as root, so root gives the servers an account that owns little."""
    if not is_root():
        return None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Trouble("PostgreSQL will not run as root, and there is no user postgres or nobody.")


def prepare(data: Path) -> Path:
    """Makes the data folder. Root's lets the servers' group pass through, and nobody read."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        check_is_ours(data)
        (data / "casework").touch(mode=0o600)
        account = server_account()
        if account:
            os.chown(data, 0, account.pw_gid)
        data.chmod(0o710 if account else 0o700)
    except OSError as problem:
        raise Trouble(
            f"{data} cannot hold the data ({problem.strerror}). "
            "Name another folder with CASEWORK_DATA_DIR."
        ) from problem
    return data


def check_is_ours(data: Path) -> None:
    """Never take over, and change the permissions of, a folder that holds something else."""
    if data.stat().st_uid != os.geteuid():
        raise Trouble(f"{data} belongs to another user. Name another with CASEWORK_DATA_DIR.")
    ours = {"casework", "static"} & {entry.name for entry in data.iterdir()}
    if not ours and any(data.iterdir()):
        raise Trouble(f"{data} holds something else. Name another with CASEWORK_DATA_DIR.")


def private_folder(path: Path) -> Path:
    """A folder that only the servers' account, and root, can open."""
    account = server_account()
    try:
        path.mkdir(mode=0o700)
        if account:
            os.chown(path, account.pw_uid, account.pw_gid)
    except FileExistsError:
        status = path.lstat()
        owner = account.pw_uid if account else os.geteuid()
        private = stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077
        if not private or status.st_uid != owner:
            raise Trouble(f"{path} is in the way: it is not a private folder of ours.") from None
    return path


def socket_dir(data: Path) -> Path:
    """Short, as a socket's path must be, and plain, as it stands in lists and addresses."""
    folder = data / "sockets"
    if len(str(folder)) <= LONGEST_SOCKET_FOLDER and re.fullmatch(r"[\w/.-]+", str(folder), re.A):
        return folder
    return SHORT_FOLDERS / f"casework-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"


def secret(data: Path, name: str) -> str:
    """A random secret, made at first need; of several processes at once, one makes it."""
    path = data / name
    if not path.exists():
        prepare(data)
        draft = data / f"{name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
