"""Births, deaths, moves and a birthday to come, told by the very deeds the pages use; and the six
numbers that this council hangs on its wall."""

from casework.children.life_events.operations import accept_move, keep_birth, keep_death
from casework.children.models import LifeEvent, Move
from casework.dashboards.wall.operations import choose

order = 11
ON_THE_WALL = [
    ("plan.seen_alone", "at_least", 85),
    ("rhi.in_72_hours", "at_least", 75),
    ("referral.again", "at_most", 20),
    ("cp_plan.again", "at_most", 20),
    ("visits.own_words", "at_least", 60),
    ("plan.plain", "", None),
]
AWAY = "Westerdale Council"


def load(world) -> None:
    choose(
        world.authority,
        [{"figure": figure, "aim": aim, "target": target} for figure, aim, target in ON_THE_WALL],
        day=3,
        roles=["service_manager", "team_manager"],
    )
    for family in world.families:
        for kid in family.kids:
            turn = TURNS.get(kid.facts.get("turn", ""))
            if turn:
                turn(world, kid)


def _worker(world, kid):
    return world.worker_on(kid.family.last, world.today)


def born(world, kid) -> None:
    """In the middle of an assessment, whose clock goes on."""
    person = kid.person
    person.born_on, person.sex = world.days.ago(6), kid.facts["born_a"]
    person.given_name = kid.facts["named"]
    keep_birth(person, _worker(world, kid))


def died(world, kid) -> None:
    event = LifeEvent.on_file_of(
        kid.child,
        _worker(world, kid),
        kind=LifeEvent.Kind.DIED,
        happened_on=world.days.ago(2),
        told_on=world.days.ago(2),
        told_by="The hospital",
        what_is_known=f"{kid.name} had been ill since the summer. {kid.terms['carer']} was there."
        " The family ask that school is told by them.",
    )
    keep_death(event, _worker(world, kid))


def _move(world, kid, direction, days, **facts) -> Move:
    move = Move.on_file_of(
        kid.child,
        _worker(world, kid),
        direction=direction,
        council=AWAY,
        moved_on=world.days.ago(days + 4),
        told_on=world.days.ago(days),
        contact="Jo Day, duty team manager",
        **facts,
    )
    move.save()
    return move


def moved_in(world, kid) -> None:
    """On a plan there; the conference here is still to come."""
    _move(
        world,
        kid,
        "in",
        13,
        on_plan=True,
        what_is_known="On a child protection plan there since the spring.",
    )


def moving_away(world, kid) -> None:
    """Told, not accepted: everything due is still ours."""
    _move(world, kid, "out", 8, on_plan=True, what_is_known="Our plan, and the last core group.")


def moved_away(world, kid) -> None:
    move = _move(world, kid, "out", 18, what_is_known="The plan, and who helps.")
    move.accepted_on, move.accepted_by = world.days.ago(2), "Jo Day, by letter"
    accept_move(move, world.manager_of(kid.child.team))


TURNS = {
    "born": born,
    "died": died,
    "moved_in": moved_in,
    "moving_away": moving_away,
    "moved_away": moved_away,
}
