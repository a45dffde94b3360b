"""The chain of seals: nothing added is missed, and nothing sealed is altered unseen."""

import threading
import time
from datetime import timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from casework.children.access_log import log_look
from casework.children.models import Child, FileAccess
from casework.governance.chain import LOCK, add_seal, only_sealer, seal
from casework.governance.log_tables import log_tables
from casework.governance.models import Seal, SealedRows
from casework.governance.tasks import seal_logs
from casework.governance.verification import Broken, verify
from tests.factories import ChildFactory, ReferralFactory, WorkerFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def logged():
    """Some looks and changes, sealed in three seals."""
    worker, child = WorkerFactory(), ChildFactory()
    for _ in range(3):
        ReferralFactory(child=child)
        Child.objects.filter(pk=child.pk).update(school="Another school")
        Child.objects.filter(pk=child.pk).update(school="")
        for what in ("the file", "the family"):
            log_look(worker, child, what)
        seal()
    return worker, child


def execute(sql: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def test_what_was_added_is_sealed_and_proved(logged):
    proof = verify()
    assert proof.seals == 3
    assert proof.rows == sum(
        execute(f"SELECT count(*) FROM {table.name}")[0][0] for table in log_tables()
    )


def test_a_minute_in_which_nothing_was_added_makes_no_seal(logged):
    assert seal() is None
    assert Seal.objects.count() == 3


def test_what_is_committed_late_is_in_the_next_seal(logged):
    """A transaction that began before a seal, and its rows, may end after it."""
    worker, child = logged
    written, sealed = threading.Event(), threading.Event()

    def late():
        with transaction.atomic():
            log_look(worker, child, "a slow page")
            written.set()
            assert sealed.wait(20)
        connection.close()

    slow = threading.Thread(target=late)
    slow.start()
    assert written.wait(20)
    log_look(worker, child, "a quick page")
    first = seal()
    sealed.set()
    slow.join()
    second = seal()
    keys = dict(FileAccess.objects.values_list("what", "pk"))
    assert keys["a slow page"] < keys["a quick page"]
    assert f"[{keys['a quick page']}," in first.parts.get().keys
    assert f"[{keys['a slow page']}," in second.parts.get().keys
    assert verify().seals == 5


def test_two_who_seal_at_once_make_one_chain(logged):
    worker, child = logged
    made, start = [], threading.Barrier(4)

    def one():
        start.wait()
        log_look(worker, child, "the file")
        made.append(seal())
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal()
    proof = verify()
    assert proof.seals == Seal.objects.count() >= 4
    assert FileAccess.objects.count() == 10


def test_a_row_added_today_that_tells_of_last_year_is_found(logged):
    worker, child = logged
    last_year = timezone.now() - timedelta(days=365)
    FileAccess.objects.create(worker=worker, child=child, what="the file", at=last_year)
    seal()
    with pytest.raises(Broken, match="has a row that says it was written on"):
        verify()


def test_what_is_loaded_of_earlier_times_is_sealed_as_that(logged):
    worker, child = logged
    last_year = timezone.now() - timedelta(days=365)
    FileAccess.objects.create(worker=worker, child=child, what="the file", at=last_year)
    assert seal(because="An invented council was loaded").because
    assert verify().seals == 4


def test_a_row_beside_the_seals_is_found(logged):
    worker, child = logged
    execute(
        "INSERT INTO children_fileaccess (worker_id, child_id, at, what, pgh_xact)"
        " VALUES (%s, %s, now(), 'never', 1)",
        worker.pk,
        child.pk,
    )
    with pytest.raises(Broken, match="was added beside the seals"):
        verify()


def test_a_chain_cut_off_at_its_end_is_found_by_an_anchor(logged, tmp_path):
    anchors = tmp_path / "anchors.txt"
    call_command("verify_log", write_anchor=anchors)
    with transaction.atomic():
        last = Seal.objects.latest("number")
        SealedRows.objects.filter(seal=last).delete()
        last.delete()
    seal()
    verify()
    with pytest.raises(CommandError, match="not the one of which an anchor was kept"):
        call_command("verify_log", anchor=anchors)


def test_the_command_says_that_it_is_whole(logged, capsys):
    call_command("verify_log")
    assert "Whole: " in capsys.readouterr().out


def test_now_and_then_a_seal_is_kept_outside_the_database(logged, tmp_path, settings):
    settings.LOG_ANCHORS = str(tmp_path / "anchors.txt")
    SealedRows.objects.all().delete()
    Seal.objects.all().delete()
    assert seal_logs() == 1
    assert (tmp_path / "anchors.txt").read_text().splitlines() == [Seal.objects.get().anchor]


def test_a_former_key_still_proves_what_it_sealed(logged, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    assert verify().seals == 3
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Broken, match="a key that is not given"):
        verify()


# What the owner of the database may try


KINDS = ["row", "row", "row", "gone", "forged", "moved", "seal", "part", "no part"]
LOGS = ["looks", "changes"]


def is_of(log: str, table) -> bool:
    return (table.name == FileAccess._meta.db_table) is (log == "looks")


def tampering(chance: Random, log: str) -> tuple[str, list]:
    """One change of a log that leaves everything plausible: of a row, a seal, or what it covers."""
    kind = chance.choice(KINDS)
    if kind == "seal":
        column, value = chance.choice(
            [("digest", "md5(digest)"), ("at", "at - interval '1 day'"), ("because", "'Loaded'")]
        )
        return f"UPDATE governance_seal SET {column} = {value} WHERE number = %s", [
            chance.randint(1, 3)
        ]
    if kind in ("part", "no part"):
        covered = SealedRows.objects.select_related("layout")
        of_log = {table.name for table in log_tables() if is_of(log, table)}
        parts = sorted(part.pk for part in covered if part.layout.table in of_log)
        if kind == "no part":
            return "DELETE FROM governance_sealedrows WHERE id = %s", [chance.choice(parts)]
        return "UPDATE governance_sealedrows SET digest = md5(digest) WHERE id = %s", [
            chance.choice(parts)
        ]
    of_log = [table for table in log_tables() if is_of(log, table)]
    filled = [t for t in of_log if execute(f"SELECT EXISTS (SELECT FROM {t.name})")[0][0]]
    table = chance.choice(filled)
    keys = sorted(key for (key,) in execute(f"SELECT {table.key} FROM {table.name}"))
    key = chance.choice(keys)
    if kind == "gone":
        return f"DELETE FROM {table.name} WHERE {table.key} = %s", [key]
    if kind == "forged":
        columns = ", ".join(c for c in table.columns() if c != table.key and c != "id")
        own = ", id" if table.name == "pghistory_context" else ""
        new = ", gen_random_uuid()" if own else ""
        others = "" if own or "id" not in table.columns() or table.key == "id" else ", id"
        return (
            f"INSERT INTO {table.name} ({columns}{own}{others}, pgh_xact)"
            f" SELECT {columns}{new}{others}, pgh_xact FROM {table.name} WHERE {table.key} = %s",
            [key],
        )
    if kind == "moved":
        moved = f"SET {table.at} = {table.at} - interval '1 second'"
        return f"UPDATE {table.name} {moved} WHERE {table.key} = %s", [key]
    return change_of(table, key, chance)


def change_of(table, key, chance: Random) -> tuple[str, list]:
    """Of one column that is text or a number, and not the key."""
    kinds = dict(
        execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s",
            table.name,
        )
    )
    other = {
        "text": "coalesce({0}, '') || 'x'",
        "character varying": "CASE WHEN {0} = 'x' THEN 'y' ELSE 'x' END",
        "bigint": "coalesce({0}, 0) + 1",
        "jsonb": "coalesce({0}, '{{}}') || '{{\"x\": 1}}'",
    }
    may = [c for c in table.columns() if c != table.key and kinds[c] in other]
    column = chance.choice(sorted(may))
    value = other[kinds[column]].format(f'"{column}"')
    return f'UPDATE {table.name} SET "{column}" = {value} WHERE {table.key} = %s', [key]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("log", LOGS)
def test_fifty_tamperings_of_the_owner_are_found(logged, log, seed):
    tamper_and_look(Random(f"{log} {seed}"), log, 50)


def tamper_and_look(chance: Random, log: str, times: int) -> None:
    for _ in range(times):
        sql, values = tampering(chance, log)
        with transaction.atomic():
            assert execute(sql, *values) == 1, sql
            with pytest.raises(Broken):
                verify()
            transaction.set_rollback(True)
    verify()


@pytest.mark.parametrize("log", LOGS)
def test_a_few_tamperings_of_the_owner_are_found(logged, log):
    tamper_and_look(Random("a few"), log, 4)


@pytest.mark.parametrize("log", LOGS)
def test_the_account_of_the_pages_can_do_none_of_two_hundred(logged, log):
    chance = Random(f"pages {log}")
    for sql, values in [tampering(chance, log) for _ in range(200)]:
        with transaction.atomic():
            execute("SET LOCAL ROLE casework_pages")
            with pytest.raises(ProgrammingError, match="permission denied"):
                execute(sql, *values)
            transaction.set_rollback(True)
    verify()


def test_nothing_else_is_sealed_while_somebody_loads_rows_of_earlier_times(logged):
    worker, child = logged
    with only_sealer():
        log_look(worker, child, "the file")
        assert seal() is None
        assert add_seal("Loaded", holding=True).because == "Loaded"
    log_look(worker, child, "the file")
    assert seal() is not None


HOLDERS = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"


def test_a_sealer_that_died_stops_nobody_though_its_session_is_kept(logged):
    """What it holds is its transaction's, not its session's: a pooler ends the one and keeps the
    other, which then holds nothing."""
    worker, child = logged
    with only_sealer():
        holder, own = execute(HOLDERS, LOCK)[0][0], execute("SELECT pg_backend_pid()")[0][0]
        assert holder != own
        began = execute("SELECT xact_start FROM pg_stat_activity WHERE pid = %s", holder)
        assert began[0][0] is not None
        execute("SELECT pg_terminate_backend(%s)", holder)
        until(lambda: not execute(HOLDERS, LOCK))
        log_look(worker, child, "the file")
        assert seal() is not None


def until(stands) -> None:
    for _ in range(100):
        if stands():
            return
        time.sleep(0.05)
    raise AssertionError("It is held still")
