"""Every row that goes with a file: found by walking the tables, so that a new one is not forgotten.

What hangs on the child goes. What several children share goes when the last of them does; until
then only the child's part of it goes. A relative goes with the last file that names them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.db.models import CASCADE, ForeignKey, Model, Q

from casework.children.models import (
    Child,
    FileAccess,
    Person,
    PersonJoin,
    Relationship,
    even_merged,
)
from casework.duplicates.tables import columns_of, is_history

SHARED = {
    "assessments.FamilyAssessment",
    "children.HouseMove",
    "confidentiality.GroupRequest",
    "documents.Document",
    "meetings.Meeting",
    "missing.Subject",
    "plans.FamilyPlan",
    "preproceedings.KeptFamily",
    "preproceedings.PreProceedings",
    "preproceedings.Proceedings",
    "recording.Note",
    "recording.Visit",
    "referrals.Contact",
    "supervision.Discussion",
    "support.EdgeReferral",
    "support.SupportSession",
    "voice.DirectWork",
}
"""Words about several children at once: they go with the last of them."""
NOT_OF_A_FILE = {
    "children.PersonJoin",
    "documents.LetterTemplate",
    "missing.InterviewProvider",
    "notices.Mail",
    "practice.Section",
    "practice.Version",
    "preproceedings.KeptSheet",
    "supervision.FileSample",
    "supervision.GroupSession",
    "supervision.Session",
    "support.Group",
    "support.GroupDay",
    "support.Service",
    "audits.Programme",
    "preproceedings.OrderedAssessment",
    "preproceedings.Parent",
}
"""What records of files point at and what belongs to the council, or goes with its own family."""

Rows = dict[type[Model], set[int]]


@cache
def pointing_at(model: type[Model]) -> tuple[ForeignKey, ...]:
    """Every foreign key to a model, of histories and looks none: a look stays."""
    return tuple(column for column in columns_of(model) if column.model is not FileAccess)


@cache
def shared() -> frozenset[type[Model]]:
    return frozenset(apps.get_model(label) for label in SHARED)


@cache
def names_a_file(model: type[Model]) -> tuple[ForeignKey, ...]:
    """The columns of a model that say whose file or whose person a row is about."""
    columns = [column for column in model._meta.local_fields if isinstance(column, ForeignKey)]
    return tuple(column for column in columns if column.related_model in (Child, Person))


@cache
def own_file(model: type[Model]) -> ForeignKey | None:
    """The column that says on whose file a row stands."""
    return next((column for column in names_a_file(model) if column.name == "child"), None)


def linked(model: type[Model]) -> bool:
    """The rows of a model hold what they point at: a child's part, or one of many papers."""
    return bool(names_a_file(model)) or bool(model._meta.auto_created)


def keys_where(column: ForeignKey, keys: Iterable[int]) -> set[int]:
    rows = column.model._base_manager.filter(**{f"{column.attname}__in": list(keys)})
    return set(rows.values_list("pk", flat=True))


def of_merged(keys: set[int]) -> set[int]:
    """The files with those that were merged into them, at however many steps."""
    while (
        more := set(even_merged().filter(merged_into__in=keys).values_list("pk", flat=True)) - keys
    ):
        keys = keys | more
    return keys


@dataclass
class Extent:
    """``rows`` go; ``loose`` are columns of other files' rows that no longer say so; what stands
    ``in_the_way`` is a row of another file that cannot be without one of these; ``stays`` says what
    is kept because another file has it too."""

    keys: set[int]
    rows: Rows = field(default_factory=lambda: defaultdict(set))
    loose: dict[ForeignKey, set[int]] = field(default_factory=lambda: defaultdict(set))
    in_the_way: list[str] = field(default_factory=list)
    shared: Rows = field(default_factory=lambda: defaultdict(set))
    stays: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, child: Child) -> "Extent":
        extent = cls(of_merged({child.pk}))
        extent.add(Child, extent.keys)
        extent.close()
        People(extent).settle()
        extent.close()
        extent.loose = {column: extent.left(column, keys) for column, keys in extent.loose.items()}
        extent.say_what_stays()
        return extent

    def left(self, column: ForeignKey, keys: set[int]) -> set[int]:
        return keys - self.rows.get(column.model, set())

    def add(self, model: type[Model], keys: Iterable[int]) -> None:
        """These rows, and whatever cannot be without them."""
        waiting = [(model, set(keys))]
        while waiting:
            model, keys = waiting.pop()
            new = keys - self.rows[model]
            if not new:
                continue
            self.rows[model] |= new
            self.note_shared(model, new)
            for column in pointing_at(model):
                waiting.append((column.model, self.hanging(column, new)))

    def note_shared(self, model: type[Model], keys: set[int]) -> None:
        for own in model._meta.local_fields:
            if isinstance(own, ForeignKey) and own.related_model in shared():
                parents = model._base_manager.filter(pk__in=keys).values_list(
                    own.attname, flat=True
                )
                self.shared[own.related_model] |= {key for key in parents if key}

    def hanging(self, column: ForeignKey, keys: set[int]) -> set[int]:
        """Of the rows that point at these, those that go with them. The rest say so no more."""
        if column.model in (Child, Person):
            return set()
        rows = keys_where(column, keys)
        file = own_file(column.model)
        if not rows or column is file:
            return rows
        to_child = column.related_model is Child
        ours = rows
        if file and not (to_child and not column.null):
            of_ours = column.model._base_manager.filter(
                pk__in=rows, **{f"{file.attname}__in": self.keys}
            )
            ours = set(of_ours.values_list("pk", flat=True))
        goes = ours if column.remote_field.on_delete is CASCADE or not column.null else set()
        others = rows - goes
        if column.null:
            self.loose[column] |= others
        elif others:
            name = column.model._meta.verbose_name
            self.in_the_way.append(f"{len(others)} of another file: {name}")
        return goes

    def close(self) -> None:
        """What several share goes where nobody else has a part in it; that may free more."""
        while alone := list(self._alone()):
            for model, keys in alone:
                self.add(model, keys)

    def _alone(self) -> Iterator[tuple[type[Model], set[int]]]:
        for model, keys in list(self.shared.items()):
            alone = keys - self.rows[model]
            for column in pointing_at(model):
                if alone and linked(column.model):
                    alone -= self.held_by_others(column, alone)
            if alone:
                yield model, alone

    def held_by_others(self, column: ForeignKey, keys: set[int]) -> set[int]:
        rows = column.model._base_manager.filter(**{f"{column.attname}__in": list(keys)})
        rows = rows.exclude(pk__in=self.rows.get(column.model, set()))
        return set(rows.values_list(column.attname, flat=True))

    def say_what_stays(self) -> None:
        for model, keys in sorted(self.shared.items(), key=lambda pair: pair[0]._meta.label):
            if kept := len(keys - self.rows[model]):
                name = model._meta.verbose_name_plural if kept > 1 else model._meta.verbose_name
                self.stays.append(f"{kept} {name}, shared with a child whose file is kept")


class People:
    """Whom else the file names: they go where no file that is kept names them.

    Somebody stays where a row of another file speaks of them, or where they belong to the family
    of a child whose file is kept. The child whose file goes stays as a person only where such a
    child is their own relative, as when they are a parent now.
    """

    def __init__(self, extent: Extent):
        self.extent = extent
        files = even_merged().filter(pk__in=extent.keys)
        self.own = set(files.values_list("person", flat=True))
        self.links: dict[int, set[int]] = defaultdict(set)
        self.family = self._family()
        self.with_file = set(self._files_of(self.family))

    def _files_of(self, people: Iterable[int]):
        kept = even_merged().filter(person__in=list(people)).exclude(pk__in=self.extent.keys)
        return kept.values_list("person", flat=True)

    def _family(self) -> set[int]:
        """Everyone whom relationships lead to, up to the children whose file is kept."""
        family, edge = set(self.own), set(self.own)
        while edge:
            ends = Q(person__in=edge) | Q(relative__in=edge)
            pairs = list(Relationship._base_manager.filter(ends).values_list("person", "relative"))
            joined = PersonJoin._base_manager.filter(Q(kept__in=edge) | Q(joined__in=edge))
            pairs += joined.values_list("kept", "joined")
            for person, other in pairs:
                self.links[person].add(other)
                self.links[other].add(person)
            near = {end for pair in pairs for end in pair} - family
            family |= near
            edge = near - set(self._files_of(near))
        return family

    def settle(self) -> None:
        kept = self._kept()
        gone = self.family - kept
        self.extent.add(Person, gone)
        here = Q(person__in=self.own) | Q(relative__in=self.own)
        if staying := self.own & kept:
            self.extent.stays.append(
                f"{len(staying)} as a relative of a child whose file is kept: the name and the"
                " relationship"
            )
            here &= ~Q(person__in=self.with_file) & ~Q(relative__in=self.with_file)
            own = Relationship._base_manager.filter(here)
            self.extent.add(Relationship, set(own.values_list("pk", flat=True)))
        if others := kept - self.own - self.with_file:
            self.extent.stays.append(f"{len(others)} of the family, named on a file that is kept")

    def _kept(self) -> set[int]:
        kept = self.with_file | self._spoken_of()
        edge = set(kept)
        while edge:
            near = {other for person in edge for other in self.links[person]} - kept
            own = {person for person in near & self.own if self.links[person] & self.with_file}
            kept |= (near - self.own) | own
            edge = near - self.own
        return kept

    def _spoken_of(self) -> set[int]:
        """Those of whom a row speaks that stays."""
        spoken: set[int] = set()
        for column in pointing_at(Person):
            if column.model not in (Child, Relationship) and linked_to_work(column):
                spoken |= self.extent.held_by_others(column, self.family)
        return spoken


def linked_to_work(column: ForeignKey) -> bool:
    """A record of work speaks of them: not a name, an address or a join, which go with them."""
    return column.model._meta.label not in {
        "children.PersonName",
        "children.Address",
        "children.PersonJoin",
    }


@cache
def history_of(model: type[Model]) -> tuple[type[Model], ...]:
    """The tables that keep what its rows said."""
    return tuple(history for history in every_history() if tracked_by(history) is model)


@cache
def every_history() -> tuple[type[Model], ...]:
    return tuple(model for model in apps.get_models() if is_history(model))


def tracked_by(history: type[Model]) -> type[Model]:
    return history.pgh_tracked_model  # type: ignore[attr-defined]
