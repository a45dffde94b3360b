"""Sixty waits of the invented council over two years: some short, some given up, and one need for
which there is nobody since the only service for it lost its grant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from casework.support.models import Service
from casework.waits.models import GapEntry, HelpReferral, NeedForHelp, ServiceGap

order = 10
WAITS, TWO_YEARS, ABUSE = 60, 730, 22
DOMESTIC = "domestic_abuse"
NEEDS = {
    "wellbeing": "Harbour counselling",
    "trauma": "Harbour counselling",
    "bereavement": "Harbour counselling",
    "mental_health": "Northmoor CAMHS",
    "self_harm": "Northmoor CAMHS",
    "neurodevelopment": "Northmoor CAMHS",
    DOMESTIC: "Stepping Stones",
}
LOOKS = {
    "wellbeing": "{name} cries before school and says {his} tummy hurts. {carer} is worried too.",
    "trauma": "{name} wakes most nights and cannot say what the dream was.",
    "bereavement": "{name} keeps Grandad’s coat under the bed and will not talk about him.",
    "mental_health": "{name} has not left {his} room for days at a time since the summer.",
    "self_harm": "{name} showed a teacher marks on {his} arm and asked for help.",
    "neurodevelopment": "School and {carer} see {name} overwhelmed by noise and change every day.",
    DOMESTIC: "{name} heard what was done to {carer}, and watches the door when a car stops.",
}
MEANWHILE = [
    "The school’s learning mentor sees {name} every Tuesday.",
    "The family support worker does a feelings book with {name} once a fortnight.",
    "{name} can ring the school nurse, and has her card.",
]
NOBODY = (
    "Asked the hub, CAMHS and two charities: Stepping Stones closed, and nobody took its place."
)
CHANGED = [
    ("better", "{name} sleeps through most nights and went on the school trip."),
    ("better", "{name} says there is somebody to tell now."),
    ("same", "{name} liked going. Nights are as they were."),
    ("unknown", ""),
]
TOLD = [
    (
        "raised",
        190,
        "Integrated care board, children’s commissioner",
        "No service works with children who live with domestic abuse since the grant of the only"
        " one ended. Sent with the numbers and the ages.",
    ),
    (
        "answered",
        120,
        "Integrated care board, children’s commissioner",
        "They agree there is a gap. A bid for a joint service is being written for next spring.",
    ),
    ("reviewed", 30, "", "The bid is with the partners’ board. No date yet; raised there again."),
]


def load(world) -> None:
    services = {service.name: service for service in Service.objects.of(world.authority)}
    waits = list(Stories(world, services).told())
    world.write(NeedForHelp, [wait.need for wait in waits])
    world.write(HelpReferral, [row for wait in waits for row in wait.asked])
    register(world)


@dataclass
class Told:
    """One need and who was asked for it, in turn."""

    need: NeedForHelp
    asked: list[HelpReferral]


class Stories:
    def __init__(self, world, services: dict[str, Service]):
        self.world, self.services = world, services
        self.chance: Random = world.dice("waits")

    def told(self) -> Iterator[Told]:
        """Children who live with domestic abuse first, so that the gap shows."""
        places = [
            (spell, kid, day)
            for _, spell in self.world.spells()
            if spell.tenures
            for kid in spell.kids
            if (day := self.found_on(spell, kid))
        ]
        self.chance.shuffle(places)
        abuse = [place for place in places if place[0].need == DOMESTIC]
        others = [place for place in places if place[0].need != DOMESTIC]
        for place in [*abuse[:ABUSE], *others[: WAITS - ABUSE]]:
            yield self.story(*place)

    def found_on(self, spell, kid) -> date | None:
        """A day of the work, once somebody knew the child; None for the very young."""
        first = max(spell.days["decided"], self.world.days.ago(TWO_YEARS))
        last = min(spell.on("closed") or self.world.today, self.world.today) - timedelta(days=9)
        if last <= first:
            return None
        day = first + timedelta(days=self.chance.randint(0, min(90, (last - first).days)))
        return day if kid.age_on(day) > 3 else None

    def story(self, spell, kid, day: date) -> Told:
        kind = DOMESTIC if spell.need == DOMESTIC else self.chance.choice(list(NEEDS)[:-1])
        worker = self.world.worker_on(spell, day)
        terms = kid.terms
        need = self.world.record(
            NeedForHelp,
            kid,
            worker,
            day,
            need=kind,
            words=LOOKS[kind].format_map(terms),
            identified_on=day,
        )
        asked = list(self.asked(need, kid, worker))
        if self.chance.random() < 0.55:
            since = min(day + timedelta(days=self.chance.randint(2, 20)), self.world.today)
            need.meanwhile = self.chance.choice(MEANWHILE).format_map(terms)
            need.meanwhile_from = since
        self.end(need, asked, spell, terms)
        return Told(need, asked)

    def asked(self, need: Any, kid, worker) -> Iterator[HelpReferral]:
        service = self.services[NEEDS[need.need]]
        day = need.identified_on + timedelta(days=self.chance.randint(2, 25))
        if service.ends_on and day >= service.ends_on:
            if day <= self.world.today:
                need.no_service_on, need.no_service_because = day, NOBODY
            return
        if day > self.world.today:
            return
        declined = self.chance.random() < 0.25
        referral: Any = self.asks(need, kid, worker, day, service=service)
        yield self.stands(referral, declined=declined)
        if referral.answered_on and declined:
            again = referral.answered_on + timedelta(days=self.chance.randint(1, 14))
            if again <= self.world.today:
                second = self.asks(need, kid, worker, again, provider="Quay Street young minds")
                yield self.stands(second, declined=False)

    def asks(self, need, kid, worker, day: date, **whom) -> HelpReferral:
        return self.world.record(HelpReferral, kid, worker, day, need=need, referred_on=day, **whom)

    def stands(self, referral: HelpReferral, *, declined: bool) -> HelpReferral:
        """Each step is written only once its day has come."""
        for step in self.steps(referral, declined):
            if step.pop("on") > self.world.today:
                break
            for name, value in step.items():
                setattr(referral, name, value)
        return referral

    def steps(self, referral: HelpReferral, declined: bool) -> Iterator[dict[str, Any]]:
        day = referral.referred_on + timedelta(days=self.chance.randint(5, 40))
        if declined:
            because = self.chance.choice(["threshold", "stable", "age"])
            words = "They ask that things be settled at home first" if because == "stable" else ""
            yield {
                "on": day,
                "answer": "declined",
                "answered_on": day,
                "declined_because": because,
                "answer_words": words,
            }
            return
        yield {"on": day, "answer": "accepted", "answered_on": day}
        day += timedelta(days=self.chance.randint(10, 110))
        yield {"on": day, "offered_on": day}
        day += timedelta(days=self.chance.choice([0, 0, 7, 14]))
        yield {"on": day, "first_session_on": day, "sessions": self.chance.randint(1, 12)}
        day += timedelta(days=self.chance.randint(60, 160))
        effect, words = self.chance.choice(CHANGED)
        words = words.format_map({"name": referral.child.first_name})
        yield {
            "on": day,
            "ended_on": day,
            "ended_because": "finished",
            "effect": effect,
            "effect_words": words,
        }

    def end(self, need: Any, asked: list[HelpReferral], spell, terms) -> None:
        begun = [row.first_session_on for row in asked if row.first_session_on]
        over = [row.ended_on for row in asked if row.ended_on]
        closed = spell.on("closed")
        if over and self.chance.random() < 0.6:
            need.ended_on, need.ended_because = max(over), "helped"
            need.ended_words = "The sessions ended, and it holds at home and at school."
        elif not begun and self.chance.random() < 0.15:
            day = need.identified_on + timedelta(days=self.chance.randint(60, 150))
            if day <= self.world.today:
                need.ended_on, need.ended_because = day, "gave_up"
                need.ended_words = "{carer} said {name} had stopped asking.".format_map(terms)
                self.never_asked_later(need, asked, need.ended_on)
        elif closed and self.world.days.past(closed) and self.chance.random() < 0.5:
            need.ended_on, need.ended_because = max([closed, *begun]), "closed"
            need.ended_words = "School keeps an eye on it and has the numbers to ring."
            self.never_asked_later(need, asked, need.ended_on)

    @staticmethod
    def never_asked_later(need: NeedForHelp, asked: list[HelpReferral], ended_on: date) -> None:
        """Nobody is asked for a need that had ended, nor is its lack found out then."""
        asked[:] = [row for row in asked if row.referred_on <= ended_on]
        if need.no_service_on and need.no_service_on > ended_on:
            need.no_service_on, need.no_service_because = None, ""


def register(world) -> None:
    """The gap that a reader finds, raised and answered and not closed."""
    days, senior = world.days, world.workers["service.manager"]
    (gap,) = world.write(
        ServiceGap,
        [
            ServiceGap(
                authority=world.authority,
                need=DOMESTIC,
                missing="A specialist who works with children who live with domestic abuse, from"
                " the age of four, and begins within eight weeks. The last service ended when its"
                " grant did.",
                opened_on=days.ago(195),
                opened_by=senior,
                review_on=days.today + timedelta(days=5),
            )
        ],
    )
    entries = (
        GapEntry(
            gap=gap,
            kind=kind,
            happened_on=days.ago(ago),
            whom=whom,
            words=words,
            recorded_by=senior,
            recorded_at=days.at(days.ago(ago), 15),
        )
        for kind, ago, whom, words in TOLD
    )
    world.write(GapEntry, entries)
