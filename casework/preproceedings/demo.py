"""Families before proceedings and in court: some in good time, some drifting, some long over."""

from datetime import timedelta

from casework.actions.models import Action
from casework.conferences.models import MeetingAction
from casework.legal.models import LegalStatus
from casework.meetings.demo import Meetings
from casework.preproceedings.demo_stories import (
    AGREED,
    APPLIED,
    BETTER,
    DIRECTIONS,
    LATE,
    STORIES,
    THRESHOLD,
    TRIED,
    WANTS,
    Story,
)
from casework.preproceedings.letters import share as letters
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
from casework.preproceedings.panel_sheet import share as sheets

order = 10
LAWYER = "Priya Nair, council solicitor"
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


class Before:
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
        for model in KEPT[2:]:
            self.world.write(model, self.rows[model])
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

    # Its steps

    def begin(self, story: Story) -> None:
        self.panel(0, "start", "apply" if story.urgent else "start", story)
        self.status(story)
        self.of_family(
            LegalAdvice,
            self.start,
            given_on=self.start,
            given_by=LAWYER,
            advice="On what is before us the threshold is likely to be met. Send the letter first"
            if not story.urgent
            else "Apply without notice: the evidence of the hospital is enough",
        )
        parents = [self.parent(member) for member in self.family.members[:2]]
        if not story.urgent:
            self.steps(story, parents)
        if story.outcome == "apply":
            self.go_to_court(story, parents)

    def parent(self, member) -> Parent:
        return self.of_family(
            Parent,
            self.start,
            person=member.person,
            relation=member.word,
            language="" if self.family.language == "English" else self.family.language,
            represented="yes" if self.chance.random() < 0.7 else "not_yet",
            solicitor="Hartley and Dunn",
        )

    def steps(self, story: Story, parents) -> None:
        for parent, weeks in zip(parents, story.letters, strict=False):
            if self.happened(weeks, story):
                self.letter(parent, weeks, "before")
        if story.letters and self.happened(story.first, story):
            self.meet("first", story.first)
            self.agree(story.first)
        for weeks in story.reviews:
            if self.happened(weeks, story):
                self.meet("review", weeks)
        if story.family_met and self.happened(story.family_met, story):
            self.meet("family_group", story.family_met)
        for check_at, weeks, decision in story.panels:
            if self.happened(weeks, story):
                self.panel(weeks, check_at, decision, story)
        for kind, ordered, due, came in story.assessments:
            if self.happened(ordered, story):
                self.order(kind, ordered, due, came, story)
        for weeks in story.looks:
            if self.happened(weeks, story):
                self.look(weeks, story)
        if story.outcome and not story.urgent:
            self.panel(story.ended, "week_16", story.outcome, story)
        if story.leaves and len(self.kids) > 1:
            self.leave(story)

    def leave(self, story) -> None:
        """One child steps down alone while brothers and sisters go on."""
        kid, row, day = self.kids[0], self.children[0], self.on(story.leaves)
        self.decide(self.held_panel(day, [kid]), kid, row, day, "week_12", "step_down")

    def letter(self, parent, weeks, kind) -> None:
        day = self.on(weeks)
        read = self.days.after(day, 1) if self.chance.random() < 0.8 else None
        self.of_family(
            LetterSent,
            day,
            parent=parent,
            kind=kind,
            sent_on=day,
            how=self.chance.choice(["hand", "hand", "post"]),
            read_through_on=read if self.days.past(read) else None,
            read_through_by=str(self.worker) if self.days.past(read) else "",
            interpreter=bool(parent.language),
            family_meeting_offered=kind == "before" and self.chance.random() < 0.85,
        )

    def meet(self, kind, weeks) -> None:
        day, there = self.on(weeks), self.in_it(weeks)
        kids = [kid for kid, _ in there]
        of = "family_group" if kind == "family_group" else "preproceedings"
        chair = self.world.manager_of(kids[0].child.team) or self.chair
        meeting = self.meetings.add(self.family.last, kids, of, day, chair=chair)
        for kid, row in there:
            self.of_child(
                ProcessMeeting, kid, day, in_process=row, meeting=meeting, kind=kind, held_on=day
            )

    def agree(self, weeks) -> None:
        day = self.on(weeks)
        copied = self.days.after(day, self.chance.choice([1, 2, 4, 8]))
        self.of_family(
            Agreement,
            day,
            agreed_on=day,
            words=AGREED,
            copied_on=copied if self.days.past(copied) else None,
        )

    def order(self, kind, ordered, due, came, story) -> None:
        back = came is not None and self.happened(came, story)
        row = self.of_family(
            OrderedAssessment,
            self.on(ordered),
            kind=kind,
            of_whom=self.family.carer.word,
            expert="Northmoor Family Centre" if kind == "parenting" else "Dr Ayesha Malik",
            cost=0 if kind == "parenting" else 2400,
            ordered_on=self.on(ordered),
            due_on=self.on(due),
            received_on=self.on(came) if back else None,
            says="The care is good enough with the help now in place" if back else "",
            late_because="The expert began three weeks late" if not came or came > due else "",
        )
        for kid, part in self.in_it(due):
            used = {"used_in_court": "yes"} if story.outcome == "apply" and back else {}
            self.of_child(
                AssessmentOfChild, kid, row.ordered_on, in_process=part, ordered=row, **used
            )

    def look(self, weeks, story) -> None:
        day = self.on(weeks)
        late = LATE if story.drifts else ""
        said = "" if late else "On time: the review goes ahead as planned"
        for kid, row in self.in_it(weeks):
            self.of_child(
                TrackerUpdate,
                kid,
                day,
                in_process=row,
                looked_on=day,
                why_late=late,
                for_panel=said,
                next_owner=self.worker,
            )

    def panel(self, weeks, check_at, decision, story) -> None:
        day, there = self.on(weeks), self.in_it(weeks)
        meeting = self.held_panel(day, [kid for kid, _ in there])
        end = self.on(story.until) if decision == "extend" else None
        for kid, row in there:
            self.decide(meeting, kid, row, day, check_at, decision, new_end=end)
            if check_at == "start":
                self.direct(meeting, kid, day)

    def held_panel(self, day, kids):
        meeting = self.meetings.add(
            self.family.last, kids, "legal_planning", day, chair=self.chair, held=True
        )
        self.meetings.attend(meeting, True, name=LAWYER, agency="other", likely=1)
        return meeting

    def decide(self, meeting, kid, row, day, check_at, decision, new_end=None) -> None:
        reasons = {"extend": LATE, "step_down": BETTER, "apply": APPLIED}
        self.of_child(
            PanelDecision,
            kid,
            day,
            in_process=row,
            meeting=meeting,
            check_at=check_at,
            decided_on=day,
            decision=decision,
            reasons=reasons.get(decision, "What was tried has not made the child safe"),
            new_end=new_end,
        )

    def direct(self, meeting, kid, day) -> None:
        what = self.chance.choice(DIRECTIONS)
        due = self.days.after(day, self.chance.choice([5, 10, 20]))
        done = self.days.after(due, -1) if self.chance.random() < 0.7 else None
        action = self.of_child(
            Action,
            kid,
            day,
            source="panel",
            what=what,
            owner_worker=self.worker,
            agreed_on=day,
            due_on=due,
            done_on=done if self.days.past(done) else None,
            what_changed="The plan for the child is clearer" if self.days.past(done) else "",
        )
        self.rows[MeetingAction].append(MeetingAction(meeting=meeting, action=action))

    def status(self, story) -> None:
        for kid, row in zip(self.kids, self.children, strict=True):
            ended = row.outcome_on
            if row.outcome == "apply":
                ended = self.on(story.ended + 1)
            over = ended if self.days.past(ended) else None
            self.of_child(
                LegalStatus,
                kid,
                self.start,
                kind="preproceedings",
                started_on=self.start,
                ended_on=over,
                ended_because="replaced" if over else "",
            )

    # In court

    def go_to_court(self, story: Story, parents) -> None:
        applied = self.on(story.ended + 0.5)
        if not self.days.past(applied):
            return
        issued = self.days.after(applied, 1)
        issued = issued if self.days.past(issued) else None
        court = self.of_family(
            Proceedings,
            applied,
            applied_on=applied,
            issued_on=issued,
            court="Northmoor Family Court",
            case_number=f"NM{applied:%y}C{len(self.rows[Proceedings]):05d}",
            directions_on=issued,
            short_notice=story.urgent,
            short_notice_because=APPLIED if story.urgent else "",
        )
        for parent in parents:
            self.letter(parent, story.ended + 0.7, "issue")
        for kid, row in zip(self.kids, self.children, strict=True):
            if row.outcome == "apply":
                self.in_court(kid, row, court, story)
        for kind, weeks in (("management", 3), ("issues", 18), ("final", 24)):
            listed = self.on(story.ended + 1 + weeks)
            held = listed if self.days.past(listed) else None
            said = "The court gave directions" if held else ""
            self.of_family(
                Hearing,
                applied,
                proceedings=court,
                kind=kind,
                listed_on=listed,
                held_on=held,
                outcome=said,
            )

    def in_court(self, kid, row, court, story) -> None:
        final = self.on(story.ended + story.final) if story.final else None
        part = self.of_child(
            ChildInCourt,
            kid,
            court.applied_on,
            in_process=row,
            proceedings=court,
            initial_plan="family",
            initial_plan_approved=True,
            final_plan="family" if final else "",
            final_plan_approved=bool(final),
            final_on=final,
            final_order="supervision" if final else "",
        )
        if story.more_time and court.issued_on:
            ends = court.issued_on + timedelta(days=26 * 7 - 1)
            self.of_child(
                CourtExtension,
                kid,
                ends,
                in_court=part,
                ordered_on=min(ends - timedelta(days=5), self.world.today),
                extends=ends,
                until=ends + timedelta(days=42),
                because="The father’s sister came forward and is being assessed",
            )
        if court.issued_on:
            kind = "supervision" if final else "proceedings"
            self.of_child(
                LegalStatus,
                kid,
                court.issued_on,
                kind=kind,
                started_on=final or court.issued_on,
                court=court.court,
                case_number=court.case_number,
            )
