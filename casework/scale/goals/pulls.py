"""What other systems take away: the API a page at a time, and whole lists as a file."""

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from typing import cast

from django.conf import settings
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from casework.scale.goals.pages import opens
from casework.scale.goals.race import Deed, Result, race
from casework.scale.goals.visitors import Visitors

RAW = """
SELECT d.id, d.code, d.record_id, d.child_id, d.opened_at, d.due_at, d.amber_from, d.met_at,
       d.lapsed_at, t.name, w.username
FROM timescales_deadline d LEFT JOIN access_team t ON t.id = d.team_id
LEFT JOIN access_worker w ON w.id = d.worker_id
WHERE d.authority_id = %s ORDER BY d.id DESC LIMIT 1000
"""
NEXT = re.compile(r'"next":"([^"]+)"')


def pull(visitors) -> Result:
    result = Result("P13", "Deadlines over the API, a thousand a page")
    client = visitors.signed_in("service_manager")
    address = reverse("deadline-list") + "?page_size=1000"

    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute(RAW, [visitors.authority_id])
            json.dumps(cursor.fetchall(), default=str)

    won = race(raw, opens(client, address))
    result.at_least("of the rate of raw SQL", won.ratio, 0.06, f"{won.ratio:.3f}")
    pages = list(addresses(client, address))
    last = race(opens(client, pages[-1]), opens(client, pages[0]), rounds=5)
    result.at_most("times, a late page against the first", last.ratio, 1.2, last.words)
    result.beside |= {"times": won.times, "pages walked": len(pages)}
    bulk = reverse("bulk-deadlines")
    paged = race(raw, opens(client, f"{bulk}?page_size=1000"))
    result.beside["in bulk, a thousand a page"] = paged.times
    every = race(every_row(visitors.authority_id), streams(client, bulk), rounds=3, warm_up=1)
    result.at_least("in bulk, of the rate of raw SQL", every.ratio, 0.6, f"{every.ratio:.3f}")
    result.beside["in bulk, all at once"] = every.times
    return result


def every_row(authority: int) -> Deed:
    """What raw SQL gives of them all, a thousand at a time."""

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute(RAW.replace("LIMIT 1000", ""), [authority])
            while rows := cursor.fetchmany(1000):
                json.dumps(rows, default=str)

    return read


def streams(client: Client, address: str) -> Deed:
    """Read as it comes, and not kept."""

    def read() -> None:
        response = cast(StreamingHttpResponse, client.get(address))
        assert response.status_code == 200, f"{address}: {response.status_code}"
        for _ in cast(Iterator[bytes], response.streaming_content):
            pass

    return read


def addresses(client: Client, first: str, most: int = 40) -> Iterator[str]:
    """The full pages of a list of the API, one after another."""
    address = first
    for _ in range(most):
        body = client.get(address).content.decode()
        following = NEXT.search(body)
        if not following and address != first:
            return
        yield address
        if not following:
            return
        address = following[1].removeprefix("http://testserver")


def export(visitors) -> Result:
    """In a process of its own, so that nothing else it did is counted."""
    result = Result("P14", "A list taken away as CSV: memory of the process")
    address = reverse("behind") + "?as=csv"
    done = subprocess.run(
        [sys.executable, "manage.py", "bench", "--peak", address],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    peak = json.loads(done.stdout)
    result.at_most("MiB more at the peak", peak["mib"], 32)
    result.beside |= {"lines": peak["lines"], "list": "every running clock of the council"}
    return result


def peak_of(address: str) -> dict:
    """How much more this process takes after it has read a file whole, line by line, than before
    it asked for it. A short page first, so that what is loaded once is not counted."""
    client = Visitors().signed_in("service_manager")
    client.get(reverse("children"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    response = cast(StreamingHttpResponse, client.get(address))
    lines = sum(part.count(b"\n") for part in cast(Iterator[bytes], response.streaming_content))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"mib": round((after - before) / 1024, 1), "lines": lines}
