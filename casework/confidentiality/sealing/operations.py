"""Sealing who an adopted child was born as, and unsealing it; who is named to read it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.models import (
    Address,
    Child,
    IdentityReader,
    PersonName,
    Relationship,
    SealedIdentity,
    even_withdrawn,
    tell_file_changed,
)
from casework.children.models.identity import BECAUSE
from casework.corrections.models import Correction, Withdrawal
from casework.notices.kinds import Kind
from casework.notices.recipients import tell

NUMBERS = ("former_upn", "upn", "nhs_number", "local_id")
"""Identifiers that lead to who the child was born as; a new one is given in their place."""
WORDS = ("former unique pupil number", "unique pupil number", "NHS number", "earlier identifier")
OF_THE_PERSON = ("children.address", "children.personname", "children.relationship")
STANDING_AGAIN = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_because": ""}


def word_of(number: str) -> str:
    return dict(zip(NUMBERS, WORDS, strict=True))[number]


@dataclass(kw_only=True)
class Chosen:
    """What is sealed: records of the file, the child's numbers, and the name from now on."""

    given_name: str
    family_name: str
    known_as: str = ""
    names: list[PersonName] = field(default_factory=list)
    family: list[Relationship] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


@transaction.atomic
def seal(
    child: Child, chosen: Chosen, *, because: str, readers: Iterable[Worker], by: Worker
) -> SealedIdentity:
    """From now on none of it stands on the file: only those named may read it."""
    names = [*chosen.names, *_new_name(child, chosen)]
    identity = SealedIdentity.on_file_of(child, by, because=because)
    identity.names = [name.pk for name in names]
    identity.relationships = _both_ways(child, chosen.family)
    identity.addresses = [address.pk for address in chosen.addresses]
    identity.numbers = {name: getattr(child, name) for name in chosen.numbers}
    identity.words = " ".join([*map(str, names), *identity.numbers.values()])
    identity.put_right = _put_right(child)
    identity.full_clean()
    identity.save()
    facts = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_because": BECAUSE}
    for records in _sealed_records(identity):
        records.filter(withdrawn_at=None).update(**facts)
    for number in chosen.numbers:
        setattr(child, number, "")
    child.save()
    for worker in {worker.pk: worker for worker in [by, *readers]}.values():
        name(identity, worker, because="Named when it was sealed", by=by)
    return identity


def _new_name(child: Child, chosen: Chosen) -> list[PersonName]:
    """The names the child had until now, each kept as a name before."""
    person, today = child.person, timezone.localdate()
    before = []
    if (person.given_name, person.family_name) != (chosen.given_name, chosen.family_name):
        before.append(
            PersonName(given_name=person.given_name, family_name=person.family_name, until=today)
        )
    if person.known_as and person.known_as != chosen.known_as:
        kind = PersonName.Kind.OTHER
        before.append(PersonName(kind=kind, given_name=person.known_as, until=today))
    person.given_name, person.family_name = chosen.given_name, chosen.family_name
    person.known_as = chosen.known_as
    person.save()
    for former in before:
        former.person = person
        former.save()
    return before


def _both_ways(child: Child, family: list[Relationship]) -> list[int]:
    me, them = child.person_id, [row.relative_id for row in family]
    rows = Relationship.objects.filter(
        Q(person=me, relative__in=them) | Q(person__in=them, relative=me)
    )
    return list(rows.values_list("pk", flat=True))


def _put_right(child: Child) -> list[list]:
    """What was put right in names, relatives and addresses says them too."""
    return [
        [model._meta.label_lower, pk]
        for model in (Correction, Withdrawal)
        for pk in model.objects.filter(child=child, kind__in=OF_THE_PERSON).values_list(
            "pk", flat=True
        )
    ]


def _sealed_records(identity: SealedIdentity) -> list:
    """The records that stand no more, of each kind."""
    chosen = {
        PersonName: identity.names,
        Relationship: identity.relationships,
        Address: identity.addresses,
        Correction: _of(identity, Correction),
        Withdrawal: _of(identity, Withdrawal),
    }
    return [even_withdrawn(model).filter(pk__in=keys) for model, keys in chosen.items()]


def _of(identity: SealedIdentity, model) -> list[int]:
    return [pk for label, pk in identity.put_right if label == model._meta.label_lower]


@transaction.atomic
def name(identity: SealedIdentity, worker: Worker, *, because: str, by: Worker) -> None:
    """One more may read it. They are told."""
    IdentityReader.on_file_of(
        identity.child, by, identity=identity, worker=worker, because=because[:200]
    ).save()
    about = "You may read who this child was born as"
    tell([worker], child=identity.child, kind=Kind.RESTRICTED, about=about, by=by)


def end_reading(reader: IdentityReader, *, because: str) -> None:
    reader.ended_at, reader.ended_because = timezone.now(), because[:200]
    reader.save()


@transaction.atomic
def ask_to_unseal(identity: SealedIdentity, *, because: str, by: Worker) -> None:
    identity.asked_by, identity.submitted_at = by, timezone.now()
    identity.unseal_because = because
    identity.save()
    others = Worker.objects.of(identity.authority_id).who_may(Permission.RESTRICT)
    about = "Asked of you: should it be unsealed who this child was born as?"
    tell(others, child=identity.child, kind=Kind.RESTRICTED, about=about, by=by)


@transaction.atomic
def agree(identity: SealedIdentity, *, by: Worker) -> None:
    """A second person agrees: all of it stands on the file again."""
    asker, child = identity.asked_by, identity.child
    identity.unsealed_at, identity.unsealed_by = timezone.now(), by
    identity.full_clean()
    identity.save()
    for records in _sealed_records(identity):
        for row in records.filter(withdrawn_because=BECAUSE):
            _stand_again(row)
    for number, value in identity.numbers.items():
        if not getattr(child, number):
            setattr(child, number, value)
    child.save()
    tell_file_changed(child.pk)
    tell([asker], child=child, kind=Kind.RESTRICTED, about="It was agreed: it is unsealed", by=by)


def _stand_again(row) -> None:
    """Where the same was written down anew in the meantime, that stands and this stays away."""
    try:
        with transaction.atomic():
            even_withdrawn(type(row)).filter(pk=row.pk).update(**STANDING_AGAIN)
    except IntegrityError:
        return


@transaction.atomic
def refuse(identity: SealedIdentity, *, by: Worker) -> None:
    asker = identity.asked_by
    identity.asked_by = identity.submitted_at = None
    identity.unseal_because = ""
    identity.save()
    about = "It was not agreed: who this child was born as stays sealed"
    tell([asker], child=identity.child, kind=Kind.RESTRICTED, about=about, by=by)
