import csv
import io
from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework.access.list_views import filters_of
from casework.access.models import Export, SavedList
from casework.children.models import Child
from tests.factories import ChildFactory, TeamFactory

pytestmark = pytest.mark.django_db

ALL = "/children/?whose=all"


@pytest.fixture
def client(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def today_is(monkeypatch):
    def be(day):
        monkeypatch.setattr(timezone, "localdate", lambda *_: date.fromisoformat(day))

    return be


def keep(client, address, name="Mine"):
    return client.post(reverse("list-keep"), {"address": address, "name": name})


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_list_is_kept_with_its_filters_under_a_name_and_opened_again(client, child):
    reply = keep(client, f"{ALL}&age_from=3&after=1&page=2", "Three and over")
    assert reply.url == f"{ALL}&age_from=3&after=1&page=2"
    page = client.get(ALL).content.decode()
    assert "Three and over" in page
    assert SavedList.objects.get().query == "whose=all&age_from=3"


def test_the_same_name_keeps_the_list_as_it_is_now(client, child):
    keep(client, f"{ALL}&age_from=3")
    keep(client, f"{ALL}&age_from=5")
    assert SavedList.objects.get().query == "whose=all&age_from=5"


def test_a_list_without_a_name_is_not_kept_and_says_so(client):
    keep(client, ALL, "  ")
    assert not SavedList.objects.exists()
    assert "Give the list a name" in client.get(ALL).content.decode()


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example/children/", "/no-such-page/", ""]
)
def test_an_address_that_is_not_ours_is_never_kept_nor_gone_to(client, address):
    assert keep(client, address).url == reverse("home")
    assert not SavedList.objects.exists()


def test_nobody_sees_or_forgets_a_list_another_kept(client, signed_in, stranger):
    keep(client, ALL, "Worries")
    client.get(ALL)
    theirs = signed_in(stranger)
    assert "Worries" not in theirs.get(ALL).content.decode()
    kept = SavedList.objects.get()
    assert theirs.post(reverse("list-forget", args=[kept.pk])).status_code == 404
    assert SavedList.objects.exists()


def test_a_list_is_forgotten_when_its_worker_says_so(client):
    keep(client, ALL)
    kept = SavedList.objects.get()
    assert client.post(reverse("list-forget", args=[kept.pk])).url == "/children/"
    assert not SavedList.objects.exists()


def test_what_is_taken_away_holds_only_children_the_worker_may_know_of(client, child, manager):
    ChildFactory(team=TeamFactory(authority=manager.authority, name="Other"))
    ChildFactory(team=manager.team, restricted=True)
    rows = rows_of(client.get(f"{ALL}&as=csv"))
    assert [row[1] for row in rows] == ["Number", child.number]


def test_every_list_taken_away_is_written_down(client, child, manager):
    client.get(f"{ALL}&as=xlsx")
    taken = Export.objects.get()
    assert (taken.worker, taken.title, taken.address) == (manager, "Children", ALL)


def test_a_list_read_on_the_page_is_not_taken_away(client, child):
    client.get(ALL)
    client.get(f"{ALL}&as=pdf")
    assert not Export.objects.exists()


def test_filters_choose_by_team_worker_and_sex(client, child, worker, manager):
    boy = ChildFactory(team=manager.team, person__sex="1")

    def shown(**asked):
        return {
            one.pk
            for one in client.get("/children/", {"whose": "all", **asked}).context["object_list"]
        }

    assert shown() == {child.pk, boy.pk}
    assert shown(worker=worker.pk) == {child.pk}
    assert shown(team=TeamFactory(authority=manager.authority, name="Empty").pk) == set()


def test_a_team_of_another_council_is_no_filter_here(client, child):
    page = client.get("/children/", {"team": TeamFactory(authority__name="Elsewhere").pk})
    assert page.status_code == 200
    assert page.context["filter"].form.errors["team"]


@pytest.mark.parametrize(("born_on", "is_shown"), [("2016-11-23", True), ("2016-11-24", False)])
def test_a_child_is_ten_from_the_birthday_on(client, manager, born_on, is_shown, today_is):
    today_is("2026-11-23")
    ChildFactory(team=manager.team, person__born_on=born_on)
    assert bool(client.get(f"{ALL}&age_from=10").context["object_list"]) is is_shown


@pytest.mark.parametrize(("born_on", "is_shown"), [("2015-11-24", True), ("2015-11-23", False)])
def test_a_child_is_ten_until_the_day_before_the_next_birthday(
    client, manager, born_on, is_shown, today_is
):
    today_is("2026-11-23")
    ChildFactory(team=manager.team, person__born_on=born_on)
    assert bool(client.get(f"{ALL}&age_to=10").context["object_list"]) is is_shown


def test_pages_by_key_show_every_child_once_in_the_order_of_names(client, manager):
    names = ["Ames", "Ames", "Bell", "Čapek", "Ode"]
    for name in names * 24:
        ChildFactory(team=manager.team, person__family_name=name)
    seen, address = [], ALL
    while address:
        page = client.get(address if address.startswith("/") else f"/children/{address}")
        seen += [one.pk for one in page.context["object_list"]]
        address = page.context["next_page"]
    assert len(seen) == len(set(seen)) == Child.objects.count() == 120


@pytest.mark.parametrize("after", ["x", "1&after=2", "Ames&after=Bo&after=x", "%00&after=&after=1"])
def test_a_key_that_is_none_opens_the_first_page(client, child, after):
    assert client.get(f"{ALL}&after={after}").status_code == 200


def test_files_opened_last_stand_first_and_only_while_they_may_be_known(signed_in, worker, child):
    client = signed_in(worker)
    client.get(reverse("child", args=[child.pk]))
    assert client.get("/children/").context["recent"] == [child]
    child.allocations.update(ended_on="2026-01-01", started_on="2025-01-01")
    Child.objects.update(restricted=True)
    assert client.get("/children/").context["recent"] == []


def test_a_list_of_children_asks_the_database_no_more_for_more(
    client, manager, django_assert_max_num_queries
):
    for _ in range(60):
        ChildFactory(team=manager.team)
    with django_assert_max_num_queries(10):
        client.get(ALL)


@given(st.dictionaries(st.sampled_from(["team", "after", "as", "q", "page"]), st.text(max_size=5)))
def test_what_is_kept_of_an_address_is_never_a_place_in_it(asked):
    data = QueryDict(mutable=True)
    data.update(asked)
    kept = QueryDict(filters_of(data))
    assert not {"after", "as", "page"} & set(kept)
    assert {name: value for name, value in asked.items() if name in ("team", "q") and value} == (
        kept.dict()
    )
