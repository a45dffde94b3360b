"""Two years of an edge of care service: about 120 children, few of whom entered care."""

from datetime import date
from itertools import cycle

from casework.children.models import Allocation
from casework.legal.models import LegalStatus
from casework.support.demo import words
from casework.support.models import (
    MONTHS,
    EdgeOfCare,
    EdgeReferral,
    EdgeReview,
    FollowUp,
    Goal,
    GoalScore,
    SupportPlan,
)

WORKED_WITH, BACK = 120, 720
DECLINED_ONE_IN, CARE_ONE_IN = 14, 17
MODELS = (
    EdgeReferral,
    EdgeOfCare,
    SupportPlan,
    EdgeReview,
    Goal,
    GoalScore,
    FollowUp,
    LegalStatus,
    Allocation,
)


class EdgeStories:
    def __init__(self, world, service):
        self.world, self.service = world, service
        self.chance = world.dice("edge of care")
        self.rows: dict[type, list] = {model: [] for model in MODELS}
        self.helpers = cycle(
            worker
            for worker in world.workers.values()
            if worker.role == "family_support" and worker.is_active
        )
        self.place, self.worked = 0, 0
        self.held = set(
            LegalStatus.objects.filter(authority=world.authority).values_list("child", flat=True)
        )
        self.beside = set(
            Allocation.objects.open()
            .filter(authority=world.authority, role="family_support")
            .values_list("child", flat=True)
        )

    def write(self) -> None:
        spells = [spell for _, spell in self.world.spells() if spell.tenures]
        self.chance.shuffle(spells)
        for spell in spells:
            if self.worked < WORKED_WITH:
                self.family(spell)
        for model in MODELS:
            self.world.write(model, self.rows[model])

    def family(self, spell) -> None:
        """Asked for once, for the children old enough who are in no other such work."""
        asked = self.asked_on(spell)
        kids = [kid for kid in spell.kids if asked and self.may_be_asked_for(kid, asked)][:2]
        if not kids:
            return
        self.place += 1
        worker = self.world.worker_on(spell, asked)
        referral = self.world.shared(
            EdgeReferral,
            kids[0],
            worker,
            asked,
            service=self.service,
            referred_at=self.world.days.at(asked, self.chance.randint(9, 16)),
            threshold=self.chance.choice(["days", "weeks", "weeks", "breakdown"]),
            why_now=self.say(words.WHY_NOW, kids[0]),
            tried=self.chance.choice(words.TRIED),
            consent="parent",
            consent_by=kids[0].terms.get("carer", "A parent"),
            consent_on=asked,
        )
        self.rows[EdgeReferral].append(referral)
        helper = spell.kids[0].family.supporter or next(self.helpers)
        for kid in kids:
            self.held.add(kid.child.pk)
            self.one(kid, referral, asked, worker, helper, spell)

    def asked_on(self, spell) -> date | None:
        days = self.world.days
        received = spell.on("received")
        asked = received and days.after(received, self.chance.randint(4, 35))
        last = min(spell.on("closed") or self.world.today, self.world.today)
        return asked if asked and days.ago(BACK) < asked < last else None

    def may_be_asked_for(self, kid, asked: date) -> bool:
        fits = kid.born_by(asked) and 3 <= kid.age_on(asked) <= 16
        return fits and kid.child.pk not in self.held

    def say(self, bank, kid) -> str:
        terms = {"carer": "Mum", "him": "them", "his": "their", **kid.terms, "name": kid.name}
        return self.chance.choice(bank).format_map(terms)

    def add(self, model, kid, worker, on, /, **facts):
        row = self.world.record(model, kid, worker, on, **facts)
        self.rows[model].append(row)
        return row

    def one(self, kid, referral, asked, worker, helper, spell) -> None:
        case = self.add(
            EdgeOfCare,
            kid,
            worker,
            asked,
            referral=referral,
            asked_on=asked,
            needs=self.chance.sample(
                ["conflict", "parenting", "violence_at_home", "exploitation", "school"], 2
            ),
            lives="family" if referral.threshold == "breakdown" else "home",
            own_words=self.chance.choice(words.OWN_WORDS),
        )
        decided = self.world.days.after(asked, self.chance.choice([0, 1, 1, 1, 3]))
        if not self.world.days.past(decided):
            return
        case.decided_on = decided
        if self.place % DECLINED_ONE_IN == 0:
            case.decision, case.decided_because = "declined", self.chance.choice(words.DECLINED)
            return
        case.decision, case.key_worker = "accepted", helper
        began = self.world.days.after(decided, self.chance.choice([0, 0, 1, 1, 2, 4]))
        if self.world.days.past(began):
            self.begin(case, kid, began, helper, spell)

    def begin(self, case, kid, began, helper, spell) -> None:
        self.worked += 1
        case.started_on = began
        hour = 17 if began == case.asked_on else self.chance.randint(9, 16)
        case.started_at = self.world.days.at(began, hour)
        ends = self.world.days.near(began, self.chance.randint(70, 150))
        if self.world.days.past(ends):
            self.end(case, kid, ends, helper)
        elif kid.child.pk not in self.beside:
            self.beside.add(kid.child.pk)
            self.add(
                Allocation,
                kid,
                helper,
                began,
                worker=helper,
                role="family_support",
                started_on=began,
            )
        self.plan(case, kid, min(ends, self.world.today), helper)

    def plan(self, case, kid, last, helper) -> None:
        days = self.world.days
        agreed = days.after(case.started_on, self.chance.choice([3, 5, 8, 12]))
        if not days.past(agreed):
            return
        self.add(
            SupportPlan,
            kid,
            helper,
            agreed,
            case=case,
            agreed_on=agreed,
            hopes=self.say(words.HOPES, kid),
            help_given=self.say(words.HELP, kid),
            family_does=self.say(words.FAMILY_DOES, kid),
            if_it_gets_hard=self.say(words.HARD, kid),
            copied_on=agreed if self.chance.random() < 0.8 else None,
        )
        goals = [
            self.add(Goal, kid, helper, agreed, case=case, words=goal, whose=whose)
            for goal, whose in self.chance.sample(words.GOALS, 2)
        ]
        self.reviews(case, kid, agreed, last, helper, goals)

    def reviews(self, case, kid, agreed, last, helper, goals) -> None:
        days, scores = self.world.days, dict.fromkeys(range(len(goals)), 2)
        self.score(kid, helper, goals, scores, agreed, "start")
        held = days.near(agreed, self.chance.choice([24, 27, 28, 36]))
        while held < last and days.past(held):
            scores = {n: min(9, score + self.chance.randint(0, 2)) for n, score in scores.items()}
            review = self.add(
                EdgeReview,
                kid,
                helper,
                held,
                case=case,
                held_on=held,
                who_came=f"{self.say(['{carer}'], kid)}, {kid.name} and {helper}",
                child_said=self.chance.choice(words.OWN_WORDS),
                what_changed=self.say(words.CHANGED, kid),
                what_next=self.say(words.NEXT, kid),
            )
            self.score(kid, helper, goals, scores, held, "review", review)
            held = days.near(held, self.chance.choice([22, 27, 28, 40]))
        if case.ended_on:
            self.score(kid, helper, goals, scores, case.ended_on, "end")

    def score(self, kid, helper, goals, scores, on, stage, review=None) -> None:
        for place, goal in enumerate(goals):
            facts = {"goal": goal, "score": scores[place], "scored_on": on, "stage": stage}
            self.add(GoalScore, kid, helper, on, review=review, **facts)

    def end(self, case, kid, ends, helper) -> None:
        case.ended_on, case.ended_because = ends, "done"
        case.outcome = "family" if case.lives == "family" else "home"
        if self.worked % CARE_ONE_IN == 0:
            crisis = self.worked % (2 * CARE_ONE_IN) == 0
            case.outcome = "care_crisis" if crisis else "care_planned"
            case.ended_because = "care"
            self.into_care(kid, ends, helper)
        case.outcome_words = self.say([words.OUTCOMES[case.outcome]], kid)
        case.cost = self.chance.choice([None, 1800, 2400, 2400, 3150])
        for months in MONTHS:
            self.follow(case, kid, months, helper)

    def into_care(self, kid, on, helper) -> None:
        facts = {"kind": "section_20", "started_on": on, "court": "His mother, in writing"}
        self.add(LegalStatus, kid, helper, on, **facts)

    def follow(self, case, kid, months, helper) -> None:
        """Most are asked after in time, some late, and some not yet though they should be."""
        due = self.world.days.near(case.ended_on, months * 30)
        luck = self.chance.random()
        known_on = self.world.days.near(due, -6 if luck < 0.75 else 20)
        if luck > 0.92 or not self.world.days.past(known_on):
            return
        self.add(
            FollowUp,
            kid,
            helper,
            known_on,
            case=case,
            months=months,
            known_on=known_on,
            lives=case.outcome,
            referred_again=self.chance.random() < 0.12,
            how_known=self.say(words.HOW_KNOWN, kid),
            words=self.chance.choice(words.LATER_WORDS),
        )
