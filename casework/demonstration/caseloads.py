"""Who held each family, from when to when: as even as real caseloads are, and no more."""

from collections import Counter
from random import Random

from casework.demonstration.days import Days
from casework.demonstration.families import NEVER_OPENED
from casework.demonstration.stories import Family, Spell

DISABLED, IN_NEED, DOOR = "Disabled children", "Children in need", "Front door"
SAFEGUARDING = ("Safeguarding team 1", "Safeguarding team 2")


class Caseloads:
    def __init__(self, days: Days, chance: Random, teams: dict, workers: dict):
        self.days, self.chance = days, chance
        self.teams, self.workers = teams, workers
        self.held: Counter = Counter()

    def share_out(self, families: list[Family]) -> None:
        """The families whose worker is given first, so that the rest even things out."""
        for family in sorted(families, key=lambda family: not family.worker):
            for spell in family.spells:
                spell.team = self.teams[self.team_of(family, spell)]
                if self.needs_worker(spell) and not (family.unallocated and spell is family.last):
                    self.allocate(family, spell)

    def needs_worker(self, spell: Spell) -> bool:
        return spell.path not in NEVER_OPENED and self.days.past(spell.on("decided"))

    def team_of(self, family: Family, spell: Spell) -> str:
        if not self.days.past(spell.on("decided")):
            return DOOR
        if family.team:
            return family.team
        if spell.path in NEVER_OPENED:
            return DOOR
        if family.need == "disability":
            return DISABLED
        if spell.path == "protection":
            return self.chance.choice(SAFEGUARDING)
        return self.chance.choices([IN_NEED, *SAFEGUARDING, DOOR], [39, 18, 18, 25])[0]

    def allocate(self, family: Family, spell: Spell) -> None:
        start, end = spell.days["decided"], spell.on("closed")
        end = end if self.days.past(end) else None
        given = family.worker if spell is family.last else ""
        worker = self.workers[given] if given else self.lightest(spell.team)
        if end is None:
            self.held[worker.username] += len(spell.kids)
        late = self.days.after(start, self.chance.choice([0, 0, 0, 0, 1, 1, 2]))
        start = late if self.days.past(late) and (end is None or late < end) else start
        spell.tenures = [(worker, start, end)]
        last = end or self.days.today
        if (last - start).days > 150 and self.chance.random() < 0.4:
            self.change_worker(spell, worker, start, last, end)

    def change_worker(self, spell, worker, start, last, end) -> None:
        """Someone before them held the child, and left or moved team."""
        changed = self.days.near(start, self.chance.randint(45, (last - start).days - 60))
        before = self.chance.choice(
            [other for other in self.caseworkers(spell.team, left=True) if other is not worker]
        )
        spell.tenures = [(before, start, changed), (worker, changed, end)]

    def lightest(self, team):
        """Whoever has most room for more, with some luck in it."""
        return min(
            self.caseworkers(team),
            key=lambda worker: (
                self.held[worker.username] / (worker.caseload_limit or 18)
                + self.chance.random() * 0.25
            ),
        )

    def caseworkers(self, team, *, left=False) -> list:
        return [
            worker
            for worker in self.workers.values()
            if worker.role == "social_worker"
            and (worker.team == team or (left and not worker.is_active))
            and (worker.is_active or left)
        ]
