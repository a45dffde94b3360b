"""The API as it describes itself, and an invented council to ask it about."""

from functools import cache

import pytest
from django.db import transaction
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from casework.access.roles import ROLES
from casework.children.models import Child
from casework.dashboards.handover.operations import TITLE
from casework.demonstration.management.commands.load_demo import furnish
from casework.demonstration.world import World
from casework.recording.models import Note
from casework.timescales.sweep import sweep
from tests.factories import (
    CertificateFactory,
    ChildNoteFactory,
    MergeFactory,
    OpeningFactory,
    RestrictionFactory,
    SealedIdentityFactory,
)

PROBLEM = "application/problem+json"


@cache
def described() -> dict:
    return SchemaGenerator().get_schema(request=None, public=True)


def as_json_schema(part):
    """OpenAPI 3.0 writes ``nullable`` where JSON Schema has a type."""
    if isinstance(part, list):
        return [as_json_schema(one) for one in part]
    if not isinstance(part, dict):
        return part
    part = {key: as_json_schema(inner) for key, inner in part.items()}
    if part.pop("nullable", None) is True:
        return {"anyOf": [part, {"type": "null"}]}
    return part


@cache
def judge(path: str, kind: str, status: str) -> Draft202012Validator:
    whole = as_json_schema(described())
    schema = whole["paths"][path]["get"]["responses"][status]["content"][kind]["schema"]
    formats = Draft202012Validator.FORMAT_CHECKER
    components = {"components": whole["components"]}
    return Draft202012Validator({**schema, **components}, format_checker=formats)


def wrong_in(path: str, answer, kind="application/json", status="200") -> list[str]:
    """What stands in an answer of this address that its schema does not allow."""
    errors = judge(path, kind, status).iter_errors(answer)
    return [f"{list(error.absolute_path)}: {error.message[:160]}" for error in errors]


def as_person(worker) -> APIClient:
    """Somebody signed in, who reads the API in a browser."""
    client = APIClient()
    client.force_login(worker, backend="casework.access.backends.WorksHere")
    return client


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    """A small invented council, made once for a module and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = World(children=40, seed=11, password="open sesame")
        furnish(made)
        add_what_it_has_none_of(made)
        sweep(authority=made.authority)
        yield made
        transaction.set_rollback(True)


def add_what_it_has_none_of(made):
    """Rare things, so that every list has a row to read."""
    child, other = Child.objects.filter(authority=made.authority, restricted=False)[:2]
    RestrictionFactory(child=child)
    SealedIdentityFactory(child=child)
    MergeFactory(child=other)
    CertificateFactory(authority=made.authority)
    OpeningFactory(child=other, recorded_by=made.workers["service.manager"])
    note = {"note__kind": Note.Kind.MANAGEMENT, "note__title": TITLE.format("the autumn")}
    ChildNoteFactory(child=other, **note)


@pytest.fixture
def desks(council):
    workers = council.authority.workers.all()
    found = {role: workers.filter(role=role).first() for role in ROLES}
    return {role: as_person(worker) for role, worker in found.items() if worker}
