"""Two families on their way from one team to another: one asked, one declined."""

from datetime import timedelta

from casework.access.models import Absence
from casework.children.models import Allocation
from casework.transfers.models import Transfer
from casework.transfers.operations import ask, decline, managers_of

order = 32
WHY = "The assessment is authorised and a plan is agreed: the long-term team goes on with it."
ADDED = "Their grandmother should be rung before the first visit; she has been promised that."
DECLINED = "We have no social worker free until the fourteenth. Ask again then."


def load(world) -> None:
    someone_is_away(world)
    asked = 0
    for _, spell in world.spells():
        if asked == 2:
            return
        asked += bool(offer(world, spell, declines=asked == 1))


def someone_is_away(world) -> None:
    """Two colleagues of one team: this week the one covers for the other."""
    workers = world.workers.values()
    here = [worker for worker in workers if worker.role == "social_worker" and worker.works_here]
    for worker in here:
        others = (other for other in here if other.team == worker.team and other != worker)
        deputy = next(others, None)
        if deputy and Allocation.objects.leading().filter(worker=worker).exists():
            Absence.objects.create(
                worker=worker,
                deputy=deputy,
                started_on=world.days.ago(1),
                until=world.today + timedelta(days=6),
                set_by=worker,
            )
            return


def offer(world, spell, *, declines: bool) -> bool:
    kids = [kid.child for kid in spell.kids if kid.child.team_id and not kid.child.restricted]
    there = Transfer.objects.waiting().filter(child__in=kids).exists()
    others = [team for team in world.teams.values() if kids and team.pk != kids[0].team_id]
    team = next((team for team in others if managers_of(team).exists()), None)
    worker = world.worker_on(spell, world.today)
    if there or spell.on("closed") or not kids or not team or not worker or not worker.works_here:
        return False
    made = ask(Transfer(to_team=team, why=WHY, added=ADDED), kids[:1], by=worker)
    if declines:
        decline(made[0], because=DECLINED, by=managers_of(team).exclude(pk=worker.pk)[0])
    return True
