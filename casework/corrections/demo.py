"""A few mistakes, put right as the pages put them right: no council's files are without any."""

from casework.children.extensions.mistakes import mistakes
from casework.corrections.models import Correction
from casework.corrections.operations import ask_to_withdraw

order = 30
ONE_IN = 12
NOTE, REFERRAL = "recording.childnote", "referrals.referral"
WITHDRAWN = "Written on the wrong file: it was about a child of the same first name."
ASKED = "The referral came twice, by telephone and in writing, and was written down twice."
CORRECTED = "The school’s own record says so."


def load(world) -> None:
    for place, (_, spell) in enumerate(world.spells()):
        if place % ONE_IN == 0:
            for kid in spell.kids[:1]:
                put_right(world, kid, world.worker_on(spell, world.today))


def put_right(world, kid, worker) -> None:
    """A note withdrawn, another corrected, and a referral that a manager is asked about."""
    notes = list(mistakes[NOTE].model._default_manager.filter(child=kid.child)[:2])
    if len(notes) == 2 and worker:
        ask_to_withdraw(notes[0], child=kid.child, because=WITHDRAWN, by=worker)
        corrected(notes[1], kid.child, worker)
    referral = mistakes[REFERRAL].model._default_manager.filter(child=kid.child).last()
    if referral and worker and mistakes[REFERRAL].settled(referral):
        ask_to_withdraw(referral, child=kid.child, because=ASKED, by=worker)


def corrected(note, child, worker) -> None:
    was, now = note.note.title, f"{note.note.title.rstrip('.')} (by telephone)"[:120]
    note.note.title = now
    note.note.save()
    Correction.on_file_of(
        child,
        worker,
        kind=NOTE,
        record=note.pk,
        because=CORRECTED,
        said=[["In a few words", was, now]],
    ).save()
