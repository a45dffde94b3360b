"""A subject access request that was answered, and a bundle for court with names still to answer."""

import re
from datetime import timedelta

from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.approvals.operations import submit
from casework.disclosure.forms import answer_name
from casework.disclosure.models import Disclosure, Redaction
from casework.disclosure.names import FAMILY, WORKERS
from casework.disclosure.operations import allow, pick
from casework.disclosure.queries import standing_of
from casework.disclosure.reasons import KEEP, REDACT
from casework.disclosure.texts import candidates
from casework.documents.models import Sending

order = 33
PICKED = {"Visit", "Note", "Assessment", "Conference", "Core group"}
MOST = 14
IN_CONFIDENCE = re.compile(r"[^.!?\n]*\bsecret\b[^.!?\n]*")


def load(world) -> None:
    made = 0
    for _, spell in world.spells():
        kid, worker = spell.kids[0], world.worker_on(spell, world.today)
        if made == 2 or not may_be_asked(kid, spell, worker):
            continue
        made += bool(for_court(world, kid, worker) if made else answered(world, kid, worker))


def may_be_asked(kid, spell, worker) -> bool:
    here = worker and worker.works_here and worker.may(Permission.DISCLOSE)
    return bool(here and not spell.on("closed") and not kid.unborn and not kid.child.restricted)


def begun(world, kid, worker, ago: int, **facts) -> Disclosure | None:
    """With the newest records of the file; nothing where there are too few to show."""
    newest = [entry for entry in candidates(kid.child, worker) if entry.label in PICKED][-MOST:]
    if len(newest) < 4:
        return None
    disclosure = Disclosure.on_file_of(kid.child, worker, received_on=world.days.ago(ago), **facts)
    disclosure.save()
    pick(disclosure, {entry.key for entry in newest}, by=worker)
    return disclosure


def answered(world, kid, worker) -> Disclosure | None:
    authority = Worker.objects.of(kid.child.authority_id).who_may(Permission.AUTHORISE)
    manager = authority.filter(team=kid.child.team_id).exclude(pk=worker.pk).first()
    parent = kid.child.person.relationships.filter(parental_responsibility=True).first()
    asker = parent.relative.name if parent else "Their mother"
    disclosure = manager and begun(
        world,
        kid,
        worker,
        18,
        kind=Disclosure.Kind.ACCESS,
        asked_by=Disclosure.AskedBy.PARENT,
        asker=asker,
        basis="Article 15 of the UK GDPR: everything written about the child this year",
        identity_words="Known to us; the request came from the address on the file",
        entitlement="Holds parental responsibility. We asked the child, who is content with it.",
    )
    if not disclosure:
        return None
    answer_all(disclosure, worker)
    for record in disclosure.records.all():
        if secret := IN_CONFIDENCE.search(record.text):
            words = secret.group().strip(' “”‘’"')
            facts = {"words": words, "reason": "confidence", "made_by": worker}
            Redaction.objects.create(record=record, **facts)
    submit(disclosure, by=worker)
    allow(disclosure, by=manager)
    Sending.on_file_of(
        kid.child,
        worker,
        document=disclosure.document,
        version=1,
        recipient=asker,
        agency="family",
        how=Sending.How.HAND,
        sent_at=timezone.now() - timedelta(minutes=20),
    ).save()
    return disclosure


def answer_all(disclosure: Disclosure, worker) -> None:
    stays = {WORKERS: "professional", FAMILY: "known"}
    for entry in standing_of(disclosure, worker).found:
        if kept := stays.get(entry.who.group):
            answer_name(disclosure, entry.name, KEEP, kept, worker)
        else:
            answer_name(disclosure, entry.name, REDACT, "third_party", worker)


def for_court(world, kid, worker) -> Disclosure | None:
    return begun(
        world,
        kid,
        worker,
        4,
        kind=Disclosure.Kind.COURT,
        asked_by=Disclosure.AskedBy.COURT,
        asker="Northmoor Family Court",
        basis="Directions of the court: the social work records since the last assessment",
        due_on=world.today + timedelta(days=9),
        entitlement="Ordered by the court; our lawyer has the sealed order.",
    )
