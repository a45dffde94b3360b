"""A small council to endure: made in the database that ``CASEWORK_DATA_DIR`` names, and printed as
what each of its people opens and with which cookie they are signed in.

    manage.py shell --no-imports -c "from tests.endurance.council import make; make(3)"
"""

import json
import time
from datetime import date

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.urls import reverse

from casework.access.models import Worker
from casework.access.sessions.limits import SEEN_AT
from casework.access.sessions.step_up import SURE_AT
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    PersonFactory,
    RelationshipFactory,
    TeamFactory,
    WorkerFactory,
)

CHILDREN = [("Ruby", date(2019, 3, 14)), ("Alfie", date(2021, 5, 1)), ("Noah", date(2023, 1, 30))]
SHARED_BY = 10
"""So many workers write in one assessment that they all may write in."""


def make(workers: int) -> None:
    """Each worker has three brothers and sisters of their own, an assessment of the eldest that
    only a colleague writes in as well, and one that ten workers write in."""
    with transaction.atomic():
        team, shared, made = TeamFactory(), [], []
        for number in range(workers):
            if number % SHARED_BY == 0:
                shared.append(AssessmentFactory(child=ChildFactory(team=team)))
            made.append(of_worker(number, team, shared[-1]))
    print(json.dumps(made))


def of_worker(number: int, team, shared) -> dict:
    worker = WorkerFactory(team=team, username=f"worker.{number}")
    colleague = WorkerFactory(team=team, username=f"colleague.{number}")
    family = family_of(worker, f"Whitfield{number}")
    child = family[0]
    return {
        "cookie": signed_in(worker),
        "colleague": signed_in(colleague),
        "visit": reverse("visit-add", args=[child.pk]),
        "own": edit(AssessmentFactory(child=child)),
        "shared": edit(shared),
        "child": child.get_absolute_url(),
        "family": child.person.family_name,
        "pages": [
            reverse("my_work"),
            child.get_absolute_url(),
            reverse("visits", args=[child.pk]),
            reverse("chronology", args=[child.pk]),
            reverse("assessments", args=[child.pk]),
        ],
    }


def leave_idle(cookie: str) -> None:
    """As if nobody had used this session for longer than it lasts; its worker has a password."""
    session = SessionStore(cookie.partition("=")[2])
    session[SEEN_AT] = time.time() - settings.IDLE_MINUTES * 60 - 1
    session.save()
    worker = Worker.objects.get(pk=session[SESSION_KEY])
    worker.set_password("a long password for tests")
    worker.save()


def family_of(worker, name: str) -> list:
    people = [
        PersonFactory(authority=worker.authority, given_name=given, family_name=name, born_on=born)
        for given, born in CHILDREN
    ]
    for person in people:
        for other in people:
            if person != other:
                RelationshipFactory(person=person, relative=other, kind="brother")
    family = [ChildFactory(team=worker.team, person=person) for person in people]
    for child in family:
        AllocationFactory(child=child, worker=worker)
    return family


def edit(assessment) -> str:
    return reverse("assessment-edit", args=[assessment.child_id, assessment.pk])


def signed_in(worker) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(worker.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = worker.get_session_auth_hash()
    session[SURE_AT] = time.time()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
