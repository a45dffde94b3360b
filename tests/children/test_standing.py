"""No record that was withdrawn is met by anything but the pages that tell the history."""

import re

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import OneToOneField, Q, UniqueConstraint
from django.db.models.sql.datastructures import Join
from django.utils import timezone

from casework.children.models.mistakes import MayBeWithdrawn, even_withdrawn
from casework.recording.models import ChildVisit, Visit
from tests.factories import ChildVisitFactory
from tests.test_house import ROOT, modules

MODELS = [one for one in apps.get_models() if issubclass(one, MayBeWithdrawn)]
EVERY = [
    one
    for one in apps.get_models(include_auto_created=True)
    if one._meta.managed and not hasattr(one, "pgh_tracked_model")
]


def sql_of(records) -> str:
    return str(records.query).replace('"', "")


def told_apart(records, model) -> bool:
    """Whether every join of this table in the statement leaves the withdrawn out."""
    compiler = records.query.get_compiler("default")
    compiler.as_sql()
    joins = [
        (one, one.as_sql(compiler, connection)[0])
        for alias, one in records.query.alias_map.items()
        if isinstance(one, Join) and records.query.alias_refcount[alias]
        if one.table_name == model._meta.db_table
    ]
    return bool(joins) and all(
        f"{one.table_alias}.withdrawn_at IS NULL" in said.replace('"', "") for one, said in joins
    )


def by_label(model) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", MODELS, ids=by_label)
def test_whoever_asks_for_records_is_given_those_that_stand(model):
    stands = f"{model._meta.db_table}.withdrawn_at IS NULL"
    for manager in model._meta.managers:
        assert stands in sql_of(manager.all()), f"{manager.name} of {model} gives every record"
    assert stands not in sql_of(even_withdrawn(model))


def joins():
    """Every way one model reaches another by a join, and the model it reaches."""
    for model in EVERY:
        for field in model._meta.get_fields():
            there = field.related_model if field.is_relation else None
            if there and isinstance(there, type) and issubclass(there, MayBeWithdrawn):
                yield pytest.param(model, field.name, there, id=f"{model._meta.label}.{field.name}")


@pytest.mark.parametrize(("model", "path", "there"), list(joins()))
def test_no_join_reaches_a_withdrawn_record(model, path, there):
    rows = model._base_manager.order_by()
    says = next(name for name in ("recorded_at", "ended_on", "until") if hasattr(there, name))
    through = [
        rows.filter(**{f"{path}__{says}__isnull": False}),
        rows.filter(Q(**{f"{path}__withdrawn_because": "x"}) | Q(pk=1)),
        rows.values(f"{path}__withdrawn_because"),
    ]
    for one in through:
        assert told_apart(one, there), sql_of(one)


@pytest.mark.parametrize("model", MODELS, ids=by_label)
def test_what_stands_once_stands_once_among_those_that_stand(model):
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint):
            assert "withdrawn_at" in str(rule.condition), rule.name
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            gives_up = isinstance(field, OneToOneField) and field.null
            assert gives_up, f"{field} is unique: what was withdrawn cannot give it up"


STRING = re.compile(r'("""|")(.*?)\1', re.DOTALL)
WRITTEN_BY_HAND = {
    "casework/notices/deadline_notices.py",
    "casework/notices/preferences.py",
    "assessments/models/sections.py",
    "casework/disclosure/models/records.py",
}
"""What these say of a table that can be withdrawn is of notices, which nobody withdraws, and of
locks that hold for what was withdrawn too."""


def test_sql_written_by_hand_leaves_the_withdrawn_out():
    tables = "|".join(one._meta.db_table for one in MODELS)
    asked = re.compile(rf"(?:FROM|JOIN) (?:{tables})\b")
    for path, _ in modules():
        said, name = path.read_text(), str(path.relative_to(ROOT))
        found, kept = len(asked.findall(said)), said.count("withdrawn_at IS NULL")
        assert kept >= found or name in WRITTEN_BY_HAND, f"{name}: {kept} of {found}"


@pytest.fixture
def visit(child, worker):
    return ChildVisitFactory(child=child, what_is_different="Quince")


def withdraw(record, worker):
    even_withdrawn(type(record)).filter(pk=record.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=worker, withdrawn_because="Another child’s"
    )


def test_a_withdrawn_visit_is_met_from_no_side(visit, worker):
    shared = visit.visit
    withdraw(visit, worker)
    assert not ChildVisit.objects.filter(pk=visit.pk).exists()
    assert not shared.children.exists()
    assert not Visit.objects.filter(children__what_is_different="Quince").exists()
    assert Visit.objects.exclude(children__what_is_different="Quince").filter(pk=shared.pk).exists()
    assert Visit.objects.filter(children=None, pk=shared.pk).exists()
    assert not Visit.objects.prefetch_related("children").get(pk=shared.pk).children.all()
    assert even_withdrawn(ChildVisit).get(pk=visit.pk).what_is_different == "Quince"


def test_the_same_can_be_recorded_again_once_the_first_was_withdrawn(visit, worker):
    withdraw(visit, worker)
    again = ChildVisitFactory(child=visit.child, visit=visit.visit)
    assert list(visit.visit.children.all()) == [again]


def test_three_facts_of_a_withdrawal_stand_together(visit, worker):
    for part in (
        {"withdrawn_at": timezone.now()},
        {"withdrawn_by": worker},
        {"withdrawn_because": "Wrong"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            even_withdrawn(ChildVisit).filter(pk=visit.pk).update(**part)
