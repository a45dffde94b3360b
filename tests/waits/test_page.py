"""Waits and gaps: every number of the page is what a plain count says, as at any day."""

from datetime import date
from itertools import groupby

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.children.models import Address
from casework.corrections.operations import ask_to_withdraw
from casework.figures.spans import months_before
from casework.waits.models import HelpReferral, NeedForHelp
from tests import factories as make
from tests.waits.invented import counted, invent
from tests.waits.reading import TODAY, ago, page, said

pytestmark = pytest.mark.django_db
BY = ("help", "provider", "age", "ethnicity", "disability", "area")
NUMBERS = (
    "waiting",
    "children",
    "longest",
    "without_service",
    "without_meanwhile",
    "started",
    "gave_up",
    "eighteen",
    "other",
)


def numbers(said_of) -> dict:
    usual = {"median": said_of.usual.median, "ninetieth": said_of.usual.ninetieth}
    return {name: getattr(said_of, name) for name in NUMBERS} | usual


def first_day(at: date, months: int) -> date:
    return date.fromordinal(months_before(at, months).toordinal() + 1)


def asked(client, at: date, months: int, by: str, **more):
    facts = {"at": at.isoformat(), "months": months, "by": by, **more}
    return client.get(reverse("waits"), facts).context_data


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("days", "months"), [(0, 12), (0, 24), (200, 6), (431, 12)])
def test_every_number_is_what_a_plain_count_says(signed_in, manager, seed, days, months):
    waits, at = invent(seed, manager.team, manager), ago(days)
    first, client = first_day(at, months), signed_in(manager)
    for by in BY:
        context = asked(client, at, months, by)
        assert numbers(context["every"]) == counted(waits, at, first)
        going_on = [
            wait
            for wait in waits
            if not wait.withdrawn and wait.found_on <= at and (wait.stopped(at) or at) >= first
        ]
        parts = {
            part: list(those)
            for part, those in groupby(
                sorted(going_on, key=lambda wait: wait.part(by, at)),
                key=lambda wait: wait.part(by, at),
            )
        }
        assert sorted(map(str, (numbers(row) for row in context["parts"]))) == sorted(
            str(counted(those, at, first)) for those in parts.values()
        )


@pytest.mark.parametrize("seed", range(3))
def test_the_list_and_the_gaps_say_the_same_children(signed_in, manager, seed):
    waits, at = invent(seed, manager.team, manager), ago(90)
    context = asked(signed_in(manager), at, 12, "help")
    now = [
        wait
        for wait in waits
        if not wait.withdrawn and wait.found_on <= at and not wait.stopped(at)
    ]
    listed = [(line.child.pk, line.wait.need, line.days) for line in context["longest"]]
    assert sorted(listed) == sorted(
        (wait.child, wait.need, (at - wait.found_on).days) for wait in now
    )
    assert [line[2] for line in listed] == sorted((line[2] for line in listed), reverse=True)
    none = [wait for wait in now if wait.none(at)]
    assert {line.need: line.children for line in context["gaps"]} == {
        need: len({wait.child for wait in none if wait.need == need})
        for need in {wait.need for wait in none}
    }


@pytest.mark.parametrize("where", [{"help": "trauma"}, {"ethnicity": "black"}, {"disability": "-"}])
def test_only_some_are_counted_where_only_some_are_asked_of(signed_in, manager, where):
    waits = invent(9, manager.team, manager)
    ((name, value),) = where.items()
    those = [wait for wait in waits if wait.part(name, TODAY) == value.replace("-", "")]
    context = asked(signed_in(manager), TODAY, 12, "provider", **where)
    assert numbers(context["every"]) == counted(those, TODAY, first_day(TODAY, 12))


def test_a_past_day_says_what_the_files_say_now_of_it(signed_in, manager, child):
    referral = make.HelpReferralFactory(
        child=child,
        need__identified_on=ago(100),
        referred_on=ago(90),
        answer="accepted",
        answered_on=ago(80),
        first_session_on=ago(60),
    )
    client = signed_in(manager)
    assert asked(client, ago(50), 12, "help")["every"].waiting == 0
    ask_to_withdraw(referral, child=child, because="It was her brother’s", by=manager)
    assert asked(client, ago(50), 12, "help")["every"].waiting == 1
    need = NeedForHelp.objects.get()
    need.identified_on = ago(40)
    need.save()
    assert asked(client, ago(50), 12, "help")["every"].waiting == 0
    assert asked(client, ago(40), 12, "help")["every"].waiting == 1


def test_a_placement_comes_before_home_and_a_past_home_is_that_of_its_day(
    signed_in, manager, child
):
    make.NeedForHelpFactory(child=child, identified_on=ago(50))
    homes = [("home", "NM1 1AA", 900, None), ("placement", "NM7 1AA", 60, 40), ("home", "x", 10, 1)]
    for kind, postcode, started, ended in homes:
        make.AddressFactory(
            person=child.person,
            kind=kind,
            postcode=postcode,
            started_on=ago(started),
            ended_on=ago(ended) if ended else None,
        )
    assert [row.words for row in asked(signed_in(manager), TODAY, 12, "area")["parts"]] == ["NM7"]
    Address.objects.filter(kind="placement").delete()
    assert [row.words for row in asked(signed_in(manager), TODAY, 12, "area")["parts"]] == ["NM1"]


def test_a_child_nobody_may_know_of_is_not_counted(signed_in, manager, restricted_child):
    make.NeedForHelpFactory(child=restricted_child, identified_on=ago(50), need="domestic_abuse")
    text = page(signed_in(manager), "waits")
    assert "No child you may know of waits for help today" in text
    assert "Hidden" not in text


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        ("team_manager", 200),
        ("service_manager", 200),
        ("data_analyst", 200),
        ("conference_chair", 200),
        ("missing_coordinator", 200),
        ("social_worker", 403),
        ("family_support", 403),
        ("auditor", 403),
        ("inspector", 403),
        ("administrator", 403),
    ],
)
@pytest.mark.parametrize("name", ["waits", "gaps"])
def test_managers_and_those_who_read_figures_open_it(signed_in, team, role, answers, name):
    client = signed_in(make.WorkerFactory(team=team, role=role))
    assert client.get(reverse(name)).status_code == answers


def test_the_page_asks_as_many_questions_of_many_waits_as_of_few(signed_in, manager):
    client = signed_in(manager)

    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(client, "waits", asks="?by=area")
        return len(queries)

    invent(1, manager.team, manager)
    questions()
    few = questions()
    invent(2, manager.team, manager)
    invent(3, manager.team, manager)
    assert questions() == few


def test_the_list_is_taken_away_whole(signed_in, manager, child):
    make.HelpReferralFactory(child=child, need__identified_on=ago(63), referred_on=ago(50))
    answer = signed_in(manager).get(reverse("waits") + "?as=csv")
    text = b"".join(answer.streaming_content).decode()
    assert f"{child.number},Emotional wellbeing,{ago(63).isoformat()},63" in text
    assert "Asked of Harbour children’s counselling" in text


def test_an_analyst_may_open_the_list_so_sees_the_number(signed_in, team, child):
    make.NeedForHelpFactory(child=child, identified_on=ago(10))
    analyst = make.WorkerFactory(team=team, role="data_analyst")
    assert "1 child waits for help with 1 need today, the longest for 10 days" in page(
        signed_in(analyst), "waits"
    )


def test_an_address_that_asks_nonsense_gets_the_usual_page(signed_in, manager):
    answer = signed_in(manager).get(reverse("waits") + "?by=name&months=7&help=gold&at=soon")
    assert answer.status_code == 200
    assert "Nothing was waited for in these months" in said(answer)


def test_a_request_of_later_says_nothing_of_an_earlier_day(signed_in, manager, child):
    make.HelpReferralFactory(child=child, need__identified_on=ago(63), referred_on=ago(10))
    assert asked(signed_in(manager), ago(20), 12, "provider")["longest"][0].stands == (
        "Nobody asked yet"
    )
    assert HelpReferral.objects.get().words_on(ago(5)) == "Asked of Harbour children’s counselling"
