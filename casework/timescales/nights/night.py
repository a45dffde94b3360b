"""What is worked out by itself, by day and by night, so that nothing is missed and little is done
twice.

Time alone changes one thing: a clock that is running ends, on a birthday or on a day that was known
before. No rule asks what time it is (``tells_the_time``), a record has its clock from the moment it
is written, and what has stopped keeps the dates it was judged by, whatever becomes of the calendar
or of a council's own numbers. So these are worked out:

- every few minutes, the files on which something was written (``FileChange``), by every rule; and
  where a rule or the calendar says something else than last time, everyone by it;
- each night, every clock that is running;
- each night, a part of all files by every rule, so that each is checked within four weeks. That
  finds what nobody knew of, and nothing where all is well.
"""

import re
from collections.abc import Callable
from functools import cache
from hashlib import md5
from math import ceil
from random import sample

from django.db import DatabaseError, connection

from casework.timescales.models import CheckedUpTo, CountedWith
from casework.timescales.nights import triggers
from casework.timescales.nights.statements import rows_of, should_stand
from casework.timescales.nights.turns import BATCH, keys_asked, spans_of
from casework.timescales.registry import Timescale, registry
from casework.timescales.sweep import Counts, reads, sweep, sweep_batches

NIGHTS = 28
"""In so many nights every file is checked."""
CALENDAR = "the calendar"
TIME = re.compile(r"\b(now|\w+_timestamp|age)\s*\(|\bcurrent_|\blocaltime", re.IGNORECASE)


def count_what_changed() -> Counts:
    """Every few minutes: what was saved while nobody waited for its clocks, or by raw SQL, or was
    killed before it was worked out; and everyone, where a rule or the calendar is a new one."""
    return all_of(count_by_new_rules, count_by_new_calendar, sweep_changed)


def sweep_by_night() -> Counts:
    """What changed, and what time changes."""
    return all_of(count_what_changed, sweep_running)


def all_of(*works: Callable[[], Counts]) -> Counts:
    """One that fails keeps no other from being done; what went wrong is raised afterwards."""
    counts, faults = Counts(), list[DatabaseError]()
    for work in works:
        try:
            counts += work()
        except DatabaseError as fault:
            faults.append(fault)
    if faults:
        raise faults[0]
    return counts


# The files on which something was written

CHANGED = """
SELECT of_child, array_agg(id) FROM timescales_filechange
WHERE of_child > %s GROUP BY of_child ORDER BY of_child LIMIT %s
"""


def sweep_changed() -> Counts:
    """By every rule, some hundreds of files at a time. What is written meanwhile stays for the next
    time: only the rows that were read are deleted, and only once their files are worked out."""
    after, works = 0, []
    while taken := changed_after(after):
        after = max(taken)
        works.append(lambda taken=taken: sweep_and_forget(taken))
    return all_of(*works)


def changed_after(child: int) -> dict[int, list[int]]:
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [child, BATCH])
        return dict(cursor.fetchall())


def sweep_and_forget(taken: dict[int, list[int]]) -> Counts:
    counts = sweep(taken)
    rows = [row for rows in taken.values() for row in rows]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM timescales_filechange WHERE id = ANY(%s)", [rows])
    return counts


# Every clock that is running

RUNNING = """
SELECT code, array_agg(DISTINCT child_id) FROM timescales_deadline
WHERE met_at IS NULL AND lapsed_at IS NULL AND {whose} GROUP BY code
"""


def sweep_running(authority=None) -> Counts:
    """Each rule over the files on which its clock is running; and over everyone, where what it asks
    depends on the time. Of one authority, or of all."""
    whose, params = ("authority_id = %s", [authority.pk]) if authority else ("true", [])
    with connection.cursor() as cursor:
        cursor.execute(RUNNING.format(whose=whose), params)
        running = dict(cursor.fetchall())
    return all_of(
        *(
            lambda rule=rule: sweep(
                None if tells_the_time(rule) else running.get(rule.code, ()),
                authority=authority,
                rules=[rule],
            )
            for rule in registry
        )
    )


@cache
def tells_the_time(rule: Timescale) -> bool:
    """Whether what this rule asks, and of whom, is another thing later today."""
    sql, _ = rows_of(rule, rule.records())
    return bool(TIME.search(sql))


# Everyone, by what is new


def count_by_new_rules() -> Counts:
    """Everyone by each rule that says something else than when everyone was last worked out by it.
    In no order, and asked again before each: two at once share the work."""
    last = dict(CountedWith.objects.values_list("what", "said"))
    new = [rule for rule in registry if last.get(rule.code) != said_by(rule)]
    return all_of(*(lambda rule=rule: count_by(rule) for rule in sample(new, len(new))))


def count_by(rule: Timescale) -> Counts:
    text = said_by(rule)
    if counted_with(rule.code, text):
        return Counts()
    counts = sweep(rules=[rule])
    keep(rule.code, text)
    return counts


@cache
def said_by(rule: Timescale) -> str:
    sql, params = should_stand(rule, rule.records())
    return md5(f"{sql} {params}".encode(), usedforsecurity=False).hexdigest()


def count_by_new_calendar() -> Counts:
    """Only what is running is counted by it: what has stopped keeps its dates."""
    text = said_by_calendar()
    if counted_with(CALENDAR, text):
        return Counts()
    counts = sweep_running()
    keep(CALENDAR, text)
    return counts


def said_by_calendar() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT md5(string_agg(ordinal::text || working, ' ' ORDER BY day))"
            " FROM timescales_workingday"
        )
        return cursor.fetchone()[0] or ""


def counted_with(what: str, text: str) -> bool:
    return CountedWith.objects.filter(what=what, said=text).exists()


def keep(what: str, text: str) -> None:
    CountedWith.objects.bulk_create(
        [CountedWith(what=what, said=text)],
        update_conflicts=True,
        unique_fields=["what"],
        update_fields=["said"],
    )


# The check of a part of all files


def check_a_part() -> Counts:
    """The next files by every rule, and from the first again after the last. Where there are few,
    that is all of them."""
    was = CheckedUpTo.objects.filter(pk=1).values_list("until", flat=True).first() or 0
    [total] = keys_asked("SELECT count(*) FROM children_child", [])
    share = max(BATCH, ceil(total / NIGHTS))
    after = "SELECT id FROM children_child WHERE id > %s ORDER BY id LIMIT %s"
    before = "SELECT id FROM children_child WHERE id <= %s ORDER BY id LIMIT %s"
    on = keys_asked(after, [was, share])
    again = keys_asked(before, [was, share - len(on)])
    try:
        return sweep_batches([*spans_of(on), *spans_of(again)], registry)
    finally:
        checked_up_to((again or on or [0])[-1], was)


def checked_up_to(until: int, was: int) -> None:
    if until != was:
        CheckedUpTo.objects.bulk_create(
            [CheckedUpTo(pk=1, until=until)],
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=["until"],
        )


# The triggers that say what changed


def note_changes(*, using, **_) -> None:
    """After a migration: on every table that a rule reads, and on no other."""
    tables = {table for rule in registry for table in reads(rule)}
    triggers.install(tables, using=using)
