"""Each worker's own choice, within what the council asks of everyone."""

import pytest
from django.urls import reverse

from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.kinds import LEAST, USUAL, ByMail, Kind, Way
from casework.notices.models import Notice
from casework.notices.preferences import WayChosen, WayRequired, decide, ways_of
from tests.factories import WorkerFactory

CHOICES = reverse("notice-choices")


@pytest.fixture
def administrator(team):
    return WorkerFactory(team=team, role="administrator", username="admin")


@pytest.fixture
def require_way(authority, administrator):
    def make(kind, in_app, mail):
        return WayRequired.objects.create(
            authority=authority, set_by=administrator, kind=kind, in_app=in_app, mail=mail, why="A"
        )

    return make


def everything(**changes):
    """What the form sends where nothing is ticked and no e-mail chosen, but for the changes."""
    return {f"{kind}_mail": str(int(LEAST[kind].mail)) for kind in Kind} | changes


def made(child, worker, kind="due_soon"):
    notice = Notice.on_file_of(child, None, worker=worker, kind=kind, about="Visit")
    notice.save()
    decide()
    notice.refresh_from_db()
    return Way(notice.in_app, ByMail(notice.by_mail))


def test_where_nothing_is_chosen_the_usual_way_holds(child, worker):
    for kind in Kind:
        assert (
            made(child, worker, kind) == USUAL[kind].at_least(LEAST[kind]) == ways_of(worker)[kind]
        )


def test_a_worker_chooses_on_one_page(signed_in, child, worker):
    client = signed_in(worker)
    client.post(CHOICES, everything(due_soon_mail="1", authorised_in_app="on"))
    ways = ways_of(worker)
    assert ways["due_soon"] == Way(False, ByMail.DAILY)
    assert ways["authorised"] == Way(True, ByMail.NONE)
    assert made(child, worker) == Way(False, ByMail.DAILY)


def test_what_the_council_asks_stays_whatever_is_sent(signed_in, child, worker, require_way):
    require_way("due_soon", True, 1)
    page = signed_in(worker).post(CHOICES, everything(due_soon_mail="0"))
    assert page.status_code == 200
    assert not WayChosen.objects.exists()
    signed_in(worker).post(CHOICES, everything(due_soon_mail="2"))
    assert ways_of(worker)["due_soon"] == Way(True, ByMail.ONCE)


def test_a_council_that_asks_more_later_is_followed_at_once(child, worker, require_way):
    WayChosen.objects.create(worker=worker, kind="due_soon", in_app=False, mail=0)
    assert made(child, worker) == Way(False, ByMail.NONE)
    require_way("due_soon", True, 2)
    assert made(child, worker) == Way(True, ByMail.ONCE)
    require_way("due_soon", False, 0)
    assert made(child, worker) == Way(False, ByMail.NONE)


def test_one_workers_choice_and_one_councils_wish_are_nobody_elses(
    child, worker, manager, elsewhere, administrator
):
    WayChosen.objects.create(worker=worker, kind="due_soon", in_app=False, mail=0)
    WayRequired.objects.create(
        authority=elsewhere.authority, set_by=administrator, kind="due_soon", mail=2, why="Theirs"
    )
    assert made(child, manager) == USUAL["due_soon"]


def test_what_is_not_wanted_in_casework_is_neither_listed_nor_counted(
    signed_in, due, worker, manager
):
    WayChosen.objects.create(worker=worker, kind="due_soon", in_app=False, mail=1)
    due(in_hours=1)
    tell_of_deadlines()
    page = signed_in(worker).get(reverse("notices"))
    assert page.context["unread"] == []
    assert page.context["unread_notices"] == 0


def test_what_is_asked_is_said_and_not_offered_to_be_undone(signed_in, worker):
    text = signed_in(worker).get(CHOICES).content.decode()
    assert 'name="overdue_in_app"' not in text
    assert 'name="due_soon_in_app"' in text
    assert text.count("Your council asks at least this") == 1


def test_only_those_who_have_notices_have_the_page(signed_in, administrator, worker):
    assert signed_in(administrator).get(CHOICES).status_code == 403
    assert signed_in(worker).get(CHOICES).status_code == 200


def address(kind="due_soon"):
    return reverse("way-required-set", args=[kind])


def test_an_administrator_says_what_is_asked_and_the_history_can_be_read(
    signed_in, administrator, worker
):
    client = signed_in(administrator)
    answer = client.post(address(), {"in_app": "on", "mail": "1", "why": "Agreed in April"})
    assert answer.url == reverse("notice-rules")
    assert ways_of(worker)["due_soon"].mail == ByMail.DAILY
    text = client.get(reverse("notice-rules")).content.decode()
    assert "Agreed in April" in text
    assert "In Casework, and in the daily e-mail" in text


def test_only_an_administrator_may_and_only_for_a_kind_there_is(signed_in, worker, administrator):
    assert signed_in(worker).get(address()).status_code == 403
    assert signed_in(worker).post(address(), {"mail": "2", "why": "I"}).status_code == 403
    assert signed_in(administrator).get(address("no_such")).status_code == 404
    assert "Say why" in signed_in(administrator).post(address(), {"mail": "1"}).content.decode()


def test_the_page_takes_few_queries(signed_in, worker, django_assert_max_num_queries):
    client = signed_in(worker)
    with django_assert_max_num_queries(8 + 2):
        client.get(CHOICES)
