"""Two years of audits: programmes drawn each quarter, a theme each year, a blind programme, and those still
open; with the worker's view, second readings, what was put right and what was looked at again."""

from datetime import date, datetime, time, timedelta

from audits.criteria.editions import CURRENT
from audits.demo.judgements import Judged
from audits.models import (
    Audit,
    CorrectiveAction,
    Improvement,
    LocalCriterion,
    Moderation,
    Programme,
    Score,
    SectionGrade,
    SelfView,
)
from audits.sampling import draw
from casework.actions.models import Action
from casework.children.models import FileGrant
from casework.interface.words import LONDON

order = 10
QUARTERS = [700, 610, 520, 430, 340, 250, 160, 70]
"""Days ago each finished programme began."""
SEASONS = {1: "Winter", 4: "Spring", 7: "Summer", 10: "Autumn"}
AUDITORS = ["auditor", "colette.frame"]
OPEN = [(26, -4), (12, 8), (17, 2), (4, 16), (18, 0)]
"""Working days ago each open audit was given out, and working days until (or since) it is due."""

IMPROVEMENTS = [
    (
        "HP.PL.7",
        "standard",
        "A plan is not authorised without “If things do not change”",
        "colette.frame",
        300,
        30,
        "Of 14 plans read since, 12 say what happens next",
    ),
    (
        "HP.AS.3",
        "training",
        "Two half days on what neglect does to a child over years",
        "service.manager",
        200,
        60,
        "Assessments read in summer say what it did to the child",
    ),
    (
        "HP.TH.4",
        "gap",
        "There is no help for children who have lived with domestic abuse:"
        " raised with the health partnership with the numbers waiting",
        "service.manager",
        150,
        60,
        "",
    ),
    (
        "HP.PL.2",
        "supervision",
        "Each team reads five actions aloud and asks who and by when",
        "colette.frame",
        60,
        90,
        "",
    ),
    (
        "LD.QA.6",
        "sample",
        "Ten more files of children who were missing twice",
        "auditor",
        20,
        60,
        "",
    ),
]


def load(world) -> None:
    world.write(LocalCriterion, [local_question(world)])
    Programmes(world).write()
    world.write(Improvement, improvements(world))


def local_question(world) -> LocalCriterion:
    return LocalCriterion(
        authority=world.authority,
        code="LOC.DENT",
        section="harm",
        asks="Has {name} seen a dentist in the last year, and does someone see to it?",
        good="The child has a dentist, goes, and someone is named who takes them",
        look_in="assessment, plan",
        compliance=True,
        begins_on=world.days.ago(400),
    )


def improvements(world):
    for criterion, kind, text, owner, agreed, allowed, changed in IMPROVEMENTS:
        agreed_on = world.days.near(world.today, -agreed)
        due_on = world.days.near(agreed_on, allowed)
        yield Improvement(
            authority=world.authority,
            criterion=criterion,
            kind=kind,
            what=text,
            owner=world.workers[owner],
            agreed_on=agreed_on,
            due_on=due_on,
            done_on=due_on if changed else None,
            what_changed=changed,
            recorded_by=world.workers["service.manager"],
        )


class Programmes:
    """Draws each programme from the children worked with on its first day, and judges what it drew."""

    def __init__(self, world):
        self.world, self.days, self.chance = world, world.days, world.dice("audits")
        self.judged = Judged(world, self.chance)
        self.chief = world.workers["service.manager"]
        self.open: set[int] = set()
        self.scale = max(2, sum(len(family.kids) for family in world.families) // 60)

    def write(self) -> None:
        for ago in QUARTERS:
            self.quarter(ago)
        self.theme(400, "Do plans change things for children who live with neglect?", "neglect")
        self.theme(120, "Does what missing children say change their plan?", "any")
        self.blind(200)
        self.open_programme()
        self.just_finished()
        self.one_of_amiras()
        self.judged.book_again()
        write = self.world.write
        write(Audit, self.judged.audits)
        write(Audit, self.judged.again)
        for model in (SelfView, Score, SectionGrade, Moderation, Action, CorrectiveAction):
            write(model, self.judged.rows[model])
        write(FileGrant, self.judged.rows[FileGrant])

    def worked_with(self, day: date, need="any") -> dict:
        """Everyone with a plan under way on a day, by the number of their file; no restricted
        child."""
        children = {}
        for family, spell in self.world.spells():
            if family.restricted or not spell.tenures or need not in ("any", spell.need):
                continue
            closed = spell.on("closed")
            if spell.tenures[0][1] > day - timedelta(days=40) or (closed and closed < day):
                continue
            for kid in spell.kids:
                if spell.kept(kid, "need") or spell.kept(kid, "protection"):
                    children[kid.child.pk] = (family, spell, kid)
        return children

    def programme(self, begins: date, title: str, frame, size: int, **facts) -> Programme:
        programme = Programme(
            authority=self.world.authority,
            title=title,
            edition=CURRENT,
            size=size,
            begins_on=begins,
            due_on=self.days.after(begins, 25),
            made_by=self.chief,
            moderator=self.chief,
            seed=f"{self.chance.getrandbits(64):016x}",
            frame=frame,
            drawn_at=datetime.combine(begins, time(9, 30), LONDON),
            **facts,
        )
        return self.world.write(Programme, [programme])[0]

    def quarter(self, ago: int) -> None:
        begins = self.days.near(self.world.today, -ago)
        season = SEASONS[begins.month - (begins.month - 1) % 3]
        children = self.worked_with(begins)
        if not children:
            return
        frame = [[pk, spell.team.name] for pk, (_, spell, _) in sorted(children.items())]
        programme = self.programme(
            begins,
            f"{season} whole files {begins.year}",
            frame,
            self.scale,
            sampling="stratified",
            drawn_within="team",
        )
        self.draw_and_judge(programme, children, sampling="stratified")

    def theme(self, ago: int, question: str, need: str) -> None:
        begins = self.days.near(self.world.today, -ago)
        children = self.worked_with(begins, need) or self.worked_with(begins)
        frame = [[pk, ""] for pk in sorted(children)]
        title = f"{'Neglect' if need == 'neglect' else 'Missing'}: plans, {begins.year}"
        programme = self.programme(
            begins,
            title,
            frame,
            max(2, self.scale // 2),
            sampling="list",
            kind="thematic",
            question=question,
            sections=["plan", "harm" if need == "neglect" else "missing"],
        )
        self.draw_and_judge(
            programme, children, sampling="list", kind="thematic", chosen_because=question
        )

    def blind(self, ago: int) -> None:
        """The same files read by two auditors, neither seeing the other's grade."""
        begins = self.days.near(self.world.today, -ago)
        children = self.worked_with(begins)
        programme = self.programme(
            begins,
            f"Reading together, {begins.year}",
            [[pk, ""] for pk in sorted(children)],
            min(6, self.scale),
            sampling="random",
            blind=True,
            readers=2,
            moderated_share=0,
            sections=["assessment", "plan"],
        )
        for auditor in AUDITORS:
            self.draw_and_judge(programme, children, auditor=auditor, sampling="random")

    def draw_and_judge(self, programme, children, *, auditor=None, **facts) -> None:
        drawn = draw([tuple(pair) for pair in programme.frame], programme.size, programme.seed)
        for number, pk in enumerate(drawn):
            family, spell, kid = children[pk]
            reader = auditor or AUDITORS[number % 2]
            self.judged.finish(
                programme,
                spell,
                kid,
                self.world.workers[reader],
                family.quality,
                chosen_from=len(programme.frame),
                **facts,
            )

    def open_programme(self) -> None:
        begins = self.days.after(self.world.today, -OPEN[0][0])
        season = SEASONS[begins.month - (begins.month - 1) % 3]
        still = self.worked_with(self.world.today)
        children = {
            pk: row
            for pk, row in self.worked_with(begins).items()
            if pk in still and not row[2].facts.get("turn")
        }
        frame = [[pk, ""] for pk in sorted(children)]
        programme = self.programme(
            begins, f"{season} whole files {begins.year}", frame, len(OPEN), sampling="random"
        )
        drawn = draw([tuple(pair) for pair in frame], len(OPEN), programme.seed)
        promised = [pk for pk in children if children[pk][2].facts.get("audit") and pk not in drawn]
        self.open.update([*drawn, *promised])
        auditor = self.world.workers["auditor"]
        for number, (pk, (since, left)) in enumerate(zip(drawn, OPEN, strict=False)):
            _, spell, kid = children[pk]
            self.judged.begin(
                programme,
                spell,
                kid,
                auditor,
                since,
                left,
                viewed=number != 1,
                chosen_from=len(frame),
            )
        of_it = [audit for audit in self.judged.audits if audit.programme == programme]
        programme.begins_on = min(audit.started_on for audit in of_it)
        programme.due_on = max(audit.due_on for audit in of_it)
        programme.save()
        for pk in promised:
            _, spell, kid = children[pk]
            self.judged.begin(None, spell, kid, auditor, 12, 8, viewed=True)

    def just_finished(self) -> None:
        """A file someone else is to read again, and has not yet."""
        children = self.worked_with(self.days.ago(30))
        pk = next(pk for pk in sorted(children) if pk not in self.open)
        self.open.add(pk)
        _, spell, kid = children[pk]
        self.judged.just_finished(spell, kid, self.world.workers["colette.frame"])

    def one_of_amiras(self) -> None:
        """One whose worker is asked for their view, and has not written it."""
        amira = self.world.workers["social.worker"]
        children = self.worked_with(self.days.ago(10))
        hers = [
            row
            for pk, row in sorted(children.items())
            if pk not in self.open and row[1].worker_on(self.world.today) == amira
        ]
        for _, spell, kid in hers[:1]:
            self.judged.begin(
                None, spell, kid, self.world.workers["colette.frame"], 3, 17, viewed=False
            )
