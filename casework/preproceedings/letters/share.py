"""Its share of the invented council: letters to parents, one final with a copy, one hard to read."""

from casework.documents.letters.facts import facts_of
from casework.documents.letters.finalise import make_final
from casework.documents.letters.template_language import merged
from casework.documents.models import Letter, LetterTemplate
from casework.preproceedings.letters import EASY, LETTER
from casework.preproceedings.models import ChildPreProceedings, LetterCopy, Parent

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
    make_final(letter, worker)
    letter.refresh_from_db()
    easy = make_final(begun(row, parent, worker, EASY), worker)
    LetterCopy.on_file_of(
        row.child,
        worker,
        letter=letter,
        document=easy,
        kind=LetterCopy.Kind.EASY_READ,
        made_by=str(worker),
        made_on=easy.dated_on,
        checked_by="Speaking Up, the advocacy service",
    ).save()


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
