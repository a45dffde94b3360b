"""A statement asked in the same words is planned once in a session, and answers as it would."""

import pghistory
import pytest
from django.db import connection
from django.test import override_settings

from casework.children.models import Child, Person
from casework.interface import statements
from casework.interface.statements import FILES, Records, Statement, keys_of
from casework.scale.goals.meters import statements as asked_meanwhile
from tests import factories as make

pytestmark = pytest.mark.django_db


def standing() -> dict[str, int]:
    """How often each plan of this session was asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, generic_plans + custom_plans FROM pg_prepared_statements"
            " WHERE starts_with(name, 'kept_')"
        )
        return dict(cursor.fetchall())


def name_of_child() -> Statement:
    return Statement(Child.objects.filter(pk=FILES).values("pk", "person__given_name"))


def asks(statement, child) -> list:
    return [row["person__given_name"] for row in statement.rows({FILES: child.pk})]


def test_each_child_is_answered_for_by_the_one_plan():
    ruby, noah = (make.ChildFactory(person__given_name=name) for name in ("Ruby", "Noah"))
    statement, before = name_of_child(), standing()
    answers = [asks(statement, child) for child in (ruby, noah, ruby)]
    assert answers == [["Ruby"], ["Noah"], ["Ruby"]]
    ((name, times),) = standing().items() - before.items()
    assert times - before.get(name, 0) == 3


def test_records_are_read_by_a_plan_too():
    ruby = make.ChildFactory()
    people = Records(lambda: Person.objects.filter(child=FILES))
    assert people.read({FILES: ruby.pk}) == [ruby.person]
    assert people.read({FILES: ruby.pk + 1}) == []


def test_what_watches_and_counts_statements_sees_the_statement_itself():
    child, statement = make.ChildFactory(), name_of_child()
    with asked_meanwhile() as asked:
        asks(statement, child)
    assert asked.statements == [statement.sql]
    assert asked.params == [[child.pk]]


def test_who_writes_is_still_told_to_the_history():
    """What is not a plain question has the history's words put before it."""
    child = make.ChildFactory()
    both = Child.objects.filter(pk=FILES).order_by().values("pk")
    statement = Statement(both.union(both, all=True))
    with pghistory.context(user=None):
        assert [row["pk"] for row in statement.rows({FILES: child.pk})] == [child.pk] * 2


def test_many_files_and_a_pooler_are_asked_as_it_is_written():
    ruby, noah = (make.ChildFactory(person__given_name=name) for name in ("Ruby", "Noah"))
    statement = Statement(Child.objects.filter(pk__in=[FILES]).order_by("pk").values("pk"))
    before = standing()
    assert len(statement.rows({FILES: keys_of([ruby.pk, noah.pk])})) == 2
    with override_settings(DATABASE_POOLED=True):
        assert asks(name_of_child(), ruby) == ["Ruby"]
    assert standing() == before


def test_a_session_keeps_so_many_plans_and_no_more(monkeypatch):
    child = make.ChildFactory()
    monkeypatch.setattr(statements, "AT_MOST", len(standing()) + 2)
    fields = ("pk", "restricted", "opened_on", "school", "upn")
    for field in fields:
        Statement(Child.objects.filter(pk=FILES).values(field)).rows({FILES: child.pk})
    assert len(standing()) <= statements.AT_MOST
