"""Whatever stands in an address, no page and no answer of the API fails.

Each route that can be read is walked, with every parameter it was seen to read.
"""

from contextlib import contextmanager
from random import Random

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.exceptions import NoReverseMatch
from django.utils.http import urlencode

from casework.access.context import WORDS
from tests.browser import test_every_page
from tests.factories import AuditFactory, FileGrantFactory, ProgrammeFactory, WorkerFactory
from tests.interface.test_any_words import MARK, runs
from tests.test_strangers import patterns

pytestmark = pytest.mark.django_db
file = test_every_page.file

NASTY = [
    "",
    "\0",
    "a\0b",
    "\x0b",
    "\x1f",
    "²",
    "٣",
    "C²",
    "0",
    "-1",
    "1",
    "9" * 19,
    "9" * 20,
    "9" * 4400,
    "C" + "9" * 20,
    "-" + "9" * 20,
    "1.5",
    "1e400",
    "NaN",
    "Infinity",
    "nonsense",
    "'\"<>%",
    "%",
    "\\",
    "[]",
    "{}",
    "null",
    "True",
    "2026-02-30",
    "0001-01-01",
    "0001-01",
    "9999-12-31",
    "9999-12",
    "2026-11-29T25:00",
    "10000-01-01",
    "2026-W01",
    "31",
    "x" * 3000,
    "x" * 100_000,
    "2024-02-29",
    "2025-02-29",
    "2026-10-25T01:30",
    "99/99/9999",
    "نص من اليمين إلى اليسار",
    "\u202eevil\u202c",
    f"<script>{MARK}()</script>",
    f'"><img src=x onerror={MARK}()>',
    f"javascript:{MARK}()",
    "'; DROP TABLE children_child; --",
    "1~2~3",
    "0001-01-01T00:00:00+14:00~a~1",
    "9999-12-31T23:59:59-12:00~visit~" + "9" * 20,
    "-",
    "+",
    "csv",
    "xlsx",
    "😀",
    "\ufffe",
    "(" * 50,
    "a & !b | ",
    "//evil.example",
    "//[",
    "http://[",
    "/" * 50,
]
RAW = ["%ED%A0%80", "%FF", "%", "%00", "%C2%B2", "%u0000"]
READERS = ["get", "getlist", "__getitem__", "__contains__"]


@contextmanager
def noting(read: set):
    """Notes each name that is looked up in an address's query while this lasts."""
    before = {name: getattr(QueryDict, name) for name in READERS}

    def note(name):
        def look(self, key, *rest, **more):
            read.add(key)
            return before[name](self, key, *rest, **more)

        return look

    try:
        for name in READERS:
            setattr(QueryDict, name, note(name))
        yield
    finally:
        for name, own in before.items():
            if own is getattr(QueryDict.__mro__[1], name, None):
                delattr(QueryDict, name)
            else:
                setattr(QueryDict, name, own)


def routes():
    get_resolver()._populate()
    named = {one.name: one for one in patterns() if one.name}
    return sorted(named.items())


def model_of(view):
    """What a page with a number of its own is about, as far as its view says."""
    view = getattr(view, "view_class", None) or getattr(view, "cls", None) or view
    form = getattr(getattr(view, "form_class", None), "_meta", None)
    queryset = getattr(view, "queryset", None)
    return (
        getattr(view, "model", None)
        or getattr(form, "model", None)
        or (queryset is not None and queryset.model)
        or None
    )


def address(name, pattern, child) -> str:
    """The page of a real record, where there is one."""
    takes, about = {}, model_of(pattern.callback)
    newest = about.objects.order_by("-pk").first() if about else None
    for key in {*pattern.pattern.converters} - {"drf_format_suffix", "format"}:
        takes[key] = child.pk if key == "child" else newest.pk if newest else 1
    if pattern.pattern.regex.groups and not takes:
        takes = {key: child.pk for key in pattern.pattern.regex.groupindex if key != "format"}
    try:
        return reverse(name, kwargs=takes)
    except NoReverseMatch:
        return ""


@pytest.fixture
def desks(file):
    """Someone of each role, signed in; those who read by grant have one of this file."""
    AuditFactory(child=file)
    ProgrammeFactory(authority=file.authority)
    found = {}
    for role in ("service_manager", *WORDS):
        if role not in found:
            worker = WorkerFactory(team=file.team, role=role)
            FileGrantFactory(child=file, worker=worker)
            found[role] = Client(raise_request_exception=False)
            found[role].force_login(worker)
    return found


def opening(desks, url):
    """The first who can open it, and every parameter the page then reads."""
    for desk in desks.values():
        read: set[str] = set()
        with noting(read):
            status = desk.get(url).status_code
        if status not in (403, 404, 405):
            return desk, status, sorted(one for one in read if isinstance(one, str))
    return None, 0, []


def asked_of(read, rng) -> list[str]:
    """Each parameter with every value, and with two at once; all of them together."""
    asked = [urlencode({one: value}) for one in read for value in NASTY]
    asked += [f"{one}={raw}" for one in read for raw in RAW]
    asked += [urlencode([(one, value) for value in rng.sample(NASTY, 2)]) for one in read]
    return [*asked, urlencode({one: rng.choice(NASTY) for one in read})]


@pytest.mark.long(one_in=300)
@pytest.mark.parametrize("name", [name for name, _ in routes()])
def test_no_address_fails_or_runs_what_it_was_asked(desks, file, name):
    url = address(name, dict(routes())[name], file)
    desk, status, read = opening(desks, url) if url else (None, 0, [])
    wrong = [f"{status} {url}"] if status >= 500 else []
    for query in asked_of(read, Random(name)) if desk else ():
        answer = desk.get(f"{url}?{query}")
        if answer.status_code >= 500:
            wrong.append(f"{answer.status_code} {url}?{query[:200]}")
        elif "html" in answer.get("Content-Type", "") and not answer.streaming:
            wrong += [f"{found} {url}?{query[:200]}" for found in runs(answer.content.decode())]
    assert not wrong, "\n".join(wrong)


NUMBERS = ["²", "٣", "9" * 19, "9" * 20, "-1", "%00", "a%0Bb", "1%00", "%ED%A0%80", "C" + "9" * 20]


def test_a_number_that_no_record_can_have_is_no_page(signed_in, worker, child):
    desk = signed_in(worker)
    for number in NUMBERS:
        for path in (
            f"/children/{number}/",
            f"/children/C{number}/",
            f"/meetings/{number}/",
            f"/api/v1/children/{number}/",
            f"/calendar/{number}.ics",
        ):
            assert desk.get(path).status_code == 404, path
