"""Children who go missing: most come home the same night; not all are asked why."""

from datetime import timedelta

from casework.actions.models import Action
from missing.demo.findings import Findings
from missing.demo.log import Watch
from missing.models import Finding, InterviewProvider, MissingEpisode, ReturnInterview
from missing.operations import tell_act_today, tell_missing

order = 5
POLICE = "NM-{:%y%m}-{:04d}"
PLACES = [
    "A café {name} chose",
    "At school, in {teacher}’s room",
    "In the car, by the harbour",
    "At home, in the kitchen",
    "At the youth centre",
]
OUTSIDE, OUTSIDE_REACHED = "Harbour Voices", "0191 498 0120, until 9pm every day"
FIRST = "Not like {him}. First time."
AGAIN = "Older adults thought to be involved; comes back later each time."
MUST = "{name} is not to be alone tonight: ring the police and {carer} before five."
ACTED = "Rang police and {carer}. Strategy discussion held by phone; {name} slept at home."
# Hours ago: left, came back, offered, answered; the answer; hours ago the talk was.
NOW: dict[str, tuple[int, int | None, int | None, int | None, str, int | None]] = {
    "now_high": (15, None, None, None, "", None),
    "now_first": (3, None, None, None, "", None),
    "declined_late": (101, 77, 76, 70, "declined", None),
    "accepted": (72, 63, 60, 40, "accepted", None),
    "trying": (75, 54, 50, None, "", None),
    "not_offered": (22, 13, None, None, "", None),
    "late": (110, 84, 80, None, "", None),
    "mason": (90, 62, 60, 44, "accepted", 21),
}


def load(world) -> None:
    Coordinator(world).write()


class Coordinator:
    def __init__(self, world):
        self.world, self.days, self.chance = world, world.days, world.dice("missing")
        self.interviews, self.episodes, self.actions = [], [], []
        self.findings = Findings(world, world.dice("findings"))
        self.watch = Watch(world, world.dice("watch"))
        self.number, self.risks = 100, world.dice("risks told")

    def write(self) -> None:
        for family, spell in self.world.spells():
            if spell.tenures:
                for kid in spell.kids:
                    self.child(family, spell, kid)
        self.world.write(
            ReturnInterview,
            [interview for interview in self.interviews if not interview.covered_by],
        )
        self.world.write(
            ReturnInterview, [interview for interview in self.interviews if interview.covered_by]
        )
        self.world.write(MissingEpisode, self.episodes)
        self.world.write(Action, self.actions)
        self.world.write(Finding, self.findings.rows)
        self.watch.write(self.episodes, self.interviews)
        for episode in self.episodes:
            if episode.returned_at is None:
                tell_missing(episode)
        for interview in self.interviews:
            if interview.waits_for_an_act:
                tell_act_today(interview)

    def child(self, family, spell, kid) -> None:
        known = kid.facts.get("missing")
        if known != "now_first":
            times = {"mason": 3, "now_high": 2}.get(known) or self.how_often(family, kid)
            self.history(spell, kid, times, before=6 if known else 0)
        if known:
            self.now(spell, kid, known)

    def how_often(self, family, kid) -> int:
        if kid.unborn or kid.age_on(self.world.today) < 12:
            return 0
        often = self.chance.random() < (0.9 if family.need == "exploitation" else 0.16)
        return self.chance.choice([1, 1, 2, 3, 5, 8]) if often else 0

    def history(self, spell, kid, times: int, before: int) -> None:
        start = spell.tenures[0][1]
        end = (spell.tenures[-1][2] or self.world.today) - timedelta(days=max(before, 5))
        room = (end - start).days
        if times == 0 or room < times * 8 or kid.age_on(start) < 11:
            return
        first = start + timedelta(days=2)
        for n in range(times):
            day = first + timedelta(days=n * (room // times) + self.chance.randint(0, 4))
            went = self.days.at(
                day, self.chance.randint(16, 23), self.chance.choice([0, 10, 25, 40])
            )
            back = went + timedelta(minutes=self.chance.choice([220, 400, 610, 840, 1500, 2900]))
            self.past(spell, kid, went, back, n)

    def past(self, spell, kid, went, back, n) -> None:
        good = self.world.good(spell, self.chance)
        episode = self.episode(spell, kid, went, back, first=n == 0)
        if self.chance.random() < 0.06 and not good:
            return  # never offered
        offer = self.offer(spell, kid, back + timedelta(hours=self.chance.randint(2, 30)))
        episode.interview = offer
        roll = self.chance.random()
        if roll < 0.72:
            self.accept(offer, self.chance.randint(1, 12))
            hours = (
                self.chance.randint(20, 70)
                if self.chance.random() < 0.62
                else (self.chance.randint(74, 160))
            )
            self.talk(
                spell, kid, offer, max(back + timedelta(hours=hours), offer.answered_at), good
            )
        else:
            self.decline(kid, offer, "declined" if roll < 0.93 else "not_possible", good)

    def now(self, spell, kid, known) -> None:
        left, back, offered, answered, answer, talked = NOW[known]
        hours = self.days.hours_ago
        episode = self.episode(
            spell,
            kid,
            hours(left),
            hours(back) if back else None,
            first=known == "now_first",
            risk={"now_high": "high", "now_first": "medium"}.get(known),
        )
        if not offered:
            return
        offer = self.offer(spell, kid, hours(offered))
        episode.interview = offer
        if answer == "declined":
            self.decline(kid, offer, answer, good=False, hours=offered - (answered or 0))
        elif answer:
            self.accept(offer, offered - (answered or 0))
            if not talked:
                self.book(offer, kid)
        if talked:
            self.talk(spell, kid, offer, hours(talked), True)
            self.cover(spell, kid, offer)

    def cover(self, spell, kid, conversation) -> None:
        """One talk about two times away: the earlier one says which talk it was."""
        went = conversation.offered_at - timedelta(days=5)
        back = went + timedelta(hours=11)
        episode = self.episode(spell, kid, went, back, first=False)
        offer = self.offer(spell, kid, back + timedelta(hours=9))
        self.accept(offer, 30)
        offer.covered_by = conversation
        episode.interview = offer

    def episode(self, spell, kid, went, back, *, first, risk=None) -> MissingEpisode:
        world, care = self.world, kid.facts.get("care")
        self.number += self.chance.randint(1, 9)
        day = self.days.today if back is None else went.date()
        reported = went + timedelta(minutes=self.chance.choice([20, 35, 60, 95, 180]))
        row = world.record(
            MissingEpisode,
            kid,
            world.workers["missing.coordinator"],
            back or went,
            team=spell.team,
            kind="A" if not first and self.chance.random() < 0.1 else "M",
            went_at=went,
            missing_from="care" if care else "home",
            reported_at=min(reported, world.now),
            reported_by="Fern House" if care else kid.terms["carer"],
            police_reference=POLICE.format(went, self.number),
            risk=risk or self.chance.choice(["high", "medium", "medium", "low"]),
            risk_reasons=(FIRST if first else AGAIN).format_map(kid.terms),
            circumstances=world.say(kid, "missing", "circumstances", on=day),
            returned_at=back,
            returned_time_known=back is None or self.chance.random() > 0.05,
            returned_where="Home" if back else "",
            told_us_at=min(reported + timedelta(minutes=25), world.now),
        )
        if kid.facts.get("missing"):
            row.returned_time_known = True
        self.episodes.append(row)
        return row

    def offer(self, spell, kid, at) -> ReturnInterview:
        coordinator = self.world.workers["missing.coordinator"]
        row = self.world.record(
            ReturnInterview,
            kid,
            coordinator,
            at,
            team=spell.team,
            offered_at=at,
            offered_by=coordinator,
        )
        self.interviews.append(row)
        return row

    def accept(self, offer, hours) -> None:
        offer.answer, offer.answered_at = "accepted", offer.offered_at + timedelta(hours=hours)

    def book(self, offer, kid) -> None:
        """With somebody of an organisation, after school tomorrow."""
        offer.provider, _ = InterviewProvider.objects.get_or_create(
            authority=self.world.authority, name=OUTSIDE, defaults={"reached": OUTSIDE_REACHED}
        )
        offer.provider_person, offer.independent = "Priya Anand", True
        offer.planned_at = self.days.hours_ago(-19)
        offer.place = PLACES[0].format_map(kid.terms)

    def decline(self, kid, offer, answer, good, hours=8) -> None:
        on = offer.offered_at.date()
        offer.answer, offer.answered_at = answer, offer.offered_at + timedelta(hours=hours)
        offer.not_held_because = self.world.say(kid, "missing", "declined", on=on)
        if good:
            offer.parent_view = self.world.say(kid, "missing", "parent_view", on=on)
            offer.parent_asked_at = min(offer.answered_at + timedelta(hours=3), self.world.now)

    def talk(self, spell, kid, offer, at, good) -> None:
        """A good one asks why, where, who and what harm, and ends in something that will change."""
        on = at.date()
        say = lambda slot: self.world.say(kid, "missing", slot, on=on)  # noqa: E731
        others = [self.world.workers["family.support"], offer.offered_by]
        offer.held_at, offer.interviewer = at, self.chance.choice(others)
        offer.independent = offer.interviewer != offer.offered_by
        offer.shared_at = min(at + timedelta(hours=4 if good else 60), self.world.now)
        offer.place = self.chance.choice(PLACES).format_map(
            kid.terms | {"teacher": kid.terms["teacher"]}
        )
        if not good:
            offer.own_words, offer.why_left = say("poor_words"), say("poor_why")
            offer.next_steps = say("poor_next")
            return
        for field in (
            "own_words",
            "why_left",
            "where_and_who",
            "what_happened",
            "harm",
            "what_would_help",
            "next_steps",
        ):
            setattr(offer, field, say(field))
        self.act(spell, kid, offer)
        used = self.chance.random() < 0.6 or kid.own == "mason"
        self.findings.of(spell, kid, offer, self.use(spell, kid, on) if used else None)

    def act(self, spell, kid, offer) -> None:
        """On a few talks someone had to act that day: mostly it was done, and is written down."""
        now = kid.facts.get("missing") == "mason" and offer.held_at > self.days.hours_ago(24)
        if not (now or self.risks.random() < 0.12):
            return
        offer.immediate_risk = True
        offer.next_steps = offer.next_steps or MUST.format_map(kid.terms)
        acted = offer.held_at + timedelta(hours=self.risks.choice([1, 2, 3, 5, 30]))
        if not now and acted < self.world.now:
            offer.acted_at, offer.acted_by = acted, self.world.worker_on(spell, acted.date())
            offer.what_was_done = ACTED.format_map(kid.terms)

    def use(self, spell, kid, on) -> Action:
        """What was said becomes something someone will do."""
        due = self.days.near(on, 14)
        line = self.world.say(kid, "promises", on=on)
        action = self.world.record(
            Action,
            kid,
            self.world.worker_on(spell, on),
            on,
            team=spell.team,
            source="interview",
            what=line["what"],
            owner_worker=self.world.worker_on(spell, self.world.today),
            due_on=due,
            agreed_on=on,
        )
        if self.days.past(due) and self.chance.random() < 0.85:
            action.done_on, action.what_changed = due, line["changed"]
        elif self.days.past(spell.on("closed")):
            action.dropped_on = max(on, spell.on("closed"))
            action.dropped_because = "The work with the family has ended."
        self.actions.append(action)
        return action
