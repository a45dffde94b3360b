"""Invented waits, and what a plain count says of them: nothing here asks the database or product
how anything is counted."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests import factories as make
from tests.waits.reading import TODAY

NEEDS = ("wellbeing", "domestic_abuse", "trauma", "bereavement")
PROVIDERS = ("Harbour", "Quay", "Council")
DISTRICTS = ("NM1", "NM2", "")
ENDS = ("gave_up", "refused", "eighteen", "moved", "died", "passed", "closed")


@dataclass
class Asked:
    provider: str
    referred_on: date
    first_session_on: date | None = None
    withdrawn: bool = False


@dataclass
class Waited:
    child: int
    need: str
    found_on: date
    facts: dict
    asked: list[Asked] = field(default_factory=list)
    ended_on: date | None = None
    because: str = ""
    none_on: date | None = None
    some_on: date | None = None
    meanwhile_on: date | None = None
    withdrawn: bool = False

    def helped(self, at: date) -> date | None:
        begun = [one.first_session_on for one in self.asked if not one.withdrawn]
        return min((day for day in begun if day and day <= at), default=None)

    def over(self, at: date) -> date | None:
        return self.ended_on if self.ended_on and self.ended_on <= at else None

    def stopped(self, at: date) -> date | None:
        return self.helped(at) or self.over(at)

    def none(self, at: date) -> bool:
        found = self.some_on and self.some_on <= at
        return bool(self.none_on and self.none_on <= at and not found)

    def part(self, by: str, at: date) -> str:
        if by == "help":
            return self.need
        if by == "provider":
            asked = [one for one in self.asked if not one.withdrawn and one.referred_on <= at]
            last = max(enumerate(asked), key=lambda one: (one[1].referred_on, one[0]), default=None)
            return last[1].provider if last else ""
        if by == "age":
            born = self.facts["born_on"]
            years = self.found_on.year - born.year
            years -= (self.found_on.month, self.found_on.day) < (born.month, born.day)
            return next(str(least) for least in (16, 10, 5, 1, 0) if years >= least)
        return self.facts[by]


def invent(seed: int, team, worker) -> list[Waited]:
    chance = Random(seed)
    children = [a_child(chance, team) for _ in range(8)]
    return [a_wait(chance, *chance.choice(children), worker) for _ in range(30)]


def a_child(chance: Random, team):
    facts = {
        "born_on": TODAY - timedelta(days=chance.randint(1500, 6500)),
        "ethnicity": chance.choice(["white", "black", ""]),
        "disability": chance.choice(["yes", "no", ""]),
        "area": chance.choice(DISTRICTS),
    }
    codes = {"white": "WBRI", "black": "BCRB", "": "NOBT"}
    said = {"yes": ["LD"], "no": ["NONE"], "": []}
    child = make.ChildFactory(
        team=team,
        person__born_on=facts["born_on"],
        person__ethnicity=codes[facts["ethnicity"]],
        person__disabilities=said[facts["disability"]],
    )
    postcode = f"{facts['area']} 4AB" if facts["area"] else ""
    make.AddressFactory(person=child.person, postcode=postcode, started_on=facts["born_on"])
    return child, facts


def a_wait(chance: Random, child, facts: dict, worker) -> Waited:
    def later(day: date, most: int = 60) -> date:
        return day + timedelta(days=chance.randint(0, most))

    found_on = TODAY - timedelta(days=chance.randint(0, 900))
    wait = Waited(child.pk, chance.choice(NEEDS), found_on, facts)
    for _ in range(chance.choice([0, 1, 1, 2])):
        asked = Asked(chance.choice(PROVIDERS), later(found_on))
        if chance.random() < 0.5:
            asked.first_session_on = later(asked.referred_on, 200)
        asked.withdrawn = chance.random() < 0.15
        wait.asked.append(asked)
    if chance.random() < 0.3:
        wait.none_on = later(found_on)
        wait.some_on = chance.choice([None, later(wait.none_on)])
    if chance.random() < 0.4:
        wait.meanwhile_on = later(found_on)
    if chance.random() < 0.4:
        begun = [one.first_session_on for one in wait.asked if one.first_session_on]
        wait.ended_on, wait.because = later(max([found_on, *begun]), 300), chance.choice(ENDS)
    wait.withdrawn = chance.random() < 0.1
    write(wait, child, worker)
    return wait


def write(wait: Waited, child, worker) -> None:
    need = make.NeedForHelpFactory(
        child=child,
        need=wait.need,
        identified_on=wait.found_on,
        no_service_on=wait.none_on,
        no_service_because="Asked all" if wait.none_on else "",
        service_found_on=wait.some_on,
        meanwhile="School nurse" if wait.meanwhile_on else "",
        meanwhile_from=wait.meanwhile_on,
        ended_on=wait.ended_on,
        ended_because=wait.because,
        **gone(wait, worker),
    )
    for asked in wait.asked:
        make.HelpReferralFactory(
            child=child,
            need=need,
            provider=asked.provider,
            referred_on=asked.referred_on,
            first_session_on=asked.first_session_on,
            **gone(asked, worker),
        )


def gone(record, worker) -> dict:
    if not record.withdrawn:
        return {}
    return {"withdrawn_at": "2026-01-05T12:00Z", "withdrawn_by": worker, "withdrawn_because": "No"}


def counted(waits: list[Waited], at: date, first: date) -> dict:
    """What a person with a pencil would count of these waits."""
    known = [wait for wait in waits if not wait.withdrawn and wait.found_on <= at]
    now = [wait for wait in known if not wait.stopped(at)]
    ended = [
        wait.because
        for wait in known
        if not wait.helped(at) and (day := wait.over(at)) and first <= day <= at
    ]
    lasted = [
        (((wait.stopped(at) or at) - wait.found_on).days, bool(wait.helped(at)))
        for wait in known
        if first <= wait.found_on
    ]
    return {
        "waiting": len(now),
        "children": len({wait.child for wait in now}),
        "longest": max(((at - wait.found_on).days for wait in now), default=None),
        "without_service": len([wait for wait in now if wait.none(at)]),
        "without_meanwhile": len(
            [wait for wait in now if not (wait.meanwhile_on and wait.meanwhile_on <= at)]
        ),
        "started": len([1 for wait in known if (day := wait.helped(at)) and first <= day]),
        "gave_up": len([1 for why in ended if why in ("gave_up", "refused")]),
        "eighteen": ended.count("eighteen"),
        "other": len([1 for why in ended if why not in ("gave_up", "refused", "eighteen")]),
        "median": until(lasted, 0.5),
        "ninetieth": until(lasted, 0.1),
    }


def until(lasted: list[tuple[int, bool]], share: float) -> int | None:
    """By the definition, day by day: of those who had waited so long, how many began that day."""
    still = 1.0
    for day in range(1000):
        at_risk = sum(days >= day for days, _ in lasted)
        began = sum(days == day and helped for days, helped in lasted)
        if began:
            still *= 1 - began / at_risk
            if still <= share + 1e-9:
                return day
    return None
