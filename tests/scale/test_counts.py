"""What has no noise, at three hundred children: statements a page, rows a night, and no page that
counts everything there is. Times and ratios are ``manage.py bench``'s."""

import pytest
from django.db import connection
from django.urls import reverse

from casework.access.models import Worker
from casework.children.models import Child
from casework.scale.goals.meters import statements, undone, written
from casework.scale.goals.night import NUDGE, TABLE
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep

pytestmark = pytest.mark.django_db

PAGES = {
    "children": ("service_manager", "?whose=all", 6),
    "behind": ("service_manager", "?state=overdue", 4),
    "find": ("service_manager", "?q=son", 6),
    "deadline-list": ("service_manager", "", 6),
    "visit-list": ("service_manager", "", 6),
}
"""Who opens it, with what, and how many statements at most, who they are and their session among
them. Lower a number whenever a page needs fewer; never raise one."""


def asked(client, role, address):
    client.force_login(Worker.objects.filter(role=role).order_by("pk").first())
    client.get(address)
    with statements() as page:
        assert client.get(address).status_code == 200
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_list_asks_the_database_a_few_things_however_many_children_there_are(
    council, client, name
):
    role, query, most = PAGES[name]
    page = asked(client, role, reverse(name) + query)
    assert len(page.statements) <= most, "\n".join(page.statements)


@pytest.mark.parametrize("name", PAGES)
def test_no_list_counts_all_there_is_to_show_a_page_of_it(council, client, name):
    role, query, _ = PAGES[name]
    assert asked(client, role, reverse(name) + query).counts_all() == []


def test_a_childs_page_asks_at_most_twelve_things(council, client):
    child = Child.objects.filter(restricted=False, episodeofneeds__closed_on=None).first()
    page = asked(client, "service_manager", child.get_absolute_url())
    assert len(page.statements) <= 12, "\n".join(page.statements)


def test_a_childs_page_asks_the_same_things_of_a_long_file_and_a_short_one(council, client):
    children = sorted(
        Child.objects.filter(restricted=False, episodeofneeds__closed_on=None).distinct(),
        key=lambda child: child.childvisits.count(),
    )
    usual, longest = children[len(children) // 2], children[-1]
    assert longest.childvisits.count() >= 5 * usual.childvisits.count() / 2
    few = asked(client, "service_manager", usual.get_absolute_url())
    many = asked(client, "service_manager", longest.get_absolute_url())
    assert len(many.statements) <= len(few.statements) + SOMETHING_MORE_TO_SAY


SOMETHING_MORE_TO_SAY = 8
"""What a file holds decides what is asked about: a plan, a court, someone missing."""


def test_a_quiet_night_writes_nothing(council):
    with undone(), written(TABLE) as night:
        sweep()
    assert night.rows == 0


def test_a_busy_night_writes_what_moved_and_no_more(council):
    with undone(), connection.cursor() as cursor:
        cursor.execute(NUDGE.replace("% 67", "% 3"))
        moved = cursor.rowcount
        with written(TABLE) as night:
            sweep()
    assert moved > 0
    assert night.rows == moved


def test_a_clock_counted_for_one_child_takes_at_most_four_statements(council):
    child = Deadline.objects.open().order_by("pk").first().child_id
    sweep([child])
    with statements() as counted:
        sweep([child])
    assert len(counted.statements) <= 4
