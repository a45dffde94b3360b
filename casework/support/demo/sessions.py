"""What the family support workers of the invented council do, and what they are trained in."""

from casework.support.demo import words
from casework.support.models import ChildSession, Programme, Skill, SupportSession, Tool

SKILLS = [
    [("victims", "", 900), ("parenting", "Incredible Years", 700), ("language", "Urdu", None)],
    [("perpetrators", "", 300), ("trauma", "", 500), ("early_years", "", 1200)],
    [("teenagers", "", 400), ("mediation", "", 200), ("language", "Polish", None)],
]
EVERY = 11
"""Days from one session to the next."""


def family_support(world) -> None:
    chance = world.dice("family support")
    helpers = [worker for worker in world.workers.values() if worker.role == "family_support"]
    for place, worker in enumerate(helpers):
        skills_of(world, worker, SKILLS[place % len(SKILLS)])
    programmes, sessions, parts = [], [], []
    for family in world.families:
        if family.supporter and family.supported:
            kids = [kid for kid in family.supported.kids if not kid.unborn][:3]
            if kids and not family.supported.on("closed"):
                write_one(world, chance, family.supporter, kids, programmes, sessions, parts)
    for model, rows in ((Programme, programmes), (SupportSession, sessions), (ChildSession, parts)):
        world.write(model, rows)


def skills_of(world, worker, skills) -> None:
    world.write(
        Skill,
        [
            Skill(
                worker=worker,
                what=what,
                words=name,
                trained_on=world.days.ago(ago) if ago else None,
            )
            for what, name, ago in skills
        ],
    )


def write_one(world, chance, worker, kids, programmes, sessions, parts) -> None:
    """One family: a programme for each child, and sessions with all of them together."""
    days, count = world.days, chance.randint(2, 6)
    began = days.near(world.today, -(count + 1) * EVERY)
    purpose = chance.choice(words.PURPOSES)
    by_kid = {}
    for kid in kids:
        if kid.born_by(began):
            facts = {"worker": worker, "planned": 6, "started_on": began}
            facts["purpose"] = purpose.format_map({"name": kid.name})
            by_kid[kid] = world.record(Programme, kid, worker, began, **facts)
    programmes += by_kid.values()
    for place in range(count if by_kid else 0):
        day = days.near(began, (place + 1) * EVERY - chance.randint(0, 3))
        if days.past(day):
            hold(world, chance, worker, day, by_kid, sessions, parts)


def hold(world, chance, worker, day, by_kid, sessions, parts) -> None:
    first = next(iter(by_kid))
    terms = {"carer": "Mum", **first.terms, "name": first.name}
    session = world.shared(
        SupportSession,
        first,
        worker,
        day,
        worker=worker,
        held_at=world.days.at(day, chance.randint(15, 17)),
        minutes=chance.choice([45, 60, 75]),
        place=chance.choice(["home", "home", "school"]),
        tools=chance.sample(Tool.values, 2),
        adults=chance.choice(["", terms["carer"]]),
        what_happened=chance.choice(words.DONE).format_map(terms),
    )
    sessions.append(session)
    for kid, programme in by_kid.items():
        took_part = chance.random() < 0.9
        called = {"carer": "Mum", **kid.terms, "name": kid.name}
        parts.append(
            world.record(
                ChildSession,
                kid,
                worker,
                day,
                session=session,
                programme=programme,
                held_on=day,
                took_part=took_part,
                own_words=chance.choice(words.SAID) if took_part else "",
                what_changed=chance.choice(words.DIFFERENT).format_map(called),
            )
        )
