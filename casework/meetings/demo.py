"""Meetings for the apps whose decisions stand on them: who was asked, who came, what was said."""

from casework.children.codes import Agency
from casework.interface.words import as_day
from casework.meetings.models import Attendee, Meeting

PLACES = {
    "strategy": [("By video", "video"), ("By phone", "phone")],
    "conference": [("Civic Centre, room 2", "person"), ("Civic Centre, room 4", "mixed")],
    "legal_planning": [("Civic Centre, room 1", "person"), ("By video", "video")],
    "preproceedings": [("Civic Centre, room 3", "person"), ("Civic Centre, room 3", "mixed")],
    "family_group": [("The family centre", "person"), ("At nan’s", "person")],
    "core_group": [("At school", "person"), ("The family centre", "person"), ("By video", "video")],
    "child_in_need": [
        ("At school", "person"),
        ("At home", "person"),
        ("The family centre", "person"),
    ],
}
CAME, APOLOGIES, ABSENT, INVITED = "came", "apologies", "absent", "invited"


class Meetings:
    """Gathers meetings until they are all written at once."""

    def __init__(self, world, chance):
        self.world, self.chance = world, chance
        self.meetings, self.attendees, self.who = [], [], []

    def add(self, spell, kids, kind, day, *, chair, minutes="", hour=None, held=None, good=True):
        """A meeting about these children; one of today or later is still to come."""
        held = self.world.days.past(day) if held is None else held
        place, way = self.chance.choice(PLACES[kind])
        at = self.world.days.at(day, hour or self.chance.choice([9, 10, 11, 13, 14, 15]))
        worker = self.world.worker_on(spell, min(day, self.world.today))
        sent = self.sent(day, good) if held else None
        if kind == "conference":
            sent = spell.on("minutes") or sent
        meeting = self.world.shared(
            Meeting,
            kids[0],
            worker,
            at if held else self.world.now,
            kind=kind,
            starts_at=at,
            place=place,
            way=way,
            chair=chair,
            held=held,
            minutes=minutes if held else "",
            minutes_sent_on=sent if sent and self.world.days.past(sent) else None,
        )
        self.meetings.append(meeting)
        self.who.append((meeting, kids))
        for person in self.invited(spell, kids, kind, worker, chair):
            self.attend(meeting, held, **person)
        return meeting

    def sent(self, day, good):
        """When the minutes went out: from families that wait for everything, late, or never."""
        wait = self.chance.randint(2, 14) + (0 if good else 12)
        return (
            None if not good and len(self.meetings) % 8 == 0 else self.world.days.after(day, wait)
        )

    def attend(self, meeting, held, *, likely=0.85, **facts) -> None:
        attendance = INVITED
        if held:
            came = self.chance.random() < likely
            attendance = CAME if came else self.chance.choice([APOLOGIES, APOLOGIES, ABSENT])
        self.attendees.append(
            Attendee(
                meeting=meeting,
                attendance=attendance,
                **self.invitation(meeting),
                **self.report(meeting, held, facts["agency"]),
                **facts,
            )
        )

    def invitation(self, meeting) -> dict:
        """Nearly everyone was asked about a fortnight before."""
        if meeting.kind == "strategy" or self.chance.random() < 0.06:
            return {}
        before = self.world.days.near(as_day(meeting.starts_at), -14)
        return {"invited_on": min(before, self.world.today), "invited_by": meeting.recorded_by}

    def report(self, meeting, held, agency) -> dict:
        """A report for a conference, most of them read with the family before it."""
        if meeting.kind != "conference" or agency == "family":
            return {}
        report = {"report_asked": self.chance.random() < 0.8}
        came = self.world.days.near(as_day(meeting.starts_at), -self.chance.randint(3, 8))
        if not report["report_asked"] or came > self.world.today or self.chance.random() < 0.15:
            return report
        shared = came if held or self.chance.random() < 0.6 else None
        return {**report, "report_on": came, "report_shared_on": shared}

    def invited(self, spell, kids, kind, worker, chair):
        family = kids[0].family
        for helper in {worker, chair} - {None}:
            yield {"worker": helper, "agency": Agency.SOCIAL_CARE, "likely": 1}
        if kind == "strategy":
            yield {"name": kids[0].terms["officer"], "agency": Agency.POLICE, "likely": 0.97}
        else:
            yield from self.relatives(family, kids)
        for helper_kind, person in self.helpers(kids):
            agency = Agency.EDUCATION if helper_kind == "teacher" else Agency.HEALTH
            yield {"person": person, "agency": agency}
        if kind == "conference":
            yield {"name": kids[0].terms["officer"], "agency": Agency.POLICE, "likely": 0.6}

    def relatives(self, family, kids):
        for member in family.members[:4]:
            if member.died_on or (member.part == "father" and family.need == "domestic_abuse"):
                continue
            likely = 0.9 if member is family.carer else 0.5
            yield {"person": member.person, "agency": Agency.FAMILY, "likely": likely}
        for kid in kids:
            if not kid.unborn and kid.age_on(self.world.today) >= 11:
                yield {"person": kid.person, "agency": Agency.FAMILY, "likely": 0.45}

    def helpers(self, kids):
        helpers = {}
        for kid in kids:
            for helper_kind, person in kid.facts.get("helpers", []):
                helpers.setdefault(person.name, (helper_kind, person))
        return list(helpers.values())[:4]

    def write(self) -> None:
        self.world.write(Meeting, self.meetings)
        through = Meeting.children.through
        through.objects.bulk_create(
            through(meeting=meeting, child=kid.child) for meeting, kids in self.who for kid in kids
        )
        self.world.write(Attendee, self.attendees)
