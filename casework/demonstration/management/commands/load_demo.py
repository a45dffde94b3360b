"""Makes the demonstration authority: each app's ``demo.py`` its share, in the journey's order."""

import os
import secrets
import time
from importlib import import_module, util

import pghistory
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from casework.access import demo as council
from casework.demonstration import world as families
from casework.demonstration.world import World
from casework.governance.chain import add_seal, only_sealer


def shares():
    """The families, then every app's ``demo.py``, in the declared order."""
    modules = [families]
    modules += [
        import_module(f"{app.name}.demo")
        for app in apps.get_app_configs()
        if util.find_spec(f"{app.name}.demo")
    ]
    modules = [module for module in modules if hasattr(module, "load")]
    return sorted(modules, key=lambda module: (module.order, module.__name__))


def furnish(world) -> None:
    """Every app's share. References are checked row by row: those that wait for the commit make
    each row of history dearer than the last, and eighty thousand took twice as long."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for share in shares():
        share.load(world)


class Command(BaseCommand):
    help = (
        "Make an invented council with children, families and two years of work, to look around in."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--children", type=int, default=600, help="about how many (default 600)"
        )
        parser.add_argument("--seed", type=int, default=1, help="another seed, another authority")

    def handle(self, *, children, seed, **options):
        if council.exists():
            raise CommandError(f"{council.COUNCIL} is already here. Nothing was changed.")
        given = os.environ.get("CASEWORK_DEMO_PASSWORD", "")
        world = World(children=children, seed=seed, password=given or secrets.token_urlsafe(9))
        began = time.monotonic()
        # Outside a context every row of history is an error caught in the database, which is dear
        # in a transaction with much to check at its end.
        with only_sealer():
            with pghistory.context(command="load_demo"), transaction.atomic():
                furnish(world)
            if not connection.in_atomic_block:
                add_seal("An invented council was loaded", holding=True)
        self.stdout.write(self.summary(world, time.monotonic() - began))
        self.stdout.write(self.accounts(world, show_password=not given))

    def summary(self, world, seconds) -> str:
        children = sum(len(family.kids) for family in world.families)
        return (
            f"{council.COUNCIL}: {children} children in {len(world.families)} families,"
            f" {sum(world.made.values())} records, in {seconds:.0f} seconds."
        )

    def accounts(self, world, *, show_password: bool) -> str:
        """The names to sign in with; the password only where it was made here, this once."""
        lines = ["", "Sign in as any of these:"]
        for username, first, last, role, *_ in council.ACCOUNTS:
            lines.append(f"  {username:20} {first} {last}, {role.replace('_', ' ')}")
        secret = world.password if show_password else "as you set it in CASEWORK_DEMO_PASSWORD"
        return "\n".join([*lines, f"Password for all of them: {secret}", ""])
