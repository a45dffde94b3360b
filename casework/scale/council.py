"""A council's teams, and everyone who works there: about fourteen to a team, somebody in each
role."""

from collections.abc import Iterator

from django.contrib.auth.hashers import make_password

from casework.access.models import Authority, Team, Worker
from casework.access.roles import ROLES
from casework.practice.default_templates import ship_all
from casework.scale.lore import Lore
from casework.scale.sizes import COUNCIL

PASSWORD = "lowmoor-and-back"
"""Known to everyone: it opens nothing but invented children."""
SOCIAL_WORKERS = 10
DISABILITY_EVERY, DOOR_EVERY = 10, 9
WITHOUT_A_TEAM = {
    "service_manager": 12,
    "missing_coordinator": 60,
    "conference_chair": 8,
    "auditor": 30,
    "data_analyst": 60,
    "administrator": 60,
    "inspector": 90,
}
"""One for so many teams, and always one."""


class Council:
    """One authority of the size asked for. ``code`` tells it from the others."""

    def __init__(self, *, number: int, alone: bool, teams: int, lore: Lore):
        self.number, self.alone, self.lore = number, alone, lore
        self.code = f"{800 + number:03d}" if alone else f"{801 + number:03d}"
        name = COUNCIL if alone else f"{COUNCIL} {self.code}"
        self.authority = Authority.objects.create(name=name, la_code=self.code)
        self.teams = Team.objects.bulk_create(
            Team(authority=self.authority, name=name) for name in team_names(teams)
        )
        ship_all(self.authority)

    def staff(self) -> list[Worker]:
        secret = make_password(PASSWORD)
        workers = [Worker(password=secret, **facts) for facts in self.people()]
        return Worker.objects.bulk_create(workers, batch_size=1000)

    def people(self) -> Iterator[dict]:
        used: set[str] = set()
        for n, (role, team) in enumerate(self.posts()):
            first = role not in used
            used.add(role)
            yield {
                "username": self.username(role, n, first=first),
                "first_name": self.lore.word("woman" if n % 4 else "man", n * 131 + self.number),
                "last_name": self.lore.word("surname", n * 517 + self.number * 29),
                "authority": self.authority,
                "team": team,
                "role": role,
                "caseload_limit": 18 if role == "social_worker" else None,
                "social_work_england_number": f"SW{self.number * 3000 + n}" if team else "",
            }

    def posts(self) -> Iterator[tuple[str, Team | None]]:
        for team in self.teams:
            yield "team_manager", team
            for _ in range(SOCIAL_WORKERS):
                yield "social_worker", team
            yield "family_support", team
            yield "family_support", team
        for role, teams in WITHOUT_A_TEAM.items():
            for _ in range(1 + len(self.teams) // teams):
                yield role, None

    def username(self, role: str, n: int, *, first: bool) -> str:
        plain = role.replace("_", ".")
        name = plain if first else f"{plain}.{n}"
        return name if self.alone else f"{name}.{self.code}"

    def accounts(self) -> list[str]:
        """One name to sign in with for every role."""
        return [self.username(role, 0, first=True) for role in ROLES]


def team_names(teams: int) -> list[str]:
    names = []
    for n in range(teams):
        if n % DOOR_EVERY == 0:
            names.append(f"Front door {n // DOOR_EVERY + 1}")
        elif n % DISABILITY_EVERY == 5:
            names.append(f"Disabled children {n // DISABILITY_EVERY + 1}")
        else:
            names.append(f"Safeguarding team {n + 1}")
    return names
