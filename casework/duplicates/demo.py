"""A pair that waits for a manager, and a file that was merged: every council has had both."""

from datetime import timedelta

from casework.children.models import Address, Child, Person
from casework.duplicates.facts import KEPT
from casework.duplicates.forms import MergeForm
from casework.duplicates.models import Merge
from casework.duplicates.operations import merge, propose
from casework.duplicates.tables import Pair
from casework.referrals.models import ChildContact, Contact

order = 31
CALLS = (
    ("3C", "The school nurse asked who is working with the family, and wants to be rung back."),
    ("9", "A neighbour, who gave no name, asked whether anybody has been to see the family."),
)
PASSED_ON = "The family has a worker, who was rung the same morning"
PROPOSED = "Same birth date and address. The first name was heard wrongly over the telephone."
AGREED = "Same child: the second file was opened at night, before anyone had searched."


def load(world) -> None:
    kids = [
        (spell, kid)
        for family, spell in world.spells()
        if spell is family.last and not spell.on("closed") and not family.restricted
        for kid in spell.kids
        if not kid.unborn and kid.person.died_on is None
    ]
    for place, (spell, kid) in enumerate(kids[3:40:20][:2]):
        worker = world.worker_on(spell, world.today)
        proposed = second_file(world, kid, worker, CALLS[place], (PROPOSED, AGREED)[place])
        if place:
            merge_them(proposed, world.workers["service.manager"])


def second_file(world, kid, worker, call, because) -> Merge:
    """Opened again at the front door some weeks ago, with what was heard over the telephone."""
    person = Person.objects.create(
        authority=world.authority,
        given_name=misheard(kid.person.given_name),
        family_name=kid.person.family_name,
        born_on=kid.person.born_on,
        sex=kid.person.sex,
    )
    opened = world.today - timedelta(weeks=3)
    child = Child.objects.create(
        person=person, authority=world.authority, team=kid.child.team, opened_on=opened
    )
    lives = Address.objects.filter(person=kid.person)
    if address := lives.filter(ended_on=None).first():
        Address.objects.create(
            person=person, lines=address.lines, postcode=address.postcode, started_on=opened
        )
    source, words = call
    contact = Contact.objects.create(
        authority=world.authority,
        recorded_by=worker,
        source=source,
        received_at=world.now - timedelta(weeks=3),
        what_was_said=words,
    )
    ChildContact.on_file_of(
        child,
        worker,
        contact=contact,
        worry="The name was not on any list, so a file was opened",
        outcome=ChildContact.Outcome.EXISTING,
        screened_on=opened,
        screened_by=worker,
        reasons=PASSED_ON,
    ).save()
    return propose(kid.child, child, because=because, by=worker)


def misheard(name: str) -> str:
    """With one letter wrong, as it happens."""
    return f"{name[:-1]}ie" if name.endswith(("y", "a")) else f"{name}e"


def merge_them(proposed: Merge, manager) -> None:
    """As the manager does it on the page, the file kept being right wherever they differ."""
    pair = Pair(proposed.child, proposed.absorbed)
    asked = MergeForm(pair=pair).fields
    form = MergeForm(dict.fromkeys(asked, KEPT), pair=pair)
    if form.is_valid():
        merge(proposed, chosen=form.cleaned_data, said=form.said(), by=manager)
