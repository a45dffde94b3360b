"""Conferences, core groups and child in need meetings: what each decided for each child."""

from casework.actions.models import Action
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup
from casework.meetings.demo import Meetings

order = 7
AHEAD = 28


def load(world) -> None:
    Rooms(world).write()


class Rooms:
    def __init__(self, world):
        self.world, self.days, self.chance = world, world.days, world.dice("conferences")
        self.meetings = Meetings(world, self.chance)
        self.conferences, self.core_groups, self.need_meetings, self.actions = [], [], [], []

    def write(self) -> None:
        for _, spell in self.world.spells():
            if not any(spell.kept(kid, "episode") for kid in spell.kids):
                continue
            if spell.on("conference"):
                self.initial(spell)
            self.review(spell)
            self.hold_core_groups(spell)
            self.hold_need_meetings(spell)
        self.meetings.write()
        self.world.write(Conference, self.conferences)
        self.world.write(CoreGroup, self.core_groups)
        self.world.write(ChildInNeedMeeting, self.need_meetings)
        self.world.write(Action, self.actions)

    def soon(self, day) -> bool:
        """Already held, or near enough to have been arranged."""
        return (day - self.world.today).days < AHEAD

    def chair(self):
        names = ["conference.chair", "conference.chair", "edwin.carr"]
        return self.world.workers[self.chance.choice(names)]

    # Conferences

    def initial(self, spell) -> None:
        day = spell.on("conference")
        enquired = spell.on("enquired")
        if not self.soon(day) or not (self.days.past(enquired) or self.days.past(day)):
            return
        kind = "transfer_in" if spell.source == "5C" else "initial"
        decision = "plan" if spell.on("protection") else "step_down"
        self.confer(spell, day, kind, decision)

    def review(self, spell) -> None:
        for day, decision in spell.reviews:
            if self.soon(day):
                self.confer(spell, day, "review", decision)

    def confer(self, spell, day, kind, decision) -> None:
        kids = [kid for kid in spell.kids if spell.kept(kid, "episode")]
        good = self.world.good(spell, self.chance)
        chair = self.world.workers["conference.chair"] if kids[0].own else self.chair()
        held = self.days.past(day)
        meeting = self.meetings.add(
            spell,
            kids,
            "conference",
            day,
            chair=chair,
            good=good,
            minutes=self.minutes(kids[0], day, good) if held else "",
        )
        for kid in kids if held else []:
            self.conferences.append(self.decided(spell, kid, meeting, day, kind, decision, good))

    def decided(self, spell, kid, meeting, day, kind, decision, good) -> Conference:
        goes_on = decision in ("plan", "continue")
        first = kind != "review"
        part, words = self.taking_part(spell, kid, day, good)
        disagreed = good and self.chance.random() < 0.15
        return self.world.record(
            Conference,
            kid,
            meeting.chair,
            day,
            team=spell.team,
            meeting=meeting,
            section_47=spell.kept(kid, "enquiry") if first else None,
            episode=spell.kept(kid, "episode"),
            plan=spell.kept(kid, "protection"),
            kind=kind,
            held_on=day,
            taking_part=part,
            own_words=words,
            decision=decision,
            category=spell.category if goes_on else "",
            reasons=self.reasons(kid, day, first, goes_on, good),
            disagreement=self.world.say(kid, "disagree", on=day) if disagreed else "",
        )

    def reasons(self, kid, day, first, goes_on, good) -> str:
        if not good:
            return self.world.say(kid, "conference", on=day, bank="poor")
        if first and goes_on:
            return self.world.say(kid, "conference", on=day)
        if not goes_on:
            return self.world.say(kid, "stepping_down", on=day)
        change = self.world.say(kid, "different", self.mood(), on=day)
        return f"{change} {self.world.say(kid, 'going_on', on=day)}"

    def taking_part(self, spell, kid, day, good) -> tuple[str, str]:
        band = kid.band_on(day)
        if band in ("unborn", "baby"):
            return "too_young", ""
        if not good:
            return "not", ""
        part = self.chance.choice(
            ["came", "advocate", "sent"] if band == "teen" else ["sent", "sent", "advocate"]
        )
        return part, self.own_words(spell, kid, day)

    def own_words(self, spell, kid, day) -> str:
        words = self.world.say(
            kid, "words", self.world.mood(spell, day, self.chance), on=day, again=False
        )
        return words[0] if isinstance(words, list) else words

    def mood(self) -> str:
        return self.chance.choice(["hard", "better"])

    def minutes(self, kid, day, good) -> str:
        return self.world.say(kid, "minutes", "conference" if good else "conference_poor", on=day)

    # Core groups and child in need meetings

    def hold_core_groups(self, spell) -> None:
        for day in spell.core_groups:
            if self.soon(day) and self.days.past(spell.on("protection")):
                self.core_group(spell, day)

    def core_group(self, spell, day) -> None:
        kids = [kid for kid in spell.kids if spell.kept(kid, "protection")]
        good = self.world.good(spell, self.chance)
        held = self.days.past(day)
        minutes = self.world.say(kids[0], "core_group", "good" if good else "poor", on=day)
        meeting = self.meetings.add(
            spell,
            kids,
            "core_group",
            day,
            chair=self.world.worker_on(spell, day),
            good=good,
            minutes=minutes,
        )
        for kid in kids if held else []:
            self.core_groups.append(
                self.world.record(
                    CoreGroup,
                    kid,
                    self.world.worker_on(spell, day),
                    day,
                    team=spell.team,
                    meeting=meeting,
                    plan=spell.kept(kid, "protection"),
                    held_on=day,
                    what_changed=self.changed(spell, kid, day, good),
                    own_words=self.own_words(spell, kid, day)
                    if good and self.chance.random() < 0.4
                    else "",
                )
            )
            if self.chance.random() < 0.3:
                self.promise(spell, kid, "core_group", day, good)

    def changed(self, spell, kid, day, good) -> str:
        if not good:
            return self.world.say(kid, "different", on=day, bank="poor")
        return self.world.say(kid, "different", self.world.mood(spell, day, self.chance), on=day)

    def hold_need_meetings(self, spell) -> None:
        first = spell.path == "need"
        for day in spell.need_meetings:
            if self.soon(day):
                self.need_meeting(spell, day, "first" if first else "review")
            first = False

    def need_meeting(self, spell, day, kind) -> None:
        kids = [kid for kid in spell.kids if spell.kept(kid, "episode")]
        good = self.world.good(spell, self.chance)
        held = self.days.past(day)
        if not held and kind == "first" and not self.days.past(spell.on("authorised")):
            return
        minutes = self.world.say(kids[0], "core_group", "good" if good else "poor", on=day)
        meeting = self.meetings.add(
            spell,
            kids,
            "child_in_need",
            day,
            chair=self.world.worker_on(spell, day),
            good=good,
            minutes=minutes,
        )
        last = spell.on("need_end") == day
        for kid in kids if held else []:
            self.need_meetings.append(
                self.world.record(
                    ChildInNeedMeeting,
                    kid,
                    self.world.worker_on(spell, day),
                    day,
                    team=spell.team,
                    meeting=meeting,
                    assessment=spell.kept(kid, "assessment"),
                    plan=spell.kept(kid, "need"),
                    kind=kind,
                    held_on=day,
                    what_changed=self.changed(spell, kid, day, good) if kind == "review" else "",
                    own_words=self.own_words(spell, kid, day)
                    if good and self.chance.random() < 0.4
                    else "",
                    decision="end" if last else "continue",
                )
            )
            if self.chance.random() < 0.2 and not last:
                self.promise(spell, kid, "review", day, good)

    def promise(self, spell, kid, source, day, good) -> None:
        """Something agreed in the room."""
        line = self.world.say(kid, "promises", "text" if good else "poor", on=day)
        due = self.days.near(day, self.chance.randint(7, 40)) if good else None
        action = self.world.record(
            Action,
            kid,
            self.world.worker_on(spell, day),
            day,
            team=spell.team,
            source=source,
            what=line["what"],
            for_child=good,
            owner_worker=self.world.worker_on(spell, self.world.today),
            due_on=due,
            due_event="" if good else "Ongoing",
            agreed_on=day,
        )
        over = spell.on("closed")
        if due and self.days.past(due) and self.chance.random() < 0.92:
            action.done_on = max(day, self.days.near(due, self.chance.choice([-3, 0, 0, 5])))
            action.done_on = min(action.done_on, self.world.today)
            action.what_changed = line["changed"]
        elif self.days.past(over):
            action.dropped_on = max(over, day)
            action.dropped_because = "The work with the family has ended."
        self.actions.append(action)
