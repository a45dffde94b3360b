from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casework.governance.accounts import may_take_out
from casework.governance.chain import seal
from casework.retention.deletion.operations import delete_again, holds, lines_of, run
from casework.retention.deletion.proof import bytes_left, prove
from casework.retention.models import Certificate, Round


class Command(BaseCommand):
    help = (
        "Deletes the files of every authorised round (run), says again after a backup was put back"
        " what had been deleted (again), or proves that nothing is left of any (prove)."
    )

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["run", "again", "prove"])
        parser.add_argument(
            "--list", type=Path, help="the list of deleted files kept outside the database"
        )

    def handle(self, *, what, **options):
        if what == "prove":
            return self.prove()
        if not may_take_out():
            raise CommandError(
                "This account may take nothing out of the logs: run it as the owner of the database"
            )
        seal()
        return self.run() if what == "run" else self.again(options["list"])

    def run(self):
        rounds = list(Round.objects.authorised().select_related("authorised_by", "begun_by"))
        for waiting in rounds:
            for file, became in run(waiting):
                self.stdout.write(f"{file}: {became}")
        self.stdout.write("Nothing is authorised." if not rounds else "Done.")

    def again(self, path: Path | None):
        path = path or Path(settings.DELETED_FILES)
        if not path.exists():
            raise CommandError(f"There is no list at {path}")
        for line in lines_of(path):
            if became := delete_again(line):
                self.stdout.write(f"C{line['keys'][0]:05d}: {became}")
        self.stdout.write("Every file on the list was asked for.")

    def prove(self):
        wrong = number = 0
        for certificate in Certificate.objects.order_by("pk").iterator():
            proof, number = prove(certificate.keys), number + 1
            words = [str(left) for left in proof.left]
            words += [] if holds(certificate) else ["the certificate was changed"]
            words += ["bytes of documents"] if bytes_left(certificate.bytes_left) else []
            wrong += bool(words)
            for word in words:
                self.stdout.write(f"{certificate.number}: {word}")
        if wrong:
            raise CommandError(f"{wrong} of {number} deleted files left something")
        self.stdout.write(f"Nothing is left of any of {number} deleted files.")
