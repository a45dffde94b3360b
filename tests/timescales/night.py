"""A night's work in a process of its own, that a test can kill.

    python -m tests.timescales.night make|run|count AT
    python -m tests.timescales.night killed AT STATEMENT SECONDS

``DATABASE_URL`` says where. Time stands still at ``AT``, here and in the database, so that two
nights can be compared however long the test takes. ``killed`` dies by ``kill -9`` so many seconds
after that statement began, and at the latest when the next begins.
"""

import os
import signal
import sys
from datetime import datetime
from threading import Timer

import django


def main(deed: str, at: str, *how: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "casework.settings"
    django.setup()
    from tests.timescales.travel import travelling

    with travelling(datetime.fromisoformat(at)) as clock:
        DEEDS[deed](clock.at, *how)


def make(at) -> None:
    """The demonstration authority, as nobody has swept it and nobody been told of anything."""
    from django.db import connection, transaction

    from casework.demonstration.management.commands.load_demo import furnish
    from casework.demonstration.world import World
    from casework.notices.models import Mail, Notice, Told, ToldUpTo
    from casework.timescales.models import CountedWith, Deadline

    with transaction.atomic():
        world = World(children=40, seed=3, password="open sesame", now=at)
        furnish(world)
    for model in (Notice, Mail, Told, ToldUpTo, Deadline, CountedWith):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def run(at) -> None:
    """What beat asks for at night, as a worker runs it."""
    from casework.notices.tasks import sweep_and_tell

    sweep_and_tell()


def count(at) -> None:
    print(watched(lambda number: None, at))


def killed(at, statement: str, seconds: str) -> None:
    def strike(number):
        if number == int(statement):
            Timer(float(seconds), die).start()
        elif number > int(statement):
            die()

    watched(strike, at)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def watched(before, at) -> int:
    """The night, with the number of each statement told before it; how many there were."""
    from django.db import connection

    numbers = []

    def watch(execute, *asked):
        numbers.append(len(numbers) + 1)
        before(numbers[-1])
        return execute(*asked)

    with connection.execute_wrapper(watch):
        run(at)
    return len(numbers)


DEEDS = {"make": make, "run": run, "count": count, "killed": killed}

if __name__ == "__main__":
    main(*sys.argv[1:])
