"""Two entries of one person become one, and two again where that was a mistake."""

from collections.abc import Iterator
from typing import Any

import pghistory
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from casework.children.models import (
    Address,
    MayBeWithdrawn,
    Person,
    PersonJoin,
    PersonName,
    even_withdrawn,
)
from casework.children.relatives.operations import look_again_around

FACTS = (
    "given_name",
    "family_name",
    "known_as",
    "born_on",
    "died_on",
    "sex",
    "phone",
    "other_phone",
    "languages",
    "needs_interpreter",
    "communication_needs",
    "job_title",
    "organisation",
)
TWICE = "The same stood on both entries of one person"
CHILD_FILE = "Both have a file of their own: they are two files, and are joined as files"


def differences(kept: Person, other: Person) -> list[tuple[str, str, Any, Any]]:
    """The facts in which two entries differ: name, label, and what each says."""
    return [
        (name, str(field_of(name).verbose_name), mine, theirs)
        for name in FACTS
        for mine, theirs in [(getattr(kept, name), getattr(other, name))]
        if mine != theirs
    ]


def field_of(name: str) -> Any:
    return Person._meta.get_field(name)


def is_said(name: str, value: Any) -> bool:
    return value not in ("", None, False, []) and (name, value) != ("sex", "U")


def pointing() -> Iterator[models.ForeignKey]:
    """Every foreign key of the record that names a person."""
    for relation in Person._meta.related_objects:
        field, model = relation.field, relation.related_model
        history = hasattr(model, "pgh_tracked_model")
        file = isinstance(field, models.OneToOneField)
        if isinstance(field, models.ForeignKey) and not (history or file or model is PersonJoin):
            yield field


def rows_of(field: models.ForeignKey, person: Person):
    return every(field.model).filter(**{field.name: person.pk})


def counted(person: Person) -> int:
    """How much of the record names this entry."""
    return sum(rows_of(field, person).count() for field in pointing())


@transaction.atomic
def join(kept: Person, other: Person, *, take: set[str], because: str, by) -> PersonJoin:
    """``take`` names the facts in which the other entry is right. Whoever has a file is kept."""
    if hasattr(other, "child"):
        raise ValidationError(CHILD_FILE)
    made = PersonJoin(
        authority_id=kept.authority_id, kept=kept, joined=other, because=because, made_by=by
    )
    made.before = {name: fact(kept, name) for name in FACTS}
    with pghistory.context(joined=other.pk):
        for name, _, mine, theirs in differences(kept, other):
            if name in take or (is_said(name, theirs) and not is_said(name, mine)):
                setattr(kept, name, theirs)
        kept.full_clean()
        kept.save()
        made.after = {name: fact(kept, name) for name in FACTS}
        made.save()
        keep_name(made, other)
        for field in pointing():
            for row in rows_of(field, other):
                point(field, row, made)
        made.save()
    look_again_around(kept)
    return made


def fact(person: Person, name: str):
    value = getattr(person, name)
    return value.isoformat() if hasattr(value, "isoformat") else value


def keep_name(made: PersonJoin, other: Person) -> None:
    """The name that goes is one they are also known by."""
    kept = made.kept
    names = (other.given_name, other.family_name)
    if any(names) and names != (kept.given_name, kept.family_name):
        name = PersonName.objects.create(
            person=kept,
            kind=PersonName.Kind.OTHER,
            given_name=other.given_name,
            family_name=other.family_name,
        )
        made.doubled.append([PersonName._meta.label_lower, name.pk])


def point(field: models.ForeignKey, row, made: PersonJoin) -> None:
    """The row names the entry that is kept. Where that says the same already, it is withdrawn."""
    key = [field.model._meta.label_lower, row.pk, field.name]
    if isinstance(row, Address) and lives_somewhere(row, made.kept):
        return
    try:
        with transaction.atomic():
            every(field.model).filter(pk=row.pk).update(**{field.attname: made.kept_id})
        made.rows.append(key)
    except IntegrityError:
        if isinstance(row, MayBeWithdrawn) and row.withdrawn_at is None:
            every(field.model).filter(pk=row.pk).update(
                withdrawn_at=timezone.now(), withdrawn_by=made.made_by, withdrawn_because=TWICE
            )
            made.doubled.append(key)


def every(model):
    return even_withdrawn(model) if issubclass(model, MayBeWithdrawn) else model._base_manager


def lives_somewhere(address: Address, kept: Person) -> bool:
    """Two entries at two homes would be one person at both: the one that is kept is right."""
    return address.ended_on is None and kept.addresses.current().exists()


@transaction.atomic
def undo_join(made: PersonJoin, *, by) -> None:
    """Both entries say again what they said, where nobody has changed it since."""
    kept = made.kept
    with pghistory.context(unjoined=made.pk):
        for label, pk, name in made.rows:
            model = apps.get_model(label)
            every(model).filter(pk=pk, **{name: kept.pk}).update(**{name: made.joined_id})
        for label, pk, *_ in made.doubled:
            model = apps.get_model(label)
            if model is PersonName:
                model.objects.filter(pk=pk).delete()
            else:
                nothing = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_because": ""}
                every(model).filter(pk=pk).update(**nothing)
        for name in FACTS:
            if made.after[name] != made.before[name] and fact(kept, name) == made.after[name]:
                setattr(kept, name, field_of(name).to_python(made.before[name]))
        kept.save()
        made.undone_by, made.undone_at = by, timezone.now()
        made.save()
    look_again_around(kept)
    look_again_around(made.joined)
