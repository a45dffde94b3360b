"""What the children of the invented council said over two years: some answered, some not yet."""

import tomllib
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile

from casework.actions.models import Action
from casework.documents.letters.finalise import add_file
from casework.documents.models import ChildDocument, Document
from casework.plans.models import Plan
from casework.recording.models import ChildVisit
from casework.voice.demo.picture import painted
from casework.voice.models import (
    Advocate,
    DirectWork,
    HowChildTells,
    LifeStoryItem,
    OwnTool,
    Voice,
    VoiceAnswer,
)

order = 9
WORDS = Path(__file__).with_name("words.toml")
TOGETHER = 0.3
PICTURES = 6


def load(world) -> None:
    teller = Teller(world)
    teller.write()
    later_life(world, teller)


class Teller:
    """Every two or three months somebody asks each child, or watches."""

    def __init__(self, world):
        self.world, self.chance = world, world.dice("voice")
        self.bank = tomllib.loads(WORDS.read_text(encoding="utf-8"))
        self.works, self.voices, self.answers = [], [], []
        self.used: dict[int, set[str]] = defaultdict(set)
        self.silent: set[int] = set()
        self.own = OwnTool.objects.create(
            authority=world.authority,
            name="Worry monster",
            how="A soft toy with a zip: the worry is written down and eaten",
        )
        self.actions = defaultdict(list)
        actions = Action.objects.filter(authority=world.authority, dropped_on=None)
        for action in actions.order_by("agreed_on", "pk"):
            self.actions[action.child_id].append(action)

    def write(self) -> None:
        tells = []
        for _, spell in self.world.spells():
            for kid in spell.kids if spell.tenures else ():
                if not kid.unborn:
                    tells += self.tells(spell, kid)
                    self.tell(spell, kid)
        for model, rows in (
            (HowChildTells, tells),
            (DirectWork, self.works),
            (Voice, self.voices),
            (VoiceAnswer, self.answers),
            (Advocate, list(self.advocates())),
        ):
            self.world.write(model, rows)
        self.draw()

    def tells(self, spell, kid):
        """A child with a disability who does not speak, and one who speaks a little."""
        if kid.family.need != "disability" or kid.child.pk in self.silent:
            return
        self.silent.add(kid.child.pk)
        day = self.world.days.near(spell.tenures[0][1], 12)
        if kid.born_by(day) and self.world.days.past(day):
            yield self.world.record(
                HowChildTells,
                kid,
                self.world.worker_on(spell, day),
                day,
                written_on=day,
                speech="some" if self.chance.random() < 0.3 else "none",
                ways="Looks at what {he} wants, pushes away what {he} does not; picture cards; "
                "eye gaze when rested".format_map(kid.terms),
                when_glad="Hums, and rocks",
                when_not="Turns {his} face away, or goes very still".format_map(kid.terms),
                helps="Sit on {his} left. Wait. One thing at a time".format_map(kid.terms),
            )

    def tell(self, spell, kid) -> None:
        end = min(spell.tenures[-1][2] or self.world.today, self.world.today)
        day = self.world.days.near(spell.tenures[0][1], self.chance.randint(8, 30))
        while day <= end and self.world.days.past(day):
            if kid.born_by(day) and (self.world.good(spell, self.chance) or self.rarely()):
                self.once(spell, kid, day)
            day = self.world.days.near(day, self.chance.randint(45, 110))

    def rarely(self) -> bool:
        return self.chance.random() < 0.25

    def once(self, spell, kid, day) -> None:
        line = self.line(kid, day)
        if line is None:
            return
        worker = self.world.worker_on(spell, day)
        foreign = self.foreign(kid, line)
        line = {**line, **foreign} if foreign else line
        work = self.work(kid, worker, day, line, foreign=bool(foreign))
        alone = line["band"] != "baby" and self.chance.random() < 0.7
        voice = self.world.record(
            Voice,
            kid,
            worker,
            day,
            team=spell.team,
            work=work,
            held_on=day,
            kind=line["kind"],
            alone=alone,
            with_whom="" if alone else kid.terms["carer"],
            words=line["words"].format_map(kid.terms),
            language=line.get("language", "en"),
            translation=line.get("translation", ""),
            translated_by="The interpreter, on the phone" if foreign else "",
            kept_off=line["kind"] == "worry" and self.rarely(),
        )
        self.voices.append(voice)
        self.answer(spell, kid, voice, line, worker)

    def work(self, kid, worker, day, line, *, foreign: bool) -> DirectWork:
        own = kid.band_on(day) == "primary" and self.rarely() and not foreign
        work = self.world.shared(
            DirectWork,
            kid,
            worker,
            day,
            held_on=day,
            tool="own" if own else line.get("tool", "talk"),
            own_tool=self.own if own else None,
            asked_by=worker,
            place=self.chance.choice(["at home", "at school", "in the car", ""]),
            helped_by=["interpreter"] if foreign else [],
        )
        self.works.append(work)
        return work

    def line(self, kid, day) -> dict | None:
        """A line of the child's age that was not used for this child yet."""
        band = "silent" if kid.child.pk in self.silent else kid.band_on(day)
        lines = [
            line
            for line in self.bank["line"]
            if line["band"] == band and line["words"] not in self.used[kid.child.pk]
        ]
        if not lines:
            return None
        line = self.chance.choice(lines)
        self.used[kid.child.pk].add(line["words"])
        return line

    def foreign(self, kid, line) -> dict:
        """What a child whose first language is another said in it, once, and what came of it."""
        spoken = kid.family.language.split(",")[0]
        said_so = next((line for line in self.bank["foreign"] if line["spoken"] == spoken), None)
        used = self.used[kid.child.pk]
        if said_so is None or line["band"] not in ("primary", "teen") or said_so["words"] in used:
            return {}
        used.add(said_so["words"])
        return said_so

    def answer(self, spell, kid, voice, line, worker) -> None:
        """Most are answered in a month, some late, some not at all; some are not yet, first."""
        good = self.world.good(spell, self.chance)
        if not good and self.chance.random() < 0.3:
            return
        day = self.world.days.near(voice.held_on, self.chance.randint(3, 24 if good else 60))
        if not self.world.days.past(day):
            return
        waits = self.chance.random() < 0.3
        if waits:
            self.add(spell, kid, voice, worker, day, "not_yet", line["not_yet"])
            day = self.world.days.near(day, 28)
        if not waits or (good and self.world.days.past(day)):
            ends = [how for how in ("changed", "cannot", "heard") if how in line]
            outcome = self.chance.choice(ends)
            self.add(spell, kid, voice, worker, day, outcome, line[outcome])

    def add(self, spell, kid, voice, worker, day, outcome, what) -> None:
        told = day + timedelta(days=self.chance.randint(0, 6))
        is_told = self.chance.random() < 0.8 and self.world.days.past(told)
        answer = self.world.record(
            VoiceAnswer,
            kid,
            worker,
            day,
            team=spell.team,
            voice=voice,
            outcome=outcome,
            what=what.format_map(kid.terms),
            answered_on=day,
            again_on=day + timedelta(days=28) if outcome == "not_yet" else None,
            told_on=told if is_told else None,
            told_how="At the next visit" if is_told else "",
        )
        if outcome == "changed":
            promised = [row for row in self.actions[kid.child.pk] if row.agreed_on >= voice.held_on]
            answer.action = next((row for row in promised if row.agreed_on <= day), None)
        self.answers.append(answer)

    def advocates(self):
        """Most children with a protection plan are offered one; some say yes."""
        kids = {
            kid.child.pk: (spell, kid) for _, spell in self.world.spells() for kid in spell.kids
        }
        plans = Plan.objects.filter(authority=self.world.authority, kind="protection")
        for child, began in plans.order_by("pk").values_list("child", "started_on"):
            if child not in kids or self.chance.random() > 0.7:
                continue
            spell, kid = kids[child]
            day = self.world.days.near(began, self.chance.randint(1, 20))
            if kid.age_on(day) >= 5 and self.world.days.past(day):
                yield self.advocate(spell, kid, day)

    def advocate(self, spell, kid, day) -> Advocate:
        facts: dict = {"offered_how": "With the leaflet, at home", "answer": "waiting"}
        answered = self.world.days.near(day, 6)
        if self.world.days.past(answered) and self.chance.random() < 0.85:
            facts |= {"answer": "declined", "because": "Not now. Maybe for the next meeting"}
            if self.chance.random() < 0.6:
                facts |= {"answer": "accepted", "because": "", "name": "Ola Brandt"}
                facts |= {"organisation": "Northmoor Advocacy", "started_on": answered}
            facts["answered_on"] = answered
        worker = self.world.worker_on(spell, day)
        return self.world.record(
            Advocate, kid, worker, day, team=spell.team, kind="advocate", offered_on=day, **facts
        )

    def draw(self) -> None:
        """A few drawings, kept as documents."""
        kids = {kid.child.pk: kid for _, spell in self.world.spells() for kid in spell.kids}
        for voice in [row for row in self.voices if row.work.tool == "drawing"][-PICTURES:]:
            voice.picture = picture(self.world, kids[voice.child_id], voice)
            voice.save()


def picture(world, kid, voice) -> ChildDocument:
    worker, day = voice.recorded_by, voice.held_on
    facts = {"title": "At the swings", "kind": "picture", "dated_on": day, "from_whom": kid.name}
    [document] = world.write(Document, [world.shared(Document, kid, worker, day, **facts)])
    [part] = world.write(
        ChildDocument, [world.record(ChildDocument, kid, worker, day, document=document)]
    )
    content = ContentFile(painted())
    add_file(document, content, "at-the-swings.png", "png", version=1, by=worker)
    return part


def later_life(world, teller) -> None:
    """A letter and two records, for some of the children with the longest files."""
    bank, rows = teller.bank["later"], []
    first_visits: dict[int, ChildVisit] = {}
    for visit in ChildVisit.objects.filter(authority=world.authority).order_by("-held_on", "-pk"):
        first_visits[visit.child_id] = visit
    spoken = {voice.child_id: voice for voice in teller.voices}
    some = [family for family in world.families if len(family.spells) > 1 or family.known][:12]
    for family in some:
        kid = next(
            (kid for kid in family.kids if not kid.unborn and kid.age_on(world.today) > 4), None
        )
        if kid is None or not family.last.tenures:
            continue
        worker, day = world.worker_on(family.last, world.today), world.days.ago(30)
        write = {"worker": worker, "on": day}
        began = family.last.days["received"]
        rows.append(item(world, kid, "letter", bank["title"], bank["to_them"], began, **write))
        if first := first_visits.get(kid.child.pk):
            words = bank["visit_title"], bank["visit_to_them"]
            rows.append(item(world, kid, "story", *words, first.held_on, visit=first, **write))
        if voice := spoken.get(kid.child.pk):
            words = "What you told us", "We wrote down what you said as you said it."
            rows.append(item(world, kid, "words", *words, voice.held_on, voice=voice, **write))
    world.write(LifeStoryItem, rows)


def item(world, kid, kind, title, to_them, about_on, *, worker, on, **about) -> LifeStoryItem:
    return world.record(
        LifeStoryItem,
        kid,
        worker,
        on,
        kind=kind,
        title=title,
        to_them=to_them.format_map(kid.terms),
        about_on=about_on,
        **about,
    )
