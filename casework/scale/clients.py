"""Many people at work at once, over HTTP, as browsers keep a connection each.

Each opens in turn what a social worker or a manager opens all day, and one turn in seven saves a
visit. What is measured is how long a person waits, from asking until the last byte of the page.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from statistics import quantiles
from threading import Thread
from time import monotonic, perf_counter
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Worker
from casework.children.models import Allocation, Child

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
NAMED = re.compile(r'\b(name|value)="([^"]*)"')
SEEN = re.compile(r'name="([^"]*)-seen"')
PATIENCE = 120
SAVED = 302


def visit_sent(page: str) -> dict:
    """What a browser sends of the visit form, besides what the page hides in it: of each child that
    the page asks about, too."""
    day = timezone.localdate() - timedelta(days=1)
    return {
        "held_at_day": day.day,
        "held_at_month": day.month,
        "held_at_year": day.year,
        "held_at_time": "9.15am",
        "place": "home",
        "planned": "yes",
        "reason": "other",
        "what_happened": "The house was warm and there was food in the kitchen.",
    } | {
        f"{child}-{asked}": answer
        for child in set(SEEN.findall(page))
        for asked, answer in (("seen", "yes"), ("seen_alone", "no"), ("bedroom_seen", "yes"))
    }


@dataclass
class Tally:
    """Seconds of each deed, and what went wrong."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def __iadd__(self, other: "Tally") -> "Tally":
        for name, seconds in other.took.items():
            self.took[name] += seconds
        for name, number in other.faults.items():
            self.faults[name] += number
        return self

    @property
    def answers(self) -> int:
        return sum(map(len, self.took.values()))

    def lines(self) -> Iterator[dict]:
        for name, seconds in sorted(self.took.items()):
            cuts = quantiles(seconds, n=20) if len(seconds) > 1 else seconds * 19
            yield {
                "deed": name,
                "answers": len(seconds),
                "p50_ms": round(cuts[9] * 1000),
                "p95_ms": round(cuts[18] * 1000),
                "longest_ms": round(max(seconds) * 1000),
            }


class Person(Thread):
    """One at work until ``until``; ``tally`` is theirs alone."""

    def __init__(self, site: str, worker: Worker, children: list[Child], until: float):
        super().__init__(daemon=True)
        self.host, self.worker, self.children, self.until = (
            urlsplit(site).netloc,
            worker,
            children,
            until,
        )
        self.cookies = {settings.SESSION_COOKIE_NAME: session_of(worker)}
        self.tally = Tally()
        self.wire = HTTPConnection(self.host, timeout=PATIENCE)

    def run(self) -> None:
        deeds = cycle(self.deeds())
        for _ in range(self.worker.pk % len(self.deeds())):
            next(deeds)
        while monotonic() < self.until:
            name, deed = next(deeds)
            try:
                deed()
            except (HTTPException, OSError, ValueError) as fault:
                self.tally.faults[f"{name}: {fault}"[:80]] += 1
                self.wire.close()
        self.wire.close()

    def deeds(self) -> list[tuple[str, Callable[[], object]]]:
        pages = [
            ("My work", reverse("my_work")),
            ("child's page", self.children[0].get_absolute_url()),
            ("find", f"{reverse('find')}?q={self.children[-1].person.family_name[:5]}"),
            ("child's page", self.children[-1].get_absolute_url()),
            *([("team page", reverse("team"))] if self.worker.role == "team_manager" else []),
        ]
        opens = [(name, partial(self.open, name, to)) for name, to in pages]
        return [*opens, ("save a visit", self.save)]

    def open(self, name: str, address: str) -> str:
        return self.asks(name, "GET", address, expects=200)

    def save(self) -> None:
        child = self.children[0]
        address = reverse("visit-add", args=[child.pk])
        page = self.open("visit form", address)
        sent = urlencode({**hidden_in(page), **visit_sent(page)})
        self.asks("save a visit", "POST", address, sent, expects=SAVED)

    def asks(self, name: str, how: str, address: str, body: str = "", *, expects: int) -> str:
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = perf_counter()
        self.wire.request(how, address, body or None, headers)
        response = self.wire.getresponse()
        text = response.read().decode()
        took = perf_counter() - began
        for cookie in response.headers.get_all("Set-Cookie") or []:
            key, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[key] = value
        if response.status != expects:
            raise ValueError(f"answered {response.status}")
        self.tally.took[name].append(took)
        return text


def hidden_in(page: str) -> dict[str, str]:
    """What the page itself sends along, but for the forms of its header."""
    inputs = (dict(NAMED.findall(part)) for part in HIDDEN.findall(page))
    return {part["name"]: part.get("value", "") for part in inputs if "name" in part}


def session_of(worker: Worker) -> str:
    """Signed in as by the first page: nobody here holds a phone."""
    client = Client()
    with override_settings(SECOND_FACTOR=False):
        client.force_login(worker)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def people(number: int) -> Iterator[tuple[Worker, list[Child]]]:
    """Those who hold most children, and of each ten one who manages a team."""
    holders = Allocation.objects.leading().order_by("worker").values("worker").distinct()
    working = Worker.objects.filter(is_active=True).order_by("pk")
    managers = list(working.filter(role="team_manager")[: -(-number // 10)])
    social = working.filter(role="social_worker", pk__in=holders)[: number - len(managers)]
    for worker in [*managers, *social]:
        known = Child.objects.visible_to(worker).with_person()
        mine = known.filter(allocations__ended_on=None, team=worker.team).order_by("pk")
        if children := list(mine.distinct()[:5]):
            yield worker, children


def at_work(site: str, number: int, seconds: float) -> tuple[Tally, float]:
    """What so many people met with in so many seconds, and how long it really took."""
    chosen = list(people(number))
    began = monotonic()
    everyone = [Person(site, *who, began + seconds) for who in chosen]
    began = monotonic()
    for person in everyone:
        person.until = began + seconds
        person.start()
    tally = Tally()
    for person in everyone:
        person.join()
        tally += person.tally
    return tally, monotonic() - began
