"""In an emergency somebody opens one file to themselves: for minutes, with a reason, told at once,
and looked at afterwards."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Child, FileAccess, FileGrant
from casework.children.models.asks import Ask
from casework.confidentiality.models import Opening
from casework.confidentiality.restrictions import operations as restrictions
from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests import factories as make
from tests.confidentiality.conftest import knows
from tests.html import squeezed as squeezed_words

pytestmark = pytest.mark.django_db
WHY = "Police are at the address and a child is hurt"


@pytest.fixture
def boss(team):
    """The manager named on the restricted file."""
    return make.WorkerFactory(team=team, role="team_manager", username="boss")


@pytest.fixture
def shut(restricted_child, boss):
    """Restricted, held by somebody else, with a manager named on it."""
    make.FileGrantFactory(child=restricted_child, worker=boss, until=None)
    return restricted_child


def squeezed(answer) -> str:
    return squeezed_words(answer.content.decode())


def asked(worker, *children, ago=timedelta()):
    return Ask.objects.create(
        authority=worker.authority,
        worker=worker,
        where="page",
        typed="A child at 4 Mill Lane",
        files=[child.pk for child in children],
        at=timezone.now() - ago,
    )


def address(ask, place=0):
    return reverse("file-opening-add", args=[ask.pk, place])


def opens(client, worker, child, because=WHY):
    client.force_login(worker)
    return client.post(address(asked(worker, child)), {"because": because})


def is_over(child):
    FileGrant.objects.filter(child=child, ends_at__isnull=False).update(
        ends_at=timezone.now() - timedelta(hours=1)
    )


def test_who_asks_if_a_restricted_child_is_known_is_offered_to_open_the_file(
    signed_in, worker, shut
):
    page = signed_in(worker).get(
        reverse("is-known"), {"given_name": "Hidden", "family_name": shut.person.family_name}
    )
    words = squeezed(page)
    assert "There is a restricted file" in words
    assert "Open the file yourself, and say why" in words
    assert f"C{shut.pk:05d}" not in words
    assert address(Ask.objects.get()) in words


def test_it_opens_for_fifteen_minutes_and_shuts_by_itself(client, worker, shut, settings):
    assert client.force_login(worker) is None
    assert client.get(shut.get_absolute_url()).status_code == 404
    answer = opens(client, worker, shut)
    assert answer["Location"] == shut.get_absolute_url()
    assert client.get(shut.get_absolute_url()).status_code == 200
    grant = FileGrant.objects.get(child=shut, worker=worker)
    assert grant.ends_at - Opening.objects.get().opened_at == timedelta(minutes=15)
    is_over(shut)
    assert client.get(shut.get_absolute_url()).status_code == 404
    assert not knows(worker, shut)


def test_a_council_sets_the_minutes(client, worker, shut, settings):
    settings.EMERGENCY_MINUTES = 40
    opens(client, worker, shut)
    opening = Opening.objects.get()
    assert opening.ended_at - opening.opened_at == timedelta(minutes=40)


def test_every_page_says_so_meanwhile_and_asks_the_database_nothing_more(
    client, worker, shut, django_assert_num_queries
):
    client.force_login(worker)
    client.get(reverse("you"))
    with django_assert_num_queries(2):
        client.get(reverse("who_can_see"))
    opens(client, worker, shut)
    with django_assert_num_queries(2):
        page = client.get(reverse("who_can_see"))
    assert "in an emergency." in squeezed(page)
    session = client.session
    kept = session["open_in_emergency"]
    kept["until"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    session["open_in_emergency"] = kept
    session.save()
    assert "in an emergency." not in squeezed(client.get(reverse("who_can_see")))


def test_who_opened_it_may_close_it_before_and_nobody_else(client, worker, shut, boss):
    opens(client, worker, shut)
    closes = reverse("file-opening-close", args=[Opening.objects.get().pk])
    other = Client()
    other.force_login(boss)
    assert other.post(closes).status_code == 404
    assert client.post(closes).status_code == 302
    assert client.get(shut.get_absolute_url()).status_code == 404
    assert "in an emergency." not in squeezed(client.get(reverse("you")))


def test_those_who_work_with_the_child_and_their_manager_are_told_at_once(
    client, worker, shut, boss
):
    opens(client, worker, shut)
    told = Notice.objects.filter(child=shut, kind="restricted")
    holder = shut.allocations.get().worker
    assert set(told.values_list("worker", flat=True)) == {holder.pk, boss.pk}
    assert "in an emergency" in told[0].about


def test_it_is_a_look_as_well(client, worker, shut):
    opens(client, worker, shut)
    assert FileAccess.objects.filter(child=shut, worker=worker, what__contains="emergency").exists()


@pytest.mark.parametrize("because", ["", "Need it"])
def test_without_a_reason_nothing_opens_and_what_was_typed_stays(client, worker, shut, because):
    page = opens(client, worker, shut, because)
    assert page.status_code == 200
    assert "Say why you must open it" in squeezed(page)
    assert because in squeezed(page)
    assert not Opening.objects.exists()
    assert not knows(worker, shut)


def test_only_a_question_of_ones_own_and_a_recent_one_opens_anything(
    client, worker, stranger, shut, child
):
    client.force_login(worker)
    for ask, place in (
        (asked(stranger, shut), 0),
        (asked(worker, shut, ago=timedelta(hours=2)), 0),
        (asked(worker, shut), 1),
    ):
        for answer in (client.get(address(ask, place)), client.post(address(ask, place))):
            assert answer.status_code == 404
    assert client.get(address(asked(worker, child)))["Location"] == child.get_absolute_url()


def test_another_councils_file_opens_to_nobody_here(client, worker, elsewhere):
    away = make.ChildFactory(team=elsewhere.team)
    assert opens(client, worker, away).status_code == 404


@pytest.mark.parametrize("role", ["auditor", "data_analyst", "administrator", "inspector"])
def test_roles_that_answer_no_emergency_cannot(client, team, shut, role):
    someone = make.WorkerFactory(team=team, role=role)
    assert opens(client, someone, shut).status_code == 403
    assert not Opening.objects.exists()


def test_the_file_of_ones_own_family_opens_in_no_emergency(client, worker, shut, boss, manager):
    make.RestrictionFactory(child=shut, recorded_by=boss, decided_by=manager, family_of=worker)
    answer = opens(client, worker, shut)
    assert answer["Location"] == reverse("is-known")
    assert not Opening.objects.exists()
    assert not knows(worker, shut)


def test_a_manager_must_look_at_it_by_the_next_working_day(client, worker, shut, boss):
    opens(client, worker, shut)
    sweep([shut.pk])
    due = Deadline.objects.get(code="opening.review")
    assert due.met_at is None
    client.force_login(boss)
    assert "Emergency opening of a file looked at" in squeezed(client.get(reverse("my_work")))
    review = reverse("file-opening-review", args=[shut.pk, Opening.objects.get().pk])
    page = squeezed(client.get(review))
    assert WHY in page
    refused = squeezed(client.post(review, {"judged": "right", "found": "Fine"}))
    assert "Say what you found, in a sentence" in refused
    done = {"judged": "not_needed", "found": "The duty manager could have been rung"}
    assert client.post(review, done).status_code == 302
    sweep([shut.pk])
    due.refresh_from_db()
    assert due.met_at is not None
    page = squeezed(client.get(reverse("restriction", args=[shut.pk])))
    assert "The duty manager could have been rung" in page


def test_nobody_looks_at_what_they_opened_themselves(client, manager, shut, boss):
    opens(client, manager, shut)
    opening = Opening.objects.get()
    review = reverse("file-opening-review", args=[shut.pk, opening.pk])
    assert client.get(review).status_code == 403
    opening.reviewed_by, opening.reviewed_at = manager, timezone.now()
    opening.judged = opening.found = "right"
    with pytest.raises(ValidationError):
        opening.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        opening.save()


@pytest.mark.parametrize(
    "name", ["allocate", "restriction-name", "restriction-review", "restriction-put-out"]
)
def test_who_only_opened_the_file_decides_nothing_about_who_may(client, manager, shut, boss, name):
    make.RestrictionFactory(child=shut, recorded_by=boss)
    opens(client, manager, shut)
    assert client.get(reverse("restriction", args=[shut.pk])).status_code == 200
    parts = [shut.pk, boss.pk] if name.endswith("put-out") else [shut.pk]
    for answer in (client.get(reverse(name, args=parts)), client.post(reverse(name, args=parts))):
        assert answer.status_code == 403
    client.force_login(boss)
    assert client.get(reverse(name, args=parts)).status_code == 200


def test_who_only_opened_a_file_of_another_team_does_not_restrict_it(client, manager, team):
    other = make.TeamFactory(authority=team.authority, name="Another team")
    away = make.ChildFactory(team=other)
    opens(client, manager, away)
    assert client.get(away.get_absolute_url()).status_code == 200
    assert client.get(reverse("restrict", args=[away.pk])).status_code == 403
    assert client.get(reverse("allocate", args=[away.pk])).status_code == 403


def test_who_only_opened_the_file_is_no_manager_of_it(client, manager, shut, boss):
    restriction = make.RestrictionFactory(child=shut, recorded_by=boss)
    opens(client, manager, shut)
    assert restrictions.managers_of(shut) == [boss]
    with pytest.raises(ValidationError):
        restrictions.put_out(restriction, boss, because="They asked to leave")


def test_two_who_opened_the_file_do_not_look_at_each_others_opening(client, manager, shut, boss):
    other = make.WorkerFactory(team=manager.team, role="team_manager", username="other")
    opens(client, manager, shut)
    opens(client, other, shut)
    openings = Opening.objects.order_by("pk")
    for opening, reviewer in zip(openings, (other, manager), strict=True):
        client.force_login(reviewer)
        review = reverse("file-opening-review", args=[shut.pk, opening.pk])
        assert client.get(review).status_code == 403
        client.force_login(boss)
        assert client.get(review).status_code == 200


def test_no_stranger_learns_of_an_opening(client, worker, stranger, shut):
    opens(client, worker, shut)
    is_over(shut)
    client.force_login(stranger)
    opening = Opening.objects.get()
    for name in ("file-opening-review", "restriction"):
        parts = [shut.pk, opening.pk] if name == "file-opening-review" else [shut.pk]
        assert client.get(reverse(name, args=parts)).status_code == 404
    assert client.get(reverse("file-opening-record-detail", args=[opening.pk])).status_code == 404
    assert client.get(reverse("file-opening-record-list")).json()["results"] == []


def test_the_api_tells_those_who_may_know(client, worker, shut, boss):
    opens(client, worker, shut)
    client.force_login(boss)
    told = client.get(reverse("file-opening-record-list")).json()["results"]
    assert [one["because"] for one in told] == [WHY]


class TestWhereTheCouncilLetsPeopleOpenFilesWithAReason:
    @pytest.fixture
    def of_another_team(self, team):
        authority = team.authority
        authority.sight = "reason"
        authority.save()
        other = make.TeamFactory(authority=authority, name="Another team")
        return make.ChildFactory(team=other)

    def test_a_file_of_another_team_opens_until_midnight(self, client, worker, of_another_team):
        client.force_login(type(worker).objects.get(pk=worker.pk))
        ask = asked(worker, of_another_team)
        assert "for today" in squeezed(client.get(address(ask)))
        assert client.post(address(ask), {"because": WHY}).status_code == 302
        assert knows(worker, of_another_team)
        opening = Opening.objects.get()
        end = timezone.localtime(opening.ended_at)
        assert (end.hour, end.minute) == (0, 0)
        assert end.date() == timezone.localdate() + timedelta(days=1)
        assert not Notice.objects.exists()
        sweep([of_another_team.pk])
        assert not Deadline.objects.filter(code="opening.review").exists()

    def test_a_restricted_file_stays_an_emergency(self, client, worker, of_another_team):
        Child.objects.filter(pk=of_another_team.pk).update(restricted=True)
        client.force_login(type(worker).objects.get(pk=worker.pk))
        client.post(address(asked(worker, of_another_team)), {"because": WHY})
        assert Opening.objects.get().kind == "emergency"

    def test_nothing_is_known_of_without_asking(self, worker, of_another_team):
        assert not knows(worker, of_another_team)
