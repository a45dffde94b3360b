"""Events that workers of the demonstration authority hold to be significant, and why."""

from casework.chronology.models import Significance
from casework.chronology.timeline import EventQuery, whole

order = 9
FAMILIES = 40
CODES = ("visit", "note", "contact", "core_group", "missing.statutory_figures", "interview")
REASONS = {
    "visit": ["The first time they spoke about what happens at home", "The home was safe and warm"],
    "note": ["School saw the change before we did", "Nan asked for help herself"],
    "contact": ["The same worry, from someone who does not know of the first"],
    "core_group": ["Everyone who promised something had done it"],
    "missing.statutory_figures": [
        "They rang a worker to be fetched: they had never done so before"
    ],
    "interview": ["They named who they go to when it is bad"],
}


def load(world) -> None:
    chance = world.dice("chronology")
    world.write(Significance, marks(world, chance))


def marks(world, chance):
    for family in world.families[:FAMILIES]:
        children = {kid.child.pk: kid for kid in family.kids}
        events = whole(EventQuery(tuple(children), codes=CODES), None)
        plain = [event for event in events if not event.significant]
        for event in chance.sample(plain, min(2, len(plain))):
            kid = children[event.child_id]
            worker = world.worker_on(family.last, event.at)
            yield world.record(
                Significance,
                kid,
                worker,
                event.at,
                code=event.code,
                record=event.pk,
                reason=chance.choice(REASONS[event.code]),
            )
