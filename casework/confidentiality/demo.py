"""A restricted family of a member of staff, an adopted child, and one worker for brothers and
sisters: decided as the pages decide it."""

from datetime import timedelta

from casework.children.codes import PROFESSIONAL_KINDS
from casework.children.family.homes import lives_elsewhere
from casework.children.models import Child, FileGrant, Relationship
from casework.confidentiality.groups import operations as groups
from casework.confidentiality.models import Opening, Restriction, RestrictionReview
from casework.confidentiality.openings import operations as openings
from casework.confidentiality.restrictions import operations as restrictions
from casework.confidentiality.sealing import operations as sealing

order = 31
MANAGER, OTHER, RELATIVE = "team.manager", "denise.ollerton", "gareth.pugh"
WORKER = "marcus.bright"
WHY = "A relative of the children works for the council."
KEPT = "The relative still works in the same building."
EMERGENCY = "The police are at the address at night and ask who else lives there."
LOOKED_AT = "Only the address was read. The duty manager could have been rung: we talked it over."
GROUP = "One visit and one plan for all of them: the family asked for one person."


def load(world) -> None:
    for family in world.families:
        if family.restricted:
            for kid in family.kids:
                restrict(world, kid)
    if hidden := [kid for family in world.families if family.restricted for kid in family.kids]:
        opened(world, hidden[0], days=9, judged=Opening.Judged.NOT_NEEDED)
        opened(world, hidden[-1], days=1)
    open_now = [
        family for family in world.families if family.last.tenures and not family.restricted
    ]
    alone = [family for family in open_now if not family.known]
    for family in alone[:1]:
        adopt(world, family.kids[0])
    others = [*alone[1:], *(family for family in open_now if family.known)]
    several = [family for family in others if len(family.kids) > 1]
    for family, asker in zip(several[:2], (None, OTHER), strict=False):
        one_worker(world, family, asker)


def restrict(world, kid) -> None:
    """Asked by one manager and agreed by another, looked at again once."""
    manager, other = world.workers[MANAGER], world.workers[OTHER]
    asked = Restriction.on_file_of(
        kid.child,
        manager,
        because=WHY,
        family_of=world.workers[RELATIVE],
        review_on=world.today - timedelta(days=20),
        asked_at=world.now - timedelta(days=60),
    )
    inside = [reader for reader in restrictions.may_open(kid.child) if reader != asked.family_of]
    restrictions.restrict(asked, [manager, *inside], by=manager)
    restrictions.agree(asked, by=other)
    Restriction.objects.filter(pk=asked.pk).update(started_at=world.now - timedelta(days=58))
    named = FileGrant.objects.named().of_child(kid.child)
    named.update(started_on=world.today - timedelta(days=58))
    next_on = world.today + timedelta(days=12)
    restrictions.keep(asked, until=next_on, because=KEPT, by=manager)
    reviewed_at = world.now - timedelta(days=19)
    RestrictionReview.objects.filter(restriction=asked, kept=True).update(reviewed_at=reviewed_at)


def opened(world, kid, *, days: int, judged: str = "") -> None:
    """In an emergency, by a worker of another team: one looked at since, one that waits."""
    worker, manager = world.workers[WORKER], world.workers[MANAGER]
    at = world.now - timedelta(days=days)
    grant = FileGrant.on_file_of(
        kid.child,
        worker,
        worker=worker,
        reason=f"Opened in an emergency: {EMERGENCY}",
        started_on=at.date(),
        until=at.date(),
        ends_at=at + timedelta(minutes=15),
    )
    grant.save()
    opening = Opening.on_file_of(
        kid.child,
        worker,
        kind=Opening.Kind.EMERGENCY,
        because=EMERGENCY,
        opened_at=at,
        grant=grant,
        reviewer=manager,
    )
    opening.save()
    if judged:
        openings.review(opening, judged=judged, found=LOOKED_AT, by=manager)


def adopt(world, kid) -> None:
    """The name of before is sealed."""
    child = Child.objects.with_person().get(pk=kid.child.pk)
    family = Relationship.objects.filter(person=child.person)
    family = family.exclude(kind__in=PROFESSIONAL_KINDS).select_related("relative")
    birth = [tie for tie in family if lives_elsewhere(child.person, tie.relative)]
    chosen = sealing.Chosen(
        given_name=child.person.given_name,
        family_name="Ashgrove",
        known_as=child.person.known_as,
        names=list(child.person.other_names.all()),
        family=birth[:2],
    )
    because = "Adopted: the order was made and the family asks that nobody finds the old name."
    manager, other = world.workers[MANAGER], world.workers[OTHER]
    sealing.seal(child, chosen, because=because, readers=[other], by=manager)


def one_worker(world, family, asker: str | None) -> None:
    """Of one family agreed, of the other waiting for the manager of their team."""
    children = [kid.child for kid in family.kids]
    team = children[0].team
    own = next(
        (
            worker
            for worker in world.workers.values()
            if worker.role == "team_manager" and worker.team == team
        ),
        world.workers[MANAGER],
    )
    by = own if asker is None else world.workers[asker]
    groups.ask(
        children,
        worker=world.workers[WORKER],
        because=GROUP,
        until=world.today + timedelta(days=60),
        by=by,
    )
