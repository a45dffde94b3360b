from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from casework.continuity.backups import Failed, read_back
from casework.continuity.recovery import Keys, restore
from casework.continuity.sealed_file import NotOpened


class Command(BaseCommand):
    help = "Puts a backup back into a new data folder, or only opens it for a server of one's own."

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path)
        parser.add_argument("--into", type=Path, required=True, help="a new or empty folder")
        parser.add_argument("--key", type=Path, help="the file backup-key of the installation")
        parser.add_argument("--secret-key", type=Path, help="its file secret-key, likewise")
        parser.add_argument(
            "--only-open",
            action="store_true",
            help="leave database.dump and the documents there, for pg_restore",
        )

    def handle(self, *, backup, into, key, secret_key, only_open, **options):
        keys = Keys(*(path.read_text() if path else "" for path in (key, secret_key)))
        try:
            if only_open:
                if into.exists() and any(into.iterdir()):
                    raise Failed(f"{into} is not empty: name a new folder")
                into.mkdir(parents=True, exist_ok=True, mode=0o700)
                read_back(backup, keys.opening(), into)
                self.stdout.write(f"Opened in {into}: database.dump and documents.")
                return
            restore(backup, into, keys, self.stdout.write)
        except (Failed, NotOpened) as failed:
            raise CommandError(f"{failed}.") from failed
        self.stdout.write(f"Done. Start it with: CASEWORK_DATA_DIR={into} bin/run")
