"""Where the bytes are: outside the web root, under names that say nothing."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages
from django.utils import timezone

from casework.documents.models import DocumentFile

WAIT = timedelta(days=1)
"""How long bytes without a row are left alone: their save may still be under way."""


class PrivateFiles(FileSystemStorage):
    """A folder only this account reads; what is saved is on the disk before its row is written."""

    def __init__(self, location=None, **options):
        private = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        super().__init__(location=location, **private | options)

    def _save(self, name, content):
        kept = super()._save(name, content)
        handle = os.open(self.path(kept), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        return kept

    def url(self, name):
        raise ValueError("A document has no address of its own: it is read through its child")


@dataclass(frozen=True)
class Kept:
    stored_as: str
    size: int
    sha256: str


def bytes_kept():
    return storages["documents"]


def keep(content: File) -> Kept:
    """Write bytes under a random name. Until a row names them they are on no list."""
    digest, size = hashlib.sha256(), 0
    for part in content.chunks():
        digest.update(part)
        size += len(part)
    content.seek(0)
    name = secrets.token_hex(20)
    stored_as = bytes_kept().save(f"{name[:2]}/{name}", content)
    return Kept(stored_as, size, digest.hexdigest())


def orphans():
    """Bytes that no row names: saves that were broken off."""
    storage = bytes_kept()
    for folder in storage.listdir("")[0]:
        names = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        known = DocumentFile.objects.filter(stored_as__in=names)
        yield from sorted(set(names) - set(known.values_list("stored_as", flat=True)))


def delete_orphans() -> int:
    """Those a day old or more; younger ones may belong to a save not yet finished."""
    storage, before, deleted = bytes_kept(), timezone.now() - WAIT, 0
    if not storage.exists(""):
        return 0
    for name in orphans():
        if storage.get_modified_time(name) < before:
            storage.delete(name)
            deleted += 1
    return deleted
