"""What stands beside a text while it is written: at most three things to think about, and the
words a family may not know. Nothing here stops anyone saving, and nothing is kept."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from casework.interface.words import capital
from casework.writing.checks.engine import KINDS, Finding, advice_of, check, shown
from casework.writing.checks.reading_age import AIM, reading
from casework.writing.prompts.models import Reason
from casework.writing.vocabulary.models import SHIPPED, Words, words_of

MOST = 3
FEWEST_WORDS = 4
LONGEST = 20_000
THIN = 20
ENDS = ("due_on", "due_event", "new_due_on", "when")
OWNERS = ("owner", "owner_name", "owner_worker", "owner_person", "who")
ANSWERS = {"timebound": ENDS, "owner_named": OWNERS}
"""What fields beside a text say already: text should not have to say it again."""
NO_END = re.compile(
    r"\W*(?:on-?going|continu\w+|regular\w*|asap|tb[ac]|when a place|as soon as|as and when|"
    r"(?:as|when|where|if)\s+(?:\w+\s+)?(?:appropriate|required|needed|necessary|possible|available))",
    re.IGNORECASE,
)
EXPLAINS = "jargon"
CONTINGENCY = ("trigger", "step", "who", "when")
BEGINS = re.compile(r"(?:if|when|should|unless|as soon as)\b", re.IGNORECASE)
BY_PARAGRAPH = "letter_paragraph"
BY_FIELD = ("rhi",)
PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
FIRST_WORDS = re.compile(r"\S+(?:[ \n]\S+){0,6}")
SENTENCE_ENDS = re.compile(r"[.?!:;](?:\W|$)")
SHORT_LINE = 8
NOT_OURS = ("#", ">")  # a heading, and someone's own words


@dataclass(frozen=True)
class Beside:
    """A field's declaration on its form: the kind of writing it is.

    ``only`` keeps the prompts of these codes; those of ``thin`` are asked only of a text of a few
    words: where the question itself asks for it, a longer answer mostly has it. ``reads`` names the
    fields that are one text together with it. An owner or an end that the form asks for is not
    asked of the text.
    """

    kind: str
    only: tuple[str, ...] | None = None
    thin: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()

    def answers(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Which of these fields answer a prompt instead of the text, by the prompt's code."""
        names = set(names) - set(self.reads)
        by_code = {
            code: [field for field in fields if field in names] for code, fields in ANSWERS.items()
        }
        return {code: fields for code, fields in by_code.items() if fields}


def answers(code: str, value) -> bool:
    """Whether a field's value says it instead of the text: “ongoing” is no end."""
    if isinstance(value, dict):  # the boxes of a date
        return any(value.values())
    return bool(value) and not (code == "timebound" and NO_END.match(str(value)))


def joined(kind: str, texts: list[str]) -> str:
    """The fields that are one text, as one text. What happens if is asked of when all is there."""
    texts = [text.replace("\r\n", "\n") for text in texts]
    if kind != "plan_contingency" or len(texts) != len(CONTINGENCY):
        return "\n".join(texts)[:LONGEST]
    if not all(text.strip() for text in texts):
        return ""
    trigger, step, who, when = (text.strip().rstrip(".")[: LONGEST // 4] for text in texts)
    return f"{'' if BEGINS.match(trigger) else 'If '}{trigger}, {step}. {who} will do this, {when}."


@dataclass(frozen=True)
class Aside:
    """A prompt its writer put aside, as it travels in a form: the code, the words and why."""

    code: str
    words: str
    reason: str
    kind: str = ""

    @classmethod
    def read(cls, value: str) -> "Aside | None":
        code, _, rest = value.partition("|")
        reason, _, words = rest.partition("|")
        return cls(code, words[:120], reason) if code and reason else None

    @property
    def value(self) -> str:
        return f"{self.code}|{self.reason}|{self.words}"

    @property
    def about(self) -> str:
        return f"“{self.words}”" if self.words else advice_of(self.kind, self.code)

    @property
    def why(self) -> str:
        return Reason(self.reason).label


@dataclass(frozen=True)
class Prompt:
    """One thing to think about. ``use`` may stand in the text in place of ``words``, and
    ``explained`` is the word with its meaning."""

    code: str
    advice: str
    words: str = ""
    start: int = 0
    meaning: str = ""
    opens: bool = False  # a sentence begins with it

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return Reason.choices_for(self.code)

    @property
    def use(self) -> str:
        plain = self.meaning.split(";")[0]
        return capital(plain) if self.opens else plain

    @property
    def explained(self) -> str:
        """In brackets, so that the check knows it again: at least three words of them."""
        plain = self.meaning.split(";")[0]
        short = len(plain.split()) < 3
        return f"{self.words} ({'which means ' if short else ''}{plain})"


@dataclass(frozen=True)
class Thoughts:
    """All that stands beside one text."""

    name: str
    prompts: list[Prompt] = field(default_factory=list)
    words: list[Prompt] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    age: int = 0
    """The reading age of a letter of more than a few words; of nothing else."""
    aim: int = AIM

    @property
    def every(self) -> list[Prompt]:
        return [*self.prompts, *self.words]

    @property
    def any(self) -> bool:
        return bool(self.every)


def thoughts(
    name: str,
    beside: Beside,
    text: str,
    *,
    fields: Sequence[str] = (),
    answered=(),
    asides: Iterable[Aside] = (),
    authority_id: int | None = None,
) -> Thoughts:
    """What to say beside this text, but what is answered by other fields or was put aside: in the
    council's own words, where it has any. ``fields`` are the texts it was joined of."""
    words = words_of(authority_id)
    kind, quiet = beside.kind, set(answered)
    if len(text.split()) >= THIN:
        quiet.update(beside.thin)
    known = list(
        dict.fromkeys(Aside(aside.code, aside.words, aside.reason, kind) for aside in asides)
    )
    gone = {(aside.code, aside.words.lower()) for aside in known}
    told = list(likely(kind, text, beside.only, quiet, words))
    if told and kind in BY_FIELD:
        held = held_by_one(kind, fields)
        told = [prompt for prompt in told if prompt.code not in held]
    by_words = {(prompt.code, prompt.words.lower()): prompt for prompt in reversed(told)}
    left = [by_words[key] for key in reversed(by_words) if key not in gone]
    return Thoughts(
        name,
        prompts=[prompt for prompt in left if prompt.code != EXPLAINS][:MOST],
        words=[prompt for prompt in left if prompt.code == EXPLAINS],
        asides=known,
        age=round(reading(text).age) if kind == BY_PARAGRAPH and len(text.split()) >= THIN else 0,
    )


def held_by_one(kind: str, fields: Iterable[str]) -> set[str]:
    """What one of the fields holds by itself, also where all of them together seem not to: in an
    interview of many answers, two lines of what happens next weigh little."""
    return {
        code
        for field in fields
        for code, holds in check(kind, field).labels.items()
        if holds is True
    }


def likely(kind: str, text: str, only=None, quiet=(), words=SHIPPED) -> Iterator[Prompt]:
    """What is likely right, the surest first; nothing of a text that has only begun."""
    order = [label.code for label in KINDS[kind]]
    findings = [
        (begin, piece, finding)
        for begin, piece in pieces(kind, text)
        for finding in shown(kind, piece, only=only, quiet=quiet, words=words)
    ]

    def rank(place: tuple[int, str, Finding]) -> tuple:
        begin, _, finding = place
        return -finding.sure, order.index(finding.code), begin, finding.start

    findings.sort(key=rank)
    return (prompt_of(finding, piece, begin, text, words) for begin, piece, finding in findings)


def pieces(kind: str, text: str) -> Iterator[tuple[int, str]]:
    """A letter is read a paragraph at a time, anything else whole."""
    if kind != BY_PARAGRAPH:
        parts = [(0, text)]
    else:
        parts = [(paragraph.start(), paragraph.group()) for paragraph in PARAGRAPH.finditer(text)]
    return (
        (begin, piece)
        for begin, piece in parts
        if len(piece.split()) >= FEWEST_WORDS
        and not (kind == BY_PARAGRAPH and (piece.lstrip().startswith(NOT_OURS) or is_name(piece)))
    )


def is_name(piece: str) -> bool:
    """Names and addresses, such as who signs: short lines of which none is a sentence."""
    return not SENTENCE_ENDS.search(piece) and all(
        len(line.split()) <= SHORT_LINE for line in piece.splitlines()
    )


def prompt_of(finding: Finding, piece: str, begin: int, text: str, words: Words) -> Prompt:
    if (finding.start, finding.end) != (0, len(piece)):
        start, end = begin + finding.start, begin + finding.end
    elif len(piece) != len(text) and (first := FIRST_WORDS.search(piece)):
        start, end = begin + first.start(), begin + first.end()
    else:
        return Prompt(finding.code, finding.advice)
    term, before = text[start:end], text[:start].rstrip(" ")
    meaning = words.meaning(term) if finding.code == EXPLAINS else ""
    opens = not before or before[-1] in ".!?\n"
    return Prompt(finding.code, finding.advice, term, start, meaning, opens)
