"""The check of a piece of writing: what it holds, and one plain sentence where something is not.

In process, explainable, no network. Each label is what the words on the page say, not what the
writer meant; each is judged on its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from casework.writing.checks import blame, interviews, jargon
from casework.writing.checks.text import Span, straight
from casework.writing.classifier.model import Judgement, model_of
from casework.writing.classifier.rules import DECIDE, rules_of


class UnknownKind(ValueError):
    """No such kind of writing."""


@dataclass(frozen=True)
class Finding:
    """Something to look at: where it stands (the whole text where it is about what is not there),
    one sentence of advice, the criterion it serves and how sure we are, from 0 to 1. ``likely``
    where a writer may be told: nine in ten of these were right when it was measured."""

    code: str
    start: int
    end: int
    advice: str
    criterion: str = ""
    sure: float = 0.9
    likely: bool = True


@dataclass(frozen=True)
class Checked:
    """``judged`` says of each learned label how sure, and by which sentence."""

    labels: dict[str, bool | list[str]]
    findings: list[Finding] = field(default_factory=list)
    judged: dict[str, Judgement] = field(default_factory=dict)

    def words(self, code: str) -> list[str]:
        """The words a label lists; none for a label that is true or false."""
        held = self.labels[code]
        return held if isinstance(held, list) else []

    def shown(self) -> list[Finding]:
        """The findings that are likely right: the only ones a writer sees."""
        return [finding for finding in self.findings if finding.likely]


@dataclass(frozen=True)
class Label:
    """``finds`` gives the words of a label that is a list; the rest are decided by a rule or a
    model. ``advice`` is said where it is not so, or beside each of the words. ``sure`` is the
    precision of a list, as measured; of the rest the model says how sure."""

    code: str
    advice: str
    criterion: str
    finds: Callable[[str], list[Span]] | None = None
    sure: float = 0.9

    @property
    def lists(self) -> bool:
        return self.finds is not None


TIMEBOUND = Label(
    "timebound", "Say by which date, or before which event, this will be done.", "HP.PL.2"
)
OWNER = Label("owner_named", "Name the one person, or the one role, who will do this.", "HP.PL.2")
JARGON = Label(
    "jargon", "A parent may not know this: say it in plain words.", "HP.PL.6", jargon.jargon
)
VOICE = Label(
    "child_voice", "Write what the child said, wants or showed, in their own words.", "HP.AS.2"
)
NAMES = Label(
    "names_places_intel",
    "This name may be on another child’s file: write it down as a finding.",
    "HP.RHI.6",
    interviews.names_places_intel,
    sure=0.8,
)

KINDS: dict[str, tuple[Label, ...]] = {
    "plan_action": (
        TIMEBOUND,
        OWNER,
        Label(
            "child_focused",
            "Say what this does for the child, or what will be different for them.",
            "HP.PL.1",
        ),
        Label("measurable", "Say what anyone could see when it is done.", "HP.PL.3"),
        JARGON,
    ),
    "plan_contingency": (
        Label(
            "contingency_clear",
            "Say what would have to happen, what will be done then, and who does it.",
            "HP.PL.7",
        ),
    ),
    "assessment_section": (
        Label(
            "lived_experience",
            "Say what an ordinary day or night is like for the child.",
            "HP.AS.1",
        ),
        VOICE,
        Label("cumulative_impact", "Say what harm over time has done to this child.", "HP.AS.3"),
        Label("risk_analysis", "Say what might happen, to whom, and when it is likely.", "HP.AS.4"),
        Label("protective_factors", "Say who or what keeps the child safer, and how.", "HP.AS.5"),
        Label(
            "change_needed",
            "Say what has to be different, and what that would look like.",
            "HP.AS.6",
        ),
        Label(
            "siblings_relationships", "Say what brothers and sisters are to each other.", "HP.AS.7"
        ),
        Label(
            "identity_culture",
            "Say what heritage, faith, language or disability means in the child’s life.",
            "HP.AS.9",
        ),
        JARGON,
    ),
    "rhi": (
        Label(
            "circumstances_explored",
            "Say why they left, where they were, with whom and how they got there.",
            "HP.RHI.3",
        ),
        Label(
            "safeguarding_explored",
            "Say what you asked about harm, and the answer, also where it was no.",
            "HP.RHI.4",
        ),
        VOICE,
        Label(
            "actions_for_plan",
            "Say what will change in the plan because of this, or who else must act.",
            "HP.RHI.7",
        ),
        NAMES,
    ),
    "supervision_action": (
        Label(
            "outcome_focused", "Say what should be better for the child because of this.", "LD.SU.3"
        ),
        TIMEBOUND,
        OWNER,
    ),
    "audit_action": (
        TIMEBOUND,
        OWNER,
        Label(
            "specific", "Say which record, step or child, so that anyone could do it.", "LD.QA.3"
        ),
    ),
    "letter_paragraph": (
        Label(
            "plain_language",
            "Use shorter sentences and everyday words: say who does what.",
            "HP.PL.6",
        ),
        Label(
            "blame",
            "This may read as blame: say what happened and what the child needs instead.",
            "HP.PLO.2",
            blame.blame,
            sure=0.85,
        ),
        JARGON,
    ),
}


TITLES = {
    "timebound": "an end that could go in a diary",
    "owner_named": "one person who must do it",
    "child_focused": "what it does for the child",
    "measurable": "what anyone could see when it is done",
    "contingency_clear": "a trigger, a step and somebody",
    "lived_experience": "an ordinary day or night for the child",
    "child_voice": "what the child said, wants or showed",
    "cumulative_impact": "what harm over time has done to the child",
    "risk_analysis": "what might happen, and when it is likely",
    "protective_factors": "who or what keeps the child safer, and how",
    "change_needed": "what has to be different",
    "siblings_relationships": "what brothers and sisters are to each other",
    "identity_culture": "what identity means in the child’s life",
    "circumstances_explored": "why, where, with whom and how",
    "safeguarding_explored": "what was asked about harm, and the answer",
    "actions_for_plan": "what will change because of it",
    "outcome_focused": "what should be better for the child",
    "specific": "which record, step or child",
    "plain_language": "words a parent understands first time",
}
"""What each label that is no list looks for, as a manager reads it."""


def check(kind: str, text: str, only: Iterable[str] | None = None, words=None) -> Checked:
    """What a text of this kind holds. ``only`` keeps the prompts of these codes; ``words`` is a
    council's own ``Words`` (``vocabulary/models.py``). An unknown kind raises ``UnknownKind``."""
    return _checked(kind, text, labels_of(kind), only, words)


def shown(kind: str, text: str, *, only=None, quiet=(), words=None) -> list[Finding]:
    """What a writer is told of this text: of these codes, none that is ``quiet``. Only what they
    need is worked out: where hard words alone are asked for, no model is."""
    asked = [
        label
        for label in labels_of(kind)
        if (only is None or label.code in only) and label.code not in quiet
        if not (words and (kind, label.code) in words.off)
    ]
    return _checked(kind, text, asked, None, words).shown()


def labels_of(kind: str) -> tuple[Label, ...]:
    try:
        return KINDS[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def _checked(kind: str, text: str, asked: Iterable[Label], only, words) -> Checked:
    learned = bool(straight(text).strip()) and any(not label.lists for label in asked)
    by_rule = rules_of(kind, text) if learned else {}
    judged = model_of(kind).judge(kind, text, by_rule) if learned else {}
    labels: dict[str, bool | list[str]] = {}
    findings: list[Finding] = []
    for label in asked:
        held = _held(label, text, by_rule, judged, words)
        labels[label.code] = [span.words for span in held] if isinstance(held, list) else held
        off = words and (kind, label.code) in words.off
        if not off and (only is None or label.code in only):
            bound = words.bound(kind, label.code) if words else 1.0
            findings.extend(_advice(label, held, text, words, judged.get(label.code), bound))
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.code))
    return Checked(labels, findings, judged)


def advice_of(kind: str, code: str) -> str:
    """What is said where this is not in a text of this kind."""
    return next((label.advice for label in KINDS.get(kind, ()) if label.code == code), "")


def _held(label: Label, text: str, by_rule, judged, words) -> bool | list[Span]:
    if label.code in DECIDE:
        return by_rule.get(label.code, False)
    if label.finds:
        return words.hard(text) if words and label is JARGON else label.finds(text)
    return label.code in judged and judged[label.code].holds


def _advice(label: Label, held, text: str, words, judgement: Judgement | None, bound: float):
    """A list gives a finding a word. Of the rest a writer is told only where the model is sure
    (surer, where the council's own ``bound`` says so), and the rule agrees where there is one."""
    if label.lists:
        for span in held:
            yield Finding(
                label.code,
                span.start,
                span.end,
                _of_word(label, span, words),
                label.criterion,
                label.sure,
            )
    elif not held and judgement:
        yield Finding(
            label.code,
            0,
            len(text),
            label.advice,
            label.criterion,
            round(1 - judgement.sure, 3),
            judgement.says_not and judgement.sure < bound,
        )


def _of_word(label: Label, span: Span, words) -> str:
    plain = (words or jargon).meaning(span.words) if label.code == "jargon" else ""
    return f"A parent may not know this. It means: {plain}." if plain else label.advice
