"""What the plans of the demonstration promise: needs, actions and what if they do not help."""

from random import Random
from typing import Any

from casework.actions.models import Action, ActionMoved
from casework.plans.models import Contingency, Need, NeedScore, PlanAction

JOBS = {
    "school": "{teacher}, teacher",
    "health": "{nurse}, school nurse",
    "visitor": "{visitor}, health visitor",
    "housing": "{housing}, housing officer",
    "police": "{officer}",
}
AGENCIES = {"police": "police"}
"""Where the others work is in their job already."""
MOVED = [
    "The service could not offer a place before then.",
    "The family asked for more time.",
    "The person who was to do it has been off sick.",
]
DROPPED = [
    "The family moved nearer and it is not needed.",
    "{name} did not want it, and said why.",
    "Another action does the same.",
]


class Promises:
    """The needs of one plan after another, gathered to be written at once."""

    world: Any
    days: Any
    chance: Random
    needs: list[Need]
    scores: list[NeedScore]
    actions: list[Action]
    links: list[PlanAction]
    moves: list[ActionMoved]
    contingencies: list[Contingency]

    def fill(self, spell, kid, plan, began, ended, good) -> None:
        own = bool(kid.own) and spell is kid.family.last
        for position, line in enumerate(self.chosen(kid, began, good or own), start=1):
            self.need(spell, kid, plan, position, line, ended)
        self.contingency(spell, kid, plan, began, good)

    def chosen(self, kid, on, good) -> list[dict]:
        """A few needs, the child's own where there are any; each told in words of their own."""
        bank = None if good else "poor"
        lists = self.world.words.lines(
            self.world.banks(kid, on, bank), "needs", kid.band_on(on), "text"
        )
        lines, terms = lists[0] if lists else [], self.world.terms(kid, on)
        if kid.own and on >= kid.family.last.on("received"):
            wanted = lines
        else:
            many = min(len(lines), self.chance.choice([2, 2, 3]))
            wanted = self.chance.sample(lines, many)
        chosen = [self.world.words.choose([[line]], terms, set()) for line in wanted]
        return [line for line in chosen if line]

    def need(self, spell, kid, plan, position, line, ended) -> None:
        worker, on = plan.recorded_by, plan.started_on
        need = self.world.record(
            Need,
            kid,
            worker,
            on,
            team=spell.team,
            plan=plan,
            position=position,
            carried_from=self.carried(plan, line["need"]),
            need=line["need"],
            what_will_be_different=line["different"],
            starting_point=line["start"],
            how_we_will_know=line["know"],
        )
        self.needs.append(need)
        if line["start"]:
            self.score(spell, kid, need, line.get("scores"), ended)
        for promise in line["actions"]:
            self.action(spell, kid, plan, need, promise, ended)

    def carried(self, plan, words):
        """The same need in the plan this one followed."""
        return plan.follows and next(
            (need for need in self.needs if need.plan is plan.follows and need.need == words), None
        )

    def score(self, spell, kid, need, marks, ended) -> None:
        """At the start, then about every five weeks: up, level, and sometimes down."""
        end = ended or self.world.today
        days = [need.plan.started_on]
        gap = 5 if not marks else max(1, (end - days[0]).days // 7 // len(marks))
        while self.days.near(days[-1], gap * 7) < end and len(days) < (len(marks) if marks else 9):
            days.append(self.days.near(days[-1], gap * 7))
        mark = self.chance.randint(1, 4)
        for number, day in enumerate(days):
            mark = (
                marks[number]
                if marks
                else max(0, min(10, mark + self.chance.choice([-1, 0, 1, 1, 2])))
            )
            self.scores.append(
                self.world.record(
                    NeedScore,
                    kid,
                    need.recorded_by,
                    day,
                    team=spell.team,
                    need=need,
                    scored_on=day,
                    score=mark,
                    scored_by=f"{kid.name} and the core group"
                    if kid.age_on(day) > 4
                    else "The core group",
                )
            )

    def action(self, spell, kid, plan, need, promise, ended) -> None:
        due = self.due(plan, promise)
        action = self.world.record(
            Action,
            kid,
            plan.recorded_by,
            plan.started_on,
            team=spell.team,
            source="plan",
            what=promise["what"],
            for_child=not promise.get("event"),
            due_on=due,
            due_event=promise.get("event", ""),
            agreed_on=plan.started_on,
            **self.owner(spell, kid, promise["who"]),
        )
        self.close(kid, action, promise, ended)
        if "due" not in promise:
            self.move(spell, kid, action)
        self.actions.append(action)
        self.links.append(PlanAction(action=action, need=need))

    def move(self, spell, kid, action) -> None:
        """Some open actions were to be done sooner, and it is written why they were not: the first
        that could be, whatever the day, and then one in seven."""
        slack = (action.due_on - action.agreed_on).days if action.due_on else 0
        if not action.is_open or slack < 30 or (self.moves and self.chance.random() > 0.15):
            return
        was = self.days.near(action.agreed_on, slack // 2)
        moved = min(was, self.world.today)
        self.moves.append(
            self.world.record(
                ActionMoved,
                kid,
                self.world.worker_on(spell, moved),
                moved,
                team=spell.team,
                action=action,
                moved_on=moved,
                was_due_on=was,
                because=self.chance.choice(MOVED),
            )
        )

    def due(self, plan, promise):
        if promise.get("event"):
            return None
        if "due" in promise:
            day = (
                self.days.near(self.world.today, promise["due"])
                if promise["due"]
                else self.world.today
            )
            return max(day, plan.started_on)
        return self.days.near(plan.started_on, self.chance.randint(14, 110))

    def owner(self, spell, kid, who) -> dict:
        family = kid.family
        if who == "worker":
            return {
                "owner_worker": spell.tenures[-1][0]
                if spell.tenures
                else self.world.manager_of(spell.team)
            }
        if who == "support":
            worker = family.supporter if family.supported is spell else None
            return {"owner_worker": worker} if worker else {"owner_name": "Family support worker"}
        if who == "carer":
            return {"owner_person": family.carer.person}
        if who in ("dad", "nan"):
            member = family.adult("father" if who == "dad" else "grandparent")
            return {"owner_person": (member or family.carer).person}
        return {
            "owner_name": JOBS.get(who, who).format_map(kid.terms),
            "owner_agency": AGENCIES.get(who, ""),
        }

    def close(self, kid, action, promise, ended) -> None:
        if "done" in promise:
            action.done_on = self.days.near(self.world.today, promise["done"])
            action.what_changed = promise["changed"]
            return
        over = ended or self.world.today
        by = action.due_on or action.agreed_on
        if "due" in promise or by >= over:
            if ended:
                self.drop(kid, action, ended)
            return
        roll = self.chance.random()
        if roll < 0.87 and promise.get("changed"):
            done = self.days.near(by, self.chance.choice([-9, -6, -4, -3, -2, 0, 0, 0, 0, 4, 12]))
            action.done_on = min(max(done, action.agreed_on), over)
            action.what_changed = promise["changed"]
        elif ended or roll < 0.95:
            self.drop(kid, action, min(self.days.near(by, 7), over))

    def drop(self, kid, action, on) -> None:
        action.dropped_on = max(on, action.agreed_on)
        action.dropped_because = self.chance.choice(DROPPED).format_map(kid.terms)

    def contingency(self, spell, kid, plan, began, good) -> None:
        """Good plans say what happens next; poor ones have nothing, or nothing anyone could use."""
        if kid.own == "ella":
            return
        if not good:
            if self.chance.random() < 0.4:
                self.add_contingency(
                    spell, kid, plan, self.world.say(kid, "contingency", on=began, bank="poor")
                )
            return
        for _ in range(2):
            line = self.world.say(kid, "contingency", on=began)
            if line and not any(
                earlier.plan is plan and earlier.trigger == line["trigger"]
                for earlier in self.contingencies[-3:]
            ):
                self.add_contingency(spell, kid, plan, line)

    def add_contingency(self, spell, kid, plan, line) -> None:
        if not line:
            return
        self.contingencies.append(
            self.world.record(
                Contingency,
                kid,
                plan.recorded_by,
                plan.started_on,
                team=spell.team,
                plan=plan,
                trigger=line["trigger"],
                step=line["step"],
                who=line["who"],
                when=line["when"],
            )
        )
