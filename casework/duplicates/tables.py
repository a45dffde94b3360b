"""Where the rows of a file stand: every column that names a child, or the person they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import ForeignKey, OneToOneField, QuerySet

from casework.children.extensions.merges import Then, answer_to
from casework.children.models import Child, Person


def is_history(model) -> bool:
    """The history of a record stays as it is, whosever file the record stands on now."""
    return hasattr(model, "pgh_tracked_model")


def columns_of(target) -> list[ForeignKey]:
    """Every foreign key to a child or a person, those without a way back among them."""
    relations = target._meta.get_fields(include_hidden=True)
    return [
        relation.field
        for relation in relations
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and not relation.concrete
        and not is_history(relation.field.model)
    ]


def every_column() -> list[ForeignKey]:
    return [*columns_of(Child), *columns_of(Person)]


@dataclass(frozen=True)
class Pair:
    """The file that is kept and the one that goes into it."""

    kept: Child
    absorbed: Child

    def keys(self, column: ForeignKey) -> tuple[int, int]:
        """What the column says of the one and of the other."""
        if column.related_model is Child:
            return self.kept.pk, self.absorbed.pk
        return self.kept.person_id, self.absorbed.person_id

    def rows(self, column: ForeignKey, *, kept: bool) -> QuerySet:
        """Withdrawn ones too."""
        key = self.keys(column)[0 if kept else 1]
        return column.model._base_manager.filter(**{column.attname: key})

    def moving(self) -> Iterator[ForeignKey]:
        for column in every_column():
            if answer_to(column) == Then.MOVES and not isinstance(column, OneToOneField):
                yield column
