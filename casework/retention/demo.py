"""Old files whose time is over, one of them held, so that the report before has something to say."""

from datetime import date, datetime, time

from django.utils import timezone

from casework.children.models import Child, Person
from casework.referrals.models import ChildContact, Contact, EpisodeOfNeed, Referral
from casework.retention.models import Hold, Rule
from casework.retention.operations import confirm, lay_down_rules

order = 95
SCHOOL = "2A"
LONG_AGO = [
    ("Rowan", "Ashdown", "M", date(1996, 2, 29), date(2011, 5, 9), date(2012, 1, 20)),
    ("Imogen", "Ashdown", "F", date(1999, 7, 3), date(2011, 5, 9), date(2012, 1, 20)),
    ("Callum", "Pryce", "M", date(1998, 11, 12), date(2013, 10, 1), date(2014, 3, 28)),
    ("Sade", "Oyelaran", "F", date(2000, 1, 17), date(2015, 2, 16), date(2015, 8, 7)),
]
REASON = "A claim about the help given in 2013 and 2014"
ASKED = "The council’s solicitor"


def load(world) -> None:
    """Closed years ago; one is held for a claim. The rules were confirmed but for one."""
    manager = world.workers["service.manager"]
    team = next(iter(world.teams.values()))
    files = [_closed(world, world.manager_of(team), team, *line) for line in LONG_AGO]
    Hold.objects.create(
        authority=world.authority, child=files[2], reason=REASON, asked_by=ASKED, placed_by=manager
    )
    lay_down_rules(world.authority)
    for rule in Rule.objects.of(world.authority):
        confirm(rule, by=manager)


def _closed(world, manager, team, given_name, family_name, sex, born_on, came_on, closed_on):
    person = Person.objects.create(
        authority=world.authority,
        given_name=given_name,
        family_name=family_name,
        sex=sex,
        born_on=born_on,
    )
    child = Child.objects.create(person=person, authority=world.authority, team=team)
    Child.objects.filter(pk=child.pk).update(opened_on=came_on)
    referral = Referral.on_file_of(
        child,
        manager,
        contact=_contact(child, manager, came_on),
        received_on=came_on,
        source=SCHOOL,
        decision=Referral.Decision.ASSESS,
        decided_on=came_on,
        imported=True,
    )
    referral.save()
    EpisodeOfNeed.on_file_of(
        child,
        manager,
        referral=referral,
        started_on=came_on,
        primary_need="N5",
        closed_on=closed_on,
        closure_reason="RC1",
        imported=True,
    ).save()
    return child


def _contact(child, manager, came_on) -> ChildContact:
    contact = Contact.objects.create(
        authority=child.authority,
        recorded_by=manager,
        received_at=datetime.combine(came_on, time(10), timezone.get_current_timezone()),
        source=SCHOOL,
        contact_name="The school office",
        what_was_said=f"{child.first_name} has come to school tired and without lunch.",
        family_knows=True,
    )
    part = ChildContact.on_file_of(
        child,
        manager,
        contact=contact,
        worry=f"Who looks after {child.first_name} in the mornings, and whether there is food.",
        outcome="referral",
        screened_on=came_on,
        screened_by=manager,
        reasons="The school has seen it for a month, and asked the family twice.",
    )
    part.save()
    return part
