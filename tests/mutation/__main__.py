"""Chooses the changes by a seed, has them tried on a copy of the tree, and reports."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.mutation.areas import AREAS, ROOT, modules_of, proofs_of
from tests.mutation.mutants import mutants_of, narrowing_methods


def options(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    add = parser.add_argument
    add("--area", action="append", choices=[*AREAS, "all"], help="one or more; else by the seed")
    add("--module", help="only modules whose path holds this")
    add("--tests", nargs="+", help="only these tests, instead of the area's")
    add("--count", type=int, default=40, help="changes in each area (40)")
    add("--seed", default=os.environ.get("CASEWORK_MUTATION_SEED", "0"), help="chooses both")
    add("--seconds", type=float, default=60, help="for the tests of one change (60)")
    add("--minutes", type=float, default=10, help="for an area's changes, once its tests ran (10)")
    add("--bodies", action="store_true", help="only bodies of functions, which are quick to try")
    return parser.parse_args(arguments)


def main(asked) -> int:
    areas = list(AREAS) if asked.area == ["all"] else asked.area
    areas = areas or [Random(asked.seed).choice(list(AREAS))]
    totals = {}
    with tempfile.TemporaryDirectory(prefix="casework-mutants-", dir="/tmp") as folder:
        copy = copied(Path(folder) / "tree")
        for area in areas:
            began = time.monotonic()
            found = tried(area, asked, copy)
            totals[area] = (Counter(one["verdict"] for one in found), time.monotonic() - began)
            tell(area, found)
    for area, (counts, seconds) in totals.items():
        print(f"{area}: {summary(counts)} in {seconds:.0f} s")
    return 0


def copied(copy: Path) -> Path:
    """What git knows or would add: the environment stays where it is."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


def tried(area, asked, copy) -> list[dict]:
    """What became of each change: one pytest session, in the copy."""
    order = copy.parent / f"{area}.json"
    order.write_text(
        json.dumps(
            {
                "seconds": asked.seconds,
                "seconds_in_all": asked.minutes * 60,
                **sampled(copy, area, asked),
            }
        )
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "0",
            "-q",
            "-p",
            "tests.mutation.session",
            "-p",
            "no:cacheprovider",
            "--mutants",
            str(order),
            *(asked.tests or proofs_of(area)),
        ],
        cwd=copy,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "casework.settings"},
        capture_output=True,
        text=True,
    )
    told = [json.loads(line) for line in order.read_text().splitlines()[1:]]
    if not told:
        print(done.stdout[-3000:], done.stderr[-3000:], file=sys.stderr)
    return told


def sampled(root, area, asked) -> dict:
    narrowing = narrowing_methods(root, [one for each in AREAS for one in modules_of(each)])
    every = [
        (one.module, one.index)
        for module in modules_of(area)
        if (asked.module or "") in module
        for one in mutants_of(root, module, narrowing)
        if one.function or not asked.bodies
    ]
    picked = Random(f"{asked.seed} {area}").sample(every, min(asked.count, len(every)))
    return {"narrowing": sorted(narrowing), "mutants": picked}


def tell(area, found):
    print(f"\n{area}: {summary(Counter(one['verdict'] for one in found))}")
    for one in sorted(found, key=lambda one: one["mutant"]):
        if one["verdict"] != "killed":
            print(f"  {one['verdict']} ({one['tests']} tests): {one['mutant']}")
    sys.stdout.flush()


def summary(counts: Counter) -> str:
    rest = ", ".join(
        f"{count} {verdict}" for verdict, count in sorted(counts.items()) if verdict != "killed"
    )
    return f"{counts['killed']} of {counts.total()} killed" + (f"; {rest}" if rest else "")


if __name__ == "__main__":
    sys.exit(main(options()))
