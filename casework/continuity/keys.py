"""The key of the backups: it lies beside the data and never in a backup."""

import base64
import hashlib
import os
from pathlib import Path

from casework.embedded.paths import secret, state_folder

NAME = "backup-key"


def backup_key(folder: Path | None = None) -> bytes:
    """``CASEWORK_BACKUP_KEY`` where it is given; otherwise one made at first need."""
    given = os.environ.get("CASEWORK_BACKUP_KEY")
    return as_key(given or secret(folder or state_folder(), NAME))


def as_key(words: str) -> bytes:
    """The words are long and random, so one digest is enough to make a key of them."""
    return hashlib.sha256(f"casework.backup {words.strip()}".encode()).digest()


def name_of(key: bytes) -> str:
    """So that whoever has several keys can tell which opens a file; it says nothing of the key."""
    return base64.b32encode(hashlib.sha256(b"casework.name " + key).digest()[:5]).decode().lower()
