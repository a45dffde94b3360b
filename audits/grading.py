"""What the answers allow. You choose the grade; the system never does.

The rules are local defaults, as many authorities use them: "not met" on a safety-critical question
closes Good and Outstanding for its section and for the whole; where the child was also said not to
be safe, only Inadequate is open for the whole; and Good usually needs every safety-critical
question met, and most of the others met or mostly met.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from audits.criteria.editions import Criterion, Section
from audits.models import Answer, Audit, Grade, Score
from casework.interface.words import listed

ABOVE_THE_CAP = (Grade.OUTSTANDING, Grade.GOOD)
MET = (Answer.MET, Answer.MOSTLY_MET)
COUNTED = (*MET, Answer.PARTLY_MET, Answer.NOT_MET)


@dataclass(frozen=True)
class Missing:
    """Something still to do before an audit can be finished, and the page it is done on."""

    words: str
    section: str = ""
    page: str = "audit-grade"


def answers_of(audit: Audit) -> dict[str, Score]:
    return {score.criterion: score for score in audit.scores.all()}


def caps(criteria: Iterable[Criterion], scores: dict[str, Score]) -> list[Criterion]:
    """The safety-critical criteria answered "not met": while one stands, Good is not open."""
    return [
        criterion
        for criterion in criteria
        if criterion.safety_critical
        and criterion.code in scores
        and scores[criterion.code].answer == Answer.NOT_MET
    ]


def open_grades(capped: bool, *, not_safe: bool = False) -> list[Grade]:
    if capped and not_safe:
        return [Grade.INADEQUATE]
    return [grade for grade in Grade if not (capped and grade in ABOVE_THE_CAP)]


def good_lacks(criteria: Iterable[Criterion], scores: dict[str, Score]) -> list[str]:
    """What Good usually needs and these answers do not give, in words; nothing is refused."""
    answered = [
        (criterion, scores[criterion.code].answer)
        for criterion in criteria
        if criterion.code in scores and scores[criterion.code].answer in COUNTED
    ]
    words = [
        f"{criterion.code} is safety-critical and answered “{Answer(answer).label.lower()}”"
        for criterion, answer in answered
        if criterion.safety_critical and answer != Answer.MET
    ]
    others = [answer for criterion, answer in answered if not criterion.safety_critical]
    met = sum(answer in MET for answer in others)
    if others and met * 2 <= len(others):
        words.append(f"{met} of {len(others)} other answers are met or mostly met")
    return words


def left_to_do(audit: Audit, scores: dict[str, Score]) -> list[Missing]:
    """Everything that must be put right before this audit can be finished."""
    missing = [gap for section in audit.criteria.for_child for gap in _left_in(section, scores)]
    if not any(score.answer for score in scores.values()):
        missing.append(Missing("Answer at least one question"))
    if audit.graded:
        missing += _left_with_others(audit) + _left_in_sections(audit, scores)
    return missing + _left_in_grade(audit, scores)


def not_looked_at(audit: Audit, scores: dict[str, Score]) -> list[Section]:
    """The sections in which nothing is answered, not even that a question does not apply."""
    return [
        section
        for section in audit.criteria.for_child
        if not any(code in scores and scores[code].answer for code in section.codes)
    ]


def not_looked_at_words(audit: Audit, scores: dict[str, Score]) -> str:
    sections, every = not_looked_at(audit, scores), audit.criteria.for_child
    if not sections:
        return ""
    were = "section was" if len(sections) == 1 else "sections were"
    titles = listed(f"“{section.title}”" for section in sections)
    return f"{len(sections)} of {len(every)} {were} not looked at: {titles}."


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
    return [Missing(sentence, section.key) for sentence in words]


def _lacks(score: Score) -> str:
    if not score.answer:
        return "choose an answer"
    if not score.reason:
        return "say why, and what it means for the child"
    if not score.evidence and score.answer != Answer.NOT_ENOUGH_EVIDENCE:
        return "say where you saw it"
    return ""


def _left_with_others(audit: Audit) -> list[Missing]:
    """An audit is done with the worker and the family, or says why it could not be."""
    words = []
    if not audit.no_view_because and not hasattr(audit, "self_view"):
        words.append("The worker has not written their view: wait for it, or say why there is none")
    if not audit.no_view_because and not audit.talked_with_worker_on:
        words.append("Talk with the worker, and say when and about what")
    if not audit.feedback_from and not audit.no_feedback_because:
        words.append("Say what the child or a parent told you, or why nobody was asked")
    return [Missing(sentence, page="audit-talks") for sentence in words]


def _left_in_sections(audit: Audit, scores: dict[str, Score]) -> list[Missing]:
    graded = {grade.section: grade.grade for grade in audit.section_grades.all()}
    words = []
    for section in audit.criteria.for_child:
        if not any(code in scores and scores[code].answer in COUNTED for code in section.codes):
            continue
        grade, allowed = graded.get(section.key), open_grades(bool(caps(section.criteria, scores)))
        if grade is None:
            words.append((f"Choose a grade for “{section.title}”", section.key))
        elif grade not in allowed:
            closed = f"{Grade(grade).label} is not open for “{section.title}” now"
            words.append((f"Choose another grade: {closed}", section.key))
    return [Missing(sentence, key) for sentence, key in words]


def _left_in_grade(audit: Audit, scores: dict[str, Score]) -> list[Missing]:
    words = []
    allowed = open_grades(bool(caps(audit.criteria, scores)), not_safe=bool(audit.not_safe_at))
    if audit.graded and not audit.grade:
        words.append("Choose a grade")
    elif audit.grade and audit.grade not in allowed:
        words.append(f"Choose another grade: {audit.get_grade_display()} is not open now")
    if not audit.grade_reason:
        words.append("Say why you chose this grade" if audit.graded else "Say what you found")
    if not audit.difference:
        words.append("Say what difference practice made for the child")
    return [Missing(sentence) for sentence in words]
