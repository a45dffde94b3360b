"""Whose return a file is: the council of its LA code, made if it is not here yet."""

import re
import secrets
from dataclasses import dataclass

from casework.access.models import Authority, Team, Worker
from casework.returns.reading import UnreadableFile

TEAM = "Imported"


@dataclass(frozen=True, kw_only=True)
class Account:
    """Someone who can now sign in, with a password that is told only once."""

    username: str
    password: str


def council_of(lea: str, name: str = "") -> Authority:
    """The council of this LA code, by the name given or the one it has; made if absent."""
    standing = Authority.objects.filter(la_code=lea).first() if lea else None
    named = Authority.objects.filter(name=name).first() if name else standing
    if named is not None and lea in ("", named.la_code):
        return named
    if named is not None:
        raise UnreadableFile(
            f"This file is from LA code {lea}, and {named.name} is LA code {named.la_code}"
        )
    if not re.fullmatch(r"[0-9]{3}", lea):
        raise UnreadableFile(
            "The file does not say which council it is from: its LEA should be three digits"
        )
    if standing is not None:
        raise UnreadableFile(f"LA code {lea} is here already, under the name {standing.name}")
    return Authority.objects.create(la_code=lea, name=_free_name(name or f"Council {lea}", lea))


def _free_name(name: str, lea: str) -> str:
    """A council made by hand may already be called so."""
    taken = Authority.objects.filter(name=name).exists()
    return f"{name} (LA code {lea})" if taken else name[:100]


def team_of(council: Authority) -> Team:
    """The team that holds children whom nobody has given to a team yet."""
    return Team.objects.get_or_create(authority=council, name=TEAM)[0]


def first_manager(council: Authority, team: Team) -> Account | None:
    """A manager who can sign in, where nobody of this council can."""
    if Worker.objects.of(council).working().exists():
        return None
    account = Account(username=_free_username(council), password=secrets.token_urlsafe(12))
    Worker.objects.create_user(
        account.username,
        password=account.password,
        authority=council,
        team=team,
        role="service_manager",
        first_name="Service",
        last_name="manager",
    )
    return account


def _free_username(council: Authority) -> str:
    wanted = f"manager.{council.la_code}"
    alike = set(
        Worker.objects.filter(username__startswith=wanted).values_list("username", flat=True)
    )
    names = (wanted, *(f"{wanted}.{number}" for number in range(2, len(alike) + 3)))
    return next(name for name in names if name not in alike)
