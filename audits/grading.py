"""What the answers allow. You choose the grade; the system never does."""

from dataclasses import dataclass

from audits.criteria import Criterion, Section
from audits.models import Answer, Audit, Grade, Score

ABOVE_THE_CAP = (Grade.OUTSTANDING, Grade.GOOD)


@dataclass(frozen=True)
class Missing:
    """Something still to do before an audit can be finished, and the section it is in, if any."""

    words: str
    section: str = ""


def answers_of(audit: Audit) -> dict[str, Score]:
    return {score.criterion: score for score in audit.scores.all()}


def caps(audit: Audit, scores: dict[str, Score]) -> list[Criterion]:
    """The safety-critical criteria answered "not met": while one stands, Good is not open."""
    return [
        criterion
        for criterion in audit.criteria
        if criterion.safety_critical
        and criterion.code in scores
        and scores[criterion.code].answer == Answer.NOT_MET
    ]


def open_grades(capped: bool) -> list[Grade]:
    return [grade for grade in Grade if not (capped and grade in ABOVE_THE_CAP)]


def left_to_do(audit: Audit, scores: dict[str, Score]) -> list[Missing]:
    """Everything that must be put right before this audit can be finished."""
    missing = [one for section in audit.criteria.for_child for one in _left_in(section, scores)]
    if not any(score.answer for score in scores.values()):
        missing.append(Missing("Answer at least one question"))
    return missing + _left_in_grade(audit, scores)


def _left_in(section: Section, scores: dict[str, Score]) -> list[Missing]:
    begun = {code: scores[code] for code in section.codes if code in scores}
    words = [f"{code}: {_lacks(score)}" for code, score in begun.items() if _lacks(score)]
    if begun:
        because = f"answer this safety-critical question, as you began “{section.title}”"
        words += [
            f"{criterion.code}: {because}"
            for criterion in section.criteria
            if criterion.safety_critical and criterion.code not in begun
        ]
    return [Missing(one, section.key) for one in words]


def _lacks(score: Score) -> str:
    if not score.answer:
        return "choose an answer"
    if not score.reason:
        return "say why, and what it means for the child"
    if not score.evidence and score.answer != Answer.NOT_ENOUGH_EVIDENCE:
        return "say where you saw it"
    return ""


def _left_in_grade(audit: Audit, scores: dict[str, Score]) -> list[Missing]:
    words = []
    if not audit.grade:
        words.append("Choose a grade")
    elif audit.grade not in open_grades(bool(caps(audit, scores))):
        words.append(f"Choose another grade: {audit.get_grade_display()} is not open now")
    if not audit.grade_reason:
        words.append("Say why you chose this grade")
    if not audit.difference:
        words.append("Say what difference practice made for the child")
    return [Missing(one) for one in words]
