from django.urls import reverse

from assessments import stands
from assessments.deeds import start_if_accepted
from assessments.endings import stop_assessment, stop_enquiry
from assessments.models import (
    SECTIONS,
    Amendment,
    Assessment,
    AssessmentSection,
    Section47,
    StrategyDiscussion,
)
from assessments.waiting import Waiting, add
from casework.access.roles import Permission
from casework.children.endings import Ends, endings
from casework.children.parts import Deed, Page, parts
from casework.children.steps import Step, steps
from casework.children.within import Findable, within
from casework.interface.words import full_day
from casework.referrals.closing import blockers
from casework.referrals.opening import follow_ons

parts.add(
    Page(order=30, label="Assessments", url="assessments"),
    Deed(order=154, label="An assessment", url="assessment-add"),
    Deed(order=156, label="A strategy discussion", url="strategy-add"),
)


def open_assessments(child) -> list[str]:
    started = Assessment.objects.open().of_child(child).values_list("started_on", flat=True)
    return [
        f"Finish the assessment started {full_day(day)}: it is not authorised" for day in started
    ]


def open_enquiries(child) -> list[str]:
    started = Section47.objects.open().of_child(child).values_list("started_on", flat=True)
    return [f"Finish the section 47 enquiry started {full_day(day)}" for day in started]


blockers.extend([open_assessments, open_enquiries])
follow_ons.append(start_if_accepted)


def _waiting():
    return Assessment.objects.waiting_for_manager().with_people()


def _sent():
    return Assessment.objects.sent_to_manager().with_people()


add(Waiting(
    order=10, title="Assessments", records=_waiting, url="assessment-authorise",
    sent=_sent, read_at=lambda one: reverse("assessment", args=[one.child_id, one.pk]),
    author="submitted_by", clock="assessment.complete",
))  # fmt: skip


def _corrections():
    return Amendment.objects.waiting().select_related("child__person", "recorded_by")


add(Waiting(
    order=15, title="Corrections", records=_corrections, url="amendment-decide",
    sent=_corrections,
    read_at=lambda one: reverse("assessment", args=[one.child_id, one.assessment_id]),
    author="recorded_by", family="assessment_id",
))  # fmt: skip

within.add(
    Findable(
        label="Assessment", records=Assessment.objects.all, happened="started_on",
        url="assessments",
        words=(
            *SECTIONS, "recommendation", "manager_analysis", "family__family_and_home",
            "family__parents_and_carers", "family__wider_family", "family__what_others_say",
        ),
    ),
    Findable(
        label="Assessment", records=AssessmentSection.objects.written,
        happened="assessment__started_on", url="assessments", words=("text",),
    ),
    Findable(
        label="Strategy discussion", records=StrategyDiscussion.objects.all, happened="held_on",
        url="assessments", words=("concern", "reasons", "immediate_safety"),
    ),
    Findable(
        label="Section 47 enquiry", records=Section47.objects.all, happened="started_on",
        url="section47s", words=("findings",),
    ),
)  # fmt: skip

endings.add(
    Ends(
        order=50, records=Section47.objects.open, end=stop_enquiry,
        said=lambda one: f"The section 47 enquiry from {full_day(one.started_on)}",
    ),
    Ends(
        order=60, records=Assessment.objects.open, end=stop_assessment,
        said=lambda one: f"{one}, started {full_day(one.started_on)}",
    ),
)  # fmt: skip

steps.add(
    Step(
        order=20, label="Record the strategy discussion", url="strategy-add",
        stands=stands.discussion_wanted,
    ),
    Step(
        order=22, label="Finish the section 47 enquiry", url="section47-finish",
        stands=stands.enquiry_going_on,
    ),
    Step(
        order=30, label="Decide on the assessment", url="assessment-authorise",
        stands=stands.assessment_submitted, permission=Permission.AUTHORISE,
        waits="A manager decides on the assessment next.",
    ),
    Step(
        order=32, label="Go on with the assessment", url="assessment-edit",
        stands=stands.assessment_being_written,
    ),
    Step(
        order=34, label="Start the assessment", url="assessment-add",
        stands=stands.assessment_wanted,
    ),
    Step(
        order=90, label="Close the episode of need", url="episode-close",
        stands=stands.nothing_more_needed, permission=Permission.DECIDE,
        waits="A manager closes the episode next.",
    ),
)  # fmt: skip
