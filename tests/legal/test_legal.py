"""Orders and agreements: recorded, in the banner, in the API, ended, put right; two have clocks."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.legal.models import CODES, LegalStatus
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import ChildFactory, LegalStatusFactory, RelationshipFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def brother(child):
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    return alfie


@pytest.fixture
def post(signed_in, worker, child):
    def _post(name, *parts, **facts):
        return signed_in(worker).post(reverse(name, args=[child.pk, *parts]), facts)

    return _post


def banner(signed_in, worker, child) -> str:
    page = signed_in(worker).get(child.get_absolute_url()).content.decode()
    return " ".join(page.split())


CARE = {"kind": "interim_care", "court": "Northmoor Family Court", "case_number": "NM26C00042"}


def test_an_order_stands_in_the_banner_and_in_the_api(
    signed_in, client, worker, child, brother, post
):
    day = TODAY - timedelta(days=3)
    answer = post("legal-add", **CARE, started_on=day.isoformat(), also=[brother.pk])
    assert answer.status_code == 302
    LegalStatusFactory(child=child, kind="supervision", started_on=day)
    text = banner(signed_in, worker, child)
    assert "Interim care order" in text
    assert "supervision order" in text
    assert "Interim care order" in banner(signed_in, worker, brother)
    client.force_login(worker)
    rows = client.get("/api/v1/legal-statuses/").json()["results"]
    assert {row["code"] for row in rows} == {"C1", ""}
    chronology = signed_in(worker).get(reverse("chronology", args=[child.pk])).content.decode()
    assert "Interim care order" in chronology


def test_a_care_order_takes_the_place_of_an_interim_one(signed_in, worker, child, post):
    interim = LegalStatusFactory(child=child, kind="interim_care")
    day = TODAY - timedelta(days=1)
    post("legal-add", kind="care", started_on=day.isoformat(), replaces=[interim.pk])
    interim.refresh_from_db()
    assert (interim.ended_on, interim.ended_because) == (day, "replaced")
    assert list(LegalStatus.objects.on(day - timedelta(days=1))) == [interim]
    assert "Interim" not in banner(signed_in, worker, child).split("cw-child__facts")[1][:600]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"kind": "section_20"}, "This stands on the file already: end that first"),
        ({"started_on": "2018-01-01"}, "it cannot begin before that"),
        ({"started_on": (TODAY + timedelta(days=1)).isoformat()}, "must be today or earlier"),
        ({"until": "2026-01-01"}, "It cannot last until a day before it began"),
        ({"kind": ""}, "Choose"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(child, post, facts, says):
    LegalStatusFactory(child=child, kind="section_20")
    said = {"kind": "care", "started_on": "2026-06-01", **facts}
    assert says in post("legal-add", **said).content.decode()
    assert LegalStatus.objects.count() == 1


def test_it_ends_with_its_reason_and_stays_on_the_page(signed_in, worker, child, post):
    status = LegalStatusFactory(child=child)
    missing = post("legal-end", status.pk, ended_on=TODAY.isoformat())
    assert missing.status_code == 200
    answer = post("legal-end", status.pk, ended_on=TODAY.isoformat(), ended_because="home")
    assert answer.status_code == 302
    page = signed_in(worker).get(reverse("legal", args=[child.pk])).content.decode()
    assert "The child went home" in page
    assert "None now" in banner(signed_in, worker, child)


def test_it_is_withdrawn_as_any_record_is(signed_in, worker, child, post):
    status = LegalStatusFactory(child=child)
    post("withdraw", "legal.legalstatus", status.pk, because="Of another child")
    assert not LegalStatus.objects.exists()
    assert "Section 20" not in banner(signed_in, worker, child)


def test_every_code_of_the_return_is_one_it_knows():
    known = {"C1", "C2", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3"}
    assert set(CODES.values()) == known
    assert set(CODES) <= set(LegalStatus.Kind.values)


def due(code) -> datetime:
    return Deadline.objects.get(code=code).due_at.astimezone(LONDON)


def test_police_protection_lasts_72_hours_from_the_hour(child):
    LegalStatusFactory(
        child=child, kind="police", started_on=date(2026, 11, 2), started_time=time(22, 40)
    )
    sweep([child.pk])
    assert due("police_protection.end") == datetime(2026, 11, 5, 22, 40, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("ended_on", "in_time"), [(date(2026, 11, 10), True), (date(2026, 11, 11), False)]
)
def test_an_emergency_order_lasts_eight_days(child, ended_on, in_time):
    LegalStatusFactory(
        child=child,
        kind="emergency",
        started_on=date(2026, 11, 2),
        ended_on=ended_on,
        ended_because="expired",
    )
    sweep([child.pk])
    assert Deadline.objects.met_in_time().filter(code="epo.end").exists() is in_time


BEGAN = TODAY - timedelta(days=6)
GIVEN = {
    "extended_on": (TODAY - timedelta(days=1)).isoformat(),
    "extended_until": (BEGAN + timedelta(days=15)).isoformat(),
}


@pytest.fixture
def order(child):
    return LegalStatusFactory(child=child, kind="emergency", started_on=BEGAN)


def test_an_order_the_court_extends_is_the_same_order_and_its_clock_follows(
    signed_in, worker, child, brother, order, post, client
):
    theirs = LegalStatusFactory(child=brother, kind="emergency", started_on=BEGAN)
    legal = reverse("legal", args=[child.pk])
    extend = reverse("legal-extend", args=[child.pk, order.pk])
    assert extend in signed_in(worker).get(legal).content.decode()
    assert post("legal-extend", order.pk, **GIVEN, also=[theirs.pk]).status_code == 302
    page = signed_in(worker).get(legal).content.decode()
    assert "Extended by the court on" in page
    assert extend not in page
    sweep([child.pk, brother.pk])
    assert Deadline.objects.met_in_time().filter(code="epo.end").count() == 2
    ends = Deadline.objects.open().filter(code="epo.end.extended")
    days = {timezone.localtime(clock.due_at).date() for clock in ends}
    assert (ends.count(), LegalStatus.objects.count()) == (2, 2)
    assert days <= {BEGAN + timedelta(days=15), BEGAN + timedelta(days=16)}
    row = client.get("/api/v1/legal-statuses/").json()["results"][0]
    assert row["extended_until"] == GIVEN["extended_until"]
    chronology = signed_in(worker).get(reverse("chronology", args=[child.pk])).content.decode()
    assert "Emergency protection order extended by the court" in chronology


@pytest.mark.parametrize(("late", "in_time"), [(0, True), (1, False)])
def test_an_extended_order_ends_by_the_day_the_court_gave(child, late, in_time):
    until = date(2026, 11, 15)
    LegalStatusFactory(
        child=child,
        kind="emergency",
        started_on=date(2026, 11, 2),
        extended_on=date(2026, 11, 9),
        extended_until=until,
        ended_on=until + timedelta(days=late),
        ended_because="expired",
    )
    sweep([child.pk])
    assert Deadline.objects.met_in_time().filter(code="epo.end").exists()
    assert Deadline.objects.met_in_time().filter(code="epo.end.extended").exists() is in_time


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            {"extended_until": (BEGAN + timedelta(days=16)).isoformat()},
            "A court extends it once, by 7 days at most",
        ),
        (
            {"extended_on": (BEGAN - timedelta(days=1)).isoformat()},
            "A court extends it while it stands",
        ),
        ({"extended_on": (TODAY + timedelta(days=1)).isoformat()}, "must be today or earlier"),
        ({"extended_until": ""}, "Give a date for"),
    ],
)
def test_an_extension_that_cannot_be_is_said(order, post, facts, says):
    assert says in post("legal-extend", order.pk, **GIVEN | facts).content.decode()
    order.refresh_from_db()
    assert order.extended_on is None


def test_it_is_extended_once_and_only_an_emergency_order_is(child, order, post):
    care = LegalStatusFactory(child=child, kind="care")
    assert post("legal-extend", care.pk, **GIVEN).status_code == 404
    post("legal-extend", order.pk, **GIVEN)
    assert post("legal-extend", order.pk, **GIVEN).status_code == 404


def test_a_second_order_beside_the_first_is_said_to_be_an_extension(order, post):
    said = {"kind": "emergency", "started_on": TODAY.isoformat(), "replaces": [order.pk]}
    page = post("legal-add", **said).content.decode()
    assert "extend it on the page before" in page
    assert LegalStatus.objects.count() == 1
