"""Many people at work at once: how quick the pages are, whether any fails, and whether anybody's
words are ever lost under somebody else's.

    python -m tests.endurance.crowd --workers 100 --seconds 300

Each worker goes from one page to the next with no more than ``--pause`` seconds between, which no
real hundred people do. The crowd asks from the same machine and takes its share of it.
"""

import argparse
import os
import subprocess
import time
import traceback
import uuid
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from statistics import quantiles

from tests.embedded.running import with_tables
from tests.embedded.watching import connect
from tests.endurance.browser import Answer, Browser, a_visit
from tests.endurance.saving import check_whole
from tests.endurance.standing import Standing

IN_IT = "daily_life"
CHANGED = "Choose what to keep"


class Wrong(Exception):
    """An answer that was not the one to be expected."""


@dataclass
class Seen:
    """What a crowd saw."""

    seconds: float
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    visits: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    told: int = 0
    not_told: int = 0

    @property
    def all_times(self) -> list[float]:
        return [one for of_kind in self.times.values() for one in of_kind]

    def percentile(self, number: int, kind: str = "") -> float:
        times = self.times[kind] if kind else self.all_times
        return quantiles(times, n=100)[number - 1] if len(times) > 1 else sum(times)

    @property
    def line(self) -> str:
        rate = len(self.all_times) / self.seconds
        load = os.getloadavg()[0]
        return (
            f"{len(self.all_times)} requests, {rate:.1f} a second, p50 {self.percentile(50):.3f} s,"
            f" p95 {self.percentile(95):.3f} s, {len(self.errors)} errors; {len(self.visits)}"
            f" visits and {len(self.words)} edits saved; of two writers {self.told} told and"
            f" {self.not_told} not; load {load:.1f}"
        )

    def lines(self) -> list[str]:
        kinds = [
            f"  {kind}: {len(times)}, p50 {self.percentile(50, kind):.3f} s,"
            f" p95 {self.percentile(95, kind):.3f} s"
            for kind, times in sorted(self.times.items())
        ]
        return [self.line, *kinds, *self.errors[:5]]


class Worker:
    """One of the crowd: what they do next is left to chance, which a number settles."""

    def __init__(self, address: str, facts: dict, seen: Seen, chance: Random):
        self.facts, self.seen, self.chance = facts, seen, chance
        self.browser = Browser(address, facts["cookie"], 120)
        self.colleague = Browser(address, facts["colleague"], 120)

    def work(self, until: float, pause: float) -> None:
        deeds: list[Callable[[], None]] = [self.read] * 12 + [self.search] * 4
        deeds += [self.visit] * 2 + [self.write_in_shared, self.two_write]
        while time.monotonic() < until:
            try:
                self.chance.choice(deeds)()
            except Exception:
                self.seen.errors.append(traceback.format_exc()[-1500:])
            time.sleep(self.chance.uniform(0, 2 * pause))

    def timed(self, kind: str, expected: int, ask: Callable[[], Answer]) -> Answer:
        answer = ask()
        self.seen.times[kind].append(answer.seconds)
        if answer.status != expected:
            raise Wrong(f"{kind}: {answer.status} and not {expected}: {answer.text[:300]}")
        return answer

    def read(self) -> None:
        path = self.chance.choice(self.facts["pages"])
        self.timed("page", 200, lambda: self.browser.get(path))

    def search(self) -> None:
        path = f"/children/find/?q={self.facts['family']}"
        answer = self.timed("search", 200, lambda: self.browser.get(path))
        if self.facts["family"] not in answer.text:
            raise Wrong("search: their own child was not found")

    def visit(self) -> None:
        path = self.facts["visit"]
        form = self.timed("form", 200, lambda: self.browser.get(path)).form
        filled, known_by = a_visit(form)
        self.timed("save", 302, lambda: self.browser.post(path, filled))
        self.seen.visits.append(known_by)

    def write_in_shared(self) -> None:
        """An assessment that ten write in: what was acknowledged must stand in it at the end."""
        self.write_in(self.browser, self.facts["shared"])

    def write_in(self, browser: Browser, path: str) -> None:
        form, known_by = self.with_more(self.timed("form", 200, lambda: browser.get(path)))
        answer = browser.post(path, form)
        self.seen.times["save"].append(answer.seconds)
        if answer.status == 302:
            self.seen.words.append(known_by)
        elif answer.status == 200 and CHANGED in answer.text:
            self.seen.told += 1
        else:
            raise Wrong(f"edit: {answer.status}: {answer.text[:300]}")

    def with_more(self, page: Answer) -> tuple[dict, str]:
        known_by = str(uuid.uuid4())
        return page.form | {IN_IT: f"{page.form[IN_IT][0].strip()} {known_by}"}, known_by

    def two_write(self) -> None:
        """A colleague opens the same assessment and saves first: the worker must be told."""
        path = self.facts["own"]
        mine, _ = self.with_more(self.timed("form", 200, lambda: self.browser.get(path)))
        self.write_in(self.colleague, path)
        answer = self.timed("save", 200, lambda: self.browser.post(path, mine))
        if CHANGED in answer.text:
            self.seen.told += 1
        else:
            self.seen.not_told += 1


WRITTEN = f"SELECT string_agg({IN_IT}, ' ') FROM assessments_assessment"


def lost_words(standing: Standing, seen: Seen) -> list[str]:
    """Words that were acknowledged and stand in no assessment: nobody takes any out."""
    with closing(connect(standing.data)) as connection, connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        stands = cursor.fetchone()[0] or ""
    return [words for words in seen.words if words not in stands]


def crowd(standing: Standing, workers: int, seconds: float, pause: float) -> Seen:
    """So many of the council's people at work for so long."""
    began = time.monotonic()
    seen = Seen(seconds)
    people = [
        Worker(standing.address, facts, seen, Random(f"crowd {number}"))
        for number, facts in zip(range(workers), cycle(standing.council), strict=False)
    ]
    with ThreadPoolExecutor(workers) as pool:
        for one in people:
            pool.submit(one.work, began + seconds, pause)
    seen.seconds = time.monotonic() - began
    check_whole(standing.data, seen.visits)
    return seen


def say(standing: Standing, who: str, seen: Seen) -> None:
    lost = len(lost_words(standing, seen))
    print(who, *seen.lines(), f"  lost: {lost}", sep="\n", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--pause", type=float, default=0)
    parser.add_argument("--accounts", type=int, help="as many as workers, unless fewer share them")
    options = parser.parse_args()
    data = with_tables()
    standing = Standing(data, workers=options.accounts or options.workers)
    try:
        crowd(standing, min(4, options.workers), 10, 0)  # to warm up
        one = crowd(standing, 1, min(60, options.seconds), options.pause)
        say(standing, "1 worker", one)
        many = crowd(standing, options.workers, options.seconds, options.pause)
        say(standing, f"{options.workers} workers", many)
        print(f"p95 times one worker's: {many.percentile(95) / one.percentile(95):.1f}")
        standing.prove()
        standing.end()
    finally:
        standing.force_end()
        subprocess.run(["rm", "-rf", data], check=True)


if __name__ == "__main__":
    main()
