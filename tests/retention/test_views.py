"""The pages of retention: who opens them, what each says, and that it takes two people."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Child
from casework.notices.models import Notice
from casework.retention.models import Hold, Round, Rule
from casework.retention.notices import tell_keepers
from casework.retention.operations import (
    authorise,
    begin_round,
    confirm,
    lay_down_rules,
    place_hold,
)
from casework.retention.stops import stops_of
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    ChildFactory,
    DisclosureFactory,
    EpisodeOfNeedFactory,
    RelationshipFactory,
    TeamFactory,
    WorkerFactory,
)
from tests.html import squeezed as squeezed_text

pytestmark = pytest.mark.django_db
REASON = {"because": "A claim was made"}


def squeezed(answer) -> str:
    return squeezed_text(answer.content.decode())


def of_another_council(**facts):
    elsewhere = AuthorityFactory(name="Elsewhere", la_code="301")
    return WorkerFactory(team=TeamFactory(authority=elsewhere), **facts)


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def manager(team):
    return WorkerFactory(team=team, role="service_manager")


@pytest.fixture
def second(team):
    return WorkerFactory(team=team, role="service_manager")


def of_long_ago(team, **facts):
    child = ChildFactory(team=team, person__born_on=date(1990, 5, 5), **facts)
    EpisodeOfNeedFactory(
        child=child, started_on=date(2004, 3, 1), closed_on=date(2004, 9, 1), closure_reason="RC1"
    )
    Child.objects.filter(pk=child.pk).update(opened_on=date(2004, 3, 1))
    return child


@pytest.fixture
def child(team):
    return of_long_ago(team, person__given_name="Rowan")


def confirmed(manager):
    lay_down_rules(manager.authority)
    for rule in Rule.objects.of(manager.authority):
        confirm(rule, by=manager)


@pytest.fixture
def one(child, manager):
    confirmed(manager)
    return begin_round(by=manager)


def test_the_usual_rules_are_put_there_and_each_is_confirmed(client, manager, child):
    client.force_login(manager)
    assert "Not every kind of file has a rule yet" in squeezed(client.get(reverse("retention")))
    client.post(reverse("retention-rules-lay"))
    assert "5 rules wait to be confirmed" in squeezed(client.get(reverse("retention")))
    for rule in Rule.objects.of(manager.authority):
        facts = {
            "counted_from": rule.counted_from,
            "years": rule.years,
            "years_after_death": rule.years_after_death or "",
            "source": rule.source,
        }
        client.post(reverse("retention-rule", args=[rule.pk]), facts)
    assert "1 file is kept no longer by any rule" in squeezed(client.get(reverse("retention")))


def test_a_rule_cannot_be_shorter_than_the_law(client, manager):
    lay_down_rules(manager.authority)
    rule = Rule.objects.get(category="looked_after")
    client.force_login(manager)
    page = client.post(
        reverse("retention-rule", args=[rule.pk]),
        {"counted_from": "closing", "years": 10, "years_after_death": 2, "source": "Ours"},
    )
    assert "The law asks for 75 years or more" in squeezed(page)
    assert "The law counts from birth" in squeezed(page)
    rule.refresh_from_db()
    assert (rule.years, rule.confirmed_at) == (75, None)


def test_until_every_rule_is_confirmed_no_round_begins(client, manager, child):
    lay_down_rules(manager.authority)
    client.force_login(manager)
    page = client.post(reverse("retention-begin"), follow=True)
    assert "Confirm every rule first" in squeezed(page)
    assert not Round.objects.exists()


def test_the_report_before_says_why_and_what_stops(client, manager, child):
    confirmed(manager)
    brother = of_long_ago(child.team, person__given_name="Callum")
    place_hold(Hold(child=brother, reason="A claim", asked_by="A solicitor"), by=manager)
    client.force_login(manager)
    page = squeezed(client.get(reverse("retention-due")))
    assert "2 files are kept no longer by any rule. 1 is free to go" in page
    assert "25 years from birth, 5 May 1990" in page
    assert "A legal hold stands on this file" in page


def test_a_round_is_gone_through_and_another_manager_authorises(client, manager, second, child):
    confirmed(manager)
    other = of_long_ago(child.team, person__given_name="Imogen")
    client.force_login(manager)
    client.post(reverse("retention-begin"))
    one = Round.objects.get()
    page = squeezed(client.get(one.get_absolute_url()))
    assert "Rowan" in page
    assert "Imogen" in page
    assert "Being gone through" in page
    left = one.files.get(file=other.pk)
    client.post(reverse("retention-leave-out", args=[one.pk, left.pk]), REASON)
    assert "A claim was made" in squeezed(client.get(one.get_absolute_url()))
    assert client.get(reverse("retention-authorise", args=[one.pk])).status_code == 403
    client.force_login(second)
    said = {"words": "Read each", "understood": "on"}
    client.post(reverse("retention-authorise", args=[one.pk]), said)
    one.refresh_from_db()
    assert one.authorised_by == second
    assert list(one.files.to_delete().values_list("file", flat=True)) == [child.pk]


def test_the_authorising_page_asks_for_what_was_checked(client, one, second):
    client.force_login(second)
    page = squeezed(client.post(reverse("retention-authorise", args=[one.pk]), {}))
    assert "Write down what you checked" in page
    assert "Tick this when you have gone through the list" in page


def test_after_it_was_authorised_nothing_is_left_out(client, one, manager, second):
    authorise(one, words="Read", by=second)
    client.force_login(manager)
    file = one.files.get()
    page = client.post(reverse("retention-leave-out", args=[one.pk, file.pk]), REASON)
    assert "Somebody has done this already" in squeezed(page)
    file.refresh_from_db()
    assert file.left_out_at is None


def test_a_round_can_be_given_up_and_another_begun(client, one, manager):
    client.force_login(manager)
    client.post(reverse("retention-drop", args=[one.pk]))
    client.post(reverse("retention-begin"))
    assert Round.objects.open().get().pk != one.pk


def test_an_administrator_reads_numbers_and_no_name(client, one, team):
    client.force_login(WorkerFactory(team=team, role="administrator"))
    for address in (reverse("retention"), one.get_absolute_url()):
        page = client.get(address)
        assert page.status_code == 200
        assert "Rowan" not in squeezed(page)
    assert client.get(reverse("retention-due")).status_code == 403


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "data_analyst", "inspector"])
def test_nobody_else_opens_them(client, one, team, role):
    client.force_login(WorkerFactory(team=team, role=role))
    names = ("retention", "retention-due", "retention-certificates", "hold-add")
    assert {client.get(reverse(name)).status_code for name in names} == {403}


def test_a_restricted_file_is_in_nobodys_list_but_theirs(client, manager, team):
    hidden = of_long_ago(team, restricted=True, person__given_name="Hidden")
    confirmed(manager)
    client.force_login(manager)
    assert "Hidden" not in squeezed(client.get(reverse("retention-due")))
    assert "restricted and not yours to open" in squeezed(client.get(reverse("retention")))
    page = client.post(
        reverse("hold-add"),
        {"number": hidden.number, "reason": "A claim", "asked_by": "A solicitor"},
    )
    assert "There is no file of this number" in squeezed(page)


def test_another_council_sees_nothing_of_it(client, one):
    client.force_login(of_another_council(role="service_manager"))
    assert client.get(one.get_absolute_url()).status_code == 404
    rule = Rule.objects.of(one.authority).first()
    assert client.get(reverse("retention-rule", args=[rule.pk])).status_code == 404


def test_a_hold_of_a_file_is_placed_and_lifted_with_reasons(client, manager, child):
    confirmed(manager)
    client.force_login(manager)
    facts = {"number": child.number, "reason": "A claim", "asked_by": "A solicitor"}
    client.post(reverse("hold-add"), facts)
    hold = Hold.objects.get()
    assert stops_of([child.pk]) == {child.pk: ["A legal hold stands on this file"]}
    client.post(reverse("hold-lift", args=[hold.pk]), {"because": "It was settled"})
    hold.refresh_from_db()
    assert hold.lifted_because == "It was settled"
    assert stops_of([child.pk]) == {}


def test_a_hold_is_of_one_file_or_of_a_kind(client, manager, child):
    client.force_login(manager)
    facts = {"reason": "An inquiry", "asked_by": "The inquiry"}
    page = client.post(reverse("hold-add"), facts)
    assert "Give the number of one file, or choose a kind of files" in squeezed(page)
    client.post(reverse("hold-add"), {**facts, "category": "in_need"})
    confirmed(manager)
    assert stops_of([child.pk]) == {child.pk: ["A legal hold stands on all files of this kind"]}


def test_a_hold_that_is_over_and_one_of_another_council_stop_nothing(manager, child):
    yesterday = timezone.localdate() - timedelta(days=1)
    elsewhere = of_another_council(role="service_manager")
    place_hold(Hold(category="in_need", reason="Theirs", asked_by="Them"), by=elsewhere)
    hold = place_hold(Hold(child=child, reason="A claim", asked_by="Them"), by=manager)
    Hold.objects.filter(pk=hold.pk).update(until=yesterday)
    assert stops_of([child.pk]) == {}


def test_a_brothers_hold_and_open_work_stop_a_file(manager, child):
    brother = ChildFactory(team=child.team)
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    place_hold(Hold(child=brother, reason="A claim", asked_by="Them"), by=manager)
    AllocationFactory(child=child)
    assert stops_of([child.pk])[child.pk] == [
        "Work goes on: close it first",
        "A legal hold stands on the file of a brother or sister",
    ]


def test_the_few_who_look_after_it_are_told_once_a_month(manager, second, child):
    WorkerFactory(team=child.team, role="social_worker")
    WorkerFactory(team=child.team, role="team_manager")
    confirmed(manager)
    assert tell_keepers() == 2
    assert tell_keepers() == 0
    told = Notice.objects.filter(kind=Notice.Kind.RETENTION)
    assert {notice.worker for notice in told} == {manager, second}
    assert {notice.number for notice in told} == {1}


@pytest.mark.parametrize("files", [1, 12])
def test_the_pages_ask_as_often_of_one_file_as_of_many(
    client, manager, team, files, django_assert_max_num_queries
):
    for _ in range(files):
        of_long_ago(team)
    confirmed(manager)
    one = begin_round(by=manager)
    client.force_login(manager)
    for address, most in (
        (reverse("retention"), 20),
        (reverse("retention-due"), 16),
        (one.get_absolute_url(), 16),
    ):
        with django_assert_max_num_queries(most):
            client.get(address)


def test_the_api_gives_rules_and_certificates_to_who_has_copies(client, manager, team, one):
    for role, answer in (("service_manager", 200), ("data_analyst", 200), ("social_worker", 403)):
        client.force_login(WorkerFactory(team=team, role=role))
        for name in ("retention-rule-record-list", "deletion-certificate-list"):
            assert client.get(reverse(name)).status_code == answer
    client.force_login(manager)
    rows = client.get(reverse("retention-rule-record-list")).json()["results"]
    assert {row["category"]: row["years"] for row in rows}["looked_after"] == 75


def test_a_request_for_its_records_stops_a_file_until_it_is_answered(manager, child):
    asked = DisclosureFactory(child=child)
    assert stops_of([child.pk]) == {
        child.pk: ["Somebody has asked for its records, and was not answered yet"]
    }
    asked.delete()
    assert stops_of([child.pk]) == {}
