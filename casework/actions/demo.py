"""What was promised in supervision. Other promises come with what they were made in."""

from datetime import timedelta

from casework.actions.models import Action

order = 5


def load(world) -> None:
    chance = world.dice("actions")
    rows = []
    for family, spell in world.spells():
        if not spell.tenures:
            continue
        for kid in spell.kids:
            rows += promises(world, chance, family, spell, kid)
    world.write(Action, rows)


def promises(world, chance, family, spell, kid):
    """About every ten weeks, from a talk with the manager; some left undone."""
    end = spell.tenures[-1][2] or world.today
    day = world.days.near(spell.tenures[0][1], chance.randint(10, 40))
    if kid.own == "corey":
        day = world.days.ago(21)
    while day < end:
        good = world.good(spell, chance)
        line = world.say(kid, "supervision", "text" if good else "poor", on=day, again=False)
        if not line:
            return
        yield promise(world, chance, spell, kid, day, line, end)
        day = world.days.near(day, chance.randint(50, 100))


def promise(world, chance, spell, kid, day, line, end) -> Action:
    due = world.days.near(day, chance.randint(7, 35))
    late = kid.own == "corey"
    due = world.days.after(world.today, -4) if late else due
    action = world.record(
        Action,
        kid,
        world.manager_of(spell.team),
        day,
        team=spell.team,
        source="supervision" if chance.random() < 0.8 else "worker",
        what=line["what"],
        owner_worker=world.worker_on(spell, end),
        due_on=max(due, day),
        agreed_on=day,
    )
    if late:
        action.source = "supervision"
    elif world.days.past(due) and chance.random() < 0.93:
        done = world.days.near(due, chance.choice([-5, -2, 0, 0, 3, 9]))
        action.done_on = min(max(done, day), world.today)
        action.what_changed = line["changed"]
    elif end < world.today:
        action.dropped_on = max(end, day) + timedelta(0)
        action.dropped_because = "The work with the family has ended."
    return action
