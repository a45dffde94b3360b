"""A valid body for every form: what its own page holds, with answers a person could give.

A form is first sent as it stands. What the answer says is missing or wrong is answered, and then
otherwise, until it is taken. The order of the tries is the same on every day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from lxml import html

from casework.children.saving.form_tokens import OURS

PICTURE = ("page.png", b"\x89PNG\r\n\x1a\n drawn")
TODAY = timezone.localdate()
DAYS = [TODAY + timedelta(days=days) for days in (0, -1, 1, -9, 30, -40, 200, -200, 400, -3000)]
WORDS = ["Plain words", "1", "10:00", "SW1A 1AA", "someone@example.org", "Ruby", "90", "0.5"]
PARTS = ("_day", "_month", "_year")
TRIES, NO_HOPE = 40, 12


@dataclass
class Question:
    """One question of a form, and the answers that could be given: each a part of a body."""

    answers: list[dict]
    given: int = 0

    @property
    def answer(self) -> dict:
        return self.answers[self.given]


@dataclass
class Form:
    """A form of a page, as its controls say."""

    action: str
    questions: dict[str, Question] = field(default_factory=dict)

    def body(self) -> dict[str, list]:
        sent: dict[str, list] = {}
        for question in self.questions.values():
            for name, values in question.answer.items():
                sent.setdefault(name, []).extend(values)
        return sent


def forms_of(page, address: str) -> list[Form]:
    """Those that are posted to the page's own address, the longest first."""
    path = address.partition("?")[0]
    every = [one for one in page.iter("form") if one.get("method", "").lower() == "post"]
    own = [one for one in every if (one.get("action") or path).partition("?")[0] == path]
    return sorted((read(one, address) for one in own), key=lambda one: -len(one.questions))


def read(form, address: str) -> Form:
    found = Form(form.get("action") or address)
    button = form.xpath(".//button[@name]|.//input[@type='submit'][@name]")
    if button:
        said = {button[0].get("name"): [button[0].get("value", "")]}
        found.questions["the button"] = Question([said])
    for name, controls in by_name(form).items():
        if name not in OURS:
            found.questions[name] = Question(list(unique(answers_to(name, controls))))
    return found


def by_name(form) -> dict[str, list]:
    """The controls of each question; the three parts of a day are one."""
    found: dict[str, list] = {}
    for control in form.iter("input", "select", "textarea"):
        name = control.get("name")
        if name and control.get("type") not in ("submit", "button"):
            is_day = name.endswith(PARTS) and control.get("type") != "hidden"
            found.setdefault(name.rpartition("_")[0] if is_day else name, []).append(control)
    return found


def unique(answers: Iterator[dict]) -> Iterator[dict]:
    seen = []
    for one in answers:
        if one not in seen:
            seen.append(one)
            yield one


def answers_to(name: str, controls: list) -> Iterator[dict]:
    first = controls[0]
    kind = first.get("type", "text") if first.tag == "input" else first.tag
    if (first.get("name") or "").endswith(PARTS) and kind != "hidden":
        yield from days_for(name, controls)
    elif kind == "hidden":
        yield {name: [one.get("value", "") for one in controls]}
    else:
        ask = {"radio": choices, "checkbox": boxes, "select": options, "file": papers}
        yield from ask.get(kind, texts)(name, controls)


def days_for(name: str, controls: list) -> Iterator[dict]:
    standing = {one.get("name"): [one.get("value", "")] for one in controls}
    yield standing
    for day in DAYS:
        parts = {"_day": day.day, "_month": day.month, "_year": day.year}
        yield {
            one.get("name"): [str(parts["_" + one.get("name").rpartition("_")[2]])]
            for one in controls
        }
    yield {one.get("name"): [""] for one in controls}


def choices(name: str, controls: list) -> Iterator[dict]:
    chosen = [one for one in controls if one.get("checked") is not None]
    if not chosen:
        yield {}
    for one in (*chosen, *(one for one in controls if one.get("value"))):
        yield {name: [one.get("value")]}


def boxes(name: str, controls: list) -> Iterator[dict]:
    """As they stand; then each alone; all; none."""
    ticked = [one.get("value", "on") for one in controls if one.get("checked") is not None]
    every = [one.get("value", "on") for one in controls]
    alone = [[one] for one in every]
    several = len(every) > 1
    for values in ([ticked] if ticked else []), alone if several else [], [[], every], alone:
        for some in values:
            yield {name: some} if some else {}


def options(name: str, controls: list) -> Iterator[dict]:
    control = controls[0]
    values = [one.get("value", one.text or "") for one in control.iter("option")]
    chosen = [
        one.get("value", one.text or "")
        for one in control.iter("option")
        if one.get("selected") is not None
    ]
    alone = control.get("multiple") is None
    yield {name: chosen or values[:1]} if alone or chosen else {}
    for value in (*filter(None, values), ""):
        yield {name: [value]} if value or alone else {}


def papers(name: str, controls: list) -> Iterator[dict]:
    yield {}
    yield {name: [PICTURE]}


def texts(name: str, controls: list) -> Iterator[dict]:
    one = controls[0]
    standing = (one.text if one.tag == "textarea" else one.get("value")) or ""
    yield {name: [standing.strip("\n")]}
    kind = one.get("type")
    if kind == "number" or one.get("inputmode") == "numeric":
        yield from ({name: [said]} for said in ("1", "20", "90"))
    if kind == "email":
        yield {name: ["someone@example.org"]}
    if kind in ("date", "datetime-local", "month"):
        ending = {"datetime-local": "T10:00"}.get(kind, "")
        for day in DAYS:
            yield {name: [day.isoformat()[: 7 if kind == "month" else 10] + ending]}
    if kind == "time" or "time" in name:
        yield {name: ["10:00"]}
    yield from ({name: [said]} for said in WORDS)


def as_sent(body: dict) -> dict:
    """Papers are opened anew each time they are sent."""
    return {
        name: [SimpleUploadedFile(*one) if isinstance(one, tuple) else one for one in values]
        for name, values in body.items()
    }


def wrong_in(page) -> list[str]:
    """The questions that an answer says are wrong, as its summary of errors names them."""
    links = page.xpath("//*[contains(@class,'govuk-error-summary')]//a/@href")
    found = [one.partition("#id_")[2] or one.lstrip("#") for one in links]
    for control in page.xpath("//*[contains(@class,'error')][@name]"):
        found.append(control.get("name"))
    return found


def meant(form: Form, wrong: list[str]) -> list[str]:
    """The questions of the form which these are, or parts of."""
    return [
        name
        for name in form.questions
        if any(
            one == name or one.startswith(f"{name}_") or one.rstrip("_0123456789") == name
            for one in wrong
        )
    ]


def found(form: Form, send: Callable, seed: str) -> tuple[dict | None, str]:
    """A body that is taken, and what was last said where none was."""
    rng, kept, least, said, same = Random(seed), None, 10_000, "", 0
    for place in range(TRIES):
        taken, answer = send(form)
        if taken:
            return form.body(), ""
        page = html.fromstring(answer.content) if answer.content else html.fromstring("<p></p>")
        wrong = wrong_in(page)
        summary = page.xpath("//*[contains(@class,'govuk-error-summary')]//li")
        last, said = said, f"{answer.status_code} {words_of(summary)}"
        same = same + 1 if said == last else 0
        if same == NO_HOPE:
            break
        if len(summary) <= least or place % 15 == 14:
            least, kept = len(summary), {name: one.given for name, one in form.questions.items()}
            asked = meant(form, wrong)
        else:
            for name, given in (kept or {}).items():
                form.questions[name].given = given
        answered_otherwise(form, asked, rng)
    return None, said


def words_of(summary: list) -> str:
    return "; ".join(one.text_content().strip() for one in summary)


def answered_otherwise(form: Form, asked: list[str], rng: Random) -> None:
    """What was said to be wrong, else any one question; now and then another besides."""
    open_ones = [name for name, one in form.questions.items() if len(one.answers) > 1]
    asked = [name for name in asked if len(form.questions[name].answers) > 1]
    if not asked or rng.random() < 0.2:
        asked = [*asked, *rng.sample(open_ones, min(1, len(open_ones)))]
    for name in asked:
        question = form.questions[name]
        if rng.random() < 0.6:
            question.given = (question.given + 1) % len(question.answers)
        else:
            question.given = rng.randrange(len(question.answers))


def undone(act: Callable):
    """What the act answers; what it wrote is gone."""
    point = transaction.savepoint()
    try:
        return act()
    finally:
        transaction.savepoint_rollback(point)
