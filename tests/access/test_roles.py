"""What a role may do and whom it may know of stand in a text that a person signs: docs/roles.md.

The text is the expectation. A test that fails here is answered by a person who agrees to the new
text, never by making it again unread.
"""

from datetime import timedelta
from difflib import unified_diff

from django.utils import timezone

from casework.access.roles import ROLES, Permission
from casework.children.models import Child
from tests.access.roles_document import CASES, DOCUMENT, LEFT, MEANS, NO, SOME, YES, document
from tests.factories import (
    AllocationFactory,
    ChildFactory,
    FileGrantFactory,
    TeamFactory,
    WorkerFactory,
)


def known_of(worker) -> dict[str, str]:
    """Of children in each of the cases of the document, whether this worker may know."""
    made = {case: CHILDREN[case](worker) for case in CASES}
    known = set(Child.objects.visible_to(worker).values_list("pk", flat=True))
    return {case: answer({one.pk for one in made[case]}, known) for case in CASES}


def answer(asked: set[int], known: set[int]) -> str:
    return YES if asked <= known else SOME if asked & known else NO


def of_team(worker):
    return [ChildFactory(team=worker.team)]


def of_another_team(worker):
    other = TeamFactory(authority=worker.authority, name="Another team")
    return [ChildFactory(team=other), ChildFactory(team=None, authority=worker.authority)]


def restricted(worker):
    return [ChildFactory(team=worker.team, restricted=True)]


def allocated(worker):
    open_file, shut_file = (
        ChildFactory(team=TeamFactory(authority=worker.authority, name="Another team"), **facts)
        for facts in ({}, {"restricted": True})
    )
    for child in (open_file, shut_file):
        AllocationFactory(child=child, worker=worker)
    return [open_file, shut_file]


def granted(worker):
    children = restricted(worker)
    for child in children:
        FileGrantFactory(child=child, worker=worker)
    return children


def closed(worker):
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    ended, over, to_come = (ChildFactory(team=worker.team, restricted=True) for _ in range(3))
    AllocationFactory(child=ended, worker=worker, ended_on=today)
    FileGrantFactory(child=over, worker=worker, started_on=yesterday, until=yesterday)
    FileGrantFactory(
        child=to_come,
        worker=worker,
        started_on=today + timedelta(days=1),
        until=today + timedelta(days=2),
    )
    return [ended, over, to_come]


def of_another_council(worker):
    away = TeamFactory(authority__name="Elsewhere Council", name="Service")
    children = [ChildFactory(team=away) for _ in range(3)]
    AllocationFactory(child=children[1], worker=worker)
    FileGrantFactory(child=children[2], worker=worker)
    return children


CHILDREN = {
    "own_team": of_team,
    "other_team": of_another_team,
    "restricted": restricted,
    "allocated": allocated,
    "granted": granted,
    "closed": closed,
    "other_council": of_another_council,
}


def everyone(team) -> dict:
    found = {role: WorkerFactory(team=team, role=role) for role in ROLES}
    return found | {LEFT: WorkerFactory(team=team, role="service_manager", is_active=False)}


def test_the_roles_are_what_was_signed(team):
    known = {key: known_of(worker) for key, worker in everyone(team).items()}
    now, signed = document(known), DOCUMENT.read_text()
    difference = "\n".join(unified_diff(signed.splitlines(), now.splitlines(), "signed", "code"))
    assert not difference, f"docs/roles.md must be agreed anew:\n{difference}"


def test_every_permission_is_explained_and_held():
    assert set(MEANS) == {one.value for one in Permission}
    assert {one for role in ROLES.values() for one in role.permissions} == set(Permission)
