"""Some families of the invented council are in court, or agreed that a child is looked after."""

from datetime import time, timedelta

from casework.legal.models import LegalStatus

order = 9
COURT = "Northmoor Family Court"
ONE_IN = 9


def load(world) -> None:
    world.write(LegalStatus, statuses(world))


def statuses(world):
    held = [
        family
        for family in world.families
        if family.last.tenures and not family.last.tenures[-1][2]
    ]
    for place, family in enumerate(held):
        worker = world.worker_on(family.last, world.today)
        for kid in family.kids:
            if kid.unborn:
                continue
            for kind, ago, facts in story(place, kid, world):
                day = world.days.ago(ago)
                if kid.born_on and kid.born_on <= day:
                    yield world.record(
                        LegalStatus, kid, worker, day, kind=kind, started_on=day, **facts
                    )


def story(place: int, kid, world):
    """Agreement, order, protection by police, or proceedings: by turns, most have none."""
    kinds = LegalStatus.Kind
    number = f"NM{place:02d}C00{place:03d}"
    if kid.facts.get("care"):
        yield kinds.CARE, 300, {"court": COURT, "case_number": number}
    elif place % ONE_IN == 1:
        yield kinds.PREPROCEEDINGS, 40, {"note": "Letter before proceedings sent to both parents"}
    elif place % ONE_IN == 4:
        ended = {"ended_on": world.days.ago(28), "ended_because": "replaced"}
        yield kinds.POLICE, 30, {"started_time": time(22, 40), **ended}
        order = {"court": COURT, "case_number": number}
        yield kinds.INTERIM_CARE, 28, {**order, "until": world.today + timedelta(days=60)}
    elif place % (ONE_IN * 3) == 7:
        yield kinds.SECTION_20, 75, {"court": "His mother and father, in writing"}
    elif place % (ONE_IN * 3) == 16:
        yield kinds.POLICE, 1, {"started_time": time(23, 10)}
    elif place % (ONE_IN * 3) == 25:
        last = {"extended_on": world.days.ago(4), "extended_until": world.today + timedelta(days=2)}
        yield kinds.EMERGENCY, 11, {"court": COURT, "case_number": number, **last}
