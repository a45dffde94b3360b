"""Alerts, an inspector's sample, and who has looked at whose file."""

from datetime import timedelta

from casework.children.looks import make_room
from casework.children.models import Alert, FileAccess, FileGrant

DANGERS = [
    "Two workers to visit: threats to staff", "Dog in the home: ask for it to be shut away",
    "No one to say where the family now live", "Bail: a parent not to come to the house",
    "Severe allergy: nuts. Carries two pens", "Do not leave messages on the home phone",
]  # fmt: skip
LOOKS = ["Overview", "Plan", "Visits and notes", "Chronology", "Assessments", "Family"]
SAMPLE = 6


class Access:
    def __init__(self, world, chance):
        self.world, self.chance = world, chance

    def write(self) -> None:
        self.world.write(Alert, self.alerts())
        self.world.write(FileGrant, self.sample())
        make_room()
        self.world.write(FileAccess, self.looks())

    def alerts(self):
        for family in self.world.families:
            texts = family.alerts
            if not family.known and family.last.tenures and self.chance.random() < 0.07:
                texts = [self.chance.choice(DANGERS)]
            for kid in family.kids:
                for text in texts:
                    day = family.last.on("received")
                    worker = self.world.worker_on(family.last, day)
                    yield self.world.record(Alert, kid, worker, day, text=text, started_on=day)

    def sample(self):
        """What the inspector asked to read: different needs, good work and poor."""
        open_now = [f for f in self.world.families if f.last.tenures and not f.restricted]
        for family in self.chance.sample(open_now, min(SAMPLE, len(open_now))):
            yield self.world.record(
                FileGrant, family.kids[0], self.world.workers["service.manager"],
                self.world.today - timedelta(days=1), worker=self.world.workers["inspector"],
                reason="In the sample for the focused visit", started_on=self.world.today,
                until=self.world.today + timedelta(days=14),
            )  # fmt: skip

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
                            child=kid.child, worker=worker, what=self.chance.choice(LOOKS),
                            at=self.world.days.hours_ago(self.chance.randint(1, 330)),
                        )  # fmt: skip
