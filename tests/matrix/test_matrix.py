"""Every address, by every role, about every kind of file: as ``table.txt`` says.

A new address has no line there, and fails by its name. With ``MATRIX_WRITES=a file`` in the
environment the walk writes the lines that it finds to that file: read them, then put them in.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from casework.access.roles import ROLES
from tests import test_pages
from tests.matrix.people import FILES, KIDS, LETTERS, People
from tests.matrix.table import Table
from tests.matrix.walk import Walk
from tests.page_rows import ROWS, addresses
from tests.world import World

WRITES = os.environ.get("MATRIX_WRITES")
TABLE = Table(Path(__file__).with_name("table.txt"))
papers = test_pages.papers
_quick_and_plain = test_pages._quick_and_plain
THERE = [
    name
    for name, takes in addresses().items()
    if not takes.bare and "format" not in takes.parts and not name.startswith("admin:")
]
"""The same record in another format is the same view. The superuser's settings are walked below."""
SETTINGS = [name for name in addresses() if name.startswith("admin:")]
LAW = TABLE.law
WALK = "bin/test --long -n 0 'tests/matrix/test_matrix.py::test_each_role_finds_what_the_table_says"
HOW = """these addresses have no lines in tests/matrix/table.txt. Ask each of them as every role:
{walks}
It prints their lines. Read them beside docs/roles.md: they say who may, not who happens to."""
ADD = "put these into tests/matrix/table.txt, once each letter is right by docs/roles.md:"
CHECK = "the table says otherwise. Mend the product, or if docs/roles.md now says so, the lines:"
TO_ANYONE = {
    "file-opening-add": "in an emergency a file is opened to oneself, of a child just asked about"
}
"""Addresses that hold the number of a child whom their reader may not know of."""
BY_SECRET = {"calendar-feed": "whoever holds the secret address of a calendar reads it"}
"""Addresses that ask nobody to sign in."""


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield {}
        transaction.set_rollback(True)


@pytest.fixture
def db():
    """Asks by its name that there be a database of tests; what is written is undone below."""


@pytest.fixture
def asked(built, db, _quick_and_plain, settings):
    """The world and everyone who asks, built once; what a test writes is undone after it."""
    settings.ACCOUNT_RATE_LIMITS = False
    if not built:
        world = World()
        built.update(world=world, people=People(world))
    with transaction.atomic():
        yield built["world"], built["people"]
        transaction.set_rollback(True)


def test_every_role_has_a_letter_and_every_kind_of_file_a_column():
    assert list(LETTERS) == list(ROLES)
    assert len(LAW) == len(FILES)


def test_every_address_has_a_line_and_every_line_an_address():
    new = [name for name in THERE if name not in TABLE.lines]
    assert not new, HOW.format(walks="\n".join(f"  {WALK}[{name}]'" for name in new))
    gone = sorted({*TABLE.lines} - {*THERE})
    assert not gone, f"take the lines of these out of tests/matrix/table.txt: {gone}"


def about_a_child() -> list[str]:
    """The addresses that hold a child's number."""
    of_children = [name for name in TABLE.lines if ROWS[name].about[:1]]
    return [name for name in of_children if ROWS[name].about[0] in KIDS and name not in TO_ANYONE]


def test_nobody_is_let_in_to_a_child_they_may_not_know_of():
    wrong = [
        f"{name}: {file}: {cell}"
        for name in about_a_child()
        for line in TABLE.lines[name]
        for file, cell, known in zip(FILES, line[5:].split(), LAW, strict=True)
        if any(one in LETTERS.values() and one not in known for one in cell)
    ]
    assert wrong == []


def test_nobody_is_let_in_to_what_another_council_holds():
    wrong = [
        f"{name}: {line}"
        for name, lines in TABLE.lines.items()
        if name not in BY_SECRET
        for line in lines
        if len(cells := line[5:].split()) > 1 and set(cells[3]) & set(LETTERS.values())
    ]
    assert wrong == []


@pytest.mark.long(one_in=40)
@pytest.mark.parametrize("name", THERE)
def test_each_role_finds_what_the_table_says(asked, name):
    walk = Walk(name, *asked)
    lines = walk.lines()
    if WRITES:
        with Path(WRITES).open("a") as kept:
            kept.writelines(f"{line}  {name}\n" for line in [*lines, *walk.troubles])
    assert not walk.troubles, "\n".join(walk.troubles)
    if not WRITES:
        kept = TABLE.lines.get(name, [])
        found = "\n".join(f"{line}  {name}" for line in lines)
        assert lines == kept, f"{CHECK if kept else ADD}\n\n{found}\n"


def named() -> dict[str, int]:
    """The addresses that hold the number of a record, and where in the address it stands."""
    return {
        name: len(ROWS[name].about) - 1
        for name in THERE
        if ROWS[name].about
        and not ROWS[name].about[-1].startswith("=")
        and ROWS[name].about[-1] not in (*KIDS, "feed_secret", "newborn_number")
        and ROWS[name].answers not in (401, 404)
    }


@pytest.mark.long(one_in=20)
@pytest.mark.parametrize("name", named())
def test_a_record_that_is_not_there_is_no_page(asked, name):
    """An address that answers all the same does not ask whose the record is."""
    world, people = asked
    row = ROWS[name]
    nothing = replace(row, about=(*row.about[: named()[name]], "=999999"))
    client, address = people.who_may(row), nothing.address(world, name)
    ask = client.post if row.answers == 405 else client.get
    assert ask(address).status_code == 404


def sent_away(answer) -> bool:
    """To sign in, or to the first page of the settings, where nobody is let in either."""
    return answer.status_code == 302 and (
        "login" in answer["Location"] or answer["Location"] == reverse("admin:index")
    )


@pytest.mark.long(one_in=40)
@pytest.mark.parametrize("name", SETTINGS)
def test_the_settings_of_the_whole_system_open_to_no_role(asked, name):
    world, people = asked
    if name == "admin:login":
        return
    address = ROWS[name].address(world, name)
    for role in LETTERS:
        client = people.asking("own", role)
        for answer in (client.get(address), client.post(address, {})):
            turned = answer.status_code in (403, 404, 405)
            assert turned or sent_away(answer), role
