"""Supervision of the invented council: mostly in time, some of it late, some that only counts."""

from datetime import timedelta

from django.utils import timezone

from casework.actions.models import Action
from casework.children.models import Child
from casework.plans.models import ManagementOversight, Plan
from casework.supervision.models import (
    ActionAnswer,
    AgendaItem,
    AgreedAction,
    Agreement,
    CaseSupervision,
    Discussion,
    GroupDiscussion,
    GroupSession,
    Observation,
    PrivateNote,
    Session,
)
from casework.supervision.operations import draw

order = 9
CHANGED = [
    "{name} has been at school more days than not since we last spoke, and says mornings are calmer.",
    "Little has changed for {name}: the plan is followed, and the nights are as they were.",
    "{name} talks to {his} worker now. What {he} asked for first was done.",
    "Things got harder for {name} after the move. {carer} says so too.",
]
DANGER = "If {carer} stops going to the group, {name} is alone with it again."
STRENGTHS = "{name} has someone in the family who comes every week, and trusts them."
HYPOTHESES = (
    "{name} may be the one who wakes for the baby. Nobody has asked what the nights are like."
)
WRONG = "If school saw {name} tired again next month, our plan would not be working."
OUTCOMES = [
    "{name} sleeps through most nights",
    "{name} has one grown-up at school who knows",
    "{name} knows what happens next, and why",
]
DECIDED = [
    ("go_on", "The plan works for {name}; we look again when the core group has met."),
    ("go_on", "Too early to change anything for {name}: the group began this month."),
    ("step_up", "Nothing has changed for {name} in four months: ask for legal advice."),
    ("step_down", "{name} has been safe at home since the summer, and the family hold it."),
    ("exceed", "Health need ten more days for {name}; I agreed it with the reason written."),
]
LOOKED = [
    ("threshold", "Read with the three referrals before it.", "It meets the threshold: assess."),
    ("allocation", "The worker leaves on Friday.", "Ben takes over; they visit together first."),
    ("step_down", "Safe for five months, and the family’s own plan holds.", "Plan for need."),
]
PRIVATE = [
    (
        "wellbeing",
        "Tired since the court case. We moved two visits and agreed no late duty in June.",
    ),
    ("development", "Wants to learn to chair core groups. Shadows two this month."),
]
GROUPS = [
    ("group", "Fathers we do not meet", "We ask for his number at the first visit."),
    ("peer", "Words in plans", "We read each plan aloud to a colleague before it goes."),
    ("reflective", "A family we had stopped seeing", "One of us asks what the nights are like."),
]


def load(world) -> None:
    talks = CaseTalks(world)
    talks.write()
    sessions(world)
    groups(world, talks.kids)
    sampled(world)


class CaseTalks:
    """What was agreed in supervision came from a talk: that talk, and what it said of the action
    before."""

    def __init__(self, world):
        self.world, self.chance = world, world.dice("supervision")
        self.discussions, self.talks, self.answers, self.agreed = {}, [], [], []
        self.kids = {
            kid.child.pk: (spell, kid) for _, spell in world.spells() for kid in spell.kids
        }

    def write(self) -> None:
        actions = Action.objects.filter(authority=self.world.authority, source="supervision")
        before: dict[int, Action] = {}
        for action in actions.order_by("agreed_on", "pk"):
            if action.child_id in self.kids:
                talk = self.talk(action.child_id, action.agreed_on)
                self.agree(talk, action)
                self.ask_after(talk, before.get(action.child_id))
                before[action.child_id] = action
        self.talk_lately()
        for model, rows in (
            (Discussion, self.discussions.values()),
            (CaseSupervision, self.talks),
            (ActionAnswer, self.answers),
            (AgreedAction, self.agreed),
            (ManagementOversight, list(self.looks())),
        ):
            self.world.write(model, rows)

    def talk(self, child: int, day) -> CaseSupervision:
        spell, kid = self.kids[child]
        manager = self.world.manager_of(spell.team)
        key = (kid.family.kids[0].child.pk, day)
        good, terms = self.world.good(spell, self.chance), kid.terms
        if key not in self.discussions:
            self.discussions[key] = self.world.shared(
                Discussion,
                kid,
                manager,
                day,
                held_on=day,
                worker=self.world.worker_on(spell, day),
                hypotheses=HYPOTHESES.format_map(terms) if good else "",
                wrong=WRONG.format_map(terms) if good else "",
            )
        decision, because = self.chance.choice(DECIDED if good else DECIDED[:2])
        talk = self.world.record(
            CaseSupervision,
            kid,
            manager,
            day,
            team=spell.team,
            discussion=self.discussions[key],
            held_on=day,
            what_changed=self.chance.choice(CHANGED).format_map(terms),
            danger=DANGER.format_map(terms) if good else "",
            strengths=STRENGTHS.format_map(terms) if good else "",
            decision=decision,
            decided_because=because.format_map(terms),
        )
        self.talks.append(talk)
        return talk

    def part(self, model, talk, **facts):
        spell, kid = self.kids[talk.child.pk]
        by, day = talk.recorded_by, talk.held_on
        return self.world.record(model, kid, by, day, team=spell.team, supervision=talk, **facts)

    def agree(self, talk, action) -> None:
        outcome = self.chance.choice(OUTCOMES).format_map(self.kids[talk.child.pk][1].terms)
        self.agreed.append(self.part(AgreedAction, talk, action=action, outcome=outcome))

    def ask_after(self, talk, action) -> None:
        """What the last action did, or why it is carried."""
        if action is None or action.dropped_on:
            return
        done = action.done_on and action.done_on <= talk.held_on
        answer = "done" if done else "carried"
        because = action.what_changed if done else "School was shut; it is asked again this week."
        self.answers.append(
            self.part(ActionAnswer, talk, action=action, answer=answer, because=because)
        )

    def talk_lately(self) -> None:
        """Most children with a plan were talked about not long ago; some are late."""
        latest = {talk.child.pk: talk.held_on for talk in self.talks}
        plans = Plan.objects.filter(authority=self.world.authority, ended_on=None)
        for child, kind, began in plans.order_by("pk").values_list("child", "kind", "started_on"):
            apart = 28 if kind == "protection" else 56
            due = self.world.days.ago(apart)
            if child in self.kids and latest.get(child, due) <= due and self.chance.random() < 0.8:
                day = self.world.days.ago(self.chance.randint(1, apart - 1))
                if day >= began:
                    self.talk(child, day)

    def looks(self):
        """A manager wrote down a decision, on a few files."""
        some = list(self.kids.values())[:: max(1, len(self.kids) // 9)]
        for number, (spell, kid) in enumerate(some):
            about, finding, changes = LOOKED[number % len(LOOKED)]
            day = spell.days["received"] + timedelta(days=3)
            if self.world.days.past(day) and not kid.unborn and kid.born_on <= day:
                manager = self.world.manager_of(spell.team)
                yield self.world.record(
                    ManagementOversight,
                    kid,
                    manager,
                    day,
                    team=spell.team,
                    about=about,
                    looked_on=day,
                    found=finding,
                    what_changes=changes,
                )


def sessions(world) -> None:
    """Each worker with their manager, each manager with the service's; one new, one late."""
    chance, senior = world.dice("sessions"), world.workers["service.manager"]
    here = [worker for worker in world.workers.values() if worker.works_here and worker.team]
    for number, worker in enumerate(sorted(here, key=lambda worker: worker.pk)):
        manager = senior if worker.role == "team_manager" else world.manager_of(worker.team)
        if manager.pk == worker.pk or worker.role not in HELD_WITH:
            continue
        two = {"authority": world.authority, "worker": worker, "supervisor": manager}
        agree(world, two, new=number % 11 == 5)
        last = 45 if number % 7 == 3 else chance.randint(2, 24)
        held = [hold(world, two, ago, signed=number % 5 != 1) for ago in (last + 28, last)]
        keep_private(held[0], number)
        Session.objects.create(**two, starts_at=world.days.at(soon(world, chance), 10, 0))
        if number % 6 == 2:
            seen = world.days.near(world.today, -last - 7)
            Observation.objects.create(
                **two,
                kind="visit",
                observed_on=seen,
                family_asked=True,
                did_well="Sat on the floor with the child, and let the silence be.",
                to_develop="Ask the father directly, not through the mother.",
            )
    on_agenda(world)


HELD_WITH = ("social_worker", "family_support", "team_manager")


def soon(world, chance):
    return world.days.after(world.today, chance.randint(1, 14))


def agree(world, two, *, new: bool) -> None:
    now = timezone.now()
    Agreement.objects.create(
        **two,
        agreed_on=world.days.ago(120),
        new_since=world.days.ago(90) if new else None,
        how_we_work="An hour and a half, door shut, phones off. Children first, then you.",
        worker_signed_at=now,
        supervisor_signed_at=now,
    )


def hold(world, two, ago: int, *, signed: bool) -> Session:
    day = world.days.near(world.today, -ago)
    at = world.days.at(day, 10, 0)
    return Session.objects.create(
        **two,
        starts_at=at,
        held_on=day,
        agreed="A day a week without duty, for writing.",
        worker_signed_at=at if signed else None,
        supervisor_signed_at=at,
    )


def keep_private(session, number: int) -> None:
    about, text = PRIVATE[number % len(PRIVATE)]
    if number % 3 == 0:
        PrivateNote.objects.create(
            session=session, about=about, text=text, written_by=session.worker
        )


def on_agenda(world) -> None:
    """Two of the social worker's children are to be talked about; two were."""
    worker = world.workers["social.worker"]
    children = list(Child.objects.allocated_to(worker).filter(restricted=False).order_by("pk")[:4])
    planned = Session.objects.filter(worker=worker).planned().first()
    held = Session.objects.filter(worker=worker).held().order_by("-held_on").first()
    for session, some in ((planned, children[:2]), (held, children[2:])):
        for child in some if session else []:
            AgendaItem.on_file_of(
                child, session.supervisor, session=session, discussed_on=session.held_on
            ).save()


def groups(world, kids) -> None:
    """A team that thinks together, and what it thought of one child."""
    for number, team in enumerate(world.teams.values()):
        kind, theme, learned = GROUPS[number % len(GROUPS)]
        people = [worker for worker in world.workers.values() if worker.team == team]
        manager = world.manager_of(team)
        day = world.days.ago(20 + 25 * number)
        group = GroupSession.objects.create(
            authority=world.authority,
            team=team,
            kind=kind,
            held_on=day,
            led_by=manager,
            theme=theme,
            learned=learned,
            recorded_by=manager,
        )
        group.people.set(people[:5])
        theirs = [kid for spell, kid in kids.values() if spell.team == team and spell.tenures]
        if theirs:
            GroupDiscussion.on_file_of(
                theirs[0].child,
                manager,
                group=group,
                held_on=day,
                thought="We had stopped wondering about him. Three of us had never met him.",
                what_changes="One of us asks what the nights are like, on his own, this week.",
            ).save()


def sampled(world) -> None:
    """One sample read to its end, some months ago."""
    senior = world.workers["service.manager"]
    known = Child.objects.visible_to(senior).filter(restricted=False)
    sample = draw(known, number=4, by=senior)
    for file in sample.files.all():
        file.read_on = world.days.ago(70)
        file.file_shows = "The child’s days are there to read. The nights are not."
        file.supervision_shows = "It follows what was done. Twice it asks what that changed."
        file.save()
    sample.drawn_on, sample.finished_on = world.days.ago(75), world.days.ago(70)
    sample.learned = "Supervision asks what was done before it asks what changed. We begin there."
    sample.save()
