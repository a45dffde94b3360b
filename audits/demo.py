"""Practice audits: finished ones with their grade and what was put right, and some still open."""

from datetime import timedelta

from audits.criteria import CURRENT, edition
from audits.models import Answer, Audit, CorrectiveAction, Grade, Score
from casework.actions.models import Action
from casework.children.demonstration.stories import GOOD, MIXED
from casework.children.models import FileGrant

order = 10
SECTIONS = ("assessment", "plan")
PATTERN = {
    GOOD: ["met", "met", "mostly_met", "met", "partly_met"],
    MIXED: ["mostly_met", "partly_met", "met", "partly_met", "not_met"],
    "poor": ["partly_met", "not_met", "partly_met", "not_met", "mostly_met"],
}
# Working days ago each open audit was given out, and working days until (or since) it is due.
OPEN = [(4, 16), (12, 8), (17, 2), (18, 0), (26, -4)]


def load(world) -> None:
    Sample(world).write()


class Sample:
    def __init__(self, world):
        self.world, self.days, self.chance = world, world.days, world.dice("audits")
        self.audits, self.scores, self.actions = [], [], []
        self.corrections, self.grants = [], []
        self.sections = [s for s in edition(CURRENT).for_child if s.key in SECTIONS]

    def write(self) -> None:
        files = [(f, k) for f in self.world.families for k in f.kids if self.worth_reading(f, k)]
        self.chance.shuffle(files)
        files.sort(key=lambda one: not one[1].facts.get("audit"))
        for (ago, left), (family, kid) in zip(OPEN, files, strict=False):
            self.open_audit(family, kid, ago, left)
        finished = files[len(OPEN) :][: max(4, len(files) // 9)]
        for n, (family, kid) in enumerate(finished):
            self.finished_audit(family, kid, 25 + n * 180 // max(1, len(finished)))
        write = self.world.write
        write(Audit, self.audits)
        write(Score, self.scores)
        write(Action, self.actions)
        write(CorrectiveAction, self.corrections)
        write(FileGrant, self.grants)

    def worth_reading(self, family, kid) -> bool:
        spell = family.last
        return bool(
            spell.tenures
            and not spell.tenures[-1][2]
            and kid in spell.kids
            and not family.restricted
            and (spell.kept(kid, "need") or spell.kept(kid, "protection"))
        )

    def audit(self, family, kid, auditor, started, due, **facts) -> Audit:
        theme = self.chance.random() < 0.25 and not kid.facts.get("audit")
        audit = self.world.record(
            Audit,
            kid,
            self.world.workers["service.manager"],
            started,
            team=family.last.team,
            auditor=auditor,
            edition=CURRENT,
            sampling="theme" if theme else "random",
            kind="thematic" if theme else "whole_file",
            chosen_because="Plans for children who live with neglect" if theme else "",
            chosen_from=None if theme else 212,
            started_on=started,
            due_on=due,
            talked_with_worker_on=started if self.chance.random() < 0.8 else None,
            **facts,
        )
        self.audits.append(audit)
        return audit

    def open_audit(self, family, kid, ago, left) -> None:
        started = self.days.after(self.world.today, -ago)
        due = self.days.after(self.world.today, left) if left else self.world.today
        auditor = self.world.workers["auditor"]
        audit = self.audit(family, kid, auditor, started, due)
        self.grants.append(
            self.world.record(
                FileGrant,
                kid,
                audit.recorded_by,
                started,
                team=family.last.team,
                worker=auditor,
                reason="Practice audit",
                started_on=started,
                until=max(due, self.world.today) + timedelta(days=14),
            )
        )
        if ago > 10:
            self.judge(family, kid, audit, final=False, share=0.4)

    def finished_audit(self, family, kid, ago) -> None:
        started = self.days.near(self.world.today, -ago - 22)
        due = self.days.near(started, 26)
        late = self.chance.random() < 0.15
        done = self.days.near(
            due, self.chance.randint(2, 9) if late else -self.chance.randint(0, 8)
        )
        if started <= family.last.tenures[0][1]:
            return
        auditor = self.world.workers[self.chance.choice(["auditor", "auditor", "colette.frame"])]
        audit = self.audit(
            family,
            kid,
            auditor,
            started,
            due,
            strengths=self.say(kid, "strengths"),
            family_feedback=self.say(kid, "family"),
        )
        answers = self.judge(family, kid, audit, final=True, share=1)
        audit.grade = self.grade(answers)
        audit.completed_on = min(done, self.days.after(self.world.today, -1))
        audit.grade_reason = self.reason(kid, answers)
        audit.difference = self.say(kid, audit.grade)
        if audit.grade in (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE):
            self.put_right(family, kid, audit)

    def say(self, kid, slot) -> str:
        return self.world.say(kid, "audit", slot, on=self.world.today, bank="audits")

    def judge(self, family, kid, audit, *, final, share) -> list[str]:
        answers = []
        for section in self.sections:
            for criterion in section.criteria:
                if self.chance.random() > share:
                    continue
                answer = self.chance.choice(PATTERN[family.quality])
                answers.append((criterion, answer))
                self.scores.append(
                    Score(
                        audit=audit,
                        criterion=criterion.code,
                        answer=answer,
                        final=final,
                        reason=self.say(kid, answer),
                        evidence=self.say(kid, "evidence"),
                    )
                )
        return answers

    def grade(self, answers) -> str:
        """As an auditor would: a safety-critical "not met" keeps it below good."""
        bad = sum(answer in (Answer.NOT_MET, Answer.PARTLY_MET) for _, answer in answers)
        capped = any(c.safety_critical and answer == Answer.NOT_MET for c, answer in answers)
        if bad > len(answers) * 0.75:
            return Grade.INADEQUATE
        if capped or bad > len(answers) * 0.35:
            return Grade.REQUIRES_IMPROVEMENT
        return Grade.OUTSTANDING if bad < len(answers) * 0.08 else Grade.GOOD

    def reason(self, kid, answers) -> str:
        bad = sum(answer in (Answer.NOT_MET, Answer.PARTLY_MET) for _, answer in answers)
        return (
            f"{len(answers) - bad} of {len(answers)} answers are met or mostly met. What decided it"
            f" was whether {kid.name}’s days are different because of what was done."
        )

    def put_right(self, family, kid, audit) -> None:
        owner = self.world.worker_on(family.last, self.world.today)
        for _ in range(self.chance.randint(1, 3)):
            due = self.days.after(audit.completed_on, self.chance.choice([5, 10, 10, 20, 40]))
            action = self.world.record(
                Action,
                kid,
                audit.auditor,
                audit.completed_on,
                team=family.last.team,
                source="audit",
                what=self.say(kid, "fixes"),
                owner_worker=owner,
                due_on=due,
                agreed_on=audit.completed_on,
            )
            correction = CorrectiveAction(
                audit=audit, action=action, checker=self.world.manager_of(family.last.team)
            )
            if self.days.past(due) and self.chance.random() < 0.8:
                self.check(kid, action, correction)
            self.actions.append(action)
            self.corrections.append(correction)

    def check(self, kid, action, correction) -> None:
        action.done_on = action.due_on
        action.what_changed = self.say(kid, "changed")
        checked = self.days.after(action.due_on, 4)
        if self.days.past(checked):
            correction.checked_on = checked
            correction.check_evidence = self.say(kid, "checked")
