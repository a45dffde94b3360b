"""The world the demonstration authority is made in, and the children in it.

Each app's ``demo.py`` has ``order`` and ``load(world)``. It makes its own records from the stories
here, and leaves what a later app needs in ``Spell.rows``.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from casework.access.models import Authority, Team, Worker
from casework.children.models import Child
from casework.demonstration.caseloads import Caseloads
from casework.demonstration.days import Days
from casework.demonstration.families import Inventor
from casework.demonstration.known import Known
from casework.demonstration.people import Register
from casework.demonstration.stories import GOOD, MIXED, Family, Kid, Spell
from casework.demonstration.words import Words

order = 2
HARD, BETTER = "hard", "better"


class World:
    """What the apps share while the authority is made: its day, its people, and chance."""

    def __init__(self, *, children: int, seed: int, password: str, now: datetime | None = None):
        self.children, self.seed, self.password = children, seed, password
        self.days = Days(now or timezone.now())
        self.today, self.now = self.days.today, self.days.now
        self.chance = self.dice("world")
        self.words = Words(self.dice("words"))
        self.authority: Authority  # the council's own demo.py makes it
        self.teams: dict[str, Team] = {}
        self.workers: dict[str, Worker] = {}
        self.families: list[Family] = []
        self.made: Counter = Counter()

    def dice(self, name: str) -> Random:
        """An app's own run of chance, the same for the same seed whatever the others do."""
        return Random(f"{self.seed} {name}")

    def spells(self):
        for family in self.families:
            for spell in family.spells:
                yield family, spell

    # Words

    def say(self, kid: Kid, topic: str, slot: str = "text", *, on: date, again=True, bank=None):
        """Words about a child as they were that day, none of them used before in the family."""
        lists = self.words.lines(self.banks(kid, on, bank), topic, kid.band_on(on), slot)
        return (
            self.words.choose(lists, self.terms(kid, on), kid.family.used_texts, again=again) or ""
        )

    def banks(self, kid: Kid, on: date, bank=None) -> list[str]:
        """Poor practice has words of its own; a child's own story is of this time, not before."""
        if bank:
            return [bank]
        own = [kid.own] if kid.own and on >= kid.family.last.days["received"] else []
        return [*own, kid.family.need, "general"]

    def terms(self, kid: Kid, on: date) -> dict:
        age = kid.age_on(on)
        return {**kid.terms, "age": age} if age else kid.terms

    def good(self, spell: Spell, chance: Random) -> bool:
        """Whether this piece of work was done well: quality differs within one family's file."""
        family = spell.kids[0].family
        if family.known and spell is family.last and spell.quality == GOOD:
            return True
        return chance.random() < {GOOD: 0.92, MIXED: 0.55}.get(spell.quality, 0.12)

    def mood(self, spell: Spell, day: date, chance: Random) -> str:
        """Hard at the start; by the end of the work, mostly better."""
        start = spell.days["received"]
        end = spell.on("closed") or max(self.today, start + timedelta(days=240))
        gone = (day - start).days / max(1, (end - start).days)
        return BETTER if chance.random() < gone * 0.95 else HARD

    # Workers

    def manager_of(self, team):
        return next(
            (
                worker
                for worker in self.workers.values()
                if worker.role == "team_manager" and worker.team == team
            ),
            self.workers["service.manager"],
        )

    def worker_on(self, spell: Spell, day: date):
        return spell.worker_on(day) or self.manager_of(spell.team)

    def door(self, chance: Random):
        """A social worker of the front door."""
        team = self.teams["Front door"]
        return chance.choice(
            [
                w
                for w in self.workers.values()
                if w.team == team and w.role == "social_worker" and w.is_active
            ]
        )

    # Records

    def record(self, model, kid: Kid, worker, on, /, *, team=None, **facts):
        """A row on a child's file, written down when such things are: most soon, some late."""
        return model(
            child=kid.child,
            authority=self.authority,
            team=team or kid.child.team,
            recorded_by=worker,
            recorded_at=self.written(on, kid),
            **facts,
        )

    def shared(self, model, kid: Kid, worker, on, /, **facts):
        """A row several children share."""
        return model(
            authority=self.authority, recorded_by=worker, recorded_at=self.written(on, kid), **facts
        )

    def written(self, on: date | datetime, kid: Kid) -> datetime:
        at = on if isinstance(on, datetime) else self.days.at(on, 16, self.chance.randint(0, 59))
        late = 0.02 if kid.family.quality == GOOD else 0.1
        wait = self.chance.randint(8, 24) * 24 if self.chance.random() < late else 0
        at += timedelta(hours=wait + self.chance.choice([1, 1, 2, 3, 20, 26, 44]))
        return min(at, self.now)

    def write(self, model, rows) -> list:
        """Save many at once, each recorded when it says it was rather than now."""
        rows = list(rows)
        field = next((f for f in model._meta.fields if f.name == "recorded_at"), None)
        if field is None:
            return self._count(model, model.objects.bulk_create(rows, batch_size=1000))
        field.auto_now_add = False
        try:
            return self._count(model, model.objects.bulk_create(rows, batch_size=1000))
        finally:
            field.auto_now_add = True

    def _count(self, model, rows: list) -> list:
        self.made[model._meta.verbose_name_plural] += len(rows)
        return rows


def load(world: World) -> None:
    """People, files, relationships, allocations, alerts, grants and looks."""
    chance = world.dice("children")
    inventor = Inventor(world.days, chance)
    world.families = Known(inventor).families()
    known = sum(len(family.kids) for family in world.families)
    world.families += inventor.families(max(0, world.children - known))
    Caseloads(world.days, chance, world.teams, world.workers).share_out(world.families)
    Register(world, chance).write()
    Child.objects.filter(authority=world.authority).refresh_search()
