"""A name that stands in an interview made a finding of it, in one press."""

from django.db import transaction

from casework.access.models import Worker
from casework.writing.checks.interviews import kind_of_name
from casework.writing.checks.text import sentences
from missing.models import Finding, ReturnInterview, Subject

LONGEST = 300


@transaction.atomic
def name_from_interview(*, interview: ReturnInterview, name: str, by: Worker) -> Finding:
    """The sentence it stands in is what we learned; its kind is our guess, to be put right."""
    kind = kind_of_name(name)
    finding = Finding.on_file_of(interview.child, by, interview=interview)
    finding.kind, finding.named = kind, name[:120]
    sentence = next((part.words for part in sentences(interview.words) if name in part.words), name)
    finding.text = sentence.strip()[:LONGEST]
    finding.subject = Subject.named(finding.authority_id, kind, finding.named)
    finding.full_clean()
    finding.save()
    return finding
