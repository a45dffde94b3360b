"""One of every record there is, each withdrawn: nothing but the history says a word of them.

The words of every record that can be withdrawn, of what hangs beneath it and of what it shares are
the same strange word. Before, it is met on page after page; afterwards only where the history is.
"""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client

from casework.children.extensions.mistakes import mistakes
from casework.children.models import FileGrant, MayBeWithdrawn, even_withdrawn
from casework.corrections.models import Withdrawal
from casework.corrections.operations import carry_out
from casework.documents.models import DocumentFile
from casework.documents.storage import bytes_kept
from casework.timescales.models import Deadline
from casework.timescales.registry import registry
from casework.timescales.sweep import sweep
from tests.factories import PersonFactory, TeamFactory, WorkerFactory
from tests.strangers.routes import routes
from tests.strangers.strangers import body_of
from tests.strangers.world import SHARED, File, label, our_models, points_to

NUMBER, WORD = 900101, "Zzmistake"
HISTORY = {
    *("mistakes", "withdrawal-decide", "looks"),
    *("kept-sheet", "kept-sheet-record-list", "kept-sheet-record-detail"),
}
"""What is kept of it: what it said, who opened what, and the sheet a panel had before it."""

RECORDS = {kind.model for kind in mistakes.withdrawable()}
BENEATH = {one for one in our_models() if points_to(one) & RECORDS}
BROKEN = 500
READS = ("service_manager", "auditor")


class Mistaken(File):
    """A child about whom everything that can be withdrawn was a mistake."""

    def is_told_by(self, model) -> bool:
        return model in RECORDS | BENEATH - {Withdrawal} or label(model) in SHARED

    def relative(self):
        """Another child's file, with which this one was merged or may be, is no mistake."""
        return PersonFactory(authority=self.team.authority)


@pytest.fixture
def file(db):
    team = TeamFactory(authority__name="Northmoor Council", pk=NUMBER)
    holder = WorkerFactory(pk=NUMBER, team=team, username="holder", role="social_worker")
    made = Mistaken(number=NUMBER, word=WORD, team=team, restricted=False, worker=holder)
    made.fill()
    bytes_kept().save(made.kept[DocumentFile].stored_as, ContentFile(WORD.encode()))
    Withdrawal.objects.all().delete()
    return made


@pytest.fixture
def readers(file):
    """Whoever works with the child, and those who read the files of others."""
    found = [file.worker, *(WorkerFactory(team=file.team, role=role) for role in READS)]
    for reader in found:
        FileGrant.on_file_of(
            file.child, reader, worker=reader, reason="Reads", until="2099-01-01"
        ).save()
    return found


def told(readers) -> dict[str, str]:
    """Each page and answer that says the word, with who read it and what stands round it."""
    found = {}
    for reader in readers:
        for name, route in routes().items():
            client = Client(raise_request_exception=False)
            client.force_login(reader)
            answer = client.get(route.address(NUMBER))
            body = body_of(answer)
            if answer.status_code == BROKEN:
                found[name] = "broken"
            elif WORD in body and name not in HISTORY:
                place = body.index(WORD)
                found[name] = f"{reader.role}: …{body[max(0, place - 160) : place + 40]}…"
    return found


def withdraw_everything(file) -> None:
    """Whatever stands on another is withdrawn first: what cannot be yet is tried again."""
    meetings_last = sorted(
        RECORDS, key=lambda one: (hasattr(one, "meeting"), one._meta.label_lower)
    )
    while waiting := [
        (kind, record)
        for kind in (mistakes[model._meta.label_lower] for model in meetings_last)
        for record in kind.model._default_manager.filter(**{kind.of: kind.owner_of(file.child)})
    ]:
        gone = [record for kind, record in waiting if withdrawn(file, kind, record)]
        assert gone, waiting


def withdrawn(file, kind, record) -> bool:
    if not even_withdrawn(kind.model).filter(pk=record.pk, withdrawn_at=None).exists():
        return False
    asked = Withdrawal.on_file_of(
        file.child, file.worker, kind=kind.label, record=record.pk, because="Wrong"
    )
    asked.save()
    try:
        carry_out(asked)
    except ValidationError:
        asked.delete()
        return False
    return True


@pytest.mark.long(sampled=False)
def test_after_everything_was_withdrawn_only_the_history_says_a_word(file, readers):
    sweep([file.child.pk])
    before = told(readers)
    assert len(before) > 40, sorted(before)
    withdraw_everything(file)
    for model in RECORDS:
        assert issubclass(model, MayBeWithdrawn)
        kind = mistakes[model._meta.label_lower]
        owner = {kind.of: kind.owner_of(file.child)}
        assert not model._default_manager.filter(**owner).exists(), model
        assert even_withdrawn(model).filter(**owner).exists(), model
    sweep([file.child.pk])
    counted = {rule.code for rule in registry if rule.records().model in RECORDS | BENEATH}
    assert not Deadline.objects.filter(child=file.child, code__in=counted).exists()
    assert told(readers) == {name: said for name, said in before.items() if said == "broken"}
