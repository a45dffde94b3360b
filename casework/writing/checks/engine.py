"""The check of a piece of writing: what it holds, and one plain sentence where something is not.

In process, explainable, no network. Each label is what the words on the page say, not what the
writer meant; each is judged on its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from casework.writing.checks import assessments as children
from casework.writing.checks import blame, dates, interviews, jargon, owners, plans
from casework.writing.checks import reading_age as reading
from casework.writing.checks.text import Span, straight


class UnknownKind(ValueError):
    """No such kind of writing."""


@dataclass(frozen=True)
class Finding:
    """Something to look at: where it stands (the whole text where it is about what is not there),
    one sentence of advice, the criterion it serves and how sure we are, from 0 to 1."""

    code: str
    start: int
    end: int
    advice: str
    criterion: str = ""
    sure: float = 0.9


@dataclass(frozen=True)
class Checked:
    labels: dict[str, bool | list[str]]
    findings: list[Finding] = field(default_factory=list)

    def words(self, code: str) -> list[str]:
        """The words a label lists; none for a label that is true or false."""
        held = self.labels[code]
        return held if isinstance(held, list) else []

    def shown(self, least: float = 0.8) -> list[Finding]:
        """The findings that are likely right: the only ones a writer sees."""
        return [finding for finding in self.findings if finding.sure >= least]


@dataclass(frozen=True)
class Label:
    """``holds`` says whether it is true of a text, or gives the words; ``advice`` is said where it
    is not, or beside each of the words. ``sure`` is the precision of that advice, as measured."""

    code: str
    holds: Callable[[str], bool | list[Span]]
    advice: str
    criterion: str
    sure: float = 0.8
    lists: bool = False


def _a_date(text: str) -> bool:
    return bool(dates.deadlines(text))


def _an_owner(text: str) -> bool:
    return bool(owners.owners(text))


TIMEBOUND = Label(
    "timebound",
    _a_date,
    "Say by which date, or before which event, this will be done.",
    "HP.PL.2",
    0.95,
)
OWNER = Label(
    "owner_named",
    _an_owner,
    "Name the one person, or the one role, who will do this.",
    "HP.PL.2",
    0.93,
)
JARGON = Label(
    "jargon",
    jargon.jargon,
    "A parent may not know this: say it in plain words.",
    "HP.PL.6",
    0.9,
    lists=True,
)
VOICE = Label(
    "child_voice",
    children.child_voice,
    "Write what the child said, wants or showed, in their own words.",
    "HP.AS.2",
)
SPECIFIC_NAMES = Label(
    "names_places_intel",
    interviews.names_places_intel,
    "This name may be on another child’s file: write it down as a finding.",
    "HP.RHI.6",
    0.8,
    lists=True,
)

KINDS: dict[str, tuple[Label, ...]] = {
    "plan_action": (
        TIMEBOUND,
        OWNER,
        Label(
            "child_focused",
            plans.child_focused,
            "Say what this does for the child, or what will be different for them.",
            "HP.PL.1",
        ),
        Label(
            "measurable",
            plans.measurable,
            "Say what anyone could see when it is done.",
            "HP.PL.3",
            0.85,
        ),
        JARGON,
    ),
    "plan_contingency": (
        Label(
            "contingency_clear",
            plans.contingency_clear,
            "Say what would have to happen, what will be done then, and who does it.",
            "HP.PL.7",
            0.85,
        ),
    ),
    "assessment_section": (
        Label(
            "lived_experience",
            children.lived_experience,
            "Say what an ordinary day or night is like for the child.",
            "HP.AS.1",
        ),
        VOICE,
        Label(
            "cumulative_impact",
            children.cumulative_impact,
            "Say what harm over time has done to this child.",
            "HP.AS.3",
        ),
        Label(
            "risk_analysis",
            children.risk_analysis,
            "Say what might happen, to whom, and when it is likely.",
            "HP.AS.4",
        ),
        Label(
            "protective_factors",
            children.protective_factors,
            "Say who or what keeps the child safer, and how.",
            "HP.AS.5",
        ),
        Label(
            "change_needed",
            children.change_needed,
            "Say what has to be different, and what that would look like.",
            "HP.AS.6",
        ),
        Label(
            "siblings_relationships",
            children.siblings_relationships,
            "Say what brothers and sisters are to each other.",
            "HP.AS.7",
        ),
        Label(
            "identity_culture",
            children.identity_culture,
            "Say what heritage, faith, language or disability means in the child’s life.",
            "HP.AS.9",
        ),
        JARGON,
    ),
    "rhi": (
        Label(
            "circumstances_explored",
            interviews.circumstances_explored,
            "Say why they left, where they were, with whom and how they got there.",
            "HP.RHI.3",
            0.85,
        ),
        Label(
            "safeguarding_explored",
            interviews.safeguarding_explored,
            "Say what you asked about harm, and the answer, also where it was no.",
            "HP.RHI.4",
            0.85,
        ),
        VOICE,
        Label(
            "actions_for_plan",
            interviews.actions_for_plan,
            "Say what will change in the plan because of this, or who else must act.",
            "HP.RHI.7",
            0.85,
        ),
        SPECIFIC_NAMES,
    ),
    "supervision_action": (
        Label(
            "outcome_focused",
            plans.outcome_focused,
            "Say what should be better for the child because of this.",
            "LD.SU.3",
            0.85,
        ),
        TIMEBOUND,
        OWNER,
    ),
    "audit_action": (
        TIMEBOUND,
        OWNER,
        Label(
            "specific",
            plans.specific,
            "Say which record, step or child, so that anyone could do it.",
            "LD.QA.3",
            0.85,
        ),
    ),
    "letter_paragraph": (
        Label(
            "plain_language",
            reading.plain_language,
            "Use shorter sentences and everyday words: say who does what.",
            "HP.PL.6",
            0.9,
        ),
        Label(
            "blame",
            blame.blame,
            "This may read as blame: say what happened and what the child needs instead.",
            "HP.PLO.2",
            0.85,
            lists=True,
        ),
        JARGON,
    ),
}


def check(kind: str, text: str, only: Iterable[str] | None = None, words=None) -> Checked:
    """What a text of this kind holds. ``only`` keeps the prompts of these codes; ``words`` is a
    council's own ``Words`` (``vocabulary/models.py``). An unknown kind raises ``UnknownKind``."""
    try:
        asked_labels = KINDS[kind]
    except KeyError:
        raise UnknownKind(kind) from None
    labels: dict[str, bool | list[str]] = {}
    findings: list[Finding] = []
    for label in asked_labels:
        held = words.hard(text) if words and label is JARGON else label.holds(text)
        labels[label.code] = [span.words for span in held] if isinstance(held, list) else held
        off = words and (kind, label.code) in words.off
        if not off and (only is None or label.code in only):
            findings.extend(_advice(label, held, text, words))
    return Checked(
        labels, sorted(findings, key=lambda finding: (finding.start, finding.end, finding.code))
    )


def advice_of(kind: str, code: str) -> str:
    """What is said where this is not in a text of this kind."""
    return next((label.advice for label in KINDS.get(kind, ()) if label.code == code), "")


def _advice(label: Label, held, text: str, words):
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
    elif not held and straight(text).strip():
        yield Finding(label.code, 0, len(text), label.advice, label.criterion, label.sure)


def _of_word(label: Label, span: Span, words) -> str:
    plain = (words or jargon).meaning(span.words) if label.code == "jargon" else ""
    return f"A parent may not know this. It means: {plain}." if plain else label.advice
