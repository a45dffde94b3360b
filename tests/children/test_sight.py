"""Who may be known of, and who may not, are two sides of one rule: every file is on one of them."""

import pytest
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import ROLES
from casework.children.models import Child
from casework.children.models.children import even_merged
from casework.timescales.models import Deadline
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(team):
    """One of every kind: of the team, of another, of none, restricted, merged, elsewhere; held by
    the reader or not, and opened to them or not."""
    other = make.TeamFactory(authority=team.authority, name="Another team")
    far = make.TeamFactory(authority__name="Elsewhere Council", name="Service")
    made = [
        make.ChildFactory(team=where, authority=(where or team).authority, restricted=hidden)
        for where in (team, other, None, far)
        for hidden in (False, True)
        for _ in range(3)
    ]
    merged = make.ChildFactory(team=team)
    even_merged().filter(pk=merged.pk).update(merged_into=made[0])
    return [*made, merged]


def reader_of(role: str, team, files) -> Worker:
    reader = make.WorkerFactory(team=team, authority=team.authority, role=role, username=role)
    for place, child in enumerate(files[:-1]):
        if place % 3 == 1 and child.authority == team.authority:
            make.AllocationFactory(child=child, worker=reader, role="support")
        if place % 3 == 2 and child.authority == team.authority:
            make.FileGrantFactory(child=child, worker=reader)
    return reader


@pytest.mark.parametrize("in_a_team", [True, False])
@pytest.mark.parametrize("role", ROLES)
def test_every_file_that_stands_is_known_or_unknown_and_never_both(role, in_a_team, team, files):
    reader = reader_of(role, team, files)
    if not in_a_team:
        reader.team = None
    known = set(Child.objects.visible_to(reader).values_list("pk", flat=True))
    unknown = set(Child.objects.unknown_to(reader).values_list("pk", flat=True))
    assert not known & unknown
    assert known | unknown == set(Child.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("role", ROLES)
def test_of_every_file_even_one_that_was_merged_the_same_is_said(role, team, files):
    reader = reader_of(role, team, files)
    known = set(Child.objects.visible_to(reader).values_list("pk", flat=True))
    every = set(even_merged().values_list("pk", flat=True))
    assert set(even_merged().unknown_to(reader).values_list("pk", flat=True)) == every - known


@pytest.mark.parametrize("role", ROLES)
def test_a_clock_is_seen_by_whoever_may_know_of_the_child_and_by_nobody_else(role, team, files):
    reader, now = reader_of(role, team, files), timezone.now()
    for child in files:
        Deadline.objects.create(
            code="assessment.complete",
            record_id=child.pk,
            child=child,
            authority_id=child.authority_id,
            team_id=child.team_id,
            opened_at=now,
            due_at=now,
            amber_from=now,
        )
    seen = Deadline.objects.visible_to(reader).values_list("child", flat=True)
    assert sorted(seen) == sorted(Child.objects.visible_to(reader).values_list("pk", flat=True))
