"""A large council in an empty database: as the schema asks, and the same for the same seed."""

from itertools import groupby

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import ROLES
from casework.children.models import Allocation, Child, Person, Relationship
from casework.referrals.models import EpisodeOfNeed, Referral
from casework.scale.council import PASSWORD
from casework.scale.loading import history_triggers
from casework.scale.statements import Filler, Statement, Statistics, tables
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import MissingEpisode
from tests.scale.conftest import CHILDREN

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", tables(), ids=lambda model: model._meta.label)
def test_what_is_loaded_is_what_the_models_would_let_anybody_save(council, model):
    rows = model.objects.order_by("?")[:6]
    assert rows, f"nothing was made for {model.__name__}"
    for row in rows:
        row.full_clean(validate_unique=False)


def test_every_foreign_key_and_rule_is_checked_before_the_command_is_done(council):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        statement = Statement(
            "into",
            "children.Child",
            "SELECT id, authority_id, -5 AS person_id FROM children_child WHERE false"
            " UNION ALL SELECT 900000, (SELECT min(id) FROM access_authority), -5",
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            Filler(cursor, {}, Statistics()).run(statement)


def test_history_is_written_again_by_every_trigger_once_the_children_are_loaded(council):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname || '.' || t.tgname FROM pg_trigger t JOIN pg_class c ON"
            " c.oid = t.tgrelid WHERE t.tgenabled <> 'O'"
        )
        assert cursor.fetchall() == []
    assert len(history_triggers()) > 100


def test_no_other_trigger_is_ever_off(council):
    """Those that keep the words people are found by, and those that lock what was authorised, are
    not history: a child is found at once by name and by address."""
    child = Child.objects.with_person().order_by("pk").first()
    address = child.person.addresses.first()
    assert child.person.family_name.lower().replace("’", "") in child.person.search_text
    assert address.postcode.replace(" ", "").lower() in child.person.search_text
    assert Child.objects.matching(child.person.family_name).filter(pk=child.pk).exists()


def test_about_one_child_in_seven_is_worked_with_today(council):
    open_now = EpisodeOfNeed.objects.filter(closed_on=None).values("child").distinct().count()
    assert 0.07 < open_now / CHILDREN < 0.25
    assert Referral.objects.count() > CHILDREN


def test_nobodys_work_ends_before_it_begins_or_goes_on_past_eighteen(council):
    grown = EpisodeOfNeed.objects.filter(
        closed_on=None,
        child__person__born_on__lt=timezone.localdate().replace(
            year=timezone.localdate().year - 18
        ),
    )
    assert not grown.exists()


def test_a_child_has_one_social_worker_at_a_time(council):
    rows = Allocation.objects.filter(role="lead").order_by("child", "started_on", "pk")
    for _, held in groupby(rows, key=lambda row: row.child_id):
        spans = [(row.started_on, row.ended_on) for row in held]
        for (_, end), (start, _) in zip(spans, spans[1:], strict=False):
            assert end is not None
            assert end <= start


def test_families_are_families(council):
    assert Relationship.objects.filter(kind="mother").count() == CHILDREN
    assert Relationship.objects.filter(kind__in=["brother", "sister"]).exists()
    assert Person.objects.count() > CHILDREN * 1.3


def test_a_missing_child_is_never_missing_twice_at_once(council):
    rows = MissingEpisode.objects.order_by("child", "went_at")
    for _, episodes in groupby(rows, key=lambda row: row.child_id):
        times = [(row.went_at, row.returned_at) for row in episodes]
        for (_, back), (gone, _) in zip(times, times[1:], strict=False):
            assert back is not None
            assert back <= gone


def test_somebody_of_every_role_can_sign_in_with_the_password_it_prints(council):
    names = council.councils[0].accounts()
    assert {Worker.objects.get(username=name).role for name in names} == set(ROLES)
    for name in names:
        assert Worker.objects.get(username=name).check_password(PASSWORD)


def test_the_night_finds_every_clock_and_then_nothing_to_do(council):
    assert Deadline.objects.open().count() > CHILDREN / 10
    assert sweep().written == 0


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("social_worker", "my_work"),
        ("team_manager", "team"),
        ("service_manager", "service"),
        ("service_manager", "children"),
        ("missing_coordinator", "missing_day"),
    ],
)
def test_the_pages_of_the_day_open_on_what_was_loaded(council, client, role, page):
    client.force_login(Worker.objects.filter(role=role).first())
    assert client.get(reverse(page)).status_code == 200


def test_the_longest_file_opens(council, client):
    client.force_login(Worker.objects.filter(role="service_manager").first())
    child = max(Child.objects.filter(restricted=False), key=lambda c: c.childvisits.count())
    assert client.get(child.get_absolute_url()).status_code == 200
