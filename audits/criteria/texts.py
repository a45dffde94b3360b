"""The texts a section of an audit is about, as the check of writing reads them."""

from collections.abc import Callable

from assessments.models import Assessment
from assessments.writing.prompts import passages_of as of_assessment
from audits.criteria.editions import Section
from casework.access.roles import Permission
from casework.plans.models import Plan
from casework.plans.presentation import needs_of
from casework.plans.writing.prompts import action_passage, contingency_passage
from casework.writing.prompts.passages import Passage
from missing.forms import InterviewForm
from missing.models import ReturnInterview


def newest_assessment(child, worker) -> list[Passage]:
    assessments = Assessment.objects.visible_to(worker).of_child(child)
    assessment = assessments.with_people().with_version().newest_first().first()
    if assessment is None:
        return []
    assessment.child = child
    return of_assessment(assessment)


def newest_plan(child, worker) -> list[Passage]:
    """Its actions that stand, done or not, and what happens if nothing changes."""
    plan = Plan.objects.visible_to(worker).of_child(child).newest_first().first()
    if plan is None:
        return []
    needs = needs_of(plan, worker, child)
    actions = [link.action for need in needs for link in need.actions.all() if not link.left_on]
    contingencies = list(plan.contingencies.all())
    for record in (*actions, *contingencies):
        record.child = child
    return [*map(action_passage, actions), *map(contingency_passage, contingencies)]


def newest_interview(child, worker) -> list[Passage]:
    interviews = ReturnInterview.objects.visible_to(worker).of_child(child).held()
    interview = interviews.order_by("-held_at", "-pk").first()
    if interview is None:
        return []
    interview.child = child
    about = f"What {child.first_name} told us"
    return [Passage(interview, "next_steps", InterviewForm.writing["next_steps"], about)]


READ: dict[str, tuple[str, Callable]] = {
    "assessment": ("the newest assessment", newest_assessment),
    "plan": ("the newest plan", newest_plan),
    "missing": ("the newest return home interview", newest_interview),
}
"""By the key of the section: what is read, in words, and its texts."""


def may_read(audit, worker) -> bool:
    """Whoever judges this audit, authorises such work or oversees quality; never its writer."""
    manages = worker.may(Permission.AUTHORISE) or worker.may(Permission.OVERSEE_QUALITY)
    return audit.worker_id != worker.pk and (manages or audit.auditor_id == worker.pk)


def texts_of(child, section: Section, worker) -> list[Passage]:
    _, read = READ[section.key]
    return read(child, worker)
