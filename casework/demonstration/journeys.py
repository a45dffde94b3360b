"""The days of a family's journey: contact, decision, assessment, enquiry, conference, plan, end.

A journey is simulated from its first day through its whole course. What falls before today has
happened; the rest is still to come, or has been left too long. Most things are in time; how many
are not depends on the quality of practice.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from casework.demonstration.days import Days
from casework.demonstration.stories import GOOD, MIXED, POOR, Spell

LATE = {GOOD: 0.05, MIXED: 0.13, POOR: 0.24}
# Working days from the step before: (least, most in time, most when late).
STEPS = {
    "screened": (0, 1, 3),
    "decided": (0, 1, 3),
    "started": (0, 2, 4),
    "seen": (1, 5, 9),
    "strategy": (0, 9, 20),
    "enquired": (5, 10, 14),
    "conference": (9, 15, 22),
    "authorised": (22, 44, 58),
    "first_meeting": (4, 10, 16),
}
AT_THE_DOOR = {"screened": 0.3, "decided": 0.35}  # the front door is quicker than the rest
FROM = {
    "screened": "received",
    "decided": "screened",
    "started": "decided",
    "seen": "started",
    "strategy": "decided",
    "enquired": "strategy",
    "conference": "strategy",
    "authorised": "received",
    "first_meeting": "authorised",
}
STAGES = {
    "information": ["screened"],
    "no_action": ["screened", "decided"],
    "early_help": ["screened", "decided"],
    "assessed_out": ["screened", "decided", "started", "seen", "authorised"],
    "enquired_out": [
        "screened",
        "decided",
        "started",
        "seen",
        "strategy",
        "enquired",
        "authorised",
    ],
    "need": ["screened", "decided", "started", "seen", "authorised", "first_meeting"],
    "protection": [
        "screened",
        "decided",
        "started",
        "seen",
        "strategy",
        "enquired",
        "conference",
        "authorised",
    ],
}
BESIDE = {"seen_in_enquiry": "strategy", "minutes": "conference"}
"""Days that only an aim gives: so many working days after a step."""
LENGTHS = {"no_action": 0, "early_help": 0, "information": 0, "assessed_out": 4, "enquired_out": 4}


@dataclass(frozen=True)
class Aim:
    """Where a journey stands today: so many working days since one of its steps.

    ``gaps`` fixes how long a step takes; ``last`` how many days (or, for visits, working days) ago
    the newest of something repeated happened; ``before`` how long ago it closed.
    """

    path: str
    step: str = "received"
    ago: int = 0
    gaps: dict = field(default_factory=dict)
    last: dict = field(default_factory=dict)
    closed: bool = False
    goes_on: bool = False  # the plan does not end at a review
    yesterday: bool = False  # counted from the working day before today
    unallocated: bool = False  # nobody holds the children yet

    def __hash__(self):
        return id(self)


class Journeys:
    def __init__(self, days: Days, chance: Random):
        self.days, self.chance = days, chance
        self.late = LATE[GOOD]

    def spell(self, aim: Aim, need: str, quality: str) -> Spell:
        """A spell that stands today where the aim says."""
        self.late = LATE[quality]
        gaps = {step: self.gap(step, aim) for step in STAGES[aim.path]}
        if gaps.get("decided") is not None and "decided" not in aim.gaps:
            gaps["decided"] = max(0, gaps["decided"] - gaps["screened"])
        end = self.days.ago(1) if aim.yesterday else self.days.today
        start = self.days.after(end, -(self.reach(aim.step, gaps) + aim.ago))
        return self.live(Spell(path=aim.path, need=need, quality=quality), start, gaps, aim)

    def gap(self, step: str, aim: Aim) -> int:
        least, in_time, late = STEPS[step]
        drawn = self.between(least, in_time, late, share=AT_THE_DOOR.get(step, 1))
        return aim.gaps.get(step, drawn)

    def between(self, least: int, in_time: int, late: int, *, share: float = 1) -> int:
        if self.chance.random() < self.late * share:
            return self.chance.randint(in_time + 1, late)
        return self.chance.randint(least, in_time)

    def reach(self, step: str, gaps: dict) -> int:
        """Working days from the first day to a step."""
        if step == "received":
            return 0
        return gaps[step] + self.reach(FROM[step], gaps)

    def live(self, spell: Spell, start: date, gaps: dict, aim: Aim) -> Spell:
        spell.days["received"] = start
        for step in STAGES[spell.path]:
            spell.days[step] = self.days.after(spell.days[FROM[step]], gaps[step])
        for extra, step in BESIDE.items():
            if extra in aim.gaps:
                spell.days[extra] = self.days.after(spell.days[step], aim.gaps[extra])
        if "authorised" in spell.days:
            self.assess(spell)
        if spell.path in LENGTHS:
            self.end_without_a_plan(spell)
        elif spell.path == "protection":
            self.protect(spell, aim)
        else:
            self.help_in_need(spell, spell.days["first_meeting"], aim)
        for repeated, ago in aim.last.items():
            self.settle(spell, repeated, ago)
        return spell

    def assess(self, spell: Spell) -> None:
        done = max(spell.days["authorised"], self.days.after(spell.days["seen"], 2))
        spell.days["authorised"] = done
        spell.days["submitted"] = max(
            self.days.after(done, -self.chance.randint(1, 4)), spell.days["seen"]
        )
        spell.visits.append((spell.days["seen"], "assessment"))
        again = self.days.after(spell.days["seen"], self.chance.randint(6, 14))
        if again < spell.days.get("conference", spell.days["submitted"]):
            spell.visits.append((again, "assessment"))

    def end_without_a_plan(self, spell: Spell) -> None:
        last = max(spell.days.values())
        if "authorised" in spell.days:
            spell.days["closed"] = self.days.after(last, self.chance.randint(1, 8))

    def protect(self, spell: Spell, aim: Aim) -> None:
        began = spell.days["conference"]
        if not aim.goes_on and aim.step == "received" and self.chance.random() < 0.12:
            spell.conference_decision = "step_down"
            self.help_in_need(spell, self.days.after(began, self.chance.randint(5, 10)), aim)
            return
        spell.days["protection"] = began
        ends = self.hold_reviews(spell, aim)
        spell.core_groups = self.core_groups(spell, aim, ends)
        first = aim.gaps.get("first_visit", self.between(2, 8, 13))
        spell.visits += [
            (day, "protection")
            for day in self.run(
                self.days.after(began, first), ends, lambda: self.between(6, 10, 15)
            )
        ]
        if ends < self.horizon:
            spell.days["protection_end"] = ends
            if spell.reviews[-1][1] == "step_down":
                self.help_in_need(spell, self.days.after(ends, self.chance.randint(3, 9)), aim)
            else:
                spell.days["closed"] = self.days.after(ends, self.chance.randint(3, 10))

    @property
    def horizon(self) -> date:
        return self.days.near(self.days.today, 45)

    def hold_reviews(self, spell: Spell, aim: Aim) -> date:
        """Reviews until one ends the plan; the day it ended, or the horizon."""
        day = self.days.near(
            spell.days["conference"], aim.gaps.get("review", self.between(74, 89, 105))
        )
        while day < self.horizon:
            decision = self.review_decision(len(spell.reviews), aim)
            spell.reviews.append((day, decision))
            if decision != "continue":
                return day
            day = self.days.near(day, self.between(140, 178, 200))
        spell.reviews.append((day, "continue"))
        return self.horizon

    def review_decision(self, number: int, aim: Aim) -> str:
        if aim.goes_on or self.chance.random() > (0.2, 0.55, 0.8)[min(number, 2)]:
            return "continue"
        return "step_down" if self.chance.random() < 0.8 else "end"

    def core_groups(self, spell: Spell, aim: Aim, ends: date) -> list[date]:
        first = aim.gaps.get("core", self.between(5, 10, 15))
        start = self.days.after(spell.days["conference"], first)
        return self.run(start, ends, lambda: self.between(28, 41, 52), weeks=True)

    def help_in_need(self, spell: Spell, first: date, aim: Aim) -> None:
        ends = self.days.near(first, self.chance.randint(85, 270))
        if aim.goes_on:
            ends = self.horizon
        spell.days["need"] = first
        spell.need_meetings = self.run(first, ends, lambda: self.between(28, 41, 50), weeks=True)
        start = self.days.after(first, aim.gaps.get("first_visit", self.between(3, 16, 24)))
        spell.visits += [
            (day, "need") for day in self.run(start, ends, lambda: self.between(11, 20, 27))
        ]
        if ends < self.horizon:
            spell.need_meetings = [d for d in spell.need_meetings if d < ends] + [ends]
            spell.days["need_end"] = ends
            spell.days["closed"] = self.days.after(ends, self.chance.randint(0, 7))

    def run(self, day: date, ends: date, gap, *, weeks: bool = False) -> list[date]:
        """One after another until the end, and the one after that where nothing ends."""
        days = []
        while day < min(ends, self.horizon):
            days.append(day)
            day = self.days.near(day, gap()) if weeks else self.days.after(day, gap())
        return days + ([day] if ends >= self.horizon else [])

    def settle(self, spell: Spell, repeated: str, ago: int) -> None:
        """Make the newest of something repeated so long ago, with the next still to come."""
        newest = (
            self.days.after(self.days.today, -ago)
            if repeated == "visit"
            else self.days.near(self.days.today, -ago)
        )
        if repeated == "visit":
            purpose = "protection" if spell.on("protection") else "need"
            kept = [visit for visit in spell.visits if visit[0] < newest]
            spell.visits = [*kept, (newest, purpose)]
        elif repeated == "reviews":
            spell.reviews = [review for review in spell.reviews if review[0] < newest] + [
                (newest, "continue")
            ]
        else:
            setattr(
                spell,
                repeated,
                [day for day in getattr(spell, repeated) if day < newest] + [newest],
            )
