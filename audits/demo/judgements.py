"""One audit of the demonstration, written whole: view, answers, grades, second reading, actions."""

from collections import defaultdict
from datetime import date, timedelta

from audits.criteria.editions import CURRENT, edition
from audits.models import (
    Answer,
    Audit,
    CorrectiveAction,
    Grade,
    Moderation,
    Score,
    SectionGrade,
    SelfView,
)
from audits.operations import SHARE
from casework.actions.models import Action
from casework.children.models import FileGrant

SECTIONS = ("assessment", "plan")
PATTERN = {
    "good": ["met", "met", "mostly_met", "met", "partly_met"],
    "mixed": ["mostly_met", "partly_met", "met", "partly_met", "not_met"],
    "poor": ["partly_met", "not_met", "partly_met", "not_met", "mostly_met"],
}
BETTER = {"not_met": "partly_met", "partly_met": "mostly_met", "mostly_met": "met", "met": "met"}
SCALE = list(Grade)
BAD = (Answer.NOT_MET, Answer.PARTLY_MET)


class Judged:
    """Audits as their people wrote them, collected to be saved together."""

    def __init__(self, world, chance):
        self.world, self.days, self.chance = world, world.days, chance
        self.rows, self.audits, self.again = defaultdict(list), [], []
        self.inadequate: list[tuple] = []
        self.waits = False  # the next one is not read again yet
        self.edition = edition(CURRENT)

    def audit(self, programme, spell, kid, auditor, started, due, **facts) -> Audit:
        keys = (programme.sections if programme else []) or list(SECTIONS)
        self.sections = [section for section in self.edition.for_child if section.key in keys]
        facts = {"sampling": "random", "kind": "whole_file"} | facts
        if facts["sampling"] != "rule" and programme is None:
            facts |= {"sampling": "worry", "chosen_because": "A second plan within a year"}
        return self.world.record(
            Audit,
            kid,
            self.world.workers["service.manager"],
            started,
            team=spell.team,
            programme=programme,
            auditor=auditor,
            worker=spell.worker_on(started),
            edition=CURRENT,
            started_on=started,
            due_on=due,
            **facts,
        )

    def say(self, kid, slot) -> str:
        return self.world.say(kid, "audit", slot, on=self.world.today, bank="audits")

    # Finished

    def finish(self, programme, spell, kid, auditor, quality, **facts) -> None:
        started, due = programme.begins_on, programme.due_on
        audit = self.audit(programme, spell, kid, auditor, started, due, **facts)
        self.together(kid, audit, self.days.after(started, self.chance.randint(3, 8)))
        late = self.chance.random() < 0.15
        moved = self.chance.randint(2, 9) if late else -self.chance.randint(0, 8)
        self.close(spell, kid, audit, PATTERN[quality], self.days.near(due, moved))

    def just_finished(self, spell, kid, auditor) -> None:
        started = self.days.after(self.world.today, -18)
        due = self.days.after(self.world.today, 4)
        audit = self.audit(None, spell, kid, auditor, started, due)
        self.together(kid, audit, self.days.after(started, 5))
        self.waits = True
        self.close(spell, kid, audit, PATTERN["poor"], self.days.after(self.world.today, -2))
        self.waits = False

    def close(self, spell, kid, audit, pattern, done: date) -> None:
        audit.completed_on = min(done, self.days.after(self.world.today, -1))
        answers = self.judge(kid, audit, pattern, final=True, share=1)
        audit.grade = audit.final_grade = self.grade(answers)
        audit.final_on = audit.completed_on
        audit.grade_reason = self.reason(kid, answers)
        audit.difference = self.say(kid, audit.grade)
        audit.strengths = self.say(kid, "strengths")
        self.read_again(kid, audit)
        (self.again if audit.follows else self.audits).append(audit)
        if audit.final_grade in (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE):
            self.put_right(spell, kid, audit)
        if audit.final_grade == Grade.INADEQUATE and audit.follows is None:
            self.inadequate.append((audit, spell, kid, pattern))

    def together(self, kid, audit, day: date) -> None:
        """The worker's view, the talks, and what the family said."""
        if audit.worker and self.chance.random() < 0.85:
            self.view(kid, audit, self.days.after(day, -2))
        else:
            audit.no_view_because = "The worker was on leave for the whole of the programme"
        if self.chance.random() < 0.9:
            audit.talked_with_worker_on = day
            audit.talk_with_worker = self.say(kid, "talk")
        if self.chance.random() < 0.4:
            audit.talked_with_manager_on = self.days.after(day, 1)
            audit.talk_with_manager = self.say(kid, "talk_with_manager")
        audit.family_feedback = self.say(kid, "family")
        if audit.family_feedback:
            audit.feedback_from = self.chance.choice(["parent", "parent", "child", "both"])
        else:
            audit.no_feedback_because = "It would not have been safe to ring while Dad was home"

    def view(self, kid, audit, day: date) -> None:
        self.rows[SelfView].append(
            SelfView(
                audit=audit,
                worker=audit.worker,
                works=self.say(kid, "view_works"),
                would_change=self.say(kid, "view_change"),
                difference=self.say(kid, "view_made"),
                helps=self.say(kid, "view_helps"),
                written_on=day,
            )
        )

    def judge(self, kid, audit, pattern, *, final, share) -> list:
        answers = []
        for section in self.sections:
            of_section = []
            for criterion in section.criteria:
                if self.chance.random() > share:
                    continue
                answer = self.chance.choice(pattern)
                of_section.append((criterion, answer))
                self.rows[Score].append(
                    Score(
                        audit=audit,
                        criterion=criterion.code,
                        answer=answer,
                        final=final,
                        reason=self.say(kid, answer),
                        evidence=self.say(kid, "evidence"),
                        asked=criterion.asks.replace("{name}", kid.name) if final else "",
                    )
                )
            if of_section and final:
                self.rows[SectionGrade].append(
                    SectionGrade(
                        audit=audit,
                        section=section.key,
                        grade=self.grade(of_section),
                        reason=self.reason(kid, of_section),
                    )
                )
            answers += of_section
        return answers

    def grade(self, answers) -> str:
        """As an auditor would: a safety-critical "not met" keeps it below good."""
        bad = sum(answer in BAD for _, answer in answers)
        capped = any(
            criterion.safety_critical and answer == Answer.NOT_MET for criterion, answer in answers
        )
        if bad > len(answers) * 0.75:
            return Grade.INADEQUATE
        if capped or bad > len(answers) * 0.35:
            return Grade.REQUIRES_IMPROVEMENT
        return Grade.OUTSTANDING if bad < len(answers) * 0.08 else Grade.GOOD

    def reason(self, kid, answers) -> str:
        bad = sum(answer in BAD for _, answer in answers)
        return (
            f"{len(answers) - bad} of {len(answers)} answers are met or mostly met. What decided it"
            f" was whether {kid.name}’s days are different because of what was done."
        )

    # A second reading

    def read_again(self, kid, audit) -> None:
        at_an_end = audit.grade in (Grade.INADEQUATE, Grade.OUTSTANDING)
        blind = audit.programme and audit.programme.blind
        drawn = self.chance.random() < SHARE / 100
        if blind or not (self.waits or at_an_end or drawn):
            return
        days = 12 if self.waits else self.chance.randint(3, 12)
        done = self.days.after(audit.completed_on, days)
        reading = Moderation(
            audit=audit,
            moderator=self.world.workers["service.manager"],
            because=f"Every audit graded {Grade(audit.grade).label} is moderated"
            if at_an_end
            else f"Drawn as one of {SHARE} in 100",
            chosen=Moderation.Chosen.DRAWN if drawn or not at_an_end else Moderation.Chosen.GRADE,
            asked_on=audit.completed_on,
            grade_before=audit.grade,
        )
        self.rows[Moderation].append(reading)
        if not self.days.past(done):
            audit.final_grade, audit.final_on = "", None
            return
        place = SCALE.index(audit.grade)
        if self.chance.random() < 0.28:
            place = min(3, place + 1) if self.chance.random() < 0.7 else max(0, place - 1)
        reading.grade, reading.done_on = SCALE[place], done
        reading.reason = self.say(kid, "moderated")
        if reading.moved:
            reading.auditor_agrees = self.chance.random() < 0.85
            reading.auditor_says = "" if reading.auditor_agrees else self.say(kid, "disagrees")
        audit.final_grade, audit.final_on = reading.grade, done

    # Put right, and looked at again

    def put_right(self, spell, kid, audit) -> None:
        owner = self.world.worker_on(spell, audit.final_on)
        for _ in range(self.chance.randint(1, 3)):
            due = self.days.after(audit.final_on, self.chance.choice([5, 10, 10, 20]))
            action = self.world.record(
                Action,
                kid,
                audit.auditor,
                audit.final_on,
                team=spell.team,
                source="audit",
                what=self.say(kid, "fixes"),
                owner_worker=owner,
                due_on=due,
                agreed_on=audit.final_on,
            )
            correction = CorrectiveAction(
                audit=audit, action=action, checker=self.world.manager_of(spell.team)
            )
            if self.days.past(due) and self.chance.random() < (0.97 if self.old(due) else 0.7):
                self.check(kid, action, correction)
            self.rows[Action].append(action)
            self.rows[CorrectiveAction].append(correction)

    def old(self, day: date) -> bool:
        return day < self.world.today - timedelta(days=60)

    def check(self, kid, action, correction) -> None:
        action.done_on = action.due_on
        action.what_changed = self.say(kid, "changed")
        checked = self.days.after(action.due_on, 4)
        if self.days.past(checked):
            correction.checked_on = checked
            correction.check_evidence = self.say(kid, "checked")

    def book_again(self) -> None:
        """Three months after each inadequate one, by the other auditor; most have moved."""
        for audit, spell, kid, pattern in list(self.inadequate):
            names = ["colette.frame", "auditor"]
            names.sort(key=lambda name: self.world.workers[name] == audit.auditor)
            due = self.days.near(audit.final_on, 90)
            again = self.audit(
                None,
                spell,
                kid,
                self.world.workers[names[0]],
                max(audit.final_on, due - timedelta(days=28)),
                due,
                follows=audit,
                kind="reaudit",
                sampling="rule",
                chosen_because="Inadequate the first time",
            )
            if self.days.past(self.days.after(due, -2)):
                self.together(kid, again, self.days.after(again.started_on, 4))
                better = [BETTER[answer] for answer in pattern]
                moved = better if self.chance.random() < 0.75 else pattern
                self.close(spell, kid, again, moved, self.days.after(due, -2))
            else:
                self.again.append(again)
                self.open_file(kid, again, spell)

    # Still open

    def begin(self, programme, spell, kid, auditor, since, left, *, viewed, **facts) -> None:
        started = self.days.after(self.world.today, -since)
        due = self.days.after(self.world.today, left) if left else self.world.today
        audit = self.audit(programme, spell, kid, auditor, started, due, **facts)
        self.audits.append(audit)
        self.open_file(kid, audit, spell)
        if viewed and since > 10:
            self.view(kid, audit, self.days.after(started, 4))
            self.judge(kid, audit, PATTERN["mixed"], final=False, share=0.4)

    def open_file(self, kid, audit, spell) -> None:
        self.rows[FileGrant].append(
            self.world.record(
                FileGrant,
                kid,
                audit.recorded_by,
                min(audit.started_on, self.world.today),
                team=spell.team,
                worker=audit.auditor,
                reason="Practice audit",
                started_on=audit.started_on,
                until=max(audit.due_on, self.world.today) + timedelta(days=14),
            )
        )
