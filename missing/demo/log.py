"""The demonstration's hours away: who was told and when, attempts, meetings, sheets, reviews."""

from collections import defaultdict
from datetime import datetime, timedelta

from casework.meetings.models import Meeting
from missing.models import CRITERIA, InterviewReview, LogEntry, PoliceSheet
from missing.timescales import OFTEN

NINETY_DAYS = timedelta(days=90)
LOOKED = "Rang {his} friends and the night bus depot. Nobody has seen {him} since the evening."
TRIED = "Went to see {him} after school; {he} was not there."
CHECKED = "Seen at home by an officer. Said {he} was all right and did not want to talk more."
STRENGTH = "{His} own words come first, and they are {his}."
FEEDBACK = [
    "Ask who else was there and how {he} got home. The car is named, but not who drives it.",
    "Say what you asked about harm, also where the answer was no.",
    "What {he} told you is clear. Now say what will change because of it, and by when.",
]
SHEET = {
    "looks": "Slim, about 5 foot 4, brown hair to the shoulder. Looks older with make-up.",
    "wears": "A black puffer jacket and white trainers; a small grey rucksack.",
    "places": "The bus station, the sea front by the arcade, the retail park after closing.",
    "people": "Older friends {he} met this summer; {he} will not give names.",
    "reached": "{His} phone is often off after ten. {He} answers messages from {his} nan.",
    "health": "Asthma: has a blue inhaler. Speaks English.",
    "why_at_risk": "Thought to be given things by older people, and asked for something back.",
    "approach": "Stay calm and give {him} time. Do not touch {his} bag. {He} trusts {his} nan.",
    "ring": "{carer} at any hour; the children’s duty team out of hours.",
}


class Watch:
    def __init__(self, world, chance):
        self.world, self.chance = world, chance
        self.kids = {
            kid.child.pk: (spell, kid) for _, spell in world.spells() for kid in spell.kids
        }

    def write(self, episodes, interviews) -> None:
        rows = [row for episode in episodes for row in self.log(episode)]
        self.world.write(LogEntry, rows)
        self.meetings(episodes)
        often: dict[int, int] = defaultdict(int)
        for episode in episodes:
            often[episode.child_id] += 1
        self.world.write(
            PoliceSheet, [self.sheet(child) for child, n in often.items() if n >= OFTEN]
        )
        coordinator = self.world.workers["missing.coordinator"]
        held = [
            interview
            for interview in interviews
            if interview.held_at and interview.interviewer != coordinator
        ]
        self.world.write(InterviewReview, [self.review(interview) for interview in held[::2]])

    def entry(self, episode, kind, at, whom="", said="") -> LogEntry:
        _, kid = self.kids[episode.child_id]
        return self.world.record(
            LogEntry,
            kid,
            episode.recorded_by,
            at,
            team=episode.team,
            episode=episode,
            kind=kind,
            at=at,
            whom=whom,
            said=said.format_map(kid.terms),
        )

    def log(self, episode):
        """Mostly in time; one in six told nobody."""
        _, kid = self.kids[episode.child_id]
        if self.chance.random() < 0.16 and episode.returned_at:
            return
        until = episode.returned_at or self.world.now
        minutes = timedelta(minutes=1)
        if episode.reported_at + 30 * minutes < until:
            told_at = episode.reported_at + 30 * minutes
            yield self.entry(episode, "parents", told_at, kid.terms["carer"])
        if episode.reported_at + 90 * minutes < until:
            yield self.entry(episode, "looked", episode.reported_at + 80 * minutes, said=LOOKED)
        if episode.went_at + timedelta(hours=22) < until:
            yield self.entry(episode, "manager", episode.went_at + timedelta(hours=22))
        if episode.returned_at and episode.kind == "M":
            checked_at = min(episode.returned_at + 50 * minutes, self.world.now)
            yield self.entry(episode, "check", checked_at, "The officer on duty", CHECKED)
        offer = episode.interview
        if offer and not offer.held_at and not offer.covered_by_id and self.chance.random() < 0.6:
            tried_at = min(offer.offered_at + timedelta(hours=20), self.world.now)
            yield self.entry(episode, "attempt", tried_at, said=TRIED)

    def meetings(self, episodes) -> None:
        """Where a child goes missing often, most times a meeting about it."""
        times: dict[int, list[datetime]] = defaultdict(list)
        for episode in sorted(episodes, key=lambda episode: episode.went_at):
            lately = [
                went for went in times[episode.child_id] if went > episode.went_at - NINETY_DAYS
            ]
            times[episode.child_id] = [*lately, episode.went_at]
            if len(times[episode.child_id]) >= OFTEN and self.chance.random() < 0.8:
                self.meeting(episode)

    def meeting(self, episode) -> None:
        spell, kid = self.kids[episode.child_id]
        day = self.world.days.after(episode.went_at.date(), self.chance.randint(3, 9))
        if not self.world.days.past(day):
            return
        meeting = self.world.shared(
            Meeting,
            kid,
            self.world.worker_on(spell, day),
            day,
            kind="missing",
            starts_at=self.world.days.at(day, 14),
            held=True,
        )
        self.world.write(Meeting, [meeting])
        meeting.children.add(kid.child)

    def sheet(self, child_id: int) -> PoliceSheet:
        spell, kid = self.kids[child_id]
        words = {name: text.format_map(kid.terms) for name, text in SHEET.items()}
        worker = self.world.worker_on(spell, self.world.today)
        return self.world.record(
            PoliceSheet, kid, worker, self.world.today, team=spell.team, **words
        )

    def review(self, talk) -> InterviewReview:
        _, kid = self.kids[talk.child_id]
        reader = self.world.workers["missing.coordinator"]
        day = self.world.days.near(talk.held_at.date(), 14)
        good = bool(talk.harm)
        marks = {
            code: self.chance.choice(["met", "met", "partly"] if good else ["partly", "not_met"])
            for code in CRITERIA
        }
        return self.world.record(
            InterviewReview,
            kid,
            reader,
            min(day, self.world.today),
            team=talk.team,
            interview=talk,
            reviewer=reader,
            reviewed_on=min(day, self.world.today),
            marks=marks,
            strength=STRENGTH.format_map(kid.terms) if good else "",
            feedback=self.chance.choice(FEEDBACK).format_map(kid.terms),
        )
