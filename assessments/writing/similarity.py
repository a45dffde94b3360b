"""An assessment laid beside the same child's last one and its brothers' and sisters'."""

from django.db.models import Q

from assessments.models import Assessment
from assessments.writing.questions import COLUMNS
from casework.interface.words import full_day, possessive
from casework.writing.checks.similarity import Other, other_families, same_text


def noticed(assessment, worker) -> list[str]:
    """What its writer, and the manager who decides, may want to look at again."""
    texts = {answer.section.key: (answer.title, answer.text) for answer in assessment.written}
    written = [text for _, text in texts.values() if text.strip()]
    return [
        *same_text(texts, _others(assessment, worker)),
        *other_families(written, assessment.child, worker),
    ]


def _others(assessment, worker):
    beside = Q(family=assessment.family_id) if assessment.family_id else Q(pk__in=[])
    before = Q(child=assessment.child_id, started_on__lt=assessment.started_on)
    known = Assessment.objects.visible_to(worker).filter(beside | before).exclude(pk=assessment.pk)
    for other in known.select_related("child__person").order_by("-started_on", "-pk")[:12]:
        own = other.child_id == assessment.child_id
        when = f"the assessment begun on {full_day(other.started_on)}"
        whose = when if own else f"{possessive(other.child.first_name)}"
        for key in COLUMNS:
            if getattr(other, key).strip():
                yield Other(key, getattr(other, key), whose)
