"""What is asked of each section while it is written, and the sections as they are read again."""

from django.urls import reverse

from assessments.models import OF_THE_FAMILY, Answer
from assessments.writing.questions import of_the_family, target_of
from casework.writing.prompts.passages import Passage
from casework.writing.prompts.prompts import Beside

KIND = "assessment_section"
ASKED = {
    "daily_life": "lived_experience",
    "history_and_impact": "cumulative_impact",
    "risk": "risk_analysis",
    "protection": "protective_factors",
    "what_must_change": "change_needed",
    "identity": "identity_culture",
}
"""A section is asked for what it is about; all but the risk only where little is written: tried
on the demonstration's texts, a longer answer nearly always had it and the check did not see it.
Nothing is asked for in the child's own words, nor of brothers and sisters. Hard words are explained
everywhere."""
ALWAYS = "risk_analysis"


def beside(key: str) -> Beside:
    codes = [code for code in (ASKED.get(key),) if code]
    thin = tuple(code for code in codes if code != ALWAYS)
    return Beside(KIND, only=(*codes, "jargon"), thin=thin)


def passages_of(assessment) -> list[Passage]:
    """What was written, under the question each answers."""
    return [_passage(assessment, answer) for answer in assessment.written if answer.text.strip()]


def _passage(assessment, answer: Answer) -> Passage:
    section = answer.section
    record, field = assessment, section.key
    if section.in_rows:
        record, field = assessment.rows[section.pk], "text"
        record.child = assessment.child
    address = reverse("assessment-edit", args=[assessment.child_id, assessment.pk])
    shared = of_the_family(section) and section.key in OF_THE_FAMILY
    return Passage(
        record,
        field,
        beside(section.key),
        answer.title,
        f"{address}#{target_of(section)}",
        words=answer.text if shared else None,
    )
