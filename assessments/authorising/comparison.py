"""An assessment beside the last one: what a manager needs to see before they authorise."""

from django.db.models import prefetch_related_objects

from assessments.models import Answer, Assessment
from assessments.writing.questions import in_page_order
from casework.approvals.comparison import Compared, Comparison
from casework.children.extensions.shared_records import tell


def last_authorised(assessment: Assessment) -> Assessment | None:
    """The newest of the child's assessments that was authorised before this one began to be."""
    earlier = Assessment.objects.of_child(assessment.child).exclude(pk=assessment.pk)
    earlier = earlier.filter(authorised_on__isnull=False, imported=False)
    if assessment.authorised_on:
        earlier = earlier.filter(authorised_on__lte=assessment.authorised_on, pk__lt=assessment.pk)
    earlier = earlier.select_related("child__person").with_version()
    return earlier.order_by("-authorised_on", "-pk").first()


def last_of(assessments, reader) -> dict[int, Assessment]:
    """For each update, by child: the newest authorised one, to write with it in sight."""
    updates = [
        assessment.child_id
        for assessment in assessments
        if assessment.kind == Assessment.Kind.UPDATE
    ]
    if not updates:
        return {}
    authorised = (
        Assessment.objects.filter(child__in=updates, authorised_on__isnull=False, imported=False)
        .select_related("child__person")
        .with_sections()
    )
    newest = authorised.order_by("child", "-authorised_on", "-pk").distinct("child")
    return {assessment.child_id: assessment for assessment in tell(newest, reader)}


def compared(last: Assessment, now: Assessment) -> list[Compared]:
    """Each section of both, in reading order. One asked only last time comes after the rest."""
    before = {answer.section.key: answer for answer in in_page_order(last.written)}
    sections = [
        _compare(answer, before.pop(answer.section.key, None), answer)
        for answer in in_page_order(now.written)
    ]
    return [*sections, *(_compare(answer, answer, None) for answer in before.values())]


def _compare(asked: Answer, last: Answer | None, now: Answer | None) -> Compared:
    return Compared.of(asked.question, last.said if last else "", now.said if now else "")


def beside_the_last(assessment: Assessment, way: str, reader) -> Comparison | None:
    """None for a first assessment."""
    last = last_authorised(assessment)
    if last is None:
        return None
    last = tell([last], reader)[0]
    prefetch_related_objects([last, assessment], "answers")
    return Comparison(last, compared(last, assessment), way)
