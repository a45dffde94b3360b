"""Every look is kept before the answer is sent, one row a page, and shown on the file."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import resolve, reverse
from rest_framework.test import APIClient

from casework.children.access_log.middleware import LooksKept, with_looks
from casework.children.access_log.page_looks import Look, write
from casework.children.models import FileAccess
from casework.children.shared_words import for_reader
from casework.children.views import recent_children
from casework.interface.requests.names import Named, note_child, noting
from tests.factories import ChildFactory, ReferralFactory, WorkerFactory
from tests.html import squeezed as squeezed_text


def squeezed(answer) -> str:
    return squeezed_text(answer.content.decode())


pytestmark = pytest.mark.django_db


def test_a_list_that_names_children_is_one_row_with_all_of_them(signed_in, manager, child):
    other = ChildFactory(team=child.team)
    signed_in(manager).get(reverse("children"), {"whose": "all"})
    look = FileAccess.objects.get()
    assert (look.worker, look.child, look.page) == (manager, None, "children")
    assert look.children == [child.pk, other.pk]
    assert look.asked == "whose=all"


def test_a_page_of_a_file_names_its_brothers_and_sisters_in_the_same_row(signed_in, worker, child):
    signed_in(worker).get(child.get_absolute_url())
    look = FileAccess.objects.get()
    assert (look.child, look.what) == (child, "the overview")
    assert child.pk not in look.children


def test_a_search_keeps_what_was_asked_and_how_many_came(signed_in, worker, child):
    client = signed_in(worker)
    client.get(reverse("find"), {"q": child.person.family_name})
    look = FileAccess.objects.get()
    assert (look.asked, look.found) == (f"q={child.person.family_name}", 1)
    assert look.children == [child.pk]


def test_a_search_that_found_nobody_is_kept_as_well(signed_in, worker):
    signed_in(worker).get(reverse("find"), {"q": "Nobody Atall"})
    look = FileAccess.objects.get()
    assert (look.asked, look.found, look.children) == ("q=Nobody Atall", 0, [])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_taken_away_as_a_file_names_them_all(signed_in, manager, team, kind):
    children = ChildFactory.create_batch(3, team=team)
    answer = signed_in(manager).get(reverse("children"), {"whose": "all", "as": kind})
    b"".join(answer.streaming_content)
    assert FileAccess.objects.get().children == sorted(child.pk for child in children)


def test_no_name_leaves_in_a_file_before_the_look_at_it_is_kept(
    signed_in, manager, team, monkeypatch
):
    monkeypatch.setattr("casework.children.access_log.middleware.AT_ONCE", 2)
    children = ChildFactory.create_batch(5, team=team)
    answer = signed_in(manager).get(reverse("children"), {"whose": "all", "as": "csv"})
    sent, chunks = "", iter(answer.streaming_content)
    for chunk in chunks:
        sent += chunk.decode()
        for child in children:
            if child.number in sent:
                assert FileAccess.objects.at_files([child.pk]).count() == 1
    assert all(child.number in sent for child in children)
    assert FileAccess.objects.count() == 3


@pytest.mark.parametrize("route", ["referrals", "children"])
def test_a_list_of_the_api_is_one_row_with_what_was_asked(worker, child, route):
    ReferralFactory(child=child)
    api = APIClient()
    api.force_authenticate(worker)
    api.get(f"/api/v1/{route}/", {"page_size": 10})
    look = FileAccess.objects.get()
    assert (look.children, look.found) == ([child.pk], 1)
    assert look.asked == "page_size=10"
    assert look.page.endswith("-list")


def test_one_record_by_the_api_is_a_look(worker, child):
    referral = ReferralFactory(child=child)
    api = APIClient()
    api.force_authenticate(worker)
    api.get(f"/api/v1/referrals/{referral.pk}/")
    assert FileAccess.objects.get().children == [child.pk]


def test_a_page_that_names_nobody_keeps_nothing(signed_in, worker):
    signed_in(worker).get(reverse("you"))
    assert not FileAccess.objects.exists()


@pytest.mark.parametrize(
    ("status", "looks"), [(200, 1), (400, 1), (403, 1), (409, 1), (404, 0), (500, 0)]
)
def test_a_page_that_refuses_may_still_have_shown_whose_file_it_is(
    worker, child, rf, status, looks
):
    def page(request):
        note_child(child.pk)
        return HttpResponse(status=status)

    request = rf.get("/")
    request.user, request.resolver_match = worker, resolve(child.get_absolute_url())
    LooksKept(page)(request)
    assert FileAccess.objects.at_files([child.pk]).count() == looks


def test_a_page_that_opened_two_files_counts_each_once(worker, child):
    other = ChildFactory()
    named = Named(children={child.pk, other.pk})
    write([Look(worker.pk, child.pk, "a file"), Look(worker.pk, other.pk, "a file")], named)
    assert [look.children for look in FileAccess.objects.order_by("pk")] == [[], []]


def test_whoever_is_left_out_of_shared_words_was_not_looked_at(child):
    named = Named()
    with noting(named):
        for_reader(f"We spoke of {child.person.given_name}.", [child])
    assert not named


def test_a_long_file_is_sent_in_pieces_whose_names_are_kept(worker, child, monkeypatch):
    monkeypatch.setattr("casework.children.access_log.middleware.BYTES_AT_ONCE", 8)

    def chunks():
        note_child(child.pk)
        yield from [b"12345678", b"rest"]

    sent = with_looks(chunks(), worker.pk, {"what": "a file", "page": "file", "asked": ""})
    assert next(sent) == b"12345678"
    assert FileAccess.objects.at_files([child.pk]).count() == 1


def test_what_was_not_shown_was_not_looked_at(signed_in, stranger, child):
    assert signed_in(stranger).get(child.get_absolute_url()).status_code == 404
    assert not FileAccess.objects.exists()


def test_a_page_whose_look_cannot_be_kept_is_not_sent(signed_in, worker, child, monkeypatch):
    def full(*_, **__):
        raise OSError("No space left on device")

    monkeypatch.setattr("casework.children.access_log.middleware.write", full)
    client = signed_in(worker)
    client.raise_request_exception = False
    answer = client.get(child.get_absolute_url())
    assert answer.status_code == 500
    assert child.name not in answer.content.decode()


def test_who_has_looked_says_of_lists_and_searches_that_they_named_the_child(
    signed_in, worker, manager, child
):
    client = signed_in(manager)
    client.get(reverse("children"), {"whose": "all"})
    client.get(reverse("find"), {"q": child.person.family_name})
    client.get(reverse("family", args=[child.pk]))
    page = squeezed(signed_in(worker).get(reverse("looks", args=[child.pk])))
    assert "Named on a page: Children" in page
    assert "Found in a search" in page
    assert f"q={child.person.family_name}" not in page
    opened = squeezed(client.get(reverse("looks", args=[child.pk]), {"which": "opened"}))
    assert "The family" in opened
    assert "Named on a page" not in opened


def test_the_report_for_the_family_counts_each_person_once(signed_in, worker, manager, child):
    for _ in range(3):
        signed_in(worker).get(reverse("family", args=[child.pk]))
    signed_in(manager).get(reverse("children"), {"whose": "all"})
    page = squeezed(signed_in(manager).get(reverse("looks-report", args=[child.pk])))
    assert "2 people who work here" in page
    assert "Amira Hussain" in page or worker.name in page
    refused = signed_in(worker).get(reverse("looks-report", args=[child.pk]))
    assert refused.status_code == 403


FILL = """
    INSERT INTO children_fileaccess (child_id, worker_id, at, what, children, asked)
    SELECT CASE WHEN n %% 4 > 0 THEN 1000000 + n %% 50000 END, 1000000 + n %% 700,
           date_trunc('month', now()) - interval '5 months' + n %% 200 * interval '1 day', 'x',
           CASE WHEN n %% 4 = 0 THEN ARRAY(SELECT 1000000 + (n * 7 + k) %% 50000
                                          FROM generate_series(1, 20) AS k) ELSE '{}' END, ''
    FROM generate_series(1, %s) AS n
"""
MONTHS = """
    DO $$ DECLARE first date := date_trunc('month', now()) - interval '5 months'; BEGIN
      FOR k IN 0..6 LOOP
        EXECUTE format('CREATE TABLE looks_%s PARTITION OF children_fileaccess'
                       ' FOR VALUES FROM (%L) TO (%L)', k,
                       first + k * interval '1 month', first + (k + 1) * interval '1 month');
      END LOOP; END $$
"""


@pytest.mark.long(sampled=False)
def test_ten_million_looks_would_slow_no_page():
    """Proved by the plan of a million in seven months: each question is asked of an index, and
    the list of recent children of its own months alone."""
    with connection.cursor() as cursor:
        cursor.execute(MONTHS)
        cursor.execute(FILL, [1_000_000])
        cursor.execute("ANALYZE children_fileaccess")
    looks = FileAccess.objects.at_files([1_000_123]).newest_first()[:51]
    plan = looks.explain(analyze=True)
    assert "Seq Scan on looks_" not in plan, plan
    assert float(plan.rsplit("Execution Time: ", 1)[1].split()[0]) < 400, plan
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        recent_children(WorkerFactory())
    sql, params = next(each for each in asked if "fileaccess" in each[0])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", params)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "looks_0" not in plan, plan
    assert "looks_1" not in plan, plan
    assert "Seq Scan on looks_" not in plan, plan


def test_a_key_without_a_time_zone_opens_the_first_page(signed_in, manager, child):
    page = signed_in(manager).get(f"/children/{child.number}/looks/?after=0001-01-01&after=31")
    assert page.status_code == 200
