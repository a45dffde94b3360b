"""What is asked of each section while it is written, and the sections as they are read again."""

from django.urls import reverse

from assessments.questions import of_the_family, target_of
from assessments.sections import OF_THE_FAMILY, Answer
from casework.writing.beside import Beside
from casework.writing.passages import Passage

KIND = "assessment_section"
ASKED = {
    "daily_life": "lived_experience", "history_and_impact": "cumulative_impact",
    "risk": "risk_analysis", "protection": "protective_factors",
    "what_must_change": "change_needed", "brothers_and_sisters": "siblings_relationships",
    "identity": "identity_culture",
}  # fmt: skip
"""A section is asked for what it is about. In the child's own words nothing is asked for; hard
words are explained everywhere."""


def beside(key: str) -> Beside:
    return Beside(KIND, only=(*filter(None, [ASKED.get(key)]), "jargon"))


def passages_of(assessment) -> list[Passage]:
    """What was written, under the question each answers."""
    return [_passage(assessment, one) for one in assessment.written if one.text.strip()]


def _passage(assessment, answer: Answer) -> Passage:
    section = answer.section
    record, field = assessment, section.key
    if section.in_rows:
        record, field = assessment.rows[section.pk], "text"
        record.child = assessment.child
    address = reverse("assessment-edit", args=[assessment.child_id, assessment.pk])
    shared = of_the_family(section) and section.key in OF_THE_FAMILY
    return Passage(
        record, field, beside(section.key), answer.title, f"{address}#{target_of(section)}",
        said=answer.text if shared else None,
    )  # fmt: skip
