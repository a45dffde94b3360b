"""Who is in a child's family, as far as one worker may know: people, couples, homes.

People are reached only through the child's own file and those of brothers and sisters the worker
may know of. Someone whose own file is not the worker's to know of is not reached at all, nor is
anyone known through them alone.
"""

from dataclasses import dataclass, field
from datetime import date

from casework.children.codes import PROFESSIONAL_KINDS, SIBLING_KINDS, RelationshipKind
from casework.children.models import Address, Child, Relationship
from casework.interface.words import listed

PARENTS = ("mother", "father", "parent")
JOINED = ("partner", "step_parent")
FULL = ("brother", "sister", "sibling")
HALF = {"F": "half-sister", "M": "half-brother"}
STEP = {"F": "step-sister", "M": "step-brother"}
PLAIN = {"F": "sister", "M": "brother"}


@dataclass(eq=False)
class Member:
    """One person of the family. ``file`` is their own, where the worker may know of it."""

    person: object
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

    @property
    def people(self) -> list[Member]:
        """Everyone but the child: at home first, then as close as they are, then those before."""
        others = [one for one in self.members.values() if not one.focus]
        return sorted(others, key=lambda one: (one.ended_on is not None, not one.at_home))

    @property
    def now(self) -> list[Member]:
        return [one for one in self.members.values() if one.ended_on is None]


def network_of(child: Child, worker, siblings=None) -> Network:
    """``siblings`` are those the worker may know of, where the page has them already."""
    if siblings is None:
        siblings = Child.objects.visible_to(worker).siblings_of(child).with_person()
    return _Gathering(child, worker, siblings).network()


class _Gathering:
    def __init__(self, child: Child, worker, siblings):
        self.child, self.worker = child, worker
        self.files = {one.person_id: one for one in [child, *siblings]}
        self.rows = self.known(
            Relationship.objects.filter(person__in=self.files)
            .exclude(kind__in=PROFESSIONAL_KINDS)
            .select_related("relative__child")
            .order_by("-lives_with", "relative__born_on", "pk")
        )
        self.members = self.gathered()
        self.between = list(
            Relationship.objects.filter(person__in=self.members, relative__in=self.members)
            .exclude(person=child.person_id)
            .order_by("pk")
        )  # fmt: skip

    def known(self, rows) -> list[Relationship]:
        """Without anyone whose file the worker may not know of."""
        rows = list(rows)
        files = {row.relative.child.pk for row in rows if hasattr(row.relative, "child")}
        seen = Child.objects.visible_to(self.worker).filter(pk__in=files).with_person()
        self.files |= {one.person_id: one for one in seen}
        return [
            row
            for row in rows
            if not hasattr(row.relative, "child") or row.relative_id in self.files
        ]

    def gathered(self) -> dict[int, Member]:
        me = self.child.person_id
        found = {me: Member(self.child.person, self.child, "", "", at_home=True, focus=True)}
        own = sorted((r for r in self.rows if r.person_id == me), key=lambda r: bool(r.ended_on))
        for row in own:
            found.setdefault(row.relative_id, self.member(row))
        theirs = [r for r in self.rows if r.person_id in found and r.ended_on is None]
        for row in theirs:
            if row.relative_id not in found and row.kind in (*PARENTS, *JOINED):
                found[row.relative_id] = self.through(row, found)
        self.house(found)
        return found

    def member(self, row: Relationship) -> Member:
        person = row.relative
        return Member(
            person, self.files.get(person.pk), row.kind, said(row.kind, person),
            at_home=row.lives_with and row.ended_on is None and person.died_on is None,
            responsible=row.parental_responsibility, note=row.note,
            started_on=row.started_on, ended_on=row.ended_on,
        )  # fmt: skip

    def through(self, row: Relationship, found) -> Member:
        """A brother's father, who is nothing to this child."""
        whose = [
            found[r.person_id].person.first_name
            for r in self.rows
            if r.relative_id == row.relative_id and r.ended_on is None and r.person_id in found
        ]
        words = f"{listed(dict.fromkeys(whose))}’s {said(row.kind, row.relative)}"
        file = self.files.get(row.relative_id)
        return Member(row.relative, file, "through", words, note=row.note)

    def house(self, found: dict[int, Member]) -> None:
        for address in Address.objects.filter(person__in=found).current().order_by("started_on"):
            found[address.person_id].address = address

    # Who belongs to whom

    def network(self) -> Network:
        couples = self.couples()
        return Network(self.members[self.child.person_id], self.members, couples, self.elders())

    def couples(self) -> list[Couple]:
        found: dict[frozenset, Couple] = {}
        for pk in self.brood():
            parents = self.parents_of(pk)
            if parents:
                key = frozenset(parents)
                found.setdefault(key, Couple(tuple(parents))).children.append(pk)
        for pair in self.partners(found):
            found.setdefault(frozenset(pair), Couple(pair))
        for key, couple in found.items():
            self.date(couple, key)
        return list(found.values())

    def brood(self) -> list[int]:
        """The child and every brother and sister, the eldest first, the unborn last."""
        mine = [one for one in self.members.values() if one.focus or one.kind in SIBLING_KINDS]
        return [one.pk for one in sorted(mine, key=birth)]

    def parents_of(self, pk: int) -> list[int]:
        """As written on their own file, or on the parent; else as the word for them implies."""
        own = [r for r in self.rows if r.person_id == pk and r.kind in PARENTS and not r.ended_on]
        own.sort(key=lambda r: PARENTS.index(r.kind))
        found = [r.relative_id for r in own if r.relative_id in self.members]
        found += [r.person_id for r in self.between if r.kind == "child" and r.relative_id == pk
                  and r.person_id not in self.files and not r.ended_on]  # fmt: skip
        return list(dict.fromkeys(found))[:2] or self.implied(pk)

    def implied(self, pk: int) -> list[int]:
        kind, me = self.members[pk].kind, self.child.person_id
        if pk == me:
            return []
        mine = self.parents_of(me)
        if kind == "step_sibling":
            return [one.pk for one in self.members.values() if one.kind == "step_parent"][:1]
        return mine[:1] if kind == "half_sibling" else mine

    def partners(self, couples) -> list[tuple[int, int]]:
        """Couples with no child here: as written, or a parent's partner beside the first parent."""
        parents = {pk for key in couples for pk in key}
        said_so = [
            (r.person_id, r.relative_id)
            for r in self.between
            if r.kind == "partner" and r.person_id not in self.files
        ]
        joined = {pk for pair in said_so for pk in pair}
        first = next(iter(self.parents_of(self.child.person_id)), None)
        for one in self.members.values():
            alone = one.kind in JOINED and one.pk not in joined and one.pk not in parents
            if alone and first:
                said_so.append((first, one.pk))
        return said_so

    def date(self, couple: Couple, pair: frozenset) -> None:
        for row in self.between:
            if row.kind == "partner" and {row.person_id, row.relative_id} == pair:
                couple.known = True
                couple.started_on = row.started_on or couple.started_on
                couple.ended_on = row.ended_on

    def elders(self) -> dict[int, list[int]]:
        """For a grown-up, the parents who are drawn above; brothers and sisters share them."""
        grown = [one.pk for one in self.members.values() if one.pk not in self.brood()]
        found = {
            pk: [r.relative_id for r in self.between
                 if r.person_id == pk and r.kind in PARENTS and not r.ended_on]
            for pk in grown
        }  # fmt: skip
        for row in self.between:
            theirs = found.get(row.person_id)
            if theirs and row.kind in FULL and not found.get(row.relative_id, True):
                found[row.relative_id] = theirs
        return {pk: elders for pk, elders in found.items() if elders}


def birth(one: Member) -> tuple:
    person = one.person
    return (person.born_on is None, person.born_on or person.expected_on or date.max, person.pk)


def said(kind: str, person) -> str:
    """What someone is to the child, as a family says it."""
    if kind in SIBLING_KINDS:
        by_sex = {"half_sibling": HALF, "step_sibling": STEP}.get(kind, PLAIN)
        plain = {"half_sibling": "half-brother or sister", "step_sibling": "step-brother or sister"}
        return by_sex.get(person.sex) or plain.get(kind, "brother or sister")
    by_kind = {
        "grandparent": {"F": "grandmother", "M": "grandfather"}, "aunt_uncle": {"F": "aunt",
        "M": "uncle"}, "step_parent": {"F": "step-mum", "M": "step-dad"},
        "child": {"F": "daughter", "M": "son"}, "partner": {},
    }.get(kind, {})  # fmt: skip
    return by_kind.get(person.sex) or RelationshipKind(kind).label.lower()
