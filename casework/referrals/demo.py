"""Contacts, referrals and episodes of need of the demonstration authority."""

from casework.referrals.models import ChildContact, Contact, EpisodeOfNeed, FamilyHelp, Referral

order = 4
CALLERS = {
    "2A": "{teacher}",
    "6": "{officer}",
    "3A": "{doctor}",
    "3B": "{visitor}",
    "4": "{housing}",
    "1A": "",
    "5A": "Adult mental health team",
    "5C": "Another council",
    "5D": "Early help team",
    "8": "Domestic abuse service",
    "3F": "{doctor}",
}
DECIDED = {"no_action": "no_action", "early_help": "early_help"}
LEAD = "Dawn Pickering, family help"
OUTCOMES = {"information": "information"}
PRIMARY = {
    "neglect": "N1",
    "domestic_abuse": "N1",
    "mental_health": "N3",
    "acute_stress": "N4",
    "exploitation": "N1",
    "disability": "N2",
}
CLOSED = {"assessed_out": ["RC8", "RC9", "RC9"], "enquired_out": ["RC8", "RC9"]}


def load(world) -> None:
    Door(world).write()


class Door:
    """The way in: what was said, what was decided, and by whom."""

    def __init__(self, world):
        self.world, self.days, self.chance = world, world.days, world.dice("referrals")
        self.contacts, self.parts, self.referrals, self.episodes = [], [], [], []
        self.help = []

    def write(self) -> None:
        for family, spell in self.world.spells():
            if spell.kids:
                self.come_in(family, spell)
        self.world.write(Contact, self.contacts)
        self.world.write(ChildContact, self.parts)
        self.world.write(Referral, self.referrals)
        self.world.write(EpisodeOfNeed, self.episodes)
        self.world.write(FamilyHelp, self.help)

    def come_in(self, family, spell) -> None:
        kid, worker = spell.kids[-1], self.world.door(self.chance)
        kid = spell.kids[0] if not spell.kids[0].unborn else kid
        at = self.received_at(spell.on("received"))
        contact = self.world.shared(
            Contact,
            kid,
            worker,
            at,
            received_at=at,
            source=spell.source,
            contact_name=self.caller(kid, spell),
            what_was_said=self.caller_words(kid, spell),
            family_knows=self.chance.random() < 0.8,
            contact_phone="01632 960" + str(self.chance.randint(100, 999)),
        )
        if not contact.family_knows:
            contact.without_consent_because = (
                f"Telling {family.carer.given} first could put {kid.name} at more risk."
            )
        self.contacts.append(contact)
        for kid in spell.kids:
            self.screen(spell, kid, contact, worker)

    def received_at(self, day):
        at = self.days.at(day, self.chance.randint(8, 17), self.chance.randint(0, 59))
        return min(at, self.days.hours_ago(self.chance.randint(1, 3)))

    def caller(self, kid, spell) -> str:
        return CALLERS.get(spell.source, "").format_map(kid.terms)

    def caller_words(self, kid, spell) -> str:
        day = spell.on("received")
        for source in (spell.source, "2A", "1A", "3F", "3B"):
            words = self.world.say(kid, "contact", source, on=day)
            if words:
                spell.source = source
                return words
        return f"A worry about {kid.name}, and a request for help."

    def screen(self, spell, kid, contact, worker) -> None:
        day = spell.on("screened")
        done = self.days.past(day)
        outcome = OUTCOMES.get(spell.path, "referral") if done else ""
        part = self.world.record(
            ChildContact,
            kid,
            worker,
            contact.received_at,
            team=worker.team,
            contact=contact,
            worry=self.worry(kid, spell),
            outcome=outcome,
            screened_on=day if done else None,
            screened_by=self.world.manager_of(worker.team) if done else None,
            reasons=self.world.say(kid, "screening", outcome, on=day) if done else "",
        )
        self.parts.append(spell.keep(kid, "contact", part))
        if outcome == "referral":
            self.refer(spell, kid, part, worker)

    def worry(self, kid, spell) -> str:
        return self.world.say(kid, "worry", on=spell.on("received"))

    def refer(self, spell, kid, part, worker) -> None:
        day, decided = spell.on("received"), spell.on("decided")
        done = self.days.past(decided)
        decision = self.decision(spell) if done else ""
        good = self.world.good(spell, self.chance)
        referral = self.world.record(
            Referral,
            kid,
            worker,
            day,
            team=worker.team,
            contact=part,
            received_on=day,
            source=spell.source,
            primary_need=PRIMARY[spell.need],
            reasons=part.worry,
            decision=decision,
            decided_on=decided if done else None,
            decided_by=self.world.manager_of(worker.team) if done else None,
            decision_reasons=self.why(kid, decision, good, decided) if done else "",
            referrer_told_on=self.days.after(decided, 1)
            if done and good and self.days.past(self.days.after(decided, 1))
            else None,
        )
        self.referrals.append(spell.keep(kid, "referral", referral))
        if decision in ("assess", "strategy"):
            self.open_episode(spell, kid, referral)
        if decision == "early_help":
            self.offer_help(spell, kid, referral)
        if spell.source == "5D" and done:
            self.helped_before(spell, kid, referral)

    def offer_help(self, spell, kid, referral) -> None:
        """Help offered instead of a referral: most families say yes, some still have it."""
        day, last = referral.decided_on, self.days.past(self.days.near(referral.decided_on, 150))
        yes = self.chance.random() < 0.8
        answered = self.days.after(day, self.chance.randint(2, 9))
        if not self.days.past(answered):
            answered, yes = None, False
        self.keep_help(
            kid,
            referral.decided_by,
            day,
            declined_referral=referral,
            answer=("accepted" if yes else "declined") if answered else "",
            answered_on=answered,
            started_on=answered if yes else None,
            lead=LEAD if yes else "",
            ended_on=self.days.near(day, 140) if yes and last else None,
            ended_because="met" if yes and last else "",
            what_changed=f"{kid.name} is on time for school." if yes and last else "",
        )

    def helped_before(self, spell, kid, referral) -> None:
        """Early help asked for this referral: the help came first, with no clock of the law."""
        began = self.days.near(referral.received_on, -self.chance.randint(60, 160))
        self.keep_help(
            kid,
            referral.recorded_by,
            began,
            answer="accepted",
            answered_on=began,
            started_on=began,
            lead=LEAD,
            ended_on=referral.received_on,
            ended_because="stepped_up",
            referral=referral,
            what_changed=referral.reasons or "The help was not enough to keep things steady.",
        )

    def keep_help(self, kid, worker, day, **facts) -> None:
        self.help.append(
            self.world.record(
                FamilyHelp,
                kid,
                worker,
                day,
                team=worker.team,
                offered_on=day,
                help_with=f"Routines at home, and someone for {kid.terms['carer']} to ring.",
                **facts,
            )
        )

    def decision(self, spell) -> str:
        if spell.path in DECIDED:
            return DECIDED[spell.path]
        strategy = spell.on("strategy")
        soon = strategy and strategy <= self.days.after(spell.on("decided"), 2)
        return "strategy" if soon else "assess"

    def why(self, kid, decision, good, day) -> str:
        poor = "poor" if decision in ("assess", "strategy") else "poor_no"
        return self.world.say(kid, "decision", decision if good else poor, on=day)

    def open_episode(self, spell, kid, referral) -> None:
        closed = spell.on("closed")
        done = self.days.past(closed)
        good = self.world.good(spell, self.chance)
        episode = self.world.record(
            EpisodeOfNeed,
            kid,
            referral.decided_by,
            referral.decided_on,
            team=spell.team,
            referral=referral,
            started_on=referral.received_on,
            primary_need=referral.primary_need,
            closed_on=closed if done else None,
            closure_reason=self.closure(spell) if done else "",
            closing_summary=self.ending(spell, kid, good) if done else "",
        )
        self.episodes.append(spell.keep(kid, "episode", episode))

    def closure(self, spell) -> str:
        if "closure" not in spell.rows:
            last = spell is spell.kids[0].family.last
            ways = CLOSED.get(spell.path, ["RC7"] * 9 + (["RC5", "RC3", "RC4"] if last else []))
            spell.rows["closure"] = self.chance.choice(ways)
        return spell.rows["closure"]

    def ending(self, spell, kid, good) -> str:
        topic = "closing" if spell.on("need") or spell.on("protection") else "closing_reason"
        if not good:
            return self.world.say(kid, "closing", on=spell.on("closed"), bank="poor")
        return self.world.say(kid, topic, on=spell.on("closed"))
