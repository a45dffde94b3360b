"""A view that may read from the replica, and is answered from the primary where that will not do.

Its answer is made whole, a page rendered and a stream begun, before anything of it is sent: should
the replica end meanwhile, what was written to say that somebody read is taken back, and the view
is asked once more, of the primary. A stream longer than ``HELD`` breaks off as it does where the
primary ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial, wraps
from itertools import chain

from django.db import connections, transaction
from django.http import FileResponse
from django.template.response import TemplateResponse

from casework.interface.replica.position import (
    FAULTS,
    NEVER,
    Standing,
    is_configured,
    leave_alone,
    place,
    replica_standing,
)
from casework.interface.replica.router import REPLICA, Reading, now_reading, reads_from

COOKIE = "written_up_to"
SAFE = {"GET", "HEAD"}
HELD = 4 << 20
"""Bytes of a stream that wait until they are all there, or so many."""


def from_replica(get):
    """For the method of a view that only reads."""

    @wraps(get)
    def answered(view, request, *args, **kwargs):
        ask = partial(get, view, request, *args, **kwargs)
        if not is_configured() or request.method not in SAFE or now_reading.get():
            return ask()
        if replica_standing(seen_by_client(request)) != Standing.OK:
            return ask()
        return from_either(ask)

    return answered


def from_either(ask):
    reading = Reading()
    try:
        with transaction.atomic(), within(reading):
            return begun(ask(), reading)
    except FAULTS:
        if reading.ended:
            raise  # it was the primary's
        leave_alone()
    return ask()


def catch_up() -> None:
    """From here on nothing is missing that the primary held when this was called."""
    reading = now_reading.get()
    if reading and not reading.ended:
        reading.ended = replica_standing(current=True) != Standing.OK


def reading_connection():
    """For a statement that is no query set's."""
    return connections[reads_from()]


def seen_by_client(request) -> int:
    """Where the log was after what this client last wrote."""
    written = request.COOKIES.get(COOKIE)
    try:
        return place(written) if written else 0
    except ValueError:
        return NEVER


@contextmanager
def within(reading: Reading) -> Iterator[None]:
    token = now_reading.set(reading)
    try:
        yield
    finally:
        now_reading.reset(token)


def begun(response, reading: Reading):
    if isinstance(response, TemplateResponse):
        response.render()
    elif response.streaming and not isinstance(response, FileResponse):
        response.streaming_content = held_back(response.streaming_content, reading)
    return response


def held_back(chunks, reading: Reading) -> Iterator[bytes]:
    rest, first, size = read_within(chunks, reading), list[bytes](), 0
    for chunk in rest:
        first.append(chunk)
        size += len(chunk)
        if size >= HELD:
            break
    return chain(first, rest)


def read_within(chunks, reading: Reading) -> Iterator[bytes]:
    """Read after the view has answered, and where the view did."""
    chunks = iter(chunks)
    while True:
        with within(reading):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


__all__ = ["COOKIE", "REPLICA", "SAFE", "catch_up", "from_replica", "reading_connection"]
