"""The engine: declared timescales in, rows of ``Deadline`` out.

For each rule and some hundreds of files one statement works out what should stand, compares it with
what stands, and writes only the difference, so that a quiet night writes nothing. Each is a
transaction of its own, and holds its files by advisory locks (``timescales/nights/turns.py``): safe
to run twice, at once, killed half-way, and late. What a night asks for is in ``timescales/nights``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from django.apps import apps
from django.db import DatabaseError, OperationalError, connection

from casework.interface.migrations import stands
from casework.interface.statements import FILES, Plan, keys_of
from casework.timescales.nights import query_plans
from casework.timescales.nights.statements import rows_of, should_of
from casework.timescales.nights.turns import BATCH, Files, One, Some, Span, files_of, held, spans_of
from casework.timescales.registry import Timescale, registry

FIRST, LAST = -620_003, -620_004
"""Stand in for the first and the last number of a span of files."""
FEW = 50
"""So many files are done in one statement for all rules; more, in one statement a rule."""
WORD = re.compile(r"\w+")

FIELDS = (
    "child_id",
    "authority_id",
    "team_id",
    "worker_id",
    "opened_at",
    "due_at",
    "amber_from",
    "time_known",
    "met_at",
    "lapsed_at",
    "own_due_at",
    "ended_by",
)
JUDGED_BY = {"opened_at", "due_at", "amber_from", "own_due_at"}


def _of(alias: str) -> str:
    return ", ".join(f"{alias}.{field}" for field in FIELDS)


# A deadline already closed keeps the dates it was judged by, unless its facts open it again.
CLOSED = "coalesce({0}.met_at, {0}.lapsed_at) IS NOT NULL"


def _settled(was: str, now: str) -> str:
    frozen = f"{CLOSED.format(was)} AND {CLOSED.format(now)}"
    return ", ".join(
        f"CASE WHEN {frozen} THEN {was}.{field} ELSE {now}.{field} END"
        if field in JUDGED_BY
        else f"{now}.{field}"
        for field in FIELDS
    )


# What should stand and what stands meet in a full join, which PostgreSQL can only hash or merge:
# whatever it believes of their numbers, it never walks through the one for each row of the other.
# What is to be written is named by its keys, so that it is found by them and by nothing else.
# Its first words keep what it writes from being noted as a change: no rule reads deadlines.
STATEMENT = f"""/* the sweep */
WITH should AS MATERIALIZED ({{should}}),
stands AS MATERIALIZED (
    SELECT d.* FROM timescales_deadline d WHERE d.code = ANY(%s) AND {{scope}}
),
differ AS MATERIALIZED (
    SELECT d.id AS deadline_id, s.code, s.record_id, settled.*
    FROM should s
    FULL JOIN stands d ON d.code = s.code AND d.record_id = s.record_id
    CROSS JOIN LATERAL (SELECT {_settled("d", "s")}) AS settled ({", ".join(FIELDS)})
    WHERE ({_of("d")}) IS DISTINCT FROM ({_of("settled")})
),
gone AS (
    DELETE FROM timescales_deadline d
    WHERE d.id = ANY(ARRAY(SELECT x.deadline_id FROM differ x WHERE x.code IS NULL))
    RETURNING 1
),
changed AS (
    UPDATE timescales_deadline d
    SET ({", ".join(FIELDS)}) = ROW({_of("x")}),
        flagged_at = CASE WHEN x.due_at = d.due_at THEN d.flagged_at END
    FROM differ x
    WHERE d.id = x.deadline_id AND x.code IS NOT NULL
      AND d.id = ANY(ARRAY(SELECT deadline_id FROM differ WHERE deadline_id IS NOT NULL))
    RETURNING 1
),
added AS (
    INSERT INTO timescales_deadline AS d (code, record_id, {", ".join(FIELDS)})
    SELECT x.code, x.record_id, {_of("x")} FROM differ x WHERE x.deadline_id IS NULL
    {{taken_along}}RETURNING 1
)
SELECT (SELECT count(*) FROM added), (SELECT count(*) FROM changed), (SELECT count(*) FROM gone)
"""
# A record that came here from another file takes its deadline with it. To look for one at every row
# costs a first night a tenth, so a span does not: it is refused, halved into lists of files, and
# they do.
TAKEN_ALONG = f"""ON CONFLICT (code, record_id) DO UPDATE
    SET ({", ".join(FIELDS)}) = ROW({_settled("d", "excluded")}),
        flagged_at = CASE WHEN excluded.due_at = d.due_at THEN d.flagged_at END
    """


@dataclass(frozen=True, kw_only=True)
class Counts:
    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def written(self) -> int:
        return self.added + self.changed + self.removed

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            added=self.added + other.added,
            changed=self.changed + other.changed,
            removed=self.removed + other.removed,
        )


def sweep(children: Iterable[int] | None = None, *, authority=None, rules=None) -> Counts:
    """Put right every deadline of these children, of one authority, or of everyone; those of
    ``rules`` alone, where only what they read has changed.

    A file that cannot be worked out stops no other: what went wrong is raised once they are done.
    """
    rules = list(registry) if rules is None else rules
    ids = files_of(authority) if children is None else sorted(set(children))
    if len(ids) <= FEW:
        return _each([(rules, Some(ids))]) if ids and rules else Counts()
    if children is None and authority is None:
        return sweep_batches(spans_of(ids), rules)
    return sweep_batches([Some(ids[at : at + BATCH]) for at in range(0, len(ids), BATCH)], rules)


def sweep_batches(batches: Iterable[Files], rules: Iterable[Timescale]) -> Counts:
    """Each rule over each batch of files, in a short transaction of its own."""
    batches = list(batches)
    return _each(([rule], files) for rule in rules for files in batches)


def _each(works: Iterable[tuple[Sequence[Timescale], Files]]) -> Counts:
    """Every one of these. One that PostgreSQL refuses is halved until the rule and the file it
    refuses are alone; what went wrong is raised once the rest is done."""
    counts, faults = Counts(), list[DatabaseError]()
    for rules, files in works:
        try:
            counts += _in_turn(rules, files)
        except OperationalError as fault:
            faults.append(fault)
        except DatabaseError as fault:
            halves = _halves(rules, files)
            if not halves:
                faults.append(fault)
                continue
            try:
                counts += _each(halves)
            except DatabaseError as alone:
                faults.append(alone)
    if faults:
        raise faults[0]
    return counts


def _halves(rules: Sequence[Timescale], files: Files) -> list[tuple[Sequence[Timescale], Files]]:
    if len(rules) > 1:
        half = len(rules) // 2
        return [(rules[:half], files), (rules[half:], files)]
    ids = files.keys()
    half = len(ids) // 2
    return [(rules, Some(part)) for part in (ids[:half], ids[half:])] if half else []


def sweep_changed_files(*, child_ids, written, **_):
    """After a save: the children whose files changed, by the rules that read what was written."""
    sweep(child_ids, rules=[rule for rule in registry if reads(rule) & written])


@cache
def reads(rule: Timescale) -> frozenset[str]:
    """The tables whose rows say what this rule asks for.

    Days are worked out from the calendar, whose change sweeps everyone by itself.
    """
    rows, _ = _of_some_files(rule)
    sql = should_of([rule], [rows])
    models = apps.get_models(include_auto_created=True)
    return frozenset({model._meta.db_table for model in models} & set(WORD.findall(sql)))


def forget_retired_rules(*, using, **_):
    """After a migration: the deadlines of rules that are declared no longer, which no page can
    name and no night puts right."""
    declared = [rule.code for rule in registry]
    Deadline = apps.get_model("timescales.Deadline")
    if not stands(Deadline, using):
        return
    Deadline.objects.using(using).exclude(code__in=declared).delete()


def _in_turn(rules: Sequence[Timescale], files: Files) -> Counts:
    def work(cursor) -> Counts:
        if isinstance(files, Span) and query_plans.may_prepare():
            return query_plans.ask(cursor, _for_any_span(tuple(rules)), files, _counts)
        if isinstance(files, Span) or len(files.ids) > FEW:
            return query_plans.by_keys(cursor, *statement_of(rules, files), _counts)
        if len(files.ids) == 1 and query_plans.may_prepare():
            plan = _for_any_one(tuple(rules))
            with plan.with_values(files.ids, connection):
                cursor.execute(plan.sql, plan.params)
                return _counts(cursor)
        cursor.execute(*statement_of(rules, files))
        return _counts(cursor)

    return held(files, work)


def _counts(cursor) -> Counts:
    added, changed, removed = cursor.fetchone()
    return Counts(added=added, changed=changed, removed=removed)


@cache
def _for_any_span(rules: tuple[Timescale, ...]) -> str:
    with connection.cursor() as cursor:
        return cursor.mogrify(*statement_of(rules, query_plans.any_span)).decode()


@lru_cache(maxsize=64)
def _for_any_one(rules: tuple[Timescale, ...]) -> Plan:
    return Plan(*statement_of(rules, One([FILES])), [FILES])


def statement_of(rules: Sequence[Timescale], files: Files) -> tuple[str, list]:
    """All that these rules ask for of these files, compared and written."""
    rows, params = [], []
    for rule in rules:
        sql, values = _over(files, rule)
        rows.append(sql)
        params += values
    codes = [rule.code for rule in rules]
    should = should_of(rules, rows)
    taken_along = "" if isinstance(files, Span) else TAKEN_ALONG
    statement = STATEMENT.format(should=should, scope=files.scope, taken_along=taken_along)
    return statement, [*params, codes, *files.params]


def _over(files: Files, rule: Timescale) -> tuple[str, list]:
    """``rows_of`` these files, which every save and every night asks for: compiled once in a
    process."""
    if isinstance(files, Span):
        sql, params = _of_a_span(rule)
        values = {FIRST: files.first, LAST: files.last}
    else:
        sql, params = _of_some_files(rule)
        values = {FILES: keys_of(files.ids)}
    return sql, [values.get(param, param) if isinstance(param, int) else param for param in params]


@cache
def _of_some_files(rule: Timescale) -> tuple[str, list]:
    return rows_of(rule, rule.records().filter(child__in=[FILES]))


@cache
def _of_a_span(rule: Timescale) -> tuple[str, list]:
    return rows_of(rule, rule.records().filter(child__gte=FIRST, child__lte=LAST))
