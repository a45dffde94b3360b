"""What a rule asks of many files is planned once, and finds what it asks for by an index."""

import pytest
from django.db import connection
from django.test import override_settings

from casework.scale.goals.meters import nodes, statements
from casework.timescales import sweep as sweep_module
from casework.timescales.models import Deadline
from casework.timescales.nights import query_plans, turns
from casework.timescales.nights.query_plans import BY_KEYS
from casework.timescales.nights.turns import Span
from casework.timescales.registry import registry
from casework.timescales.sweep import _for_any_span, sweep
from tests import factories as make

pytestmark = pytest.mark.django_db

OURS = list(query_plans.OURS)
JOINS_OF_ALL = ("Hash Join", "Merge Join")
REFERRALS = ["referral.decision", "cp_visit.next", "assessment.complete"]


@pytest.fixture
def rules():
    return [registry[code] for code in REFERRALS if code in registry]


@pytest.fixture
def in_small_spans(monkeypatch):
    """Each file is a batch of its own, and four are many."""
    monkeypatch.setattr(sweep_module, "FEW", 0)
    monkeypatch.setattr(turns, "BATCH", 1)
    return [make.ReferralFactory().child_id for _ in range(4)]


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE starts_with(name, 'sweep_')")
        return [name for (name,) in cursor.fetchall()]


def test_a_rule_is_planned_once_however_many_spans_it_is_asked_of(in_small_spans, rules):
    with statements() as asked:
        sweep(rules=rules)
    made = [sql for sql in asked.statements if "PREPARE sweep_" in sql and "EXECUTE" not in sql]
    runs = [sql for sql in asked.statements if "EXECUTE sweep_" in sql]
    assert len(made) <= len(rules)
    assert len(runs) == len(rules) * len(in_small_spans)


def test_one_plan_at_most_is_kept_in_a_session(in_small_spans, rules):
    sweep(rules=rules)
    assert len(prepared()) == 1


def test_what_is_planned_for_any_span_equals_what_is_asked_of_each_file(in_small_spans):
    sweep()
    standing = set(Deadline.objects.values_list("code", "record_id", "due_at", "child"))
    assert {child for *_, child in standing} == set(in_small_spans)
    assert sweep(in_small_spans).written == 0
    Deadline.objects.all().delete()
    for child in in_small_spans:
        sweep([child])
    assert set(Deadline.objects.values_list("code", "record_id", "due_at", "child")) == standing


@override_settings(DATABASE_POOLED=True)
def test_behind_a_pooler_nothing_is_kept_between_transactions(in_small_spans, rules):
    before = prepared()
    assert sweep(rules=rules).added == len(in_small_spans)
    assert prepared() == before


def settings_now() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [OURS])
        return dict(cursor.fetchall())


def test_a_sweep_leaves_the_session_as_it_found_it(in_small_spans, rules):
    before = settings_now()
    assert len(before) == len(OURS)
    sweep(rules=rules)
    sweep(in_small_spans, rules=rules)
    assert settings_now() == before


@pytest.mark.parametrize("code", [rule.code for rule in registry])
def test_no_rule_reads_a_table_of_records_from_end_to_end(code):
    """Asked of a span, every rule finds its records by the child, in a table of any size."""
    text = _for_any_span((registry[code],))
    with connection.cursor() as cursor:
        asked = f"{BY_KEYS}{query_plans.ONE_PLAN}EXPLAIN (FORMAT JSON, GENERIC_PLAN) {text}"
        cursor.execute(asked)
        plan = list(nodes(cursor.fetchone()[0][0]["Plan"]))
    whole = [node for node in plan if node["Node Type"] == "Seq Scan"]
    assert [node["Relation Name"] for node in whole] == []
    joins = {node.get("Join Type") for node in plan if node["Node Type"] in JOINS_OF_ALL}
    assert joins == {"Full"}


def test_a_span_holds_its_first_and_its_last_file(in_small_spans, rules):
    first, *_, last = in_small_spans
    sweep(rules=rules)
    Deadline.objects.all().delete()
    span = Span(first, last)
    with connection.cursor() as cursor:
        for rule in rules:
            query_plans.ask(cursor, _for_any_span((rule,)), span, lambda answer: answer.fetchone())
    assert set(Deadline.objects.values_list("child", flat=True)) == set(in_small_spans)
