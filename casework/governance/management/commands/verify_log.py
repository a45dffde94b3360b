from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from casework.governance.chain import CountsAfresh, seal
from casework.governance.models import Seal
from casework.governance.verification import Broken, verify


class Command(BaseCommand):
    help = (
        "Proves that nothing in the logs of who looked and who changed was altered, or names the"
        " first place where something was."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--anchor", type=Path, help="a file of anchors kept outside the database, to hold it to"
        )
        parser.add_argument(
            "--write-anchor", type=Path, help="add the last seal to this file, kept elsewhere"
        )

    def handle(self, *, anchor, write_anchor, **options):
        try:
            seal()
            proof = verify(anchor.read_text().splitlines() if anchor else None)
        except Broken as broken:
            raise CommandError(f"{broken}.") from broken
        except CountsAfresh as stopped:
            raise CommandError(str(stopped)) from stopped
        if proof.last is None:
            self.stdout.write("Nothing is sealed yet.")
            return
        self.stdout.write(
            f"Whole: {proof.rows:,} rows in {proof.seals:,} seals, the last of"
            f" {proof.last.at:%d %B %Y %H:%M}. Its anchor: {proof.last.anchor}"
        )
        if proof.removals:
            self.stdout.write(
                f"{proof.removed:,} of them were taken away, or words out of them, in"
                f" {proof.removals:,} deletions of files: each by a removal that holds."
            )
        if write_anchor:
            write_line(write_anchor, proof.last)


def write_line(path: Path, last: Seal) -> None:
    with path.open("a") as file:
        file.write(f"{last.anchor}\n")
