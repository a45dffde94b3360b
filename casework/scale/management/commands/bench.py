"""Measures each goal of speed against its limit, in this database and this minute."""

import json
import os
import re

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test.utils import override_settings

from casework.children.models import Child
from casework.scale.goals.pulls import peak_of
from casework.scale.goals.race import Result, allowed
from casework.scale.goals.table import GOALS, NOT_MEASURED, rows
from casework.scale.goals.visitors import Visitors

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
"""Nothing need have been collected."""


class Command(BaseCommand):
    help = (
        "Measure the goals of speed, or those named, against their limits: ours and what it is"
        " measured by in turns, so that only ratios count. What it writes it takes back; run it on"
        " a database filled by load_scale, with nobody at work in it."
    )

    def add_arguments(self, parser):
        parser.add_argument("goals", nargs="*", metavar="P1", help="which; all without one")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--rounds", type=int, help="at most so many, and no warming up")
        parser.add_argument(
            "--processor",
            action="store_true",
            help="count seconds of the processor: for a machine that is busy with other work",
        )
        parser.add_argument("--peak", help="only the memory that this address takes, as JSON")

    def handle(self, *, goals, peak, rounds, processor, **options):
        allowed.processor = processor
        if rounds:
            allowed.rounds, allowed.warm_up = rounds, 0
        if not Child.objects.exists():
            raise CommandError("There are no children here. Fill a database with load_scale first.")
        with override_settings(
            ALLOWED_HOSTS=["testserver"], STORAGES=settings.STORAGES | {"staticfiles": PLAIN}
        ):
            if peak:
                self.stdout.write(json.dumps(peak_of(peak)))
                return
            results = self.measured([name.upper() for name in goals] or list(GOALS), **options)
        if options["json"]:
            self.stdout.write(
                json.dumps({"on": self.machine(), "goals": [vars(r) for r in results]})
            )
            return
        self.stdout.write("\n".join(["", self.machine(), "", *rows(results)]))
        if not goals:
            for name, why in NOT_MEASURED.items():
                self.stdout.write(f"{name} is not measured: {why}")

    def measured(self, names: list[str], **options) -> list[Result]:
        if unknown := set(names) - GOALS.keys():
            raise CommandError(f"No such goal: {', '.join(sorted(unknown))}")
        visitors, results = Visitors(), []
        for name in names:
            results.append(GOALS[name](visitors))
            if not options["json"]:
                self.stderr.write("\n".join(rows(results[-1:])[2:]))
        return results

    def machine(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT version()")
            version = re.match(r"\S+ \S+", cursor.fetchone()[0])
        load = f"load {os.getloadavg()[0]:.1f}"
        return f"{Child.objects.count():,} children, {version[0] if version else ''}, {load}"
