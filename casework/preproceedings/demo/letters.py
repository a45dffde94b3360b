"""Its share of the invented council: letters to parents, one final with a copy, one hard to read."""

import re
from datetime import timedelta

from django.utils import timezone

from casework.documents.letters.facts import facts_of
from casework.documents.letters.finalise import make_final
from casework.documents.letters.template_language import merged
from casework.documents.models import Letter, LetterTemplate
from casework.interface.words import full_day
from casework.preproceedings.letters import EASY, LETTER
from casework.preproceedings.models import ChildPreProceedings, LetterCopy, LetterSent, Parent

FAMILIES = 4
HARD = """Dear {name}

The Local Authority remains concerned by your persistent failure to engage with professionals and your lack of insight into the impact of your behaviour upon the children.

In accordance with the Public Law Outline you are hereby invited to attend a pre-proceedings meeting, at which you may be legally represented. Failure to attend may result in care proceedings being issued without further notice.
"""


def load(world) -> None:
    """The newest family's letter is still in a lawyer's words; the others' are final."""
    running = ChildPreProceedings.objects.filter(authority=world.authority).running()
    rows = (
        running.recorded_here()
        .order_by("-started_on", "pk")
        .select_related("child__person", "child__authority", "child__team")
    )
    done: set[int] = set()
    for row in rows:
        parent = Parent.objects.filter(process=row.process_id).order_by("pk").first()
        worker = next(iter(world.workers.values()))
        lead = row.child.allocations.filter(ended_on=None).select_related("worker").first()
        if row.process_id in done or parent is None:
            continue
        done.add(row.process_id or 0)
        write(row, parent, lead.worker if lead else worker, hard=len(done) == 1)
        if len(done) == FAMILIES:
            return


def write(row, parent, worker, *, hard: bool) -> None:
    letter = begun(row, parent, worker, LETTER)
    if hard:
        letter.text = HARD.format(name=parent)
        letter.save()
        return
    arranged(letter)
    make_final(letter, worker)
    letter.refresh_from_db()
    shorter = begun(row, parent, worker, EASY)
    arranged(shorter)
    easy = make_final(shorter, worker)
    LetterCopy.on_file_of(
        row.child,
        worker,
        letter=letter,
        document=easy,
        kind=LetterCopy.Kind.EASY_READ,
        made_by=str(worker),
        made_on=easy.dated_on,
        checked_by="Speaking Up, the advocacy service",
        given_on=easy.dated_on if LetterSent.objects.filter(parent=parent).exists() else None,
    ).save()


def arranged(letter: Letter) -> None:
    """What a worker would have written where the template asks for it."""
    day = full_day(timezone.localdate() + timedelta(days=8))
    words = {
        r"(?:- )?Write here the day[^\n]*": f"**10am on {day}**\nCivic Centre, room 4",
        r"Write here three to five[^\n]*": "The children are often alone at night.",
        r"Write here one short line for each kind[^\n]*": "Dana will come every Monday.",
        r"Write here one short line for each change[^\n]*": "An adult you trust is there at night.",
        r"Write here each kind of help[^\n]*": "Dana Price will come on Mondays at bedtime.",
        r"Write here what happened[^\n]*": "The children were alone at night three times.",
        r"Write here what [^\n]*do well[^\n]*": "You get them to school, clean and fed.",
        r"\| Write the day \|[^\n]*": f"| {day} | You | An adult you trust is there at night |",
    }
    for asked, answer in words.items():
        letter.text = re.sub(asked, answer, letter.text)
    letter.save()


def begun(row, parent, worker, code) -> Letter:
    template = LetterTemplate.objects.in_use(row.child.authority_id).get(code=code)
    facts = facts_of(template, row.child, worker, str(parent.pk))
    letter = Letter.on_file_of(
        row.child,
        worker,
        template=template,
        about=str(parent.pk),
        title=f"{template.title}: {parent}"[:150],
        addressed_to=str(parent),
        text=merged(template.body, facts),
    )
    letter.save()
    return letter
