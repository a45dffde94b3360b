"""Families before proceedings and in court: some in good time, some drifting, some long over."""

from casework.actions.models import Action
from casework.conferences.models import MeetingAction
from casework.legal.models import LegalStatus
from casework.meetings.demo import Meetings
from casework.preproceedings.demo import letters, sheets
from casework.preproceedings.demo.court import InCourt
from casework.preproceedings.demo.steps import Steps
from casework.preproceedings.demo.stories import (
    APPLIED,
    BETTER,
    STORIES,
    THRESHOLD,
    TRIED,
    WANTS,
    Story,
)
from casework.preproceedings.models import (
    Agreement,
    AssessmentOfChild,
    ChildInCourt,
    ChildPreProceedings,
    CourtExtension,
    Hearing,
    LegalAdvice,
    LetterSent,
    OrderedAssessment,
    PanelDecision,
    Parent,
    PreProceedings,
    Proceedings,
    ProcessMeeting,
    TrackerUpdate,
    keep,
)

order = 10
FAMILIES = 39
KEPT = (
    PreProceedings,
    ChildPreProceedings,
    Parent,
    LetterSent,
    ProcessMeeting,
    PanelDecision,
    Agreement,
    OrderedAssessment,
    AssessmentOfChild,
    TrackerUpdate,
    LegalAdvice,
    Proceedings,
    ChildInCourt,
    Hearing,
    CourtExtension,
    Action,
    MeetingAction,
    LegalStatus,
)


def load(world) -> None:
    Before(world).write()
    letters.load(world)
    sheets.load(world)


class Before(Steps, InCourt):
    """Gathers the records of every family until each kind is written at once."""

    def __init__(self, world):
        self.world, self.days, self.chance = world, world.days, world.dice("pre-proceedings")
        self.meetings = Meetings(world, self.chance)
        self.rows = {model: [] for model in KEPT}
        chairs = [w for w in world.workers.values() if w.role == "service_manager" and w.works_here]
        self.chair = chairs[0]
        self.standing = set(
            LegalStatus.objects.filter(ended_on=None).values_list("child_id", flat=True)
        )

    def write(self) -> None:
        for place, family in enumerate(self.chosen()):
            story = STORIES[place % len(STORIES)]
            if story.before:
                self.tell(family, story.before)
            self.tell(family, story)
        for model in (PreProceedings, ChildPreProceedings):
            self.world.write(model, self.rows[model])
        self.meetings.write()
        for kind in KEPT[2:]:
            self.world.write(kind, self.rows[kind])
        keep(process.pk for process in self.rows[PreProceedings])

    def chosen(self):
        """Families with work going on, those on child protection plans first; none of the guide."""
        held = [
            family
            for family in self.world.families
            if family.last.tenures
            and not family.last.tenures[-1][2]
            and not family.last.on("closed")
            and not family.restricted
            and not family.known
            and not self.standing & {kid.child.pk for kid in family.kids}
        ]
        held.sort(key=lambda family: family.last.on("protection") is None)
        return held[: max(len(STORIES), min(FAMILIES, len(held) // 2))]

    # One family

    def tell(self, family, story: Story) -> None:
        start = self.days.near(self.world.today, -story.began)
        kids = [kid for kid in family.last.kids if kid.child.team_id]
        if not kids:
            return
        worker = self.world.worker_on(family.last, start) or self.chair
        self.family, self.kids, self.worker, self.start = family, kids, worker, start
        asked = self.days.near(start, -story.asked_before)
        self.process = self.world.shared(
            PreProceedings,
            kids[0],
            worker,
            asked,
            asked_on=asked,
            urgent=story.urgent,
            threshold=THRESHOLD[family.need],
            tried=TRIED,
            wants=WANTS,
            case_manager=worker,
            **self.no_letter(story),
        )
        self.rows[PreProceedings].append(self.process)
        self.children = [self.child(story, number, kid) for number, kid in enumerate(kids)]
        if not story.waiting:
            self.begin(story)

    def no_letter(self, story) -> dict:
        if not story.urgent or story.waiting:
            return {}
        return {
            "no_letter": "danger",
            "no_letter_because": "There was no safe day on which it could have been sent",
            "no_letter_on": self.start,
        }

    def child(self, story: Story, number: int, kid) -> ChildPreProceedings:
        facts = {}
        outcome, week = story.outcome, story.ended
        if story.leaves and number == 0 and len(self.kids) > 1:
            outcome, week = "step_down", story.leaves
        if outcome and not story.waiting:
            facts = {
                "outcome": outcome,
                "outcome_on": self.on(week),
                "outcome_because": BETTER if outcome == "step_down" else APPLIED,
                "stepped_to": "need" if outcome == "step_down" else "",
            }
        row = self.world.record(
            ChildPreProceedings,
            kid,
            self.worker,
            self.start,
            process=self.process,
            started_on=None if story.waiting else self.start,
            lives="at home",
            **facts,
        )
        self.rows[ChildPreProceedings].append(row)
        return row

    def on(self, weeks: float):
        """The working day at or before so many weeks after the beginning."""
        return self.days.near(self.start, round(weeks * 7))

    def happened(self, weeks, story) -> bool:
        ended = story.ended if story.outcome else 1000
        return self.days.past(self.on(weeks)) and weeks <= ended

    def in_it(self, weeks):
        """The children still in it that day, each with their row."""
        day = self.on(weeks)
        pairs = zip(self.kids, self.children, strict=True)
        return [(kid, row) for kid, row in pairs if not row.outcome_on or row.outcome_on >= day]

    def of_family(self, model, day, /, **facts):
        kid = self.kids[0]
        row = model(
            process=self.process,
            recorded_by=self.worker,
            recorded_at=self.world.written(day, kid),
            **facts,
        )
        self.rows[model].append(row)
        return row

    def of_child(self, model, kid, day, /, **facts):
        row = self.world.record(model, kid, self.worker, day, **facts)
        self.rows[model].append(row)
        return row
