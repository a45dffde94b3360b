"""What each rule asks for of the files of children, as SQL.

Its rows say which record opens a clock, when, and what stops it; the rest is the same for every
rule: whose file it is, how its days are counted, and when a child's death, age or move ends it.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

from django.db.models import DateTimeField, F, QuerySet

from casework.timescales.allowances import LONDON
from casework.timescales.registry import Timescale

FAR = date(9999, 12, 31)
DUE = ("due", "amber", "own_due")

# What each rule asks for is put together first, so that everything it then meets is met once, by
# however many rules.
SHOULD = """(
WITH asked AS MATERIALIZED ({rows})
SELECT r.code, r.record_id, c.id AS child_id, c.authority_id, c.team_id,
       coalesce(a.worker_id, b.worker_id) AS worker_id, r.opened_at, {due} AS due_at,
       {amber} AS amber_from, r.time_known, r.met_at,
       CASE WHEN r.met_at IS NULL AND ends.day <= now() THEN ends.day END AS lapsed_at,
       {own_due} AS own_due_at,
       CASE WHEN r.met_at IS NULL AND ends.day <= now() THEN CASE ends.day
            WHEN life.died THEN CASE WHEN p.born_on IS NULL THEN 'unborn' ELSE 'died' END
            WHEN life.grown THEN 'grown' WHEN life.moved THEN 'moved' ELSE '' END
       ELSE '' END AS ended_by
FROM asked r
JOIN children_child c ON c.id = r.child_id
JOIN children_person p ON p.id = c.person_id
LEFT JOIN children_allocation a
       ON a.child_id = c.id AND a.role = 'lead' AND a.ended_on IS NULL AND a.withdrawn_at IS NULL
LEFT JOIN children_allocation b
       ON b.child_id = c.id AND b.role = 'lead_practitioner' AND b.ended_on IS NULL
      AND b.withdrawn_at IS NULL
LEFT JOIN LATERAL (
    SELECT t.amount FROM timescales_target t
    WHERE t.authority_id = c.authority_id AND t.code = r.code AND t.effective_from <= r.opened_on
    ORDER BY t.effective_from DESC LIMIT 1) own ON true
CROSS JOIN LATERAL (SELECT {died} AS died, {grown} AS grown, {moved} AS moved OFFSET 0) life
CROSS JOIN LATERAL (SELECT least(r.lapses_at, life.died, life.grown, life.moved) AS day) ends
)"""
ROWS = """
SELECT %s::text AS code, {allowed} AS allowed, {soon} AS soon, {warns} AS warns, %s::text AS way,
       q.id AS record_id, q.child_id, {opened_on} AS opened_on, {opened_at} AS opened_at,
       {met} AS met_at, {lapses} AS lapses_at, {time_known} AS time_known
FROM ({records}) q WHERE {opened_on} >= %s AND {opened_on} < %s
"""
# A person reaches an age at the start of the birthday; one born on 29 February, on 1 March. While
# the age is disputed they are treated as a child.
GROWN = (
    "(p.born_on + interval '18 years' + CASE WHEN to_char(p.born_on, 'MMDD') = '0229'"
    " THEN interval '1 day' ELSE interval '0' END"
    " + CASE WHEN p.birth_known = 'disputed' THEN NULL ELSE interval '0' END)"
)
# Another council's from the day it accepted: what began here later is ours again.
MOVED = (
    "(SELECT min(m.accepted_on) FROM children_move m"
    " WHERE m.child_id = c.id AND m.direction = 'out' AND m.accepted_on >= r.opened_on"
    " AND m.withdrawn_at IS NULL)"
)


def should_stand(rule: Timescale, records: QuerySet) -> tuple[str, list]:
    """SQL for the deadlines this rule asks for over these records, and its parameters."""
    rows, params = rows_of(rule, records)
    return should_of([rule], [rows]), params


def should_of(rules: Sequence[Timescale], rows: Sequence[str]) -> str:
    """SQL for what should stand by these rules, given the SQL for the rows of each."""
    return _should(tuple(rules)).format(rows=" UNION ALL ".join(rows))


@cache
def _should(rules: tuple[Timescale, ...]) -> str:
    ways = {way_of(rule): _shown(rule) for rule in rules}
    return SHOULD.format(
        rows="{rows}",
        **{name: _by_way({way: due[name] for way, due in ways.items()}) for name in DUE},
        died=_midnight("p.died_on"),
        grown=_midnight(GROWN),
        moved=_midnight(MOVED),
    )


def way_of(rule: Timescale) -> str:
    """What distinguishes how rules are counted, their numbers apart."""
    allows = rule.allows
    own = rule.basis if rule.may_be_set and rule.basis == "local" else rule.may_be_set
    return f"{allows.unit} {allows.counting} {allows.ahead} {allows.warns_days} {own}"


def _by_way(sql: dict[str, str]) -> str:
    if len(set(sql.values())) == 1:
        return next(iter(sql.values()))
    branches = " ".join(f"WHEN '{way}' THEN {how}" for way, how in sql.items())
    return f"CASE r.way {branches} END"


def _shown(rule: Timescale) -> dict[str, str]:
    due = _due(rule)
    if rule.allows.ahead:
        return due
    # What arises at noon is not due soon that morning.
    return due | {"amber": f"greatest(r.opened_at, {due['amber']})"}


def _due(rule: Timescale) -> dict[str, str]:
    """SQL for when it is due, and for a council's own date where that must be the nearer one.

    A national limit stands whatever a council asks of itself; a local default gives way to it.
    """
    allows, start = rule.allows, "r.opened_at" if rule.allows.in_hours else "r.opened_on"
    soon, never = allows.amber(start, "r.soon"), "NULL::timestamptz"
    sooner = allows.amber(start, "own.amount - least(r.warns, greatest(1, own.amount / 5))")
    if not rule.may_be_set:
        return {"due": allows.due(start, "r.allowed"), "amber": soon, "own_due": never}
    if rule.basis == "local":
        return {
            "due": allows.due(start, "coalesce(own.amount, r.allowed)"),
            "amber": f"CASE WHEN own.amount IS NULL THEN {soon} ELSE {sooner} END",
            "own_due": never,
        }
    tighter = "own.amount < r.allowed"
    return {
        "due": allows.due(start, "r.allowed"),
        "amber": f"CASE WHEN {tighter} THEN {sooner} ELSE {soon} END",
        "own_due": f"CASE WHEN {tighter} THEN {allows.due(start, 'own.amount')} END",
    }


def rows_of(rule: Timescale, records: QuerySet) -> tuple[str, list]:
    names = {"opens": rule.opens, "met": rule.met}
    if rule.lapses:
        names["lapses"] = rule.lapses
    if rule.time_known:
        names["known"] = rule.time_known
    query = records.order_by().values("id", "child_id", **_columns(names))
    sql, params = query.query.sql_with_params()
    instant = {name: _is_instant(query, name) for name in names}
    written = ROWS.format(
        records=sql,
        allowed=rule.allows.amount or rule.allows.within,
        soon=rule.allows.soon,
        warns=rule.allows.warns,
        opened_on=_day("q.opens") if instant["opens"] else "q.opens",
        opened_at="q.opens" if instant["opens"] else _midnight("q.opens"),
        met="q.met" if instant["met"] else _midnight("q.met"),
        lapses=_lapses(rule, instant),
        time_known="q.known" if rule.time_known else "true",
    )
    window = [rule.effective_from.isoformat(), (rule.effective_to or FAR).isoformat()]
    return written, [rule.code, way_of(rule), *params, *window]


def _columns(names: dict[str, str]) -> dict:
    return {alias: F(column) for alias, column in names.items()}


def _is_instant(query: QuerySet, alias: str) -> bool:
    return isinstance(query.query.annotations[alias].output_field, DateTimeField)


def _lapses(rule: Timescale, instant: dict[str, bool]) -> str:
    if not rule.lapses:
        return "NULL::timestamptz"
    return "q.lapses" if instant["lapses"] else _midnight("q.lapses")


def _day(instant: str) -> str:
    return f"({instant} AT TIME ZONE '{LONDON}')::date"


def _midnight(day: str) -> str:
    return f"({day}::timestamp AT TIME ZONE '{LONDON}')"
