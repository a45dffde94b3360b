"""``kill -9`` of every part of the product, at random moments, while people save: every save that
was acknowledged is there, once; nothing is half saved; the logs are whole; and the pages come back
by themselves.

One product is started for all of it. The parts take turns, so that each has time to stay.
"""

import os
import subprocess
import time
from collections import defaultdict
from random import Random

import pytest

from tests.embedded.running import with_tables
from tests.endurance.standing import Return, Standing, moment

pytestmark = pytest.mark.long(one_in=80)
PARTS = [
    "web worker",
    "web master",
    "Celery worker",
    "beat",
    "broker",
    "PostgreSQL",
    "a connection of PostgreSQL",
    "supervisor",
]
MOMENTS = 20
came_back: dict[str, list[Return]] = defaultdict(list)


@pytest.fixture(scope="module")
def standing():
    data = with_tables()
    stands = Standing(data, workers=3, beat=True)
    stands.begin_saving()
    try:
        yield stands
        stands.end()
        told(len(stands.acknowledged))
    finally:
        stands.force_end()
        subprocess.run(["rm", "-rf", data], check=True)


def told(saves: int) -> None:
    """What docs/keeping-running.md says of the last run."""
    lines = [f"{saves} saves acknowledged"]
    for part, times in came_back.items():
        pages, again = (max(getattr(one, of) for one in times) for of in ("pages", "part"))
        lines.append(f"| {part} | {len(times)} | {pages:.1f} s | {again:.1f} s |")
    print("\n" + "\n".join(lines))
    if place := os.environ.get("CASEWORK_ENDURED"):
        with open(place, "a") as kept:
            kept.write("\n".join(lines) + "\n")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("number", range(MOMENTS))
def test_a_part_killed_at_any_moment_costs_no_save_and_the_pages_come_back(standing, part, number):
    time.sleep(moment(Random(f"{part} {number}")))
    back = standing.kill(part)
    came_back[part].append(back)
    assert back.pages < standing.within
    standing.check()
    standing.prove()
