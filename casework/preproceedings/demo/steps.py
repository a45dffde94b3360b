"""The steps of an invented family before proceedings."""

from casework.actions.models import Action
from casework.conferences.models import MeetingAction
from casework.legal.models import LegalStatus
from casework.preproceedings.demo.stories import (
    AGREED,
    APPLIED,
    BETTER,
    DIRECTIONS,
    LATE,
    Story,
    why_late,
)
from casework.preproceedings.demo.storyteller import Telling
from casework.preproceedings.models import (
    Agreement,
    AssessmentOfChild,
    LegalAdvice,
    LetterSent,
    OrderedAssessment,
    PanelDecision,
    Parent,
    ProcessMeeting,
    TrackerUpdate,
)

LAWYER = "Priya Nair, council solicitor"


class Steps(Telling):
    """Letters, meetings, assessments and panels."""

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
        parents = [self.parent(member) for member in self.grown_ups()]
        if not story.urgent:
            self.steps(story, parents)
        if story.outcome == "apply":
            self.go_to_court(story, parents)

    def grown_ups(self):
        """The parents, or whoever else has parental responsibility."""
        return [member for member in self.family.members if member.responsible][:2]

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
        late = why_late(story, weeks) if story.drifts else ""
        words = "" if late else "On time: the review goes ahead as planned"
        for kid, row in self.in_it(weeks):
            self.of_child(
                TrackerUpdate,
                kid,
                day,
                in_process=row,
                looked_on=day,
                why_late=late,
                for_panel=words,
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
