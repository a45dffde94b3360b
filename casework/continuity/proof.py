"""Whether what was put back is what was backed up: each table's rows, each document, the log."""

import hashlib
from collections.abc import Iterator

from django.db import connection

from casework.continuity.backups import Manifest, counted
from casework.documents.storage import bytes_kept
from casework.governance.verification import Broken, verify


class NotTheSame(Exception):
    """What is not as it was."""


def prove(manifest: Manifest) -> Iterator[str]:
    """A line for each thing that was found the same."""
    yield rows_are_there(manifest)
    yield documents_are_there(manifest)
    yield log_is_whole(manifest)


def rows_are_there(manifest: Manifest) -> str:
    with connection.cursor() as cursor:
        now = counted(cursor)
    differ = [name for name, count in manifest.counts.items() if now.get(name) != count]
    if differ:
        name = differ[0]
        raise NotTheSame(
            f"{len(differ)} tables have other numbers of rows, the first {name}:"
            f" {now.get(name, 'none')} for {manifest.counts[name]}"
        )
    return f"{sum(now.values()):,} rows in {len(now)} tables, as many as were backed up."


def documents_are_there(manifest: Manifest) -> str:
    kept = bytes_kept()
    for name, digest in manifest.documents.items():
        if not kept.exists(name):
            raise NotTheSame(f"A document is not there: {name}")
        with kept.open(name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise NotTheSame(f"A document is not as it was: {name}")
    return f"{len(manifest.documents):,} documents, each byte as it was."


def log_is_whole(manifest: Manifest) -> str:
    try:
        proof = verify([manifest.anchor] if manifest.anchor else None)
    except Broken as broken:
        raise NotTheSame(str(broken)) from broken
    return f"The logs are whole: {proof.rows:,} rows in {proof.seals:,} seals."
