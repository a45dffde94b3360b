"""What is read from where; tests/embedded/test_replica.py proves it with two databases."""

import pytest
from django.db import DatabaseError
from django.http import StreamingHttpResponse
from django.utils.connection import ConnectionDoesNotExist

from casework.access.models import Export, Team
from casework.children.models import Child, FileAccess
from casework.interface.replica import position, reading
from casework.interface.replica.router import REPLICA, Reading, ReplicaRouter, reads_from
from casework.interface.statements import Records, Statement


@pytest.fixture(autouse=True)
def asked_again():
    yield
    position._state["away until"] = 0.0
    position._marks.clear()


def test_only_a_view_that_says_so_reads_from_the_replica():
    ours = ReplicaRouter()
    assert ours.db_for_read(Child) == "default"
    with reading.within(Reading()):
        assert ours.db_for_read(Child) == REPLICA
        assert ours.db_for_read(FileAccess) == "default"
    assert ours.db_for_read(Child) == "default"


def test_what_was_written_is_read_from_where_it_was_written():
    ours = ReplicaRouter()
    with reading.within(Reading()):
        assert ours.db_for_write(Export) == "default"
        assert reads_from() == REPLICA
        assert ours.db_for_write(Team) == "default"
        assert reads_from() == "default"


@pytest.mark.parametrize("streamed", [True, False])
def test_a_view_whose_replica_ends_is_asked_again_and_what_it_wrote_is_there_once(
    worker, monkeypatch, streamed
):
    away = []
    monkeypatch.setattr(reading, "leave_alone", lambda: away.append(1))

    def answer():
        if reads_from() == REPLICA:
            raise DatabaseError("terminating connection")
        yield b"whole"

    def view():
        Export.objects.create(worker=worker, title="List", address="/")
        return StreamingHttpResponse(answer()) if streamed else b"".join(answer())

    got = reading.from_either(view)
    assert (b"".join(got.streaming_content) if streamed else got) == b"whole"
    assert Export.objects.count() == 1


def test_a_long_stream_reads_to_its_end_from_where_it_began(db, monkeypatch):
    monkeypatch.setattr(reading, "HELD", 10)
    chunks = (reads_from().encode() for _ in range(5))
    response = reading.from_either(lambda: StreamingHttpResponse(chunks))
    assert b"".join(response.streaming_content) == b"replica" * 5
    assert reads_from() == "default"


def test_a_statement_written_within_one_view_is_asked_of_the_database_of_the_next(settings):
    settings.DATABASE_ROUTERS = ["casework.interface.replica.router.ReplicaRouter"]
    teams, names = Records(Team.objects.all), Statement(Team.objects.values("name"))
    for kept in (teams, names):
        assert kept.asked_of.alias == "default"
        with reading.within(Reading()), pytest.raises(ConnectionDoesNotExist, match=REPLICA):
            assert kept.asked_of
        assert kept.asked_of.alias == "default"


def test_how_far_behind_is_told_by_when_the_primary_was_there(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(position.time, "monotonic", lambda: now[0])
    position.mark(5000)
    now[0] = 103.0
    position.mark(9000)
    now[0] = 104.0
    assert position.behind(9500) == 1
    assert position.behind(6000) == 4
    assert position.behind(4000) == float("inf")


@pytest.mark.parametrize(
    ("cookie", "seen"), [("1/A", (1 << 32) + 10), ("", 0), ("nonsense", position.NEVER)]
)
def test_a_cookie_says_what_its_reader_must_see(rf, cookie, seen):
    request = rf.get("/")
    request.COOKIES[reading.COOKIE] = cookie
    assert reading.seen_by_client(request) == seen
