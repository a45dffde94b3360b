from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casework.continuity.backups import Failed, keep_newest, make
from casework.embedded.paths import state_folder


class Command(BaseCommand):
    help = "Writes one sealed file with the database and every document, and reads it back."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, help="the folder, better on another disk")
        parser.add_argument("--keep", type=int, help="delete older ones beyond so many")

    def handle(self, *, to, keep, **options):
        folder = to or Path(settings.BACKUP_FOLDER)
        try:
            backup = make(folder)
        except Failed as failed:
            raise CommandError(f"{failed}.") from failed
        held = backup.manifest
        self.stdout.write(
            f"{backup.path}: {sum(held.counts.values()):,} rows of {len(held.counts)} tables and"
            f" {len(held.documents):,} documents, {backup.size / 1e6:,.1f} MB, read back whole, in"
            f" {backup.seconds:.0f} seconds. The keys that open it are not in it: keep copies of"
            f" secret-key and backup-key in {state_folder()} elsewhere."
        )
        if keep:
            for gone in keep_newest(folder, keep):
                self.stdout.write(f"Deleted: {gone.name}")
        if backup.missing:
            raise CommandError(
                f"The backup is kept, without {len(backup.missing)} documents whose bytes are not"
                f" where they were: {', '.join(backup.missing)}"
            )
