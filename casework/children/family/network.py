"""Who is in a child's family, as far as one worker may know: people, couples, homes.

People are reached only through the child's own file and those of brothers and sisters the worker
may know of. Someone whose own file is not the worker's to know of is not reached at all, nor is
anyone known through them alone.
"""

from dataclasses import dataclass, field
from datetime import date

from casework.children.codes import PROFESSIONAL_KINDS, SIBLING_KINDS, RelationshipKind
from casework.children.family.homes import (
    homes_beside,
    homes_of,
    living_with,
    read_homes,
    share_a_home,
)
from casework.children.models import Address, Child, Person, Relationship
from casework.children.readers import Kept
from casework.interface.statements import FILES
from casework.interface.words import listed

PARENTS = ("mother", "father", "parent")
JOINED = ("partner", "step_parent")
FULL = ("brother", "sister", "sibling", "twin")
HALF = {"F": "half-sister", "M": "half-brother"}
TWIN = {"F": "twin sister", "M": "twin brother"}
STEP = {"F": "step-sister", "M": "step-brother"}
PLAIN = {"F": "sister", "M": "brother"}


@dataclass(eq=False)
class Member:
    """One person of the family. ``file`` is their own, where the worker may know of it."""

    person: Person
    file: Child | None = None
    kind: str = ""
    words: str = ""
    at_home: bool = False
    responsible: bool = False
    note: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    address: Address | None = None
    focus: bool = False

    @property
    def pk(self) -> int:
        return self.person.pk


@dataclass(eq=False)
class Couple:
    """Two who are or were together, or are parents of the same children; or one parent alone."""

    parents: tuple[int, ...]
    children: list[int] = field(default_factory=list)
    started_on: date | None = None
    ended_on: date | None = None
    known: bool = False


@dataclass(eq=False)
class Network:
    focus: Member
    members: dict[int, Member]
    couples: list[Couple]
    elders: dict[int, list[int]]
    """The parents of a parent (or of a parent's brother or sister), where that is written down."""
    guessed: list[int] = field(default_factory=list)
    """Half-brothers and half-sisters of whom nobody wrote down which parent they share."""

    @property
    def people(self) -> list[Member]:
        """Everyone but the child: at home first, then as close as they are, then those before."""
        others = [member for member in self.members.values() if not member.focus]
        return sorted(others, key=lambda member: (member.ended_on is not None, not member.at_home))

    @property
    def not_said(self) -> list[str]:
        """What the lines between brothers and sisters cannot say, because nobody wrote it down."""
        hung = {pk for couple in self.couples for pk in couple.children}
        sides: dict[bool, list[str]] = {False: [], True: []}
        for in_line in sides:
            sides[in_line] = [
                member.person.first_name
                for member in self.now
                if member.kind in SIBLING_KINDS
                and (member.pk in hung) is in_line
                and (not in_line or member.pk in self.guessed)
            ]
        name, (none, some) = self.focus.person.first_name, sides.values()
        share = "shares" if len(some) == 1 else "share"
        sentences = {
            f"No line leads to {listed(none)}: which parents they share with {name} is not written"
            " down.": none,
            f"Which parent {listed(some)} {share} with {name} is not written down: the line is"
            " drawn from the first of them.": some,
        }
        return [sentence for sentence, of_whom in sentences.items() if of_whom]

    @property
    def now(self) -> list[Member]:
        return [member for member in self.members.values() if member.ended_on is None]


def network_of(child: Child, worker, siblings=None) -> Network:
    """``siblings`` are those the worker may know of, where the page has them already."""
    if siblings is None:
        siblings = Child.objects.visible_to(worker).siblings_of(child).with_person()
    return _Gathering(child, worker, siblings).network()


@Kept
def standing_relationships(reader):
    known = Relationship.objects.visible_to(reader).standing().filter(person=FILES)
    beside = known.annotate(own_homes=homes_beside("person"), their_homes=homes_beside("relative"))
    return beside.select_related("relative__child").order_by("kind", "relative__born_on")


def visible_relationships(child, worker) -> list[Relationship]:
    """The people in a child's life; a child with a file the worker may not know of is left out.

    ``file`` on each is the relative's own file, where there is one; ``lives_with`` whether they
    share a home today.
    """
    related = standing_relationships.read(worker, {FILES: child.person_id})
    for relationship in related:
        relationship.file = getattr(relationship.relative, "child", None)
        own, theirs = read_homes(relationship.own_homes), read_homes(relationship.their_homes)
        living = relationship.relative.died_on is None
        relationship.lives_with = living and share_a_home(own, theirs)
    return sorted(related, key=lambda relationship: not relationship.lives_with)


class _Gathering:
    def __init__(self, child: Child, worker, siblings):
        self.child, self.worker = child, worker
        self.files = {child.person_id: child for child in [child, *siblings]}
        self.rows = self.with_files(
            Relationship.objects.visible_to(worker)
            .filter(person__in=self.files)
            .exclude(kind__in=PROFESSIONAL_KINDS)
            .select_related("relative__child")
            .order_by("relative__born_on", "pk")
        )
        self.members = self.gathered()
        self.between = list(
            Relationship.objects.filter(person__in=self.members, relative__in=self.members)
            .exclude(person=child.person_id)
            .order_by("pk")
        )

    def with_files(self, rows) -> list[Relationship]:
        """The relatives' own files beside them."""
        relationships = list(rows)
        relatives = [row.relative for row in relationships if hasattr(row.relative, "child")]
        self.files |= {relative.pk: relative.child for relative in relatives}
        return relationships

    def gathered(self) -> dict[int, Member]:
        me = self.child.person_id
        members = {me: Member(self.child.person, self.child, "", "", at_home=True, focus=True)}
        own = sorted(
            (row for row in self.rows if row.person_id == me), key=lambda row: bool(row.ended_on)
        )
        for row in own:
            members.setdefault(row.relative_id, self.member(row))
        theirs = [row for row in self.rows if row.person_id in members and row.ended_on is None]
        for row in theirs:
            if row.relative_id not in members and row.kind in (*PARENTS, *JOINED):
                members[row.relative_id] = self.through(row, members)
        self.house(members)
        return members

    def member(self, row: Relationship) -> Member:
        person = row.relative
        return Member(
            person,
            self.files.get(person.pk),
            row.kind,
            relation_words(row.kind, person),
            responsible=row.parental_responsibility,
            note=row.note,
            started_on=row.started_on,
            ended_on=row.ended_on,
        )

    def through(self, row: Relationship, members) -> Member:
        """A brother's father, who is nothing to this child."""
        whose = [
            members[other.person_id].person.first_name
            for other in self.rows
            if other.relative_id == row.relative_id
            and other.ended_on is None
            and other.person_id in members
        ]
        words = f"{listed(dict.fromkeys(whose))}’s {relation_words(row.kind, row.relative)}"
        file = self.files.get(row.relative_id)
        return Member(row.relative, file, "through", words, note=row.note)

    def house(self, members: dict[int, Member]) -> None:
        """Where each lives, and who of those living lives with the child."""
        homes, me = homes_of(members), self.child.person_id
        together = living_with(me, members, homes)
        for pk, member in members.items():
            member.address = next(iter(homes.get(pk, [])), None)
            member.at_home = member.focus or (pk in together and member.person.died_on is None)

    # Who belongs to whom

    def network(self) -> Network:
        couples = self.couples()
        focus = self.members[self.child.person_id]
        return Network(focus, self.members, couples, self.elders(), self.guessed())

    def guessed(self) -> list[int]:
        half = [pk for pk in self.brood() if self.members[pk].kind == "half_sibling"]
        return [pk for pk in half if not self.written_parents(pk)]

    def couples(self) -> list[Couple]:
        couples: dict[frozenset, Couple] = {}
        for pk in self.brood():
            parents = self.parents_of(pk)
            if parents:
                key = frozenset(parents)
                couples.setdefault(key, Couple(tuple(parents))).children.append(pk)
        for pair in self.partners(couples):
            couples.setdefault(frozenset(pair), Couple(pair))
        for key, couple in couples.items():
            self.date(couple, key)
        return list(couples.values())

    def brood(self) -> list[int]:
        """The child and every brother and sister, the eldest first, the unborn last."""
        mine = [
            member
            for member in self.members.values()
            if member.focus or member.kind in SIBLING_KINDS
        ]
        return [member.pk for member in sorted(mine, key=birth)]

    def parents_of(self, pk: int) -> list[int]:
        """As written on their own file, or on the parent; else as the word for them implies."""
        return self.written_parents(pk) or self.implied(pk)

    def written_parents(self, pk: int) -> list[int]:
        own = [
            row
            for row in self.rows
            if row.person_id == pk and row.kind in PARENTS and not row.ended_on
        ]
        own.sort(key=lambda row: PARENTS.index(row.kind))
        parents = [row.relative_id for row in own if row.relative_id in self.members]
        parents += [
            row.person_id
            for row in self.between
            if row.kind == "child"
            and row.relative_id == pk
            and row.person_id not in self.files
            and not row.ended_on
        ]
        parents += [
            row.relative_id
            for row in self.between
            if row.person_id == pk
            and row.kind in PARENTS
            and row.person_id not in self.files
            and not row.ended_on
        ]
        return list(dict.fromkeys(parents))[:2]

    def implied(self, pk: int) -> list[int]:
        kind, me = self.members[pk].kind, self.child.person_id
        if pk == me:
            return []
        mine = self.parents_of(me)
        if kind == "step_sibling":
            return [member.pk for member in self.members.values() if member.kind == "step_parent"][
                :1
            ]
        return mine[:1] if kind == "half_sibling" else mine

    def partners(self, couples) -> list[tuple[int, int]]:
        """Couples with no child here: as written, or a parent's partner beside the first parent."""
        parents = {pk for key in couples for pk in key}
        pairs = [
            (row.person_id, row.relative_id)
            for row in self.between
            if row.kind == "partner" and row.person_id not in self.files
        ]
        joined = {pk for pair in pairs for pk in pair}
        first = next(iter(self.parents_of(self.child.person_id)), None)
        for member in self.members.values():
            alone = member.kind in JOINED and member.pk not in joined and member.pk not in parents
            if alone and first:
                pairs.append((first, member.pk))
        return pairs

    def date(self, couple: Couple, pair: frozenset) -> None:
        for row in self.between:
            if row.kind == "partner" and {row.person_id, row.relative_id} == pair:
                couple.known = True
                couple.started_on = row.started_on or couple.started_on
                couple.ended_on = row.ended_on

    def elders(self) -> dict[int, list[int]]:
        """For a grown-up, the parents who are drawn above; brothers and sisters share them."""
        grown = [member.pk for member in self.members.values() if member.pk not in self.brood()]
        parents = {
            pk: [
                row.relative_id
                for row in self.between
                if row.person_id == pk and row.kind in PARENTS and not row.ended_on
            ]
            for pk in grown
        }
        for row in self.between:
            theirs = parents.get(row.person_id)
            if theirs and row.kind in FULL and not parents.get(row.relative_id, True):
                parents[row.relative_id] = theirs
        return {pk: elders for pk, elders in parents.items() if elders}


def birth(member: Member) -> tuple:
    person = member.person
    return (person.born_on is None, person.born_on or person.expected_on or date.max, person.pk)


def relation_words(kind: str, person) -> str:
    """What someone is to the child, as a family says it."""
    if kind in SIBLING_KINDS:
        by_sex = {"half_sibling": HALF, "step_sibling": STEP, "twin": TWIN}.get(kind, PLAIN)
        plain = {
            "twin": "twin",
            "half_sibling": "half-brother or sister",
            "step_sibling": "step-brother or sister",
        }
        return by_sex.get(person.sex) or plain.get(kind, "brother or sister")
    by_kind = {
        "grandparent": {"F": "grandmother", "M": "grandfather"},
        "aunt_uncle": {"F": "aunt", "M": "uncle"},
        "step_parent": {"F": "step-mum", "M": "step-dad"},
        "child": {"F": "daughter", "M": "son"},
        "partner": {},
    }.get(kind, {})
    return by_kind.get(person.sex) or RelationshipKind(kind).label.lower()
