"""What stands beside a text while it is written: at most three things to think about, and the
words a family may not know. Nothing here stops anyone saving, and nothing is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from casework.interface.words import capital
from casework.writing import jargon
from casework.writing.dismissals import Reason
from casework.writing.engine import KINDS, Finding, advice_of, check

MOST = 3
FEWEST_WORDS = 4
LONGEST = 20_000
ENDS = ("due_on", "due_event", "new_due_on", "when")
OWNERS = ("owner", "owner_name", "owner_worker", "owner_person", "who")
ANSWERS = {"timebound": ENDS, "owner_named": OWNERS}
"""What fields beside a text say already: text should not have to say it again."""
EXPLAINS = "jargon"


@dataclass(frozen=True)
class Beside:
    """A field's declaration on its form: the kind of writing it is.

    ``only`` keeps the prompts of these codes; ``reads`` names the fields that are one text
    together with it. An owner or an end that the form asks for is not asked of the text.
    """

    kind: str
    only: tuple[str, ...] | None = None
    reads: tuple[str, ...] = ()

    def answers(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Which of these fields answer a prompt instead of the text, by the prompt's code."""
        names = set(names) - set(self.reads)
        found = {code: [one for one in fields if one in names] for code, fields in ANSWERS.items()}
        return {code: fields for code, fields in found.items() if fields}


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
    end: int = 0
    meaning: str = ""
    opens: bool = False  # a sentence begins with it

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return Reason.choices_for(self.words)

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

    @property
    def any(self) -> bool:
        return bool(self.prompts or self.words)


def thoughts(
    name: str, kind: str, text: str, *, only=None, answered=(), asides: Iterable[Aside] = ()
) -> Thoughts:
    """What to say beside this text, but what is answered by other fields or was put aside."""
    text = text.replace("\r\n", "\n")[:LONGEST]
    known = list(dict.fromkeys(Aside(one.code, one.words, one.reason, kind) for one in asides))
    gone = {(one.code, one.words.lower()) for one in known}
    shown = [
        prompt for prompt in (prompt_of(one, text) for one in likely(kind, text, only))
        if prompt.code not in answered and (prompt.code, prompt.words.lower()) not in gone
    ]  # fmt: skip
    return Thoughts(
        name,
        prompts=[one for one in shown if one.code != EXPLAINS][:MOST],
        words=[one for one in shown if one.code == EXPLAINS],
        asides=known,
    )


def likely(kind: str, text: str, only=None) -> list[Finding]:
    """What is likely right, the surest first; nothing of a text that has only begun."""
    if len(text.split()) < FEWEST_WORDS:
        return []
    order = [label.code for label in KINDS[kind]]
    found = check(kind, text, only).shown()
    return sorted(found, key=lambda one: (-one.sure, order.index(one.code), one.start))


def prompt_of(finding: Finding, text: str) -> Prompt:
    if (finding.start, finding.end) == (0, len(text)):
        return Prompt(finding.code, finding.advice)
    words = text[finding.start : finding.end]
    meaning = jargon.meaning(words) if finding.code == EXPLAINS else ""
    before = text[: finding.start].rstrip(" ")
    opens = not before or before[-1] in ".!?\n"
    return Prompt(
        finding.code, finding.advice, words, finding.start, finding.end, meaning, opens
    )  # fmt: skip
