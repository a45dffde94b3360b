"""Registering a system, giving it a credential, and ending either."""

import secrets
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from casework.access.models import Worker
from casework.systems.models import Credential, System, Use, hashed, new_secret

KEPT_DAYS = 400
COUNT = """
    INSERT INTO systems_use (credential_id, minute, asked, refused, refused_because)
    VALUES (%s, date_trunc('minute', now()), %s, %s, %s)
    ON CONFLICT (credential_id, minute) DO UPDATE SET
        asked = systems_use.asked + excluded.asked,
        refused = systems_use.refused + excluded.refused,
        refused_because = coalesce(nullif(excluded.refused_because, ''),
                                   systems_use.refused_because)
    RETURNING asked
"""


@transaction.atomic
def register(*, system: System, by: Worker) -> System:
    """With somebody it reads as, who never signs in, so that each look of its is kept as theirs."""
    system.authority = by.authority  # type: ignore[assignment]
    reader = Worker(authority=by.authority, username=f"system-{secrets.token_hex(8)}")
    reader.set_unusable_password()
    system.reads_as = reads_as_said(reader, system)
    system.save()
    return system


OPENS = ("sight", "team_id", "kinds", "addresses")
"""What a credential was given for."""


@transaction.atomic
def change(*, system: System, by: Worker) -> bool:
    """Whether its credentials ended: what opens something else is given anew, by somebody who may
    read it. Whoever registers a system opens nothing by it alone."""
    was = System.objects.get(pk=system.pk)
    opens_other = any(getattr(was, name) != getattr(system, name) for name in OPENS)
    if opens_other:
        for credential in system.credentials.filter(ended_at=None):
            end_credential(credential=credential, by=by)
    system.save()
    reads_as_said(system.reads_as, system)
    return opens_other


def reads_as_said(reader: Worker, system: System) -> Worker:
    reader.first_name, reader.last_name = system.name, ""
    reader.role, reader.team = system.sight, system.team
    reader.is_active = system.ended_at is None
    reader.save()
    return reader


def issue(*, system: System, days: int, by: Worker) -> tuple[Credential, str]:
    """A credential, and what is to be shown of it this once."""
    key, secret = new_secret()
    credential = Credential.objects.create(
        system=system,
        key=key,
        digest=hashed(secret),
        made_by=by,
        expires_on=timezone.localdate() + timedelta(days=days),
    )
    return credential, f"cw_{key}_{secret}"


def end_credential(*, credential: Credential, by: Worker) -> None:
    credential.ended_at, credential.ended_by = timezone.now(), by
    credential.save(update_fields=["ended_at", "ended_by"])


@transaction.atomic
def end_system(*, system: System, by: Worker) -> None:
    for credential in system.credentials.filter(ended_at=None):
        end_credential(credential=credential, by=by)
    system.ended_at = timezone.now()
    change(system=system, by=by)


def note_asked(credential: Credential) -> int:
    """Counts one more of this minute, and says how many that makes, over all web workers. What was
    refused is not among them: whoever took a credential and uses it from an address it is not for
    must not use up what its system may ask."""
    return _count(credential, 1, 0, "")


def note_refused(credential: Credential, because: str) -> None:
    _count(credential, 0, 1, because)


def _count(credential: Credential, asked: int, refused: int, because: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [credential.pk, asked, refused, because[:100]])
        return cursor.fetchone()[0]


def forget_uses() -> int:
    """What was counted longer ago than anybody asks."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    return Use.objects.filter(minute__lt=before).delete()[0]
