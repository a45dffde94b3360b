"""An empty database, and what the command makes of it; and a database that is not."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from casework.access.models import Authority
from casework.children.models import Allocation, Child, Person
from casework.referrals.models import Referral
from casework.scale.council import PASSWORD
from casework.scale.loading import Loading, keys
from casework.scale.sizes import SIZES, Size
from casework.scale.statements import Statement, statements
from tests.scale.conftest import FROZEN, loaded

pytestmark = pytest.mark.django_db


def fingerprint():
    people = Person.objects.order_by("pk").values_list("given_name", "family_name", "born_on")
    referrals = Referral.objects.order_by("pk").values_list("received_on", "decision")
    return list(people), list(referrals)


def taken_back(make):
    """What there was, once; then none of it."""
    with transaction.atomic():
        make()
        seen = fingerprint()
        transaction.set_rollback(True)
    return seen


def test_the_same_seed_makes_the_same_children_and_another_seed_others():
    first = taken_back(lambda: loaded(40, today=FROZEN))
    assert first == taken_back(lambda: loaded(40, today=FROZEN))
    assert first != taken_back(lambda: loaded(40, seed=2, today=FROZEN))


BAD = """
SELECT 900000 AS id, (SELECT min(id) FROM access_authority) AS authority_id, {person} AS person_id
"""


@pytest.mark.parametrize("councils", [1, 2])
@pytest.mark.parametrize("person", ["-5", "(SELECT min(person_id) FROM children_child)"])
def test_a_row_that_breaks_a_rule_undoes_the_whole_council(monkeypatch, councils, person):
    """A key that leads nowhere, and a person who would have two files."""
    bad = Statement("into", "children.Child", BAD.format(person=person))
    monkeypatch.setattr("casework.scale.loading.statements", lambda: [*statements(), bad])
    size = Size(children=20 * councils, authorities=councils)
    with pytest.raises(IntegrityError), transaction.atomic():
        Loading(size, seed=1, today=FROZEN, notes=2, history=False).run()
    assert not Child.objects.exists()


def test_every_foreign_key_is_enforced_and_checked_once_the_children_are_loaded():
    loaded(20)
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE NOT (convalidated AND conenforced)")
        assert cursor.fetchall() == []
    assert len(keys()) > 200


def test_nothing_is_written_after_the_day_it_is_frozen_at():
    loaded(40, today=FROZEN)
    assert not Referral.objects.filter(received_on__gt=FROZEN).exists()
    assert not Allocation.objects.filter(started_on__gt=FROZEN).exists()


def test_history_is_written_where_it_is_asked_for_and_only_there():
    count = (
        "SELECT (SELECT count(*) FROM children_childevent),"
        " (SELECT count(*) FROM recording_visitevent)"
    )

    def events(history):
        with transaction.atomic(), connection.cursor() as cursor:
            loaded(20, history=history)
            cursor.execute(count)
            counted = cursor.fetchone()
            transaction.set_rollback(True)
        return counted

    assert events(False) == (0, 0)
    children, visits = events(True)
    assert children == 20
    assert visits > 0


def test_a_database_that_holds_a_council_is_left_alone(child):
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("load_scale", "20")
    assert Authority.objects.count() == 1


def test_a_size_it_does_not_know_is_refused():
    with pytest.raises(CommandError, match="is no size"):
        call_command("load_scale", "huge")


@pytest.mark.parametrize("councils", ["0", "4"])
def test_councils_with_hardly_a_child_are_refused(councils):
    with pytest.raises(CommandError, match="20 children at least"):
        call_command("load_scale", "60", "--councils", councils)


def test_a_number_of_children_is_shared_among_as_many_councils_as_are_asked_for():
    call_command("load_scale", "60", "--councils", "3", "--no-sweep")
    assert Child.objects.count() == 60
    assert Authority.objects.count() == 3


def test_the_command_says_what_it_made_and_how_to_sign_in(capsys):
    call_command("load_scale", "20", "--today", "2026-03-02")
    told = capsys.readouterr().out
    assert PASSWORD in told
    assert "deadlines" in told
    assert "social.worker" in told


def test_several_councils_share_out_the_children_and_know_nothing_of_each_other():
    size = Size(children=60, authorities=3)
    Loading(size, seed=1, today=FROZEN, notes=2, history=False).run()
    assert Child.objects.count() == 60
    assert Authority.objects.count() == 3
    assert not Allocation.objects.exclude(worker__authority=F("child__authority")).exists()


def test_the_shares_of_england_add_up_and_no_council_is_empty():
    shares = SIZES["E"].shares()
    assert sum(shares) == 2_800_000
    assert len(shares) == 153
    assert min(shares) > 1000


def test_without_children_there_is_nothing_to_measure():
    with pytest.raises(CommandError, match="load_scale"):
        call_command("bench")
