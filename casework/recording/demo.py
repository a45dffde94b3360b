"""Visits and notes: written once for brothers and sisters, with each child's own part."""

from casework.recording.models import ChildNote, ChildVisit, Note, Visit

order = 4
AWAY = ("early", "primary", "teen")
SUPPORT = "We went through the morning routine with {carer} and practised it. {name} joined in."


def load(world) -> None:
    Recorder(world).write()


class Recorder:
    def __init__(self, world):
        self.world, self.days, self.chance = world, world.days, world.dice("recording")
        self.visits, self.parts, self.notes, self.marks = [], [], [], []

    def write(self) -> None:
        for family, spell in self.world.spells():
            born = [kid for kid in spell.kids if not kid.unborn]
            if spell.tenures and born:
                for day, purpose in sorted(spell.visits):
                    if self.happened(spell, day):
                        self.visit(family, spell, born, day, purpose)
                self.note_down(family, spell, born)
        for family, spell in self.world.spells():
            if family.supported is spell:
                self.support(family, spell)
        self.world.write(Visit, self.visits)
        self.world.write(ChildVisit, self.parts)
        self.world.write(Note, self.notes)
        self.world.write(ChildNote, self.marks)

    def happened(self, spell, day) -> bool:
        closed = spell.on("closed")
        return self.days.past(day) and not (closed and day > closed)

    # Visits

    def visit(self, family, spell, kids, day, purpose) -> None:
        kids = [kid for kid in kids if kid.born_on <= day]
        if not kids:
            return
        if self.chance.random() < 0.05:
            self.attempt(family, spell, kids, day, purpose)
        at_school = len(kids) == 1 and kids[0].age_on(day) > 4 and self.chance.random() < 0.25
        place = "school" if at_school else "home"
        visit, slot = self.make(family, spell, kids[0], day, place)
        for kid in kids:
            part = self.part(spell, kid, visit, slot, day, purpose)
            alone_missed = len(kids) > 1 and not part.seen
            self.parts.append(part)
            if alone_missed:
                self.catch_up(family, spell, kid, day, purpose)

    def make(self, family, spell, kid, day, place) -> tuple[Visit, str]:
        """The visit, and which words suit it."""
        worker = self.world.worker_on(spell, day)
        at = self.days.at(day, self.chance.randint(9, 17), self.chance.choice([0, 15, 30, 45]))
        mood = self.world.mood(spell, day, self.chance)
        slot = "poor" if not self.world.good(spell, self.chance) else mood
        if place == "school" and slot != "poor":
            slot = "school"
        visit = self.world.shared(
            Visit,
            kid,
            worker,
            at,
            worker=worker,
            worker_role=worker.role,
            held_at=at,
            place=place,
            planned=self.chance.random() < 0.85,
            what_happened=self.happened_words(kid, day, slot),
            who_was_seen=self.present(family) if place == "home" else "",
        )
        self.visits.append(visit)
        return visit, slot

    def happened_words(self, kid, day, slot) -> str:
        if slot == "poor":
            return self.world.say(kid, "visit", slot, on=day)
        words = self.world.say(kid, "visit", slot, on=day, again=False)
        return words or self.told_in_parts(kid, day, "better" if slot == "better" else "hard")

    def told_in_parts(self, kid, day, mood) -> str:
        """What happened, put together so that one visit hardly ever reads like another."""
        parts = [f"opening_{mood}", "talked", "next"]
        sentences = [self.world.say(kid, "visit", part, on=day) for part in parts]
        return " ".join(sentence for sentence in sentences if sentence)

    def present(self, family) -> str:
        others = [
            member for member in family.members[1:] if member.home and self.chance.random() < 0.5
        ]
        nan = family.adult("grandparent")
        if nan and nan not in others and not nan.died_on and self.chance.random() < 0.15:
            others.append(nan)
        present = [family.members[0], *others]
        return ", ".join(f"{member.given} ({member.word.lower()})" for member in present)

    def part(self, spell, kid, visit, slot, day, purpose) -> ChildVisit:
        good = slot != "poor"
        if self.out(spell, kid, day):
            return self.unseen(kid, visit, day, purpose, "text" if good else "poor")
        words, changed = self.words(spell, kid, day, slot)
        alone = kid.age_on(day) >= 4 and self.chance.random() < (0.75 if good else 0.3)
        return self.world.record(
            ChildVisit,
            kid,
            visit.worker,
            visit.held_at,
            team=spell.team,
            visit=visit,
            held_on=day,
            purpose=purpose,
            seen=True,
            seen_alone=alone,
            own_words=words,
            changed_because=changed,
            bedroom_seen=visit.place == "home" and self.chance.random() < (0.6 if good else 0.2),
            what_is_different=self.different(spell, kid, day, slot),
        )

    def out(self, spell, kid, day) -> bool:
        """Not there; but never at the newest visit, which says where the clock stands today."""
        likely = kid.band_on(day) in AWAY and not kid.family.known and day != self.newest(spell)
        return likely and self.chance.random() < 0.03

    def unseen(self, kid, visit, day, purpose, slot) -> ChildVisit:
        return self.world.record(
            ChildVisit,
            kid,
            visit.worker,
            visit.held_at,
            team=kid.child.team,
            visit=visit,
            held_on=day,
            purpose=purpose,
            seen=False,
            not_seen_because=self.world.say(kid, "not_seen", slot, on=day),
        )

    def words(self, spell, kid, day, slot) -> tuple[str, str]:
        """The child's own words on good visits, and sometimes what changed because of them."""
        silent = slot == "poor" or self.chance.random() > 0.72
        if silent and not (kid.own and day == self.newest(spell)):
            return "", ""
        mood = self.world.mood(spell, day, self.chance)
        newest = kid.own and spell is kid.family.last and day == self.newest(spell)
        quote = newest and self.world.say(kid, "words", "newest", on=day)
        quote = quote or self.world.say(kid, "words", mood, on=day, again=False)
        if isinstance(quote, list):
            return quote[0], quote[1] if (self.world.today - day).days > 5 else ""
        return quote, ""

    def newest(self, spell):
        return max((day for day, _ in spell.visits if self.happened(spell, day)), default=None)

    def different(self, spell, kid, day, slot) -> str:
        if slot == "poor":
            return self.world.say(kid, "different", on=day, bank="poor")
        mood = self.world.mood(spell, day, self.chance)
        return self.world.say(kid, "different", mood, on=day, again=self.chance.random() < 0.3)

    def attempt(self, family, spell, kids, day, purpose) -> None:
        """No one in: tried, written down, and tried again."""
        before = self.days.after(day, -1)
        if before < spell.tenures[0][1] or before <= spell.on("received"):
            return
        visit, _ = self.make(family, spell, kids[0], before, "home")
        visit.what_happened = "No answer at the door."
        visit.who_was_seen = ""
        for kid in kids:
            self.parts.append(self.unseen(kid, visit, before, purpose, "text"))

    def support(self, family, spell) -> None:
        """A family support worker's visits, about every three weeks: they help, and meet no clock
        of a social worker's visit."""
        chance, worker = self.world.dice(f"support {spell.on('received')}"), family.supporter
        kids = [kid for kid in spell.kids if not kid.unborn]
        day = self.days.after(spell.tenures[0][1], chance.randint(6, 12))
        while kids and self.happened(spell, day):
            kid = chance.choice(kids)
            if kid.born_on <= day:
                at = self.days.at(day, chance.randint(9, 17), 30)
                visit = self.world.shared(
                    Visit,
                    kid,
                    worker,
                    at,
                    worker=worker,
                    worker_role=worker.role,
                    held_at=at,
                    place="home",
                    what_happened=SUPPORT.format_map(kid.terms),
                )
                self.visits.append(visit)
                self.parts.append(
                    self.world.record(
                        ChildVisit,
                        kid,
                        worker,
                        at,
                        team=spell.team,
                        visit=visit,
                        held_on=day,
                        purpose="support",
                        seen=True,
                    )
                )
            day = self.days.after(day, chance.randint(12, 18))

    def catch_up(self, family, spell, kid, day, purpose) -> None:
        """The one who was out is seen within the week, on their own."""
        later = self.days.after(day, self.chance.randint(1, 3))
        if not self.happened(spell, later):
            return
        place = "school" if kid.age_on(later) > 4 else "home"
        visit, slot = self.make(family, spell, kid, later, place)
        words, changed = self.words(spell, kid, later, slot)
        self.parts.append(
            self.world.record(
                ChildVisit,
                kid,
                visit.worker,
                visit.held_at,
                team=spell.team,
                visit=visit,
                held_on=later,
                purpose=purpose,
                seen=True,
                seen_alone=True,
                own_words=words,
                changed_because=changed,
                what_is_different=self.different(spell, kid, later, slot),
            )
        )

    # Notes

    def note_down(self, family, spell, kids) -> None:
        """Calls, messages and direct work, about once in three weeks while the file is open."""
        start = spell.tenures[0][1]
        end = spell.tenures[-1][2] or self.world.today
        day = self.days.after(start, self.chance.randint(1, 9))
        if spell is family.last:
            self.told_of_known(spell, kids)
        while day < end:
            kid = self.chance.choice(kids)
            self.note(spell, kid, kids, day)
            day = self.days.after(day, self.chance.randint(9, 30))

    def told_of_known(self, spell, kids) -> None:
        """What happened to the children of the guide happened on its day."""
        for kid in kids:
            for line in self.world.words.banks.get(kid.own, {}).get("events", []):
                self.note(spell, kid, kids, self.days.near(self.world.today, -line["ago"]), line)

    def note(self, spell, kid, kids, day, line=None) -> None:
        line = line or self.world.say(kid, "notes", on=day, again=False)
        if not line:
            return
        worker = self.world.worker_on(spell, day)
        if line["kind"] == "management":
            worker = self.world.manager_of(spell.team)
        at = self.days.at(day, self.chance.randint(9, 16), self.chance.randint(0, 59))
        at = min(at, self.days.hours_ago(1))
        note = self.world.shared(
            Note,
            kid,
            worker,
            at,
            kind=line["kind"],
            happened_at=at,
            title=line["title"],
            text=line["text"],
            significant=line.get("significant", False),
        )
        self.notes.append(note)
        everyone = line["kind"] in ("incident", "call") and self.chance.random() < 0.5
        for member in kids if everyone else [kid]:
            if member.born_on <= day:
                self.marks.append(
                    self.world.record(ChildNote, member, worker, at, team=spell.team, note=note)
                )
