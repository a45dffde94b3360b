"""Strategy discussions and the section 47 enquiries that follow."""

from assessments.models import Section47, StrategyDiscussion


class Enquirer:
    def __init__(self, world, chance, meetings):
        self.world, self.days, self.chance, self.meetings = world, world.days, chance, meetings
        self.discussions, self.enquiries = [], []

    def write(self) -> None:
        self.world.write(StrategyDiscussion, self.discussions)
        self.world.write(Section47, self.enquiries)

    def discuss(self, spell) -> None:
        """One moved in on a plan has had its enquiry elsewhere."""
        day = spell.on("strategy")
        if day is None or spell.source == "5C" or (day - self.world.today).days > 6:
            return
        kids = [kid for kid in spell.kids if spell.kept(kid, "episode")]
        manager = self.world.manager_of(spell.team)
        if day < spell.tenures[0][1] and not self.days.past(day):
            return
        good = self.world.good(spell, self.chance)
        meeting = self.meetings.add(
            spell,
            kids,
            "strategy",
            day,
            chair=manager,
            good=good,
            minutes=self.minutes(kids[0], day, good),
            hour=14 if day == self.world.today else None,
        )
        for kid in kids if self.days.past(day) else []:
            self.enquire(spell, kid, meeting, good, manager)

    def minutes(self, kid, day, good) -> str:
        return self.world.say(kid, "minutes", "strategy" if good else "strategy_poor", on=day)

    def enquire(self, spell, kid, meeting, good, manager) -> None:
        day = spell.on("strategy")
        concern = self.say(kid, "concern", day, good)
        discussion = self.world.record(
            StrategyDiscussion,
            kid,
            manager,
            day,
            team=spell.team,
            meeting=meeting,
            episode=spell.kept(kid, "episode"),
            held_on=day,
            concern=concern,
            decision="section_47",
            investigation=self.chance.choice(["joint", "joint", "single"]),
            reasons=self.world.say(kid, "why_enquire", on=day) if good else "Threshold met.",
            immediate_safety=self.world.say(kid, "safe_now", on=day) if good else "",
        )
        self.discussions.append(discussion)
        self.enquiries.append(
            spell.keep(kid, "enquiry", self.section_47(spell, kid, discussion, good, manager))
        )

    def section_47(self, spell, kid, discussion, good, manager) -> Section47:
        start, end = spell.on("strategy"), spell.on("enquired")
        done = self.days.past(end)
        goes_on = spell.path == "protection"
        family_told_on = self.days.after(end, self.chance.randint(0, 3))
        told = good and self.days.past(family_told_on) and not kid.facts.get("not_told")
        soon = self.days.after(start, self.chance.randint(0, 1))
        seen = spell.on("seen_in_enquiry") or soon
        return self.world.record(
            Section47,
            kid,
            self.world.worker_on(spell, start),
            start,
            team=spell.team,
            strategy=discussion,
            episode=spell.kept(kid, "episode"),
            started_on=start,
            child_seen_on=seen if not kid.unborn and self.days.past(seen) else None,
            ended_on=end if done else None,
            outcome=self.finding(spell, goes_on) if done else "",
            conference_not_needed=(not goes_on) if done else None,
            findings=self.say(kid, "finding", end, good) if done else "",
            family_told_on=family_told_on if done and told else None,
            recommended=self.finding(spell, goes_on) if done else "",
            authorised_by=manager if done else None,
            authorised_on=end if done else None,
        )

    def finding(self, spell, goes_on) -> str:
        if goes_on:
            return "conference"
        if "finding" not in spell.rows:
            spell.rows["finding"] = self.chance.choice(["no_conference", "not_substantiated"])
        return spell.rows["finding"]

    def say(self, kid, topic, on, good) -> str:
        poor = self.world.say(kid, topic, on=on, bank="poor")
        return (self.world.say(kid, topic, on=on) if good else "") or poor
