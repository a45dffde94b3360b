from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from casework.continuity.carry_on import PASSPHRASE, make_packs
from casework.embedded.paths import state_folder


class Command(BaseCommand):
    help = "Makes the pack that a team works by while there is no system: one sealed page."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, help="a folder that is carried off the machine")

    def handle(self, *, to, **options):
        for path in make_packs(to or Path(settings.CARRY_ON_FOLDER)):
            self.stdout.write(f"{path}: opens in any browser, with the passphrase.")
        self.stdout.write(
            f"The passphrase is in {state_folder() / PASSPHRASE}, unless"
            " CASEWORK_CARRY_ON_PASSPHRASE gave one: keep it on paper, in a safe."
        )
