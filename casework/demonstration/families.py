"""Families invented one after another until there are enough children."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from casework.demonstration import names
from casework.demonstration.days import Days
from casework.demonstration.deck import CERTAIN, CLOSED_PATHS, COMMON, aim_of, drawn
from casework.demonstration.journeys import Aim, Journeys
from casework.demonstration.stories import GOOD, MIXED, POOR, Family, Kid, Member, Spell

NEEDS = {
    "neglect": 30,
    "domestic_abuse": 26,
    "mental_health": 14,
    "acute_stress": 14,
    "exploitation": 10,
    "disability": 15,
}
NEVER_OPENED = {"information", "no_action", "early_help"}
QUALITIES = {GOOD: 52, MIXED: 30, POOR: 18}
SIZES = {1: 36, 2: 31, 3: 20, 4: 9, 5: 4}
SOURCES = {
    "neglect": ["2A", "3B", "1A", "4", "2A"],
    "domestic_abuse": ["6", "6", "2A", "1A", "8"],
    "mental_health": ["3A", "5A", "2A", "1A"],
    "acute_stress": ["1A", "4", "2A", "5D"],
    "exploitation": ["6", "2A", "1A", "5D"],
    "disability": ["3F", "2A", "1A", "3A"],
}
CATEGORIES = {
    "neglect": ["NEG"],
    "domestic_abuse": ["EMO", "EMO", "PHY"],
    "mental_health": ["EMO", "NEG"],
    "acute_stress": ["EMO", "NEG", "PHY"],
    "exploitation": ["SAB", "EMO", "MUL"],
    "disability": ["NEG"],
}


class Inventor:
    def __init__(self, days: Days, chance: Random):
        self.days, self.chance = days, chance
        self.journeys = Journeys(days, chance)
        self.homes = names.Addresses(chance)

    def families(self, children: int) -> list[Family]:
        """The certain ones first, small when there is room for few; then what is usual."""
        small = children < 150
        families = [self.family(aim, 1 if small else None) for aim in CERTAIN]
        if not small:
            families.append(self.family(Aim("protection", "conference", 160, goes_on=True), 7))
        while sum(len(family.kids) for family in families) < children:
            left = children - sum(len(family.kids) for family in families)
            size = min(left, drawn(self.chance, SIZES))
            families.append(self.family(aim_of(drawn(self.chance, COMMON), self.chance), size))
        return families

    def family(self, aim: Aim, size: int | None = None) -> Family:
        need, quality = drawn(self.chance, NEEDS), drawn(self.chance, QUALITIES)
        size = size or self.chance.choice([1, 1, 2, 3])
        if need == "disability":
            need, size = ("acute_stress", size) if size > 3 else (need, 1)
        family = self.household(need, quality)
        family.unallocated = aim.unallocated
        family.spells = [self.spell(aim, need, quality)]
        self.add_children(family, size)
        self.add_history(family)
        return self.completed(family)

    def spell(self, aim: Aim, need: str, quality: str) -> Spell:
        spell = self.journeys.spell(aim, need, quality)
        tries = 0
        while aim.closed and not self.ended(spell):
            tries += 1
            aim = replace(aim, ago=aim.ago + 12) if tries % 2 else aim
            spell = self.journeys.spell(aim, need, quality)
        return self.described(spell)

    def ended(self, spell: Spell) -> bool:
        return self.days.past(last_day(spell))

    def described(self, spell: Spell) -> Spell:
        spell.source = self.chance.choice(SOURCES[spell.need])
        spell.category = self.chance.choice(CATEGORIES[spell.need])
        return spell

    def household(self, need: str, quality: str) -> Family:
        kind = names.heritage(self.chance)
        bank = names.NAMES[kind]
        pick = self.chance.choice
        lines, code = self.homes.home()
        return Family(
            surname=pick(bank["surnames"]),
            heritage=kind,
            need=need,
            quality=quality,
            address=lines,
            postcode=code,
            language=pick(bank["languages"]),
            faith=pick(bank["faiths"]),
            ethnicity=pick(bank["ethnicities"]),
            members=self.adults(kind, need),
        )

    def adults(self, kind: str, need: str) -> list[Member]:
        taken: set[str] = set()
        pick = self.chance.random

        def someone(sex, **facts):
            return Member(names.given(self.chance, kind, sex, taken, adult=True), "", sex, **facts)

        roll = pick()
        if roll < 0.84 or need == "domestic_abuse":
            adults = [someone("F", part="mother", word="Mum")]
        elif roll < 0.93:
            adults = [someone("M", part="father", word="Dad")]
        else:
            adults = [someone("F", part="grandparent", word="Nan")]
        if adults[0].word == "Mum" and (need == "domestic_abuse" or pick() < 0.6):
            father = someone("M", part="father", word="Dad")
            father.home = need != "domestic_abuse" and pick() < 0.6
            adults.append(father)
        if adults[0].word != "Nan" and pick() < 0.55:
            nan = someone("F", part="grandparent", word="Nan", home=False, responsible=False)
            adults.append(nan)
        return adults

    def add_children(self, family: Family, size: int) -> None:
        """Born before the family came to us this time, and all of them under 18 now."""
        taken = {member.given for member in family.members}
        latest = min(family.last.days["received"] - timedelta(days=12), self.days.ago(20))
        oldest = self.days.ago(int(365.25 * 17.6))
        day = latest - timedelta(days=self.first_age(family.need, size))
        for _ in range(size):
            day = max(day, oldest + timedelta(days=self.chance.randint(0, 200)))
            family.kids.append(self.kid(family, day, taken))
            day -= timedelta(days=self.chance.choice([340, 480, 620, 800, 1000, 1400]))
        family.kids.sort(key=lambda kid: kid.born_on or self.days.today)

    def first_age(self, need: str, size: int) -> int:
        """Days old the youngest is: exploitation is of older children, neglect of all."""
        if need == "exploitation":
            return self.chance.randint(365 * 12, 365 * 15) // min(size, 2)
        return self.chance.randint(5, int(365 * 14 / size))

    def kid(self, family: Family, day: date, taken: set[str]) -> Kid:
        sex = self.chance.choice("FM")
        given = names.given(self.chance, family.heritage, sex, taken)
        surname = family.surname
        if self.chance.random() < 0.07:
            other = self.chance.choice(names.NAMES[family.heritage]["surnames"])
            surname = f"{surname}-{other}" if "-" not in surname + other else surname
        return Kid(given, surname, sex, day)

    def add_history(self, family: Family) -> None:
        """Some were known to us before: a cycle the present work has to break."""
        before = family.last.days["received"] - timedelta(days=30)
        if self.chance.random() > 0.36:
            return
        aim = Aim(drawn(self.chance, CLOSED_PATHS), "received", 60, closed=True)
        for _ in range(40):
            aim = replace(aim, ago=aim.ago + 14)
            spell = self.spell(aim, family.need, family.quality)
            if last_day(spell) < before:
                break
        else:
            return
        received = spell.days["received"]
        if received >= self.days.ago(730) and any(kid.born_by(received) for kid in family.kids):
            family.spells.insert(0, spell)

    def completed(self, family: Family) -> Family:
        """Who was there for each spell, and everyone's name and age."""
        for member in family.members:
            member.family = family
            member.surname = member.surname or family.surname
            member.born_on = member.born_on or self.adult_birthday(family, member)
        for spell in family.spells:
            start = spell.days["received"]
            spell.kids = [kid for kid in family.kids if kid.unborn or kid.born_by(start)]
        if family.last.on("protection") or family.last.path == "protection":
            family.last.previous_plans = sum(1 for s in family.spells[:-1] if s.on("protection"))
        for kid in family.kids:
            kid.family = family
        return family

    def adult_birthday(self, family: Family, member: Member) -> date:
        born = [kid.born_on for kid in family.kids if kid.born_on]
        eldest = min(born, default=self.days.today)
        years = self.chance.randint(17, 33) + (24 if member.part == "grandparent" else 0)
        return eldest - timedelta(days=int(years * 365.25) + self.chance.randint(0, 364))


def last_day(spell: Spell) -> date:
    """The day a journey was over; never, where a plan goes on."""
    if spell.path in NEVER_OPENED:
        return max(spell.days.values())
    return spell.on("closed") or date.max
