"""What the grown-ups of a family are to each other: couples, together or apart, and their parents."""

from datetime import timedelta
from random import Random

from casework.children.models import Relationship
from casework.demonstration.stories import Family, Member


class Grown:
    def __init__(self, family: Family, world):
        self.family, self.today = family, world.today
        self.chance = Random(f"{world.seed} {family.surname} {family.address} grown")

    def relatives(self):
        yield from self.couples()
        yield from self.elders()

    def couples(self):
        """The first carer and the children's fathers; who is not at home has parted from her."""
        carer = self.family.carer
        if carer.part != "mother":
            return
        for other in self.of("father"):
            days = (
                {}
                if other.home
                else {"started_on": self.met(other), "ended_on": self.parted(other)}
            )
            yield from self.both(carer, other, "partner", "partner", **days)

    def both(self, member: Member, other: Member, kind: str, back: str, **days):
        """Each is something to the other."""
        yield Relationship(person=member.person, relative=other.person, kind=kind, **days)
        yield Relationship(person=other.person, relative=member.person, kind=back, **days)

    def met(self, other: Member):
        return self.born_of(other) - timedelta(days=self.chance.randint(300, 900))

    def parted(self, other: Member):
        """Some time after their last child was born; the Whitfields' latest when they moved."""
        start = self.born_of(other, last=True)
        if self.family.moved_on and not self.child_of_his_own(other):
            return self.family.moved_on
        days = max(1, (self.today - start).days)
        return start + timedelta(days=self.chance.randint(1, min(days, 700)))

    def child_of_his_own(self, other: Member) -> bool:
        return any(kid.facts.get("father") == other.given for kid in self.family.kids)

    def born_of(self, other: Member, last=False):
        """When the first, or last, child of his was born; today where none is born yet."""
        named = any(kid.facts.get("father") == other.given for kid in self.family.kids)
        days = [
            kid.born_on
            for kid in self.family.kids
            if kid.born_on and (kid.facts.get("father") == other.given or not named)
        ]
        return (max(days) if last else min(days)) if days else self.today

    def elders(self):
        """The grandparents are the carer's own mum and dad, the aunt is her sister."""
        carer = self.family.carer
        if carer.part not in ("mother", "father"):
            return
        for elder in self.of("grandparent"):
            kind = "father" if elder.sex == "M" else "mother"
            yield from self.both(carer, elder, kind, "child")
        for other in self.of("aunt_uncle"):
            kind, back = ("brother" if member.sex == "M" else "sister" for member in (other, carer))
            yield from self.both(carer, other, kind, back)

    def of(self, part: str) -> list[Member]:
        return [member for member in self.family.members if member.part == part]
