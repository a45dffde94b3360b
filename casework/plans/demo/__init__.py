"""Plans: some for the child, with owners and dates; some for adults, in jargon, without end."""

from casework.actions.models import Action, ActionMoved
from casework.plans.demo.promises import Promises
from casework.plans.models import (
    Contingency,
    FamilyPlan,
    ManagementOversight,
    Need,
    NeedScore,
    Plan,
    PlanAction,
    PlanReading,
    PlanReview,
    PlanVisitor,
)
from casework.plans.writing.prompts import action_passage, contingency_passage
from casework.writing.demonstration import put_aside_some
from casework.writing.models import Dismissal

order = 6
REVIEWED = 2
LOOKED = [
    (
        "yes",
        "{name} is safer at home and says so. Two actions are still late.",
        "The two actions are done before the next core group, or I am told why.",
    ),
    (
        "partly",
        "School is better for {name}. At home little has changed since the summer.",
        "The core group meets every four weeks, and the plan says what must be different by then.",
    ),
    (
        "no",
        "The same worries have stood in this plan for a year, and {name} still lives with them.",
        "Legal advice is asked for this week; the next conference is brought forward.",
    ),
]

VISITS_AS_WELL = [
    "Visits in turn with {name}’s social worker, so that one of two known faces comes each time.",
    "{name} knows her from the assessment and talks to her.",
]


def load(world) -> None:
    Planner(world).write()


class Planner(Promises):
    def __init__(self, world):
        self.world, self.days, self.chance = world, world.days, world.dice("plans")
        self.families, self.plans, self.needs, self.scores = [], [], [], []
        self.actions, self.links, self.contingencies = [], [], []
        self.readings, self.reviews, self.moves = [], [], []
        self.visitors = []
        self.oversights, self.long, self.looking = [], {}, world.dice("oversight")

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
        write(ManagementOversight, self.oversights)
        write(PlanVisitor, self.visitors)
        write(Dismissal, put_aside_some(self.thought_about(), self.chance))

    def thought_about(self):
        """Mostly in plans that wait for a manager, so that one can see what was put aside."""
        texts = [(link.need.plan, action_passage(link.action)) for link in self.links]
        texts += [
            (contingency.plan, contingency_passage(contingency))
            for contingency in self.contingencies
        ]
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
            FamilyPlan,
            kids[0],
            worker,
            began,
            worries=self.world.say(kids[0], "worries", on=began) if good else "",
            going_well=self.world.say(kids[0], "going_well", on=began) if good else "",
            familys_own_plan=self.world.say(kids[0], "own_plan", on=began) if good else "",
        )
        self.families.append(shared)
        for kid in kids:
            plan = self.plan(spell, kid, shared, kind, began, ended, good)
            self.plans.append(spell.keep(kid, kind, plan))
            self.fill(spell, kid, plan, began, ended, good)
            self.look(spell, kid, plan)
            self.name_visitor(spell, kid, plan)
            if good:
                self.review(spell, kid, plan)
                plan.own_words = self.own_words(kid, plan)

    def plan(self, spell, kid, shared, kind, began, ended, good) -> Plan:
        protecting = kind == "protection"
        plan = self.world.record(
            Plan,
            kid,
            self.world.worker_on(spell, began),
            began,
            team=spell.team,
            family=shared,
            episode=spell.kept(kid, "episode"),
            kind=kind,
            started_on=began,
            ended_on=ended,
            end_because=self.ended(spell, kind) if ended else "",
            ended_by=self.ender(spell, kind) if ended else None,
            end_reason=self.end_reason(spell, kind) if ended else "",
            settled_at=self.days.at(ended, 16) if ended else None,
            follows=self.followed(spell, kid, kind, began),
            initial_category=spell.category if protecting else "",
            latest_category=self.latest(spell) if protecting else "",
            previous_plans=spell.previous_plans if protecting else 0,
        )
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

    def ender(self, spell, kind):
        """A conference's chair; of a child in need plan, the manager."""
        if kind == "need":
            return self.world.manager_of(spell.team)
        return self.world.workers["conference.chair"]

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
            self.readings.append(
                self.world.record(
                    PlanReading,
                    kid,
                    self.world.worker_on(spell, read),
                    read,
                    team=spell.team,
                    plan=plan,
                    read_on=read,
                    read_with=self.readers(kid, read),
                )
            )

    def review(self, spell, kid, plan) -> None:
        """Gone through at the newest meetings; the next day stands on each."""
        met = spell.core_groups if plan.kind == "protection" else spell.need_meetings
        end = plan.ended_on or self.world.today
        days = [day for day in met if plan.started_on < day <= end and self.days.past(day)]
        for day in days[-REVIEWED:]:
            later = [other for other in met if other > day]
            self.reviews.append(
                self.world.record(
                    PlanReview,
                    kid,
                    self.world.worker_on(spell, day),
                    day,
                    team=spell.team,
                    plan=plan,
                    reviewed_on=day,
                    what_changed=self.world.say(
                        kid, "different", self.world.mood(spell, day, self.chance), on=day
                    ),
                    next_review_on=later[0] if later else self.days.near(day, 42),
                )
            )

    def look(self, spell, kid, plan) -> None:
        """A manager has looked at every plan that went on long and ended, at every second one that
        still goes on, again every three months, and early at one young plan in need."""
        end, young = plan.ended_on or self.world.today, self.days.ago(120) < plan.started_on
        day = self.days.near(plan.started_on, 450 if plan.kind == "protection" else 268)
        if day < end and not plan.ended_on:
            self.long[plan.kind] = self.long.get(plan.kind, 0) + 1
        if young and plan.kind == "need" and not (plan.ended_on or self.oversights):
            day = self.days.near(plan.started_on, 45)
        looked_at = plan.ended_on or self.long.get(plan.kind, 0) % 2 == 0
        while looked_at and day < end and self.days.past(day):
            self.oversights.append(self.looking_at(spell, kid, plan, day))
            day = self.days.near(day, self.looking.randint(80, 95))

    def name_visitor(self, spell, kid, plan) -> None:
        """Every fourth child protection plan that goes on names a colleague of the team."""
        lead, team = self.world.worker_on(spell, self.world.today), spell.team
        colleagues = [
            worker
            for worker in self.world.workers.values()
            if worker.team == team and worker.role == "social_worker" and worker.is_active
        ]
        colleagues = [worker for worker in colleagues if worker != lead]
        if plan.kind != "protection" or plan.ended_on or not colleagues or len(self.plans) % 4:
            return
        colleague = colleagues[len(self.visitors) % len(colleagues)]
        begins = max(plan.started_on, self.days.near(self.world.today, -20))
        self.visitors.append(
            self.world.record(
                PlanVisitor,
                kid,
                lead,
                begins,
                team=team,
                plan=plan,
                worker=colleague,
                started_on=begins,
                until=self.days.near(self.world.today, 40),
                because=VISITS_AS_WELL[len(self.visitors) % len(VISITS_AS_WELL)].format_map(
                    kid.terms
                ),
            )
        )

    def looking_at(self, spell, kid, plan, day) -> ManagementOversight:
        manager = self.world.manager_of(spell.team)
        by = self.world.workers["service.manager"] if plan.kind == "protection" else manager
        working, finding, changes = self.looking.choice(LOOKED)
        return self.world.record(
            ManagementOversight,
            kid,
            by,
            day,
            team=spell.team,
            plan=plan,
            looked_on=day,
            working=working,
            found=finding.format_map(kid.terms),
            what_changes=changes,
        )

    def own_words(self, kid, plan) -> str:
        """Only in a plan that runs: a family's words are few."""
        if plan.ended_on or kid.unborn or kid.age_on(plan.started_on) < 4:
            return ""
        words = self.world.say(kid, "words", "hard", on=plan.started_on, again=False)
        return (words[0] if isinstance(words, list) else words) or ""

    def readers(self, kid, on) -> str:
        who = [kid.terms["carer"]]
        if not kid.unborn and kid.age_on(on) >= 7:
            who.insert(0, kid.name)
        return " and ".join(who)
