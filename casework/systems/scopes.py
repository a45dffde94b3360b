"""What a connected system may be let read: kinds of record, as somebody chooses them."""

from dataclasses import dataclass

from casework.interface.registry import Registry


@dataclass(frozen=True)
class Scope:
    """``routes`` are the first parts of the addresses beneath ``/api/v1/`` and ``bulk/``."""

    code: str
    title: str
    routes: tuple[str, ...]


registry = Registry[Scope]("scope")
OPEN = {"", "schema"}
"""The list of addresses and their description hold nothing about anybody."""


def choices() -> list[tuple[str, str]]:
    return [(scope.code, scope.title) for scope in registry]


def route_of(address: str) -> str:
    """Which kind of record an address of the API is of, one by one or in bulk."""
    parts = address.partition("/api/v1/")[2].split("/")
    if parts[0] == "bulk":
        parts.pop(0)
    if parts[2:3] == ["chronology"]:
        return "chronology"
    return parts[0].partition(".")[0] if parts else ""


def allows(codes, address: str) -> bool:
    route = route_of(address)
    return route in OPEN or any(
        route in scope.routes for scope in registry if scope.code in set(codes)
    )
