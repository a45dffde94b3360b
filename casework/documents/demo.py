"""A few real files and letters on the files of the families the guide shows."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from casework.children.family.homes import homes_of, living_with
from casework.children.models import Relationship
from casework.documents.filenames import safe_name
from casework.documents.letters.as_pdf import as_pdf
from casework.documents.letters.blocks import blocks_of
from casework.documents.letters.facts import facts_of
from casework.documents.letters.finalise import add_file, make_final
from casework.documents.letters.letter import Paper
from casework.documents.letters.template_language import merged
from casework.documents.models import (
    ChildDocument,
    ContactLimit,
    Document,
    Letter,
    LetterTemplate,
    Sending,
)
from casework.interface.words import full_day

order = 20
REPORT = """{name} has been in school more this term, and comes in calmer.

# Learning

{name} reads well and likes to help younger children.

# What we would like

- breakfast club to go on until the summer
- someone to meet {name} at the gate on Mondays
"""
CONSENT = """I agree that children’s services may speak with our doctor and with school about {name}.

I know that I can change my mind, and how to say so.

Signed: K. Whitfield
"""


def load(world) -> None:
    known = [family for family in world.families if family.known]
    for family in known[:6]:
        kids = [kid for kid in family.kids if not kid.unborn]
        if kids and family.last.tenures:
            on_file(world, family.last, kids)


def on_file(world, spell, kids) -> None:
    eldest, worker = kids[0], world.worker_on(spell, world.today)
    report = document(world, kids[:1], worker, 20, "School report", "report", REPORT, "School")
    document(world, kids, worker, 45, "Consent to share information", "form", CONSENT, "Their mum")
    letter = begun(world, eldest, worker, "childs-own-letter")
    make_final(letter, worker)
    give(world, eldest, worker, letter_document(letter), "together", eldest.child.person)
    give(world, eldest, worker, report, "email", None)
    begun(world, eldest, worker, "letter-to-parents")
    limit(world, eldest, worker)


def limit(world, kid, worker) -> None:
    """Someone who lives elsewhere, where there is one."""
    me = kid.child.person_id
    around = list(Relationship.objects.filter(person=me, ended_on=None))
    relatives = [relation.relative_id for relation in around]
    home = living_with(me, relatives, homes_of([me, *relatives]))
    away = [
        relation
        for relation in around
        if relation.relative_id not in home
        and relation.kind in ("father", "partner", "step_parent", "other")
    ]
    relationship = next(iter([*away, *around]), None)
    if relationship:
        world.write(
            ContactLimit,
            [
                world.record(
                    ContactLimit,
                    kid,
                    worker,
                    world.today,
                    person_id=relationship.relative_id,
                    limit="Letters go through the social worker, as agreed at the last meeting",
                    started_on=world.today - timedelta(days=30),
                )
            ],
        )


def letter_document(letter) -> Document:
    letter.refresh_from_db()
    return letter.document


def document(world, kids, worker, ago, title, kind, words, whom) -> Document:
    day = world.today - timedelta(days=ago)
    paper = Paper(
        title=title,
        council=whom,
        about=f"About {kids[0].child.name}",
        made=full_day(day),
        dated=full_day(day),
        addressed_to=[],
        blocks=blocks_of(words.format(name=kids[0].child.first_name)),
    )
    [made] = world.write(
        Document,
        [
            world.shared(
                Document, kids[0], worker, day, title=title, kind=kind, dated_on=day, from_whom=whom
            )
        ],
    )
    world.write(
        ChildDocument,
        [world.record(ChildDocument, kid, worker, day, document=made) for kid in kids],
    )
    content = ContentFile(as_pdf(paper))
    add_file(made, content, safe_name(f"{title}.x", "pdf"), "pdf", version=1, by=worker)
    return made


def begun(world, kid, worker, code) -> Letter:
    template = LetterTemplate.objects.in_use(world.authority).get(code=code)
    text = merged(template.body, facts_of(template, kid.child, worker, ""))
    facts = {"template": template, "title": template.title, "text": text}
    [letter] = world.write(Letter, [world.record(Letter, kid, worker, world.today, **facts)])
    return letter


def give(world, kid, worker, document, how, person) -> None:
    at = timezone.now() - timedelta(hours=2)
    world.write(
        Sending,
        [
            world.record(
                Sending,
                kid,
                worker,
                world.today,
                document=document,
                version=1,
                how=how,
                sent_at=at,
                person=person,
                recipient=person.name if person else "Mrs Pell",
                agency="family" if person else "education",
            )
        ],
    )
