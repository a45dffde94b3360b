"""Alerts, an inspector's sample, and who has looked at whose file."""

from datetime import datetime, timedelta

from casework.children.access_log import make_room
from casework.children.known.operations import Question
from casework.children.models import AgeStatement, Alert, Ask, FileAccess, FileGrant, Relationship

DANGERS = [
    "Two workers to visit: threats to staff",
    "Dog in the home: ask for it to be shut away",
    "No one to say where the family now live",
    "Bail: a parent not to come to the house",
    "Severe allergy: nuts. Carries two pens",
    "Do not leave messages on the home phone",
]
LOOKS = ["Overview", "Plan", "Visits and notes", "Chronology", "Assessments", "Family"]
SAMPLE = 6
ASKED = 8


class Access:
    def __init__(self, world, chance):
        self.world, self.chance = world, chance

    def write(self) -> None:
        self.world.write(Alert, self.alerts())
        self.world.write(FileGrant, self.sample())
        make_room()
        self.world.write(FileAccess, self.looks())
        self.world.write(Relationship, self.apart())
        self.world.write(AgeStatement, self.ages())
        asks = self.world.write(Ask, self.asks())
        self.world.write(FileAccess, (look for ask in asks for look in self.looks_of(ask)))

    def alerts(self):
        again = self.world.today + timedelta(days=20)
        for family in self.world.families:
            texts = family.alerts
            if not family.known and family.last.tenures and self.chance.random() < 0.07:
                texts = [self.chance.choice(DANGERS)]
            for kid in family.kids:
                for text in texts:
                    day = family.last.on("received")
                    worker = self.world.worker_on(family.last, day)
                    yield self.world.record(
                        Alert, kid, worker, day, text=text, started_on=day, review_on=again
                    )

    def sample(self):
        """What the inspector asked to read: different needs, good work and poor."""
        open_now = [f for f in self.world.families if f.last.tenures and not f.restricted]
        for family in self.chance.sample(open_now, min(SAMPLE, len(open_now))):
            yield self.world.record(
                FileGrant,
                family.kids[0],
                self.world.workers["service.manager"],
                self.world.today - timedelta(days=1),
                worker=self.world.workers["inspector"],
                reason="In the sample for the focused visit",
                started_on=self.world.today,
                until=self.world.today + timedelta(days=14),
            )

    def looks(self):
        """The last fortnight, by those who work with the child."""
        for family in self.world.families:
            if not family.last.tenures or family.last.tenures[-1][2]:
                continue
            team = family.last.team
            for kid in family.kids:
                for worker in (family.last.tenures[-1][0], self.world.manager_of(team)):
                    for _ in range(self.chance.randint(1, 3)):
                        yield FileAccess(
                            child=kid.child,
                            worker=worker,
                            what=self.chance.choice(LOOKS),
                            at=self.in_office_hours(self.chance.randint(1, 330)),
                        )

    def in_office_hours(self, hours: int) -> datetime:
        """About so many hours ago, on a day that is worked and between eight and six."""
        day = self.world.days.near(self.world.today, -1 - hours // 24)
        return self.world.days.at(day, 8 + hours % 10, hours % 60)

    def held(self):
        """Children with a worker today whose file anyone of their team may open."""
        for family in self.world.families:
            open_now = family.last.tenures and not family.last.tenures[-1][2]
            if open_now and not family.known and not family.restricted:
                yield from (kid for kid in family.kids if kid.person.born_on)

    def apart(self):
        """A half-brother or sister in another family, held by another team."""
        kids = list(self.held())
        for first in kids[:1]:
            other = next((kid for kid in kids if kid.child.team != first.child.team), None)
            for kid, sibling in [(first, other), (other, first)] if other else []:
                yield Relationship(
                    person=kid.person, relative=sibling.person, kind="half_sibling", note="Same dad"
                )

    def ages(self):
        """Whose age nobody can show: disputed for one, estimated for another."""
        kids = [kid for kid in self.held() if kid.age_on(self.world.today) in (14, 15, 16)]
        for kid, known in zip(kids[-2:], ("disputed", "estimated"), strict=False):
            person, day = kid.person, self.world.days.ago(20)
            person.birth_known = known
            person.save()
            for who, born_on, words in (
                ("child", person.born_on, "Says so, and has no papers"),
                ("home_office", person.born_on - timedelta(days=800), "As taken down on arrival"),
            ):
                worker = self.world.worker_on(kid.family.last, day)
                yield self.world.record(
                    AgeStatement,
                    kid,
                    worker,
                    day,
                    who=who,
                    said_on=day,
                    born_on=born_on,
                    words=words,
                )

    def asks(self):
        """The front door asked whether these children were known; for one, nobody had a file."""
        door = self.world.door(self.chance)
        kids = list(self.held())
        for kid in self.chance.sample(kids, min(ASKED, len(kids))):
            person = kid.person
            typed = Question(
                given_name=person.given_name, family_name=person.family_name, born_on=person.born_on
            )
            yield self.ask(door, typed.words, [kid.child.pk])
        yield self.ask(door, "Wren Ashdown, born 4 May 2019", [])

    def ask(self, worker, typed: str, files: list[int]) -> Ask:
        return Ask(
            authority=self.world.authority,
            worker=worker,
            where=Ask.Where.PAGE,
            typed=typed,
            files=files,
            at=self.world.days.hours_ago(self.chance.randint(1, 330)),
        )

    def looks_of(self, ask: Ask):
        what = f"asked if known: {ask.typed}"[:100]
        return [
            FileAccess(child_id=child, worker=ask.worker, what=what, at=ask.at)
            for child in ask.files
        ]
