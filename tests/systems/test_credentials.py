"""What a connected system is let read: its own credential, from where, how often, of whom."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from casework.access.models import Worker
from casework.access.roles import ROLES, SYSTEMS, Permission
from casework.api import BESIDE, OF_PEOPLE_ALONE, router
from casework.children.models import Pull
from casework.systems import operations, refusals, scopes
from casework.systems.models import Credential, Use, hashed
from tests.factories import ChildFactory, ReferralFactory, SystemFactory, TeamFactory, WorkerFactory

pytestmark = pytest.mark.django_db
CHILDREN = "/api/v1/children/"


@pytest.fixture
def analyst(team):
    return WorkerFactory(team=team, role="data_analyst")


def connected(system, by, days=30):
    """A system's client, and its credential."""
    credential, secret = operations.issue(system=system, days=days, by=by)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client, credential


@pytest.fixture
def system(authority):
    return SystemFactory(authority=authority)


@pytest.fixture
def authority(team):
    return team.authority


def numbers(answer):
    return {row["number"] for row in answer.json()["results"]}


def test_it_reads_the_children_of_the_service_and_no_restricted_one(
    system, analyst, child, restricted_child, elsewhere
):
    ChildFactory(team=elsewhere.team)
    client, _ = connected(system, analyst)
    assert numbers(client.get(CHILDREN)) == {child.number}


def test_that_of_one_team_reads_of_that_team_alone(analyst, child, authority):
    ChildFactory(team=TeamFactory(authority=authority, name="Another"))
    one = SystemFactory(authority=authority, sight="system_team", team=child.team)
    client, _ = connected(one, analyst)
    assert numbers(client.get(CHILDREN)) == {child.number}


def test_that_for_figures_reads_no_child(analyst, child, authority):
    client, _ = connected(SystemFactory(authority=authority, sight="system_figures"), analyst)
    assert client.get(CHILDREN).status_code == 403
    assert client.get("/api/v1/figures/").status_code == 200


def test_what_it_pulls_is_kept_in_its_name(system, analyst, child):
    ReferralFactory(child=child)
    client, _ = connected(system, analyst)
    answer = client.get("/api/v1/bulk/referrals/")
    assert len(b"".join(answer.streaming_content).splitlines()) == 2
    assert Pull.objects.of_files([child.pk]).get().worker.name == system.name


def test_outside_its_scope_it_is_told_so(authority, analyst, child):
    client, credential = connected(SystemFactory(authority=authority, kinds=["figures"]), analyst)
    for address in (CHILDREN, "/api/v1/bulk/children/", f"/api/v1/children/{child.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Outside what this system may read" in answer.json()["detail"]
    assert client.get("/api/v1/").status_code == 200
    assert Use.objects.get(credential=credential).refused == 3


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("/api/v1/", ""),
        ("/api/v1/visits/", "visits"),
        ("/api/v1/visits.json", "visits"),
        ("/api/v1/visits/7/", "visits"),
        ("/api/v1/bulk/visits/", "visits"),
        ("/api/v1/children/7/chronology/", "chronology"),
        ("/api/v1/documents/7/files/9/", "documents"),
    ],
)
def test_each_address_is_of_one_kind(address, route):
    assert scopes.route_of(address) == route


def test_every_kind_of_record_is_in_one_scope_or_for_people_alone():
    in_scopes = [route for scope in scopes.registry for route in scope.routes]
    beside = set(BESIDE) - {"schema"}
    assert len(in_scopes) == len(set(in_scopes))
    routes = {route for route, *_ in router.registry}
    assert set(in_scopes) | OF_PEOPLE_ALONE == routes | beside


# Secrets


def test_of_a_secret_only_its_hash_is_kept(system, analyst):
    credential, secret = operations.issue(system=system, days=30, by=analyst)
    assert secret.startswith(f"cw_{credential.key}_")
    kept = Credential.objects.values().get()
    assert kept["digest"] == hashed(secret.rsplit(f"{credential.key}_")[1])
    assert not any(secret[-20:] in str(value) for value in kept.values())
    history = Credential.pgh_event_models["insert"]
    assert "digest" not in {field.name for field in history._meta.fields}


@pytest.mark.parametrize("what", ["secret", "key", "form", "another's"])
def test_a_wrong_one_is_refused_and_says_nothing_more(system, analyst, what):
    credential, secret = operations.issue(system=system, days=30, by=analyst)
    _, other = operations.issue(system=system, days=30, by=analyst)
    wrong = {
        "secret": secret[:-1] + ("A" if secret[-1] != "A" else "B"),
        "key": f"cw_{'0' * 10}_{secret[-43:]}",
        "form": "cw_\u00b2",
        "another's": f"cw_{credential.key}_{other[-43:]}",
    }[what]
    answer = APIClient().get(CHILDREN, HTTP_AUTHORIZATION=f"Bearer {wrong}")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"
    assert "not good" in answer.json()["detail"]


@pytest.mark.parametrize("days", [0, 1])
def test_it_is_good_for_the_whole_of_its_last_day(system, analyst, days):
    client, credential = connected(system, analyst)
    credential.expires_on = timezone.localdate() - timedelta(days=days)
    credential.save()
    assert client.get(CHILDREN).status_code == (401 if days else 200)


def test_an_ended_one_opens_nothing_and_the_next_one_does(system, analyst):
    client, credential = connected(system, analyst)
    operations.end_credential(credential=credential, by=analyst)
    assert client.get(CHILDREN).status_code == 401
    assert connected(system, analyst)[0].get(CHILDREN).status_code == 200


def test_when_a_system_ends_all_of_its_credentials_do(system, analyst):
    clients = [connected(system, analyst)[0] for _ in range(2)]
    operations.end_system(system=system, by=analyst)
    assert [client.get(CHILDREN).status_code for client in clients] == [401, 401]
    assert not system.credentials.filter(ended_at=None).exists()


def test_a_persons_token_of_before_opens_nothing(client):
    asked = client.get(CHILDREN, headers={"authorization": f"Token {'a' * 40}"})
    assert asked.status_code == 401


# From where, and how often


@pytest.mark.parametrize(
    ("addresses", "asks", "answer"),
    [
        ("", "203.0.113.9", 200),
        ("10.1.2.0/24", "10.1.2.9", 200),
        ("10.1.2.0/24", "10.1.3.9", 403),
        ("10.1.2.3 2001:db8::/32", "2001:db8::7", 200),
        ("10.1.2.3", "nonsense", 403),
    ],
)
def test_it_asks_from_the_addresses_it_may(authority, analyst, addresses, asks, answer):
    client, _ = connected(SystemFactory(authority=authority, addresses=addresses), analyst)
    assert client.get(CHILDREN, REMOTE_ADDR=asks).status_code == answer


def test_behind_a_proxy_its_own_word_counts_and_no_forged_one(authority, analyst, settings):
    settings.PROXIES = 1
    client, _ = connected(SystemFactory(authority=authority, addresses="10.1.2.3"), analyst)

    def asked(passed):
        return client.get(CHILDREN, HTTP_X_FORWARDED_FOR=passed).status_code

    assert asked("10.1.2.3") == 200
    assert asked("10.1.2.3, 203.0.113.9") == 403
    assert client.get(CHILDREN, REMOTE_ADDR="10.1.2.3").status_code == 403


def test_without_a_proxy_what_it_says_of_itself_counts_for_nothing(authority, analyst):
    client, _ = connected(SystemFactory(authority=authority, addresses="10.1.2.3"), analyst)
    answer = client.get(CHILDREN, HTTP_X_FORWARDED_FOR="10.1.2.3", REMOTE_ADDR="203.0.113.9")
    assert answer.status_code == 403


def test_who_asks_too_often_waits(authority, analyst):
    client, credential = connected(SystemFactory(authority=authority, most_a_minute=2), analyst)
    Use.objects.all().delete()
    said = [client.get(CHILDREN) for _ in range(4)]
    minutes = Use.objects.filter(credential=credential)
    if minutes.count() == 1:  # a minute that ended between would begin anew, as it should
        assert [one.status_code for one in said] == [200, 200, 429, 429]
        assert said[2]["Retry-After"] == "60"
        assert minutes.get().refused_because == "Asked too often."


def test_refusals_from_elsewhere_use_up_nothing_of_what_a_system_may_ask(authority, analyst):
    """A credential that was taken and is tried from another address, or beyond its scope."""
    one = SystemFactory(
        authority=authority, most_a_minute=2, addresses="10.0.0.0/8", kinds=["children"]
    )
    client, credential = connected(one, analyst)
    for _ in range(5):
        assert client.get(CHILDREN, REMOTE_ADDR="192.0.2.7").status_code == 403
        assert client.get("/api/v1/visits/", REMOTE_ADDR="10.1.1.1").status_code == 403
    assert client.get(CHILDREN, REMOTE_ADDR="10.1.1.1").status_code == 200
    assert sum(Use.objects.filter(credential=credential).values_list("refused", flat=True)) == 10


@pytest.fixture
def fresh(monkeypatch, settings):
    """Nothing was refused in this minute, which does not end meanwhile."""
    settings.MOST_REFUSED_A_MINUTE = 3
    monkeypatch.setattr(refusals.refusals, "minute", 1)
    monkeypatch.setattr(refusals.refusals, "counts", {})
    monkeypatch.setattr(refusals, "time", lambda: 60.0)


def test_an_address_that_is_refused_too_often_waits_and_a_good_credential_from_it_does_not(
    fresh, system, analyst
):
    unknown = {"HTTP_AUTHORIZATION": f"Bearer cw_{'0' * 10}_{'A' * 43}"}
    said = [APIClient().get(CHILDREN, REMOTE_ADDR="192.0.2.7", **unknown) for _ in range(5)]
    assert [one.status_code for one in said] == [401, 401, 401, 429, 429]
    assert said[-1]["Retry-After"] == "60"
    other = APIClient().get(CHILDREN, REMOTE_ADDR="192.0.2.8", **unknown)
    assert other.status_code == 401
    client, credential = connected(system, analyst)
    assert client.get(CHILDREN, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert Use.objects.filter(credential=credential).get().refused == 0


def test_what_was_refused_too_often_is_not_written_down_again(fresh, authority, analyst):
    one = SystemFactory(authority=authority, addresses="10.0.0.0/8")
    client, credential = connected(one, analyst)
    said = [client.get(CHILDREN, REMOTE_ADDR="192.0.2.7").status_code for _ in range(6)]
    assert said == [403, 403, 403, 429, 429, 429]
    assert sum(Use.objects.filter(credential=credential).values_list("refused", flat=True)) == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.7", "192.0.2.8", False),
        ("", "not an address", True),
    ],
)
def test_addresses_of_one_place_are_counted_together(one, other, same):
    assert (refusals.place_of(one) == refusals.place_of(other)) is same


def test_so_many_addresses_are_counted_apart_and_the_others_together(fresh, monkeypatch):
    monkeypatch.setattr(refusals, "ADDRESSES", 2)
    count = refusals.refusals.one_more
    assert [count("192.0.2.1"), count("192.0.2.2")] == [1, 1]
    assert [count("192.0.2.3"), count("192.0.2.4"), count("192.0.2.1")] == [1, 2, 2]


def test_its_questions_to_the_database_are_few(
    system, analyst, child, django_assert_max_num_queries
):
    client, _ = connected(system, analyst)
    with django_assert_max_num_queries(4):
        client.get(CHILDREN)


# Nobody


def test_it_is_nobody_who_works_here(system, analyst):
    reader = system.reads_as
    reader.set_password("open sesame")
    reader.save()
    assert authenticate(None, username=reader.username, password="open sesame") is None
    assert reader not in Worker.objects.working()
    assert reader not in Worker.objects.of(system.authority)
    assert reader not in Worker.objects.who_may(Permission.READ_FILES)


def test_no_person_can_be_given_what_a_system_is():
    assert not SYSTEMS.keys() & ROLES.keys()
    assert {key: sorted(role.permissions) for key, role in SYSTEMS.items()} == {
        "system_service": ["read_files", "see_figures", "see_whole_service"],
        "system_team": ["read_files", "see_team"],
        "system_figures": ["see_figures"],
    }


def test_it_writes_nothing(system, analyst, child):
    client, _ = connected(system, analyst)
    for ask in (client.post, client.put, client.patch, client.delete):
        assert ask(f"{CHILDREN}{child.pk}/", {}).status_code == 405


def test_a_page_is_not_opened_by_it(system, analyst, child):
    client, _ = connected(system, analyst)
    assert client.get(child.get_absolute_url()).status_code == 302
    assert client.get(reverse("systems")).status_code == 302
