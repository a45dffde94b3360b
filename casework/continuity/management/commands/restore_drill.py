from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casework.continuity.backups import Failed
from casework.continuity.recovery import drill
from casework.continuity.sealed_file import NotOpened


class Command(BaseCommand):
    help = "Puts the newest backup back in a scratch folder, proves it, and says how long it took."

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path, nargs="?")

    def handle(self, *, backup, **options):
        kept = sorted(Path(settings.BACKUP_FOLDER).glob("casework-*.backup"))
        if not (backup or kept):
            raise CommandError("There is no backup yet: manage.py backup makes one.")
        try:
            seconds = drill(backup or kept[-1], self.stdout.write)
        except (Failed, NotOpened) as failed:
            raise CommandError(f"{failed}.") from failed
        self.stdout.write(f"Everything is there. It took {seconds:.0f} seconds.")
