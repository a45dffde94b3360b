from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from casework.continuity.backups import Manifest
from casework.continuity.proof import NotTheSame, prove


class Command(BaseCommand):
    help = "Holds a restored database and its documents to what was counted when it was backed up."

    def add_arguments(self, parser):
        parser.add_argument("manifest", type=Path)

    def handle(self, *, manifest, **options):
        try:
            for line in prove(Manifest.read(manifest.read_text())):
                self.stdout.write(line)
        except NotTheSame as wrong:
            raise CommandError(f"{wrong}.") from wrong
