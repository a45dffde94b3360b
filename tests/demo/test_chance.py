"""The same seed on the same day makes the same authority; another seed makes another."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from assessments.models import Assessment
from casework.access.models import Authority
from casework.children.models import Child
from casework.demonstration.management.commands.load_demo import furnish
from casework.demonstration.world import World
from casework.recording.models import ChildVisit

NOW = timezone.now()


def made(seed: int):
    """What an authority of this seed says, and how much of it there is; then it is taken away.

    Files are numbered from the same number on: which of them a round of audits draws is a digest
    of their numbers.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('children_child', 'id'), 1000)")
        world = World(children=60, seed=seed, password="x", now=NOW)
        furnish(world)
        said = [
            *Child.objects.order_by("pk").values_list("person__given_name", "upn", "nhs_number"),
            *Assessment.objects.order_by("pk").values_list("daily_life", "risk", "own_words"),
            *ChildVisit.objects.order_by("pk").values_list("held_on", "own_words", "recorded_at"),
        ]
        transaction.set_rollback(True)
    return dict(world.made), said


@pytest.mark.long
@pytest.mark.django_db
def test_the_same_seed_makes_the_same_counts_and_the_same_words():
    assert made(3) == made(3)


@pytest.mark.long
@pytest.mark.django_db
def test_another_seed_makes_another_authority():
    assert made(3)[1] != made(4)[1]


@pytest.mark.django_db
def test_nothing_stands_after_a_failure_half_way(monkeypatch):
    from django.core.management import call_command

    from casework.plans import demo

    def fall_over(world):
        raise RuntimeError("half way")

    monkeypatch.setattr(demo, "load", fall_over)
    with pytest.raises(RuntimeError, match="half way"):
        call_command("load_demo", children=1)
    assert not Authority.objects.filter(name="Northmoor Council").exists()
