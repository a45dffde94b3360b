"""The family's copy of a plan, as data: a page prints it, and a document can be made from it.

It is made from one child's own rows and the family's part, and from nothing else, so that it never
carries another child's text. Addresses are left out wherever they stand: a copy is shown around,
and a parent may be living where another must not find them.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from casework.children.extensions.shared_records import (
    hidden_in,
    tell_with,
    whose_file_is_restricted,
)
from casework.children.models import Allocation, Relationship
from casework.interface.words import age, listed, possessive, short_day
from casework.plans.family_copy.addresses import LEFT_OUT, POSTCODE, first_lines
from casework.plans.family_copy.plain_words import PlainWord, words_in
from casework.plans.models import Plan
from casework.plans.presentation import actions_for
from casework.writing.checks.reading_age import reading
from casework.writing.vocabulary.models import SHIPPED, Words, words_of

AT_HOME = {"mother": "Mum", "father": "Dad"}
"""What the family call them; anyone else is called by their first name."""


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
    """It leaves the council: of what is written for all of them it names no child whose file is
    restricted, whoever makes it."""
    hidden = hidden_in({Plan: [plan.pk]}, whose_file_is_restricted)
    return Copying(tell_with([plan], hidden)[0]).copy()


class Copying:
    """Turns a plan into its family copy, leaving out every address on the way."""

    def __init__(self, plan: Plan):
        self.plan, self.child, self.addresses_left_out = plan, plan.child, 0
        around = list(
            Relationship.objects.filter(person=self.child.person_id, ended_on=None).select_related(
                "relative"
            )
        )
        self.called = {
            relationship.relative_id: AT_HOME.get(relationship.kind) for relationship in around
        }
        self.hidden = first_lines(
            [self.child.person_id, *(relationship.relative_id for relationship in around)]
        )
        self.text: list[str] = []

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
            **facts,
            words=explained,
            left_out=self.left_out(),
            unexplained=unexplained,
            reading_age=reading("\n".join(self.text)).age,
        )

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
            "if_not": [self.if_not(contingency) for contingency in plan.contingencies.all()],
            "own_words": self.say(plan.own_words),
            "said_by": name,
            "call": self.call(),
        }

    def needs(self):
        return plan_needs(self.plan)

    def opening(self) -> str:
        person, name = self.child.person, self.child.first_name
        if person.born_on:
            who = f"{name}, who is {person.about}{age(person.born_on, timezone.localdate())}"
        else:
            who = "your baby" if person.unborn else name
        return f"This plan is for {who}. It says what will get better, who will help, and by when."

    def aim(self, number, need) -> Aim:
        links = [link for link in need.actions.all() if not link.action.dropped_on]
        return Aim(
            number,
            self.say(need.need),
            self.say(need.what_will_be_different),
            [self.promise(link.action) for link in links],
        )

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
        if not action.names_owner:
            return action.owner
        if action.owner_person:
            return self.called.get(action.owner_person_id) or action.owner_person.first_name
        return self.say(action.owner_name)

    def if_not(self, contingency) -> IfNot:
        trigger, step, who, when = (
            self.say(text).rstrip(".")
            for text in (contingency.trigger, contingency.step, contingency.who, contingency.when)
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
        things = ["scores", "actions no longer needed", "everything else on the file"]
        if self.addresses_left_out:
            number = self.addresses_left_out
            things.insert(0, f"{'an address' if number == 1 else f'{number} addresses'}")
        return things


def plan_needs(plan: Plan):
    return plan.needs.prefetch_related(actions_for(None))


def checked(text: str, words: Words = SHIPPED) -> tuple[list[PlainWord], list[str]]:
    """The hard words of a copy: those its foot explains, and those that nothing explains yet. What
    the council says a word means comes first; a word its families know is left alone."""
    explained = [
        PlainWord(plain.term, words.own.get(plain.term.lower(), plain.means))
        for plain in words_in(text)
        if plain.term.lower() not in words.known
    ]
    left = [
        phrase.words
        for phrase in words.hard(text)
        if not any(word.pattern.search(phrase.words) for word in explained)
    ]
    explained += [PlainWord(word, words.meaning(word)) for word in left if words.meaning(word)]
    explained.sort(key=lambda plain: plain.term.lower())
    return explained, [word for word in left if not words.meaning(word)]


def left_out_words(copy: FamilyCopy) -> str:
    """What a worker reads before giving a copy to anyone."""
    sentences = f"It leaves out {listed(copy.left_out)}."
    if copy.reading_age:
        sentences += f" Reading age about {round(copy.reading_age)}."
    if not copy.words and not copy.unexplained:
        return f"{sentences} It uses none of the words we know to be hard."
    words = listed(f"“{word.term}”" for word in copy.words)
    mean = "what it means" if len(copy.words) == 1 else "what they mean"
    return f"{sentences} It uses {words}: its foot says {mean}." if copy.words else sentences


def unexplained_words(copy: FamilyCopy) -> str:
    """What a worker has to change first; nothing where no word is left unexplained."""
    if not copy.unexplained:
        return ""
    words = listed(f"“{word}”" for word in copy.unexplained)
    if len(copy.unexplained) == 1:
        return f"Nothing here says what {words} means. Change it in the plan, or explain it there."
    return f"Nothing here says what {words} mean. Change them in the plan, or explain them there."
