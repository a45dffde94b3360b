"""Nothing a signed-in worker is answered stays in a browser, so *Back* shows nobody a child."""

import pytest
from django.urls import get_resolver, reverse

from casework.access.models import Export
from tests.factories import WorkerFactory
from tests.test_strangers import patterns

pytestmark = pytest.mark.django_db


def every_address(child):
    ways = get_resolver().reverse_dict
    for name in sorted({one.name for one in patterns() if one.name}):
        keys = {key for way in ways.getlist(name)[:1] for key in way[0][0][1]}
        if "format" not in keys:
            yield reverse(name, kwargs={key: child.pk if key == "child" else 1 for key in keys})


@pytest.mark.long
def test_every_answer_to_a_worker_says_that_it_is_not_to_be_kept(signed_in, team, child):
    desk = signed_in(WorkerFactory(team=team, role="service_manager"))
    desk.raise_request_exception = False
    statuses, kept = set(), []
    for address in every_address(child):
        answer = desk.get(address)
        statuses.add(answer.status_code)
        if not {"no-store", "private"} <= set(answer["Cache-Control"].replace(" ", "").split(",")):
            kept.append(address)
    assert not kept
    assert {200, 302, 403, 404} <= statuses


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_taken_away_is_not_kept_by_the_browser(signed_in, worker, child, kind):
    answer = signed_in(worker).get(reverse("children"), {"as": kind})
    assert answer.streaming
    assert "no-store" in answer["Cache-Control"]
    assert Export.objects.count() == 1


def test_a_page_that_fails_or_is_not_there_is_not_kept_either(
    signed_in, worker, child, monkeypatch
):
    desk = signed_in(worker)
    desk.raise_request_exception = False
    assert "no-store" in desk.get("/nothing-here/")["Cache-Control"]
    assert "no-store" in desk.get("/children/%00/")["Cache-Control"]
    monkeypatch.setattr("casework.children.views.Family.get", lambda *args, **kwargs: 1 / 0)
    failed = desk.get(reverse("family", args=[child.pk]))
    assert failed.status_code == 500
    assert "no-store" in failed["Cache-Control"]
