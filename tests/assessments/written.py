"""Everything a manager cannot decide without, as it is typed and as it stands."""

from assessments.models import AssessmentSection

REQUIRED = {
    "daily_life": "She gets up first",
    "own_words": "I do the toast.",
    "risk": "Cold and alone",
    "protection": "Nan rings each evening",
    "identity": "Loves drawing",
    "brothers_and_sisters": "She looks after him",
    "what_must_change": "Someone gets up with her by May",
    "recommendation": "A plan",
}
ADDED = {
    "section_health": "Well, teeth overdue",
    "section_learning": "At school every day",
    "section_emotional": "Worries at night",
    "section_parenting": "Mum is warm, and tired",
}


def typed(**changes) -> dict:
    """What the form of one child is sent."""
    return REQUIRED | {f"{key}-text": text for key, text in ADDED.items()} | changes


def in_full(assessment):
    """The same, as if it had been typed and saved. What stands already stays."""
    for name, text in REQUIRED.items():
        setattr(assessment, name, getattr(assessment, name) or text)
    assessment.factors = assessment.factors or ["21"]
    assessment.child_seen_on = assessment.child_seen_on or assessment.started_on
    assessment.save()
    for key, text in ADDED.items():
        rows = AssessmentSection.objects.filter(assessment=assessment, section__key=key)
        rows.update(text=text)
    return type(assessment).objects.get(pk=assessment.pk)
