"""The family's copy of a plan, as data: a page prints it, and a document can be made from it.

It is made from one child's own rows and the family's part, and from nothing else, so that it never
carries another child's text. Addresses are left out wherever they stand: a copy is shown around,
and a parent may be living where another must not find them.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from casework.children.models import Address, Allocation, Relationship
from casework.interface.words import age, listed, possessive, short_day
from casework.plans.drawing import ACTIONS
from casework.plans.models import Plan
from casework.plans.plain_words import PlainWord, words_in
from casework.writing.local import SHIPPED, Words, words_of
from casework.writing.reading import reading

AT_HOME = {"mother": "Mum", "father": "Dad"}
"""What the family call them; anyone else is called by their first name."""
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
LEFT_OUT = "(address left out)"


@dataclass(frozen=True)
class Promise:
    """Who does what by when. ``late`` says when it was due; ``done`` what it changed."""

    who: str
    what: str
    by: str
    done: str = ""
    late: str = ""


@dataclass(frozen=True)
class Aim:
    number: int
    need: str
    different: str
    promises: list[Promise]


@dataclass(frozen=True)
class IfNot:
    trigger: str
    step: str
    who: str
    when: str


@dataclass(frozen=True)
class FamilyCopy:
    """Everything a family copy says, in the order it says it."""

    title: str
    opening: str
    council: str
    made_on: date
    started_on: date
    worries: str
    going_well: str
    familys_own_plan: str
    aims: list[Aim]
    if_not: list[IfNot]
    own_words: str
    said_by: str
    call: str
    words: list[PlainWord]
    left_out: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    reading_age: float = 0.0


def family_copy(plan: Plan) -> FamilyCopy:
    return Copying(plan).copy()


class Copying:
    """Turns a plan into its family copy, leaving out every address on the way."""

    def __init__(self, plan: Plan):
        self.plan, self.child, self.addresses_left_out = plan, plan.child, 0
        around = list(
            Relationship.objects.filter(person=self.child.person_id, ended_on=None).select_related(
                "relative"
            )
        )
        self.called = {one.relative_id: AT_HOME.get(one.kind) for one in around}
        self.hidden = self.addresses([one.relative_id for one in around])
        self.text: list[str] = []

    def addresses(self, people) -> list[re.Pattern]:
        """The first line of every address of the child and those around them."""
        found = Address.objects.filter(person__in=[self.child.person_id, *people])
        lines = {line.splitlines()[0].strip() for line in found.values_list("lines", flat=True)
                 if line.strip()}  # fmt: skip
        return [
            re.compile(rf"\b{re.escape(line.rstrip(','))}\b", re.IGNORECASE)
            for line in sorted(lines, key=len, reverse=True) if len(line) > 4
        ]  # fmt: skip

    def say(self, text: str) -> str:
        """The text without an address, kept so that its hard words can be explained."""
        for pattern in [*self.hidden, POSTCODE]:
            text, times = pattern.subn(LEFT_OUT, text)
            self.addresses_left_out += times
        text = text.strip()
        self.text.append(text)
        return text

    def copy(self) -> FamilyCopy:
        plan, family, name = self.plan, self.plan.family, self.child.first_name
        facts = self.facts(plan, family, name)
        words = words_of(plan.authority_id)
        explained, unexplained = checked("\n".join(self.text), words)
        return FamilyCopy(
            **facts, words=explained, left_out=self.left_out(), unexplained=unexplained,
            reading_age=reading("\n".join(self.text)).age,
        )  # fmt: skip

    def facts(self, plan, family, name) -> dict:
        aims = [self.aim(number, need) for number, need in enumerate(self.needs(), start=1)]
        return {
            "title": f"{possessive(name)} plan",
            "opening": self.opening(),
            "council": self.child.authority.name,
            "made_on": timezone.localdate(),
            "started_on": plan.started_on,
            "worries": self.say(family.worries) if family else "",
            "going_well": self.say(family.going_well) if family else "",
            "familys_own_plan": self.say(family.familys_own_plan) if family else "",
            "aims": aims,
            "if_not": [self.if_not(one) for one in plan.contingencies.all()],
            "own_words": self.say(plan.own_words),
            "said_by": name,
            "call": self.call(),
        }

    def needs(self):
        return plan_needs(self.plan)

    def opening(self) -> str:
        person, name = self.child.person, self.child.first_name
        who = f"{name}, who is {age(person.born_on, timezone.localdate())}" if person.born_on else (
            "your baby"
        )  # fmt: skip
        return f"This plan is for {who}. It says what will get better, who will help, and by when."

    def aim(self, number, need) -> Aim:
        links = [link for link in need.actions.all() if not link.action.dropped_on]
        return Aim(
            number, self.say(need.need), self.say(need.what_will_be_different),
            [self.promise(link.action) for link in links],
        )  # fmt: skip

    def promise(self, action) -> Promise:
        today = timezone.localdate()
        late = not action.done_on and action.due_on and action.due_on < today
        return Promise(
            who=self.who(action),
            what=self.say(action.what).rstrip("."),
            by=self.say(self.by(action)),
            done=self.say(action.what_changed) if action.done_on else "",
            late=f"It was due on {short_day(action.due_on, today)} and is late." if late else "",
        )

    def by(self, action) -> str:
        day = f"by {short_day(action.due_on, timezone.localdate())}" if action.due_on else ""
        return ", ".join(part for part in (day, action.due_event) if part)

    def who(self, action) -> str:
        if action.owner_worker:
            return action.owner_worker.first_name or action.owner_worker.name
        if action.owner_person:
            return self.called.get(action.owner_person_id) or action.owner_person.first_name
        return self.say(action.owner_name)

    def if_not(self, one) -> IfNot:
        trigger, step, who, when = (
            self.say(text).rstrip(".") for text in (one.trigger, one.step, one.who, one.when)
        )
        return IfNot(trigger, f"{step}.", who, when)

    def call(self) -> str:
        lead = Allocation.objects.leading().of_child(self.child).select_related("worker").first()
        if lead is None:
            return f"Ask for children’s services at {self.child.authority.name}."
        role = lead.get_role_display().lower()
        return f"Ask for {lead.worker}, {possessive(self.child.first_name)} {role}."

    def left_out(self) -> list[str]:
        """What the worker is told is not here."""
        said = ["scores", "actions no longer needed", "everything else on the file"]
        if self.addresses_left_out:
            number = self.addresses_left_out
            said.insert(0, f"{'an address' if number == 1 else f'{number} addresses'}")
        return said


def plan_needs(plan: Plan):
    return plan.needs.prefetch_related(ACTIONS)


def checked(text: str, words: Words = SHIPPED) -> tuple[list[PlainWord], list[str]]:
    """The hard words of a copy: those its foot explains, and those that nothing explains yet. What
    the council says a word means comes first; a word its families know is left alone."""
    explained = [
        PlainWord(one.term, words.own.get(one.term.lower(), one.means))
        for one in words_in(text) if one.term.lower() not in words.known
    ]  # fmt: skip
    left = [
        one.words for one in words.hard(text)
        if not any(word.pattern.search(one.words) for word in explained)
    ]  # fmt: skip
    explained += [PlainWord(word, words.meaning(word)) for word in left if words.meaning(word)]
    explained.sort(key=lambda one: one.term.lower())
    return explained, [word for word in left if not words.meaning(word)]


def left_out_words(copy: FamilyCopy) -> str:
    """What a worker reads before giving a copy to anyone."""
    said = f"It leaves out {listed(copy.left_out)}."
    if copy.reading_age:
        said += f" Reading age about {round(copy.reading_age)}."
    if not copy.words and not copy.unexplained:
        return f"{said} It uses none of the words we know to be hard."
    words = listed(f"“{word.term}”" for word in copy.words)
    mean = "what it means" if len(copy.words) == 1 else "what they mean"
    return f"{said} It uses {words}: its foot says {mean}." if copy.words else said


def unexplained_words(copy: FamilyCopy) -> str:
    """What a worker has to change first; nothing where no word is left unexplained."""
    if not copy.unexplained:
        return ""
    words = listed(f"“{word}”" for word in copy.unexplained)
    if len(copy.unexplained) == 1:
        return f"Nothing here says what {words} means. Change it in the plan, or explain it there."
    return f"Nothing here says what {words} mean. Change them in the plan, or explain them there."
