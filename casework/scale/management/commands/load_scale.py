"""Fills an empty database as a council of a real size would have filled it in ten years."""

from dataclasses import replace
from datetime import date
from time import monotonic

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from casework.governance.chain import add_seal, only_sealer
from casework.scale.council import PASSWORD
from casework.scale.loading import Loading, NotEmpty
from casework.scale.sizes import SIZES, Size
from casework.timescales.sweep import sweep

FEWEST = 20
"""Children of a council, for its teams to have somebody to work with."""


class Command(BaseCommand):
    help = (
        "Fill an empty database with invented children and ten years of work: S is 9,000 children,"
        " L 90,000 in one council, E 2.8 million in 153; a number is so many in one council."
    )

    def add_arguments(self, parser):
        parser.add_argument("size", help="S, L, E or a number of children")
        parser.add_argument("--councils", type=int, help="among so many, the largest first")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other children")
        parser.add_argument("--today", type=date.fromisoformat, help="the day it is in their files")
        parser.add_argument(
            "--notes", type=int, default=6, help="case notes a year for each family worked with"
        )
        parser.add_argument(
            "--history", action="store_true", help="write the history of every row as well"
        )
        parser.add_argument("--no-sweep", action="store_true", help="leave the clocks to the night")

    def handle(self, *, size, councils, seed, today, notes, history, no_sweep, **options):
        loading = Loading(
            self.size(size, councils),
            seed=seed,
            today=today or timezone.localdate(),
            notes=notes,
            history=history,
            say=self.stdout.write,
            tell=self.stdout.write if options["verbosity"] > 1 else lambda line: None,
        )
        began = monotonic()
        try:
            with pghistory.context(command="load_scale"), only_sealer():
                loading.run()
                if not connection.in_atomic_block:
                    add_seal("An invented council was loaded", holding=True)
        except NotEmpty:
            raise CommandError(
                "There are children or councils in this database. Nothing was changed."
            ) from None
        self.tell(loading, monotonic() - began)
        self.settle(no_sweep)
        self.stdout.write(self.accounts(loading))

    def size(self, name: str, councils: int | None) -> Size:
        plain = name.isdecimal() and int(name) > 0
        size = Size(children=int(name)) if plain else SIZES.get(name.upper())
        if size is None:
            raise CommandError(f"{name} is no size: S, L, E or a number of children")
        if councils is None:
            return size
        if not 1 <= councils <= size.children // FEWEST:
            raise CommandError(f"A council knows {FEWEST} children at least: fewer councils")
        return replace(size, authorities=councils)

    def tell(self, loading: Loading, seconds: float) -> None:
        for name, rows in loading.rows.items():
            self.stdout.write(f"{rows:>12,} {name}")
        self.stdout.write(f"{sum(loading.rows.values()):>12,} rows in {seconds:.1f} seconds")

    def settle(self, no_sweep: bool) -> None:
        """Statistics as autovacuum would have them by the morning, and the first night's clocks."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if no_sweep:
            return
        began = monotonic()
        counts = sweep()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE timescales_deadline")
        seconds = monotonic() - began
        self.stdout.write(f"{counts.written:>12,} deadlines, in {seconds:.1f} seconds")

    def accounts(self, loading: Loading) -> str:
        names = "\n".join(f"  {name}" for name in loading.councils[0].accounts())
        return f"\nSign in as any of these, with {PASSWORD}:\n{names}\n"
