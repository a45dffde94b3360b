"""Plans: some for the child, with owners and dates; some for adults, in jargon, without end."""

from casework.actions.models import Action, ActionMoved
from casework.plans.beside import action_passage, contingency_passage
from casework.plans.models import (
    Contingency,
    FamilyPlan,
    Need,
    NeedScore,
    Plan,
    PlanAction,
    PlanReading,
    PlanReview,
)
from casework.writing.demonstration import put_aside_some
from casework.writing.models import Dismissal

order = 6
JOBS = {
    "school": "{teacher}, teacher", "health": "{nurse}, school nurse",
    "visitor": "{visitor}, health visitor", "housing": "{housing}, housing officer",
    "police": "{officer}",
}  # fmt: skip
AGENCIES = {"police": "police"}
"""Where the others work is in their job already."""
REVIEWED = 2
MOVED = [
    "The service could not offer a place before then.", "The family asked for more time.",
    "The person who was to do it has been off sick.",
]  # fmt: skip
DROPPED = [
    "The family moved nearer and it is not needed.", "{name} did not want it, and said why.",
    "Another action does the same.",
]  # fmt: skip


def load(world) -> None:
    Planner(world).write()


class Planner:
    def __init__(self, world):
        self.world, self.days, self.chance = world, world.days, world.dice("plans")
        self.families, self.plans, self.needs, self.scores = [], [], [], []
        self.actions, self.links, self.contingencies = [], [], []
        self.readings, self.reviews, self.moves = [], [], []

    def write(self) -> None:
        for _, spell in self.world.spells():
            for kind, began, ended in (
                ("protection", spell.on("protection"), spell.on("protection_end")),
                ("need", spell.on("need"), spell.on("need_end")),
            ):
                if self.days.past(began):
                    self.plan_for(spell, kind, began, ended if self.days.past(ended) else None)
        write = self.world.write
        write(FamilyPlan, self.families)
        for follows in (False, True):
            write(Plan, [plan for plan in self.plans if bool(plan.follows) is follows])
        for carried in (False, True):
            write(Need, [need for need in self.needs if bool(need.carried_from) is carried])
        write(NeedScore, self.scores)
        write(Action, self.actions)
        write(ActionMoved, self.moves)
        write(PlanAction, self.links)
        write(Contingency, self.contingencies)
        write(PlanReading, self.readings)
        write(PlanReview, self.reviews)
        write(Dismissal, put_aside_some(self.thought_about(), self.chance))

    def thought_about(self):
        """Mostly in plans that wait for a manager, so that one can see what was put aside."""
        texts = [(link.need.plan, action_passage(link.action)) for link in self.links]
        texts += [(one.plan, contingency_passage(one)) for one in self.contingencies]
        for plan, passage in texts:
            share = 0.5 if plan.submitted_at and not plan.authorised_on else 0.03
            if self.chance.random() < share:
                yield passage

    def plan_for(self, spell, kind, began, ended) -> None:
        kids = [kid for kid in spell.kids if spell.kept(kid, "episode")]
        good = self.world.good(spell, self.chance)
        if not kids:
            return
        worker = self.world.worker_on(spell, began)
        shared = self.world.shared(
            FamilyPlan, kids[0], worker, began,
            worries=self.world.say(kids[0], "worries", on=began) if good else "",
            going_well=self.world.say(kids[0], "going_well", on=began) if good else "",
            familys_own_plan=self.world.say(kids[0], "own_plan", on=began) if good else "",
        )  # fmt: skip
        self.families.append(shared)
        for kid in kids:
            plan = self.plan(spell, kid, shared, kind, began, ended, good)
            self.plans.append(spell.keep(kid, kind, plan))
            self.fill(spell, kid, plan, began, ended, good)
            if good:
                self.review(spell, kid, plan)
                plan.own_words = self.own_words(kid, plan)

    def plan(self, spell, kid, shared, kind, began, ended, good) -> Plan:
        protecting = kind == "protection"
        plan = self.world.record(
            Plan, kid, self.world.worker_on(spell, began), began, team=spell.team, family=shared,
            episode=spell.kept(kid, "episode"), kind=kind, started_on=began, ended_on=ended,
            end_because=self.ended(spell, kind) if ended else "",
            end_reason=self.end_reason(spell, kind) if ended else "",
            settled_at=self.days.at(ended, 16) if ended else None,
            follows=self.followed(spell, kid, kind, began),
            initial_category=spell.category if protecting else "",
            latest_category=self.latest(spell) if protecting else "",
            previous_plans=spell.previous_plans if protecting else 0,
        )  # fmt: skip
        self.settle(spell, kid, plan, good)
        return plan

    def latest(self, spell) -> str:
        if "latest" not in spell.rows:
            changed = self.chance.random() < 0.1 and len(spell.reviews) > 2
            spell.rows["latest"] = "MUL" if changed else spell.category
        return spell.rows["latest"]

    def followed(self, spell, kid, kind, began):
        """The child protection plan a child in need plan stepped down from."""
        before = spell.kept(kid, "protection") if kind == "need" else None
        return before if before and before.end_because == "stepped_down" else None

    def ended(self, spell, kind) -> str:
        if kind == "need":
            return "needs_met"
        step = spell.reviews[-1][1] if spell.reviews else "end"
        return "stepped_down" if step == "step_down" else "conference"

    def end_reason(self, spell, kind) -> str:
        if kind == "need":
            return "The child is doing well and the family know who to ask"
        step = spell.reviews[-1][1] if spell.reviews else "end"
        return "Stepped down to a child in need plan" if step == "step_down" else "No plan needed"

    def settle(self, spell, kid, plan, good) -> None:
        """Authorised soon after it starts; new ones wait for the manager or come back."""
        manager = self.world.manager_of(spell.team)
        agreed = self.days.after(plan.started_on, self.chance.randint(1, 8))
        if kid.facts.get("plan") == "returned":
            plan.returned_at = self.days.at(self.days.after(self.world.today, -1), 16, 10)
            plan.returned_by = manager
            plan.submitted_by = self.world.worker_on(spell, self.world.today)
            plan.returned_because = (
                "Two things. Most of this is about Dad: what changes for Ella? And it does not say"
                " what happens next if he has not seen the GP by half-term."
            )
        elif self.days.past(agreed):
            plan.authorised_on, plan.authorised_by = agreed, manager
        elif self.chance.random() < 0.6:
            given = max(plan.started_on, self.days.after(self.world.today, -1))
            plan.submitted_at = min(self.days.at(given, 15), self.world.now)
            plan.submitted_by = self.world.worker_on(spell, self.world.today)
        read = self.days.after(plan.started_on, self.chance.randint(2, 12))
        if self.days.past(read) and (good or self.chance.random() < 0.4):
            self.readings.append(self.world.record(
                PlanReading, kid, self.world.worker_on(spell, read), read, team=spell.team,
                plan=plan, read_on=read, read_with=self.readers(kid, read),
            ))  # fmt: skip

    def review(self, spell, kid, plan) -> None:
        """Gone through at the newest meetings; the next day stands on each."""
        met = spell.core_groups if plan.kind == "protection" else spell.need_meetings
        end = plan.ended_on or self.world.today
        days = [day for day in met if plan.started_on < day <= end and self.days.past(day)]
        for day in days[-REVIEWED:]:
            later = [one for one in met if one > day]
            self.reviews.append(self.world.record(
                PlanReview, kid, self.world.worker_on(spell, day), day, team=spell.team,
                plan=plan, reviewed_on=day,
                what_changed=self.world.say(
                    kid, "different", self.world.mood(spell, day, self.chance), on=day
                ),
                next_review_on=later[0] if later else self.days.near(day, 42),
            ))  # fmt: skip

    def own_words(self, kid, plan) -> str:
        """Only in a plan that runs: a family's words are few."""
        if plan.ended_on or kid.unborn or kid.age_on(plan.started_on) < 4:
            return ""
        said = self.world.say(kid, "words", "hard", on=plan.started_on, again=False)
        return (said[0] if isinstance(said, list) else said) or ""

    def readers(self, kid, on) -> str:
        who = [kid.terms["carer"]]
        if not kid.unborn and kid.age_on(on) >= 7:
            who.insert(0, kid.name)
        return " and ".join(who)

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
        found = [self.world.words.choose([[line]], terms, set()) for line in wanted]
        return [line for line in found if line]

    def need(self, spell, kid, plan, position, line, ended) -> None:
        worker, on = plan.recorded_by, plan.started_on
        need = self.world.record(
            Need, kid, worker, on, team=spell.team, plan=plan, position=position,
            carried_from=self.carried(plan, line["need"]),
            need=line["need"], what_will_be_different=line["different"],
            starting_point=line["start"], how_we_will_know=line["know"],
        )  # fmt: skip
        self.needs.append(need)
        if line["start"]:
            self.score(spell, kid, need, line.get("scores"), ended)
        for each in line["actions"]:
            self.action(spell, kid, plan, need, each, ended)

    def carried(self, plan, words):
        """The same need in the plan this one followed."""
        return plan.follows and next(
            (one for one in self.needs if one.plan is plan.follows and one.need == words), None
        )

    def score(self, spell, kid, need, told, ended) -> None:
        """At the start, then about every five weeks: up, level, and sometimes down."""
        end = ended or self.world.today
        days = [need.plan.started_on]
        gap = 5 if not told else max(1, (end - days[0]).days // 7 // len(told))
        while self.days.near(days[-1], gap * 7) < end and len(days) < (len(told) if told else 9):
            days.append(self.days.near(days[-1], gap * 7))
        mark = self.chance.randint(1, 4)
        for n, day in enumerate(days):
            mark = told[n] if told else max(0, min(10, mark + self.chance.choice([-1, 0, 1, 1, 2])))
            self.scores.append(self.world.record(
                NeedScore, kid, need.recorded_by, day, team=spell.team, need=need, scored_on=day,
                score=mark, scored_by=f"{kid.name} and the core group" if kid.age_on(day) > 4
                else "The core group",
            ))  # fmt: skip

    def action(self, spell, kid, plan, need, each, ended) -> None:
        due = self.due(plan, each)
        action = self.world.record(
            Action, kid, plan.recorded_by, plan.started_on, team=spell.team, source="plan",
            what=each["what"], for_child=not each.get("event"), due_on=due,
            due_event=each.get("event", ""), agreed_on=plan.started_on,
            **self.owner(spell, kid, each["who"]),
        )  # fmt: skip
        self.close(kid, action, each, ended)
        if "due" not in each:
            self.move(spell, kid, action)
        self.actions.append(action)
        self.links.append(PlanAction(action=action, need=need))

    def move(self, spell, kid, action) -> None:
        """Some open actions were to be done sooner, and it is written why they were not."""
        slack = (action.due_on - action.agreed_on).days if action.due_on else 0
        if not action.is_open or slack < 30 or self.chance.random() > 0.15:
            return
        was = self.days.near(action.agreed_on, slack // 2)
        moved = min(was, self.world.today)
        self.moves.append(self.world.record(
            ActionMoved, kid, self.world.worker_on(spell, moved), moved, team=spell.team,
            action=action, moved_on=moved, was_due_on=was, because=self.chance.choice(MOVED),
        ))  # fmt: skip

    def due(self, plan, each):
        if each.get("event"):
            return None
        if "due" in each:
            day = self.days.near(self.world.today, each["due"]) if each["due"] else self.world.today
            return max(day, plan.started_on)
        return self.days.near(plan.started_on, self.chance.randint(14, 110))

    def owner(self, spell, kid, who) -> dict:
        family = kid.family
        if who == "worker":
            return {"owner_worker": spell.tenures[-1][0] if spell.tenures else
                    self.world.manager_of(spell.team)}  # fmt: skip
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

    def close(self, kid, action, each, ended) -> None:
        if "done" in each:
            action.done_on = self.days.near(self.world.today, each["done"])
            action.what_changed = each["changed"]
            return
        over = ended or self.world.today
        by = action.due_on or action.agreed_on
        if "due" in each or by >= over:
            if ended:
                self.drop(kid, action, ended)
            return
        roll = self.chance.random()
        if roll < 0.87 and each.get("changed"):
            done = self.days.near(by, self.chance.choice([-9, -6, -4, -3, -2, 0, 0, 0, 0, 4, 12]))
            action.done_on = min(max(done, action.agreed_on), over)
            action.what_changed = each["changed"]
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
                self.add_contingency(spell, kid, plan, self.world.say(
                    kid, "contingency", on=began, bank="poor"))  # fmt: skip
            return
        for _ in range(2):
            line = self.world.say(kid, "contingency", on=began)
            if line and not any(
                c.plan is plan and c.trigger == line["trigger"] for c in self.contingencies[-3:]
            ):
                self.add_contingency(spell, kid, plan, line)

    def add_contingency(self, spell, kid, plan, line) -> None:
        if not line:
            return
        self.contingencies.append(self.world.record(
            Contingency, kid, plan.recorded_by, plan.started_on, team=spell.team, plan=plan,
            trigger=line["trigger"], step=line["step"], who=line["who"], when=line["when"],
        ))  # fmt: skip
