"""The people of the stories as records: who and where they are, and what to each other."""

from datetime import timedelta

from casework.children.codes import AllocationRole
from casework.children.models import (
    Address,
    Allocation,
    Child,
    HouseMove,
    Person,
    PersonName,
    Relationship,
)
from casework.demonstration import names
from casework.demonstration.grown import Grown
from casework.demonstration.registers import Access
from casework.demonstration.stories import Family, Kid, Member, Spell

DISABILITIES = [
    ["AUT"],
    ["LD", "COMM"],
    ["MOB", "PC"],
    ["AUT", "LD"],
    ["HEAR"],
    ["VIS", "LD"],
    ["MOB", "HAND", "COMM"],
]
NEEDS_TO_UNDERSTAND = [
    "Uses picture cards and some Makaton. Show one card at a time and wait.",
    "Understands short sentences. Say what will happen first, then what comes next.",
    "Uses a talker with eye gaze. Needs time: count to twenty before asking again.",
    "Signs at home and lip-reads. Face the light and speak one at a time.",
    "Finds noise hard. Meet in a quiet room and leave the door open.",
]
SELF = {"she": "herself", "he": "himself", "they": "themself"}
PRONOUNS = {"F": ("she", "her", "her"), "M": ("he", "him", "his"), "U": ("they", "them", "their")}


class Register:
    def __init__(self, world, chance):
        self.world, self.chance, self.numbers = world, chance, names.Numbers()

    def write(self) -> None:
        world = self.world
        kids = [kid for family in world.families for kid in family.kids]
        members = [member for family in world.families for member in family.members]
        for member in members:
            member.person = self.adult(member)
        for kid in kids:
            kid.person = self.person(kid)
        world.write(Person, [member.person for member in [*members, *kids]])
        for kid in kids:
            kid.child = self.file(kid)
            kid.terms = self.terms(kid)
        world.write(Child, [kid.child for kid in kids])
        world.write(PersonName, self.former_names())
        moves = [self.house_move(family) for family in world.families]
        world.write(HouseMove, filter(None, moves))
        homes = zip(world.families, moves, strict=True)
        world.write(Address, [a for family, move in homes for a in self.addresses(family, move)])
        self.write_professionals()
        world.write(Relationship, [r for family in world.families for r in self.relatives(family)])
        world.write(Relationship, [r for f in world.families for r in Grown(f, world).relatives()])
        world.write(Allocation, [a for f, s in world.spells() for a in self.allocations(f, s)])
        Access(world, self.chance).write()

    def adult(self, member: Member) -> Person:
        family = member.family
        return Person(
            authority=self.world.authority,
            given_name=member.given,
            family_name=member.surname,
            sex=member.sex,
            born_on=member.born_on,
            died_on=member.died_on,
            ethnicity=family.ethnicity,
            religion=family.faith,
            languages=family.language,
            phone=member.phone,
            needs_interpreter="English" not in family.language,
        )

    def person(self, kid: Kid) -> Person:
        family, facts = kid.family, kid.facts
        disabled = family.need == "disability"
        unborn = kid.unborn
        return Person(
            authority=self.world.authority,
            given_name=kid.given,
            family_name=kid.surname,
            known_as=kid.known_as,
            born_on=kid.born_on,
            expected_on=kid.expected_on,
            sex="U" if unborn else kid.sex,
            gender=facts.get("gender", ""),
            pronouns=facts.get("pronouns", ""),
            ethnicity="NOBT" if unborn else family.ethnicity,
            disabilities=self.disabilities(kid) if not unborn else [],
            religion="" if unborn else family.faith,
            languages="" if unborn else family.language,
            communication_needs=self.chance.choice(NEEDS_TO_UNDERSTAND) if disabled else "",
        )

    def disabilities(self, kid: Kid) -> list[str]:
        if kid.family.need == "disability":
            return self.chance.choice(DISABILITIES)
        return self.chance.choices([["NONE"], ["AUT"], ["BEH"], ["LD"]], [90, 5, 2, 3])[0]

    def file(self, kid: Kid) -> Child:
        age, last = kid.age_on(self.world.today), kid.family.last
        school_age = not kid.unborn and age >= 5
        awaited = school_age and self.chance.random() < 0.03
        return Child(
            person=kid.person,
            authority=self.world.authority,
            team=last.team,
            restricted=kid.family.restricted,
            school=self.school(kid, age),
            upn=self.numbers.upn() if school_age and not awaited else "",
            upn_unknown="" if school_age and not awaited else ("UN4" if awaited else "UN1"),
            nhs_number="" if kid.unborn else self.numbers.nhs(),
            opened_on=next(s for s in kid.family.spells if kid in s.kids).days["received"],
        )

    def school(self, kid: Kid, age: int) -> str:
        if "school" in kid.facts:
            return kid.facts["school"]
        if kid.unborn or age < 2:
            return ""
        if kid.family.need == "disability" and self.chance.random() < 0.6 and age >= 4:
            return names.place(self.chance, "specials")
        kind = "nurseries" if age < 4 else "primaries" if age < 11 else "secondaries"
        return kid.family.schools.setdefault(kind, names.place(self.chance, kind))

    def terms(self, kid: Kid) -> dict:
        """What a sentence about this child may speak of. What does not exist is left out."""
        family, place = kid.family, lambda kind: names.place(self.chance, kind)
        he, him, his = PRONOUNS["M" if kid.facts.get("gender") == "Boy" else kid.person.sex]
        she, _, her = PRONOUNS[family.carer.sex]
        terms = {
            "name": kid.name,
            "he": he,
            "him": him,
            "his": his,
            "He": he.capitalize(),
            "His": his.capitalize(),
            "carer": family.carer.given,
            "Mum": family.carer.word,
            "she": she,
            "her": her,
            "She": she.capitalize(),
            "Her": her.capitalize(),
            "himself": SELF[he],
            "herself": SELF[she],
            "language": family.language.split(",")[0],
            "teacher": kid.facts.get("teacher") or place("teachers"),
            "friend": place("friends"),
            "food": place("foods"),
            "game": place("games"),
            "pet": place("pets"),
            "spot": place("spots"),
            "officer": place("officers"),
            "housing": place("housing"),
            "doctor": place("doctors"),
            "visitor": place("visitors"),
            "nurse": place("nurses"),
            "street": family.address.split(",")[0].lstrip("0123456789 "),
        }
        if kid.child.school:
            terms["school"] = kid.child.school
        if family.faith not in ("", "No religion"):
            terms["faith"] = family.faith
        self.add_relatives(kid, terms)
        return terms | kid.facts.get("terms", {})

    def add_relatives(self, kid: Kid, terms: dict) -> None:
        family, today = kid.family, self.world.today
        others = sorted(
            (other for other in family.kids if other is not kid and not other.unborn),
            key=lambda other: abs(((other.born_on or today) - (kid.born_on or today)).days),
        )
        if others:
            terms["sib"] = others[0].name
        father = next((m for m in family.members[1:] if m.part == "father" and not m.died_on), None)
        if father:
            terms |= {"dad": father.given, "Dad": father.word}
        nan = family.adult("grandparent")
        if nan and nan is not family.carer:
            terms["nan"] = nan.given

    def former_names(self):
        for family in self.world.families:
            for kid in family.kids:
                if kid.facts.get("former"):
                    yield PersonName(
                        person=kid.person, given_name=kid.facts["former"], family_name=kid.surname
                    )
            if self.chance.random() < 0.06:
                yield PersonName(
                    person=family.carer.person,
                    kind=PersonName.Kind.OTHER,
                    family_name=self.chance.choice(names.NAMES[family.heritage]["surnames"]),
                )

    def house_move(self, family: Family) -> HouseMove | None:
        """Some have moved since we knew them: one move, for all who live together."""
        moved = family.moved_on
        if moved is None and self.chance.random() < 0.2:
            moved = self.world.days.ago(self.chance.randint(60, 600))
            family.former = (
                f"{self.chance.randint(1, 99)} {names.place(self.chance, 'streets')}",
                f"NM{self.chance.randint(1, 9)} {self.chance.randint(1, 9)}ZE",
            )
        if moved is None or not family.former:
            return None
        world = self.world
        worker = world.worker_on(family.last, moved) if family.last.tenures else None
        return HouseMove(
            authority=world.authority,
            moved_on=moved,
            why="Their tenancy ended, and the council found them this house",
            recorded_by=worker,
            recorded_at=world.days.at(moved, 16, 20),
        )

    def addresses(self, family: Family, move: HouseMove | None):
        homes = [resident for resident in family.members if resident.home] + [
            k for k in family.kids if not k.unborn
        ]
        for resident in homes:
            if lines := getattr(resident, "facts", {}).get("home"):
                yield Address(
                    person=resident.person,
                    kind="placement",
                    lines=lines,
                    postcode="NM2 5QT",
                    started_on=self.world.days.ago(300),
                )
                continue
            since = move.moved_on if move else family.moved_on
            there = bool(move and since and resident.born_on and resident.born_on < since)
            if there and family.former:
                yield Address(
                    person=resident.person,
                    lines=family.former[0],
                    postcode=family.former[1],
                    ended_on=since,
                    ended_by=move,
                )
            yield Address(
                person=resident.person,
                lines=family.address,
                postcode=family.postcode,
                started_on=since if there or not move else resident.born_on,
                move=move if there else None,
            )

    def relatives(self, family: Family):
        for kid in family.kids:
            for member in family.members:
                if not self.is_parent_of(member, kid):
                    continue
                yield from self.pair(kid, member)
            for other in family.kids:
                if other is not kid:
                    yield Relationship(
                        person=kid.person, relative=other.person, kind=self.sibling_kind(kid, other)
                    )
            yield from self.helpers(kid)

    def is_parent_of(self, member: Member, kid: Kid) -> bool:
        """Half-brothers and sisters have fathers of their own."""
        named = kid.facts.get("father")
        if member.part != "father":
            return True
        if named:
            return member.given == named
        return not any(k.facts.get("father") == member.given for k in kid.family.kids)

    def sibling_kind(self, kid: Kid, other: Kid) -> str:
        if kid.facts.get("father") != other.facts.get("father"):
            return "half_sibling"
        return {"F": "sister", "M": "brother"}.get(other.person.sex, "sibling")

    def pair(self, kid: Kid, member: Member):
        yield Relationship(
            person=kid.person,
            relative=member.person,
            kind=member.part,
            parental_responsibility=member.responsible and not member.died_on and not kid.unborn,
            note=member.note,
        )
        back = "child" if member.part in ("mother", "father") else "other"
        yield Relationship(person=member.person, relative=kid.person, kind=back)

    # Professionals

    def write_professionals(self) -> None:
        """A teacher, a nurse or a health visitor is one person to every child they help."""
        people = {}
        for family in self.world.families:
            for kid in family.kids:
                for kind, name, title, place in self.who_helps(kid):
                    key = name, place
                    if key not in people:
                        given, _, last = name.rpartition(" ")
                        people[key] = Person(
                            authority=self.world.authority,
                            given_name=given,
                            family_name=last,
                            job_title=title,
                            organisation=place,
                        )
                    kid.facts.setdefault("helpers", []).append((kind, people[key]))
        self.world.write(Person, people.values())

    def who_helps(self, kid: Kid):
        if "school" in kid.terms:
            title = "Key person" if "Nursery" in kid.child.school else "Class teacher"
            yield "teacher", kid.terms["teacher"], title, kid.child.school
        if kid.age_on(self.world.today) < 5:
            yield "health", kid.terms["visitor"], "Health visitor", "Northmoor Community Health"
        else:
            yield "health", kid.terms["nurse"], "School nurse", "Northmoor Community Health"

    def helpers(self, kid: Kid):
        for kind, person in kid.facts.get("helpers", []):
            yield Relationship(person=kid.person, relative=person, kind=kind)
            yield Relationship(person=person, relative=kid.person, kind="other")

    # Allocations

    def allocations(self, family: Family, spell: Spell):
        if spell is family.last:
            self.support_for(family, spell)
        for kid in spell.kids:
            for n, (worker, start, end) in enumerate(spell.tenures):
                yield self.world.record(
                    Allocation,
                    kid,
                    self.world.manager_of(spell.team),
                    start,
                    team=spell.team,
                    worker=worker,
                    started_on=start,
                    ended_on=end,
                    reason=self.reason(n, spell, end),
                )
            if family.supported is spell:
                lead, start, end = spell.tenures[-1]
                start = min(start + timedelta(days=9), end or self.world.today)
                yield self.world.record(
                    Allocation,
                    kid,
                    lead,
                    start,
                    team=spell.team,
                    worker=family.supporter,
                    role=AllocationRole.FAMILY_SUPPORT,
                    started_on=start,
                    ended_on=end,
                )

    def reason(self, n: int, spell, end) -> str:
        if n == 0 and len(spell.tenures) > 1:
            return self.chance.choice(
                ["Left the council", "Moved to another team", "Parental leave"]
            )
        return "Closed" if end else ""

    def support_for(self, family: Family, spell: Spell) -> None:
        """Family support workers help some families of their own team."""
        team = [
            w
            for w in self.world.workers.values()
            if w.role == "family_support" and w.team == spell.team
        ]
        wanted = family.support or (not family.known and self.chance.random() < 0.13)
        if team and wanted and spell.tenures and family.supporter is None:
            family.supporter, family.supported = team[0], spell
