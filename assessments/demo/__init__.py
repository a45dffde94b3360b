"""Assessments and enquiries: some with the child's day in them, some without."""

from assessments.demo.enquiries import Enquirer
from assessments.demo.sections import SECTIONS, Sections
from assessments.models import Amendment, Assessment, AssessmentSection, FamilyAssessment
from assessments.writing.prompts import beside
from assessments.writing.questions import COLUMNS
from casework.meetings.demo import Meetings
from casework.writing.demonstration import put_aside_some
from casework.writing.models import Dismissal
from casework.writing.prompts.passages import Passage

order = 5
FACTORS = {
    "neglect": ["16A", "2B", "1B"],
    "domestic_abuse": ["3B", "17A", "3A"],
    "mental_health": ["4B", "7A", "1B"],
    "acute_stress": ["20", "17A", "18C"],
    "exploitation": ["24A", "10A", "11A", "13A"],
    "disability": ["6A", "5A", "20"],
}


def load(world) -> None:
    chance = world.dice("assessments")
    meetings = Meetings(world, chance)
    enquirer = Enquirer(world, chance, meetings)
    assessor = Assessor(world, chance)
    for family, spell in world.spells():
        if any(spell.kept(kid, "episode") for kid in spell.kids):
            assessor.assess(family, spell)
            enquirer.discuss(spell)
    meetings.write()
    enquirer.write()
    assessor.write()
    world.write(Amendment, corrections(world, chance, assessor.rows))
    world.write(Dismissal, put_aside_some(thought_about(assessor.rows, chance), chance))


def thought_about(rows, chance):
    """A section of most that wait for a manager, and of a few that were authorised."""
    for row in rows:
        written = [key for key in COLUMNS if getattr(row, key)]
        if written and chance.random() < (0.05 if row.authorised_on else 0.6):
            key = chance.choice(written)
            yield Passage(row, key, beside(key), key)


CORRECTED = (
    ("{name} is in Year 3, not Year 2.", "The school’s letter says so. I had last year’s class."),
    ("{name} stays with Nan on Saturdays, not on Sundays.", "Nan rang to say we had it wrong."),
    ("{name} takes milk at lunch now.", "The family read it and asked for this to be put right."),
)


def corrections(world, chance, rows):
    """One authorised assessment in forty was corrected since; one in four of these still waits."""
    for row in rows:
        if row.authorised_on and row.submitted_by and row.daily_life and chance.random() < 0.025:
            right, why = chance.choice(CORRECTED)
            on = min(world.days.after(row.authorised_on, chance.randint(2, 30)), world.today)
            waits = chance.random() < 0.25
            yield Amendment(
                child=row.child,
                authority=row.authority,
                team=row.team,
                assessment=row,
                recorded_by=row.submitted_by,
                recorded_at=min(world.days.at(on, 11, 10), world.now),
                section="daily_life",
                said=row.daily_life,
                why=why,
                should_say=f"{row.daily_life} {right.format(name=row.child.first_name)}",
                authorised_on=None if waits else on,
                authorised_by=None if waits else row.authorised_by,
            )


class Assessor:
    def __init__(self, world, chance):
        self.world, self.days, self.chance = world, world.days, chance
        self.families, self.rows = [], []
        self.sections = Sections(world)

    def write(self) -> None:
        self.world.write(FamilyAssessment, self.families)
        self.world.write(Assessment, self.rows)
        self.world.write(AssessmentSection, self.sections.rows)

    def assess(self, family, spell) -> None:
        start = spell.on("started")
        if not self.days.past(start) or not spell.tenures:
            return
        good = self.world.good(spell, self.chance)
        shared = self.shared(spell, spell.kids[0], good, start)
        self.families.append(shared)
        for kid in spell.kids:
            row = self.assessment(spell, kid, shared, good, start)
            self.rows.append(spell.keep(kid, "assessment", row))

    def say(self, kid, topic, on, good, slot="text") -> str:
        return self.world.say(kid, topic, slot, on=on, bank=None if good else "poor")

    def shared(self, spell, kid, good, on) -> FamilyAssessment:
        """The family's part; a draft has only some of it."""
        say = self.world.say
        wider = "wider_dad" if "dad" in kid.terms and self.chance.random() < 0.5 else "wider"
        return self.world.shared(
            FamilyAssessment,
            kid,
            self.world.worker_on(spell, on),
            on,
            family_and_home=self.say(kid, "family_home", on, good),
            parents_and_carers=say(kid, "parents", on=on) if good else "",
            wider_family=say(kid, wider, on=on) if good else "",
            what_others_say=self.say(kid, "others", on, good),
        )

    def assessment(self, spell, kid, shared, good, start) -> Assessment:
        worker = self.world.worker_on(spell, start)
        seen, kind = spell.on("seen"), self.kind(kid)
        row = self.world.record(
            Assessment,
            kid,
            worker,
            start,
            team=spell.team,
            family=shared,
            episode=spell.kept(kid, "episode"),
            kind=kind,
            referral_received_on=spell.on("received"),
            started_on=start,
            child_seen_on=seen if self.days.past(seen) and not kid.unborn else None,
            review_on=self.days.after(spell.on("received"), 20) if good else None,
            factors=self.factors(spell),
            version=self.sections.version(kind),
            **self.offered(kid, good),
        )
        if self.days.past(spell.on("submitted")) or kid.facts.get("assessment"):
            self.complete(spell, kid, row, good)
        else:
            self.draft(spell, kid, row, good)
        self.sections.add(spell, kid, row, good)
        return row

    def offered(self, kid, good) -> dict:
        """Who helps the child and the family to be heard; some is not written down."""
        if not good:
            return {}
        needed = kid.terms["language"] != "English"
        return {
            "advocate_offered": not kid.unborn,
            "advocate_because": "Not born yet" if kid.unborn else "",
            "interpreter_offered": needed,
            "interpreter_because": "" if needed else "English is spoken at home",
        }

    def kind(self, kid) -> str:
        if kid.unborn:
            return Assessment.Kind.PREBIRTH
        return "update" if self.chance.random() < 0.08 else "child_and_family"

    def factors(self, spell) -> list[str]:
        factors = FACTORS[spell.need]
        return sorted(self.chance.sample(factors, self.chance.randint(1, len(factors))))

    def write_sections(self, kid, row, good, on, sections) -> None:
        for name in sections:
            setattr(row, name, getattr(self, name)(kid, good, on))

    def complete(self, spell, kid, row, good) -> None:
        done = spell.on("submitted")
        self.write_sections(kid, row, good, done, SECTIONS)
        row.outcome = self.outcome(spell)
        row.recommendation = self.recommendation(kid, row.outcome, good, done)
        # Picked up and given in on the day it says, or (still open) two working days ago.
        given = done if self.days.past(done) else self.days.after(self.world.today, -2)
        row.submitted_at = self.days.at(given, self.chance.randint(10, 16), 20)
        row.submitted_by = self.world.worker_on(spell, given)
        if self.days.past(spell.on("authorised")):
            self.authorise(spell, kid, row, good)
        elif self.chance.random() < 0.25 and not kid.facts.get("assessment"):
            self.send_back(spell, kid, row)
        if not self.days.past(spell.on("authorised")):
            row.outcome = ""

    def authorise(self, spell, kid, row, good) -> None:
        on = spell.on("authorised")
        manager = self.world.manager_of(spell.team)
        row.authorised_on, row.authorised_by = on, manager
        row.manager_analysis = self.world.say(kid, "manager", "good" if good else "poor", on=on)
        late = on > self.days.after(spell.on("received"), 45)
        if late:
            slot = "late" if good else "late_poor"
            row.late_because = self.world.say(kid, "manager", slot, on=on)

    def send_back(self, spell, kid, row) -> None:
        row.returned_at = min(row.submitted_at.replace(hour=17), self.world.now)
        row.returned_by = self.world.manager_of(spell.team)
        row.returned_because = self.world.say(kid, "manager", "returned", on=self.world.today)
        row.submitted_at = None

    def draft(self, spell, kid, row, good) -> None:
        """Begun: a few sections, more of them the longer it has been open."""
        age = (self.world.today - row.started_on).days
        sections = SECTIONS[: min(6, age // 7)] if good else SECTIONS[: min(2, age // 14)]
        self.write_sections(kid, row, good, self.world.today, sections)

    def outcome(self, spell) -> str:
        if "outcome" not in spell.rows:
            end = "early_help" if spell.rows.get("closure") == "RC9" else "no_action"
            spell.rows["outcome"] = {"need": "cin_plan", "protection": "strategy"}.get(
                spell.path, end
            )
        return spell.rows["outcome"]

    # The sections, by the names of their fields

    def daily_life(self, kid, good, on) -> str:
        if not good:
            return self.say(kid, "life", on, good)
        parts = [self.world.say(kid, "life", slot, on=on) for slot in ("morning", "day", "night")]
        return "\n\n".join(part for part in parts if part)

    def own_words(self, kid, good, on) -> str:
        if kid.unborn:
            return f"{kid.name} is not born yet."
        if not good:
            return self.say(kid, "own_words", on, good)
        quotes = [self.world.say(kid, "words", "hard", on=on) for _ in range(2)]
        quotes = [quote[0] if isinstance(quote, list) else quote for quote in quotes]
        baby = kid.band_on(on) == "baby"
        quoted = [quote if baby or "“" in quote else f"“{quote}”" for quote in quotes]
        return " ".join(dict.fromkeys(quoted))

    def history_and_impact(self, kid, good, on) -> str:
        return self.say(kid, "history", on, good)

    def risk(self, kid, good, on) -> str:
        return self.say(kid, "risk", on, good)

    def protection(self, kid, good, on) -> str:
        return self.say(kid, "protection", on, good)

    def what_must_change(self, kid, good, on) -> str:
        return self.say(kid, "change", on, good)

    def brothers_and_sisters(self, kid, good, on) -> str:
        if "sib" not in kid.terms:
            return self.world.say(kid, "siblings", "only", on=on)
        return self.say(kid, "siblings", on, good)

    def identity(self, kid, good, on) -> str:
        if not good:
            return self.say(kid, "identity", on, good)
        slots = ["plain"]
        slots += ["faith"] if "faith" in kid.terms else []
        slots += ["language"] if kid.terms["language"] != "English" else []
        sentences = [self.world.say(kid, "identity", slot, on=on) for slot in slots]
        return " ".join(sentence for sentence in sentences if sentence)

    def recommendation(self, kid, outcome, good, on) -> str:
        return self.say(kid, "recommendation", on, good, outcome)
