"""Makes the log of who looked as long as a council's grows, to measure that no page feels it."""

from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from casework.children.models import Child
from casework.governance.chain import add_seal, only_sealer
from casework.scale.looks import add_looks
from casework.scale.sizes import COUNCIL


class Command(BaseCommand):
    help = (
        "Add so many invented looks to the log of an invented council, over thirteen months. Only"
        " for a database that load_scale filled."
    )

    def add_arguments(self, parser):
        parser.add_argument("rows", type=int, help="how many looks")

    def handle(self, *, rows, **options):
        if not Child.objects.filter(authority__name__startswith=COUNCIL).exists():
            raise CommandError("This is not a council of load_scale's. Nothing was added.")
        began = monotonic()
        with only_sealer():
            added = add_looks(rows, timezone.localdate())
            if not connection.in_atomic_block:
                add_seal("An invented log of looks was loaded", holding=True)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE children_fileaccess")
        self.stdout.write(f"{added:,} looks in {monotonic() - began:.1f} seconds")
