"""The clocks: a first night, a quiet one, one after a day's work, and one child after a save.

What they are measured by is the least that can be done with the same rules: each rule's statement
once, its rows put in a table with the same indexes that a crash would leave whole, with nothing
compared and no key of another table checked.
"""

from django.db import connection

from casework.access.models import Authority
from casework.children.models import Child
from casework.scale.goals.meters import statements, undone, written
from casework.scale.goals.race import Result, Took, clock, race
from casework.timescales.models import Deadline
from casework.timescales.nights.statements import should_stand
from casework.timescales.preview import CannotCount, due_at
from casework.timescales.registry import registry
from casework.timescales.sweep import FIELDS, sweep

TABLE = Deadline._meta.db_table
SCRATCH = f"CREATE TABLE deadline_scratch (LIKE {TABLE} INCLUDING ALL)"
COLUMNS = ", ".join(FIELDS)
NUDGE = f"""
UPDATE {TABLE} SET due_at = due_at + interval '1 day'
WHERE met_at IS NULL AND lapsed_at IS NULL AND id % 67 = 0
"""
BY_HAND = 150


def raw_night(authority: int | None = None) -> Took:
    """Every rule's own statement, written once to an empty table."""
    with undone(), connection.cursor() as cursor:
        cursor.execute(SCRATCH)
        began = clock()
        for rule in registry:
            records = rule.records()
            if authority:
                records = records.filter(child__authority=authority)
            sql, params = should_stand(rule, records)
            cursor.execute(
                f"INSERT INTO deadline_scratch (code, record_id, {COLUMNS})"
                f" SELECT code, record_id, {COLUMNS} FROM {sql} q",
                params,
            )
        took = Took(clock() - began)
    return took


def first_night() -> Took:
    with undone(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE} CASCADE")
        began = clock()
        sweep()
        took = Took(clock() - began)
    return took


def quiet_night() -> Took:
    with undone():
        began = clock()
        sweep()
        took = Took(clock() - began)
    return took


def busy_night() -> Took:
    """After a day that moved one running clock in sixty-seven."""
    with undone(), connection.cursor() as cursor:
        cursor.execute(NUDGE)
        began = clock()
        sweep()
        took = Took(clock() - began)
    return took


def by_hand() -> float:
    """Seconds a deadline, where Python takes each record, asks what is due and saves it."""
    done, began = 0, clock()
    with undone():
        for deadline in Deadline.objects.order_by("pk")[:BY_HAND]:
            try:
                due = due_at(deadline.rule, deadline.opened_at)
            except CannotCount:
                continue
            Deadline.objects.filter(pk=deadline.pk).update(due_at=due)
            done += 1
    return (clock() - began) / max(done, 1)


def first_run(visitors) -> Result:
    result = Result("P1", "The first night, every clock of every child")
    sweep()
    won = race(first_night, raw_night, rounds=3, warm_up=1)
    limit = 1.5 + (500 / won.theirs_ms if Child.objects.count() < 20_000 else 0)
    result.at_most("times the statements alone", won.ratio, round(limit, 2), won.words)
    each = won.ours_ms / 1000 / max(Deadline.objects.count(), 1)
    result.at_least("times as quick as one by one", by_hand() / each, 150)
    result.beside |= {"deadlines": Deadline.objects.count(), "times": won.times}
    return result


def nothing_changed(visitors) -> Result:
    result = Result("P2", "A night when nothing has changed")
    sweep()
    with undone(), written(TABLE) as quiet:
        sweep()
    won = race(quiet_night, first_night, rounds=3, warm_up=1)
    result.at_most("rows written", quiet.rows, 0)
    result.at_most("bytes of log", quiet.wal, 65_536)
    result.at_most("times its own first night", won.ratio, 0.6, won.words)
    result.beside["times"] = won.times
    return result


def some_changed(visitors) -> Result:
    result = Result("P3", "A night after one clock in sixty-seven has moved")
    sweep()
    with undone(), connection.cursor() as cursor:
        cursor.execute(NUDGE)
        moved = cursor.rowcount
        with written(TABLE) as busy:
            sweep()
    won = race(busy_night, quiet_night, rounds=3, warm_up=1)
    result.is_true(
        "rows written are those that moved", busy.rows == moved, f"{busy.rows} of {moved}"
    )
    result.at_most("times a quiet night", won.ratio, 1.8, won.words)
    result.beside["times"] = won.times
    return result


def one_child(visitors) -> Result:
    result = Result("P4", "One child's clocks after a save")
    child = visitors.child(visitors.worker("social_worker"))
    parts = [should_stand(rule, rule.records().filter(child=child)) for rule in registry]
    sql = " UNION ALL ".join(part for part, _ in parts)
    params = [value for _, values in parts for value in values]

    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()

    won = race(lambda: sweep([child.pk]), raw)
    with statements() as asked:
        sweep([child.pk])
    result.at_most("times the statements alone", won.ratio, 3, won.words)
    result.at_most("queries", len(asked.statements), 4)
    result.beside["times"] = won.times
    return result


def one_council(visitors) -> Result:
    result = Result("P5", "One council's clocks among those of many")
    if Authority.objects.count() < 2:
        result.left_out = "there is one council in this database"
        return result
    authority = Authority.objects.get(pk=visitors.authority_id)
    won = race(lambda: sweep(authority=authority), lambda: raw_night(authority.pk), rounds=5)
    result.at_most("times its statements alone", won.ratio, 2, won.words)
    result.beside["times"] = won.times
    return result
