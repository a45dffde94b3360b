import json
from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from casework.access.job_runs import SWEEP, run
from casework.access.models import Authority
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep


class Command(BaseCommand):
    help = "Recalculate every deadline and flag the overdue, as the nightly job does."

    def add_arguments(self, parser):
        parser.add_argument("--authority", help="only this council, by name")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, authority, **options):
        began = monotonic()
        named = self.named(authority)
        with run(f"{SWEEP} {named.name}" if named else SWEEP) as did:
            counts = sweep(authority=named)
            did |= {"changed": counts.written, "flagged": Deadline.objects.flag_overdue()}
        summary = {
            "added": counts.added,
            "changed": counts.changed,
            "removed": counts.removed,
            "newly_overdue": did["flagged"],
            "seconds": round(monotonic() - began, 3),
        }
        if options["json"]:
            self.stdout.write(json.dumps(summary))
            return
        self.stdout.write(
            "{added} added, {changed} changed, {removed} removed,"
            " {newly_overdue} newly overdue, in {seconds} seconds".format(**summary)
        )

    def named(self, name):
        if name is None:
            return None
        try:
            return Authority.objects.get(name=name)
        except Authority.DoesNotExist:
            raise CommandError(f"There is no council named {name!r}") from None
