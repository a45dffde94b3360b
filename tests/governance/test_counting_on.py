"""A database that counts from a smaller number than its logs is noticed, and can count on."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from casework.children.access_log import log_look
from casework.children.models import FileAccess
from casework.continuity.backups import make
from casework.continuity.parts import sealing
from casework.governance.chain import CountsAfresh, seal
from casework.governance.counting_on import MISSED_BECAUSE, counted_to
from casework.governance.log_tables import log_tables
from casework.governance.models import Seal
from casework.governance.verification import check_all_covered
from tests.factories import ChildFactory, WorkerFactory

pytestmark = pytest.mark.django_db(transaction=True)
AHEAD = 20_000


@pytest.fixture
def sealed():
    worker, child = WorkerFactory(), ChildFactory()
    log_look(worker, child, "the file")
    seal()
    return worker, child


@pytest.fixture
def put_back(sealed):
    """As after a plain pg_restore: the last seal names numbers that are yet to come."""
    ahead = counted_to() + AHEAD
    Seal.objects.update(snapshot=f"{ahead}:{ahead}:")
    return sealed


def test_the_seals_stop_and_health_and_verification_say_so(put_back):
    with pytest.raises(CountsAfresh):
        seal()
    part = sealing()
    assert not part.well
    assert "count_on" in part.words
    with pytest.raises(CommandError, match="count_on"):
        call_command("verify_log")


def test_a_backup_is_made_all_the_same(put_back, tmp_path):
    assert make(tmp_path).path.exists()


def test_once_it_counts_on_the_logs_are_sealed_on(put_back, capsys):
    call_command("count_on")
    assert "numbers were used up" in capsys.readouterr().out
    log_look(*put_back, "the file")
    assert seal().number == 2
    assert sealing().well
    call_command("count_on")
    assert "It counts on already" in capsys.readouterr().out


def test_rows_that_wait_long_for_a_seal_show_in_health(sealed):
    log_look(*sealed, "a second look")
    assert sealing().well
    long_ago = timezone.now() - timedelta(hours=1)
    FileAccess.objects.filter(what="a second look").update(at=long_ago)
    assert not sealing().well


def test_what_was_written_before_it_counted_on_is_sealed_as_that(put_back, capsys):
    """Somebody worked in it all the same: their rows have numbers from before the last seal."""
    log_look(*put_back, "the file, too early")
    early = FileAccess.objects.order_by("-pk").values_list("pk", flat=True)[0]
    call_command("count_on")
    assert "rows were written before it counted on" in capsys.readouterr().out
    made = Seal.objects.order_by("-number")[0]
    assert made.because == MISSED_BECAUSE
    keys = made.parts.filter(layout__table=FileAccess._meta.db_table).values_list("keys", flat=True)
    assert any(str(early) in str(some) for some in keys)
    log_look(*put_back, "the file")
    assert seal().number == made.number + 1
    with connection.cursor() as cursor:
        for table in log_tables():
            check_all_covered(cursor, table, Seal.objects.order_by("number").last())


def test_where_nothing_was_written_before_it_counted_on_no_seal_is_made(put_back):
    call_command("count_on")
    assert not Seal.objects.exclude(because="").exists()
