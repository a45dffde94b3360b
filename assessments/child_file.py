from django.db.models import Q
from django.urls import reverse

from assessments import journey
from assessments.endings import stop_assessment, stop_enquiry
from assessments.models import (
    SECTIONS,
    Amendment,
    Assessment,
    AssessmentSection,
    Section47,
    StrategyDiscussion,
)
from assessments.operations import start_if_accepted
from casework.approvals.queue import Waiting, kinds
from casework.children.allocation.parts import needs_social_worker
from casework.children.extensions.banner_and_menu import MenuItem, Page, parts
from casework.children.extensions.endings import Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.merges import Once, once
from casework.children.extensions.mistakes import Kind, mistakes, only
from casework.children.extensions.next_steps import Step, steps
from casework.interface.words import as_day, full_day
from casework.meetings.operations import into_the_meeting, meeting_moves, out_of_the_meeting
from casework.recording.models import WRITTEN_FOR
from casework.referrals.episode_hooks import blockers, follow_ons

parts.add(
    Page(order=30, label="Assessments", url="assessments"),
    MenuItem(order=154, label="An assessment", url="assessment-add"),
    MenuItem(order=156, label="A strategy discussion", url="strategy-add"),
)


def open_assessments(child) -> list[str]:
    started = Assessment.objects.open().of_child(child).values_list("started_on", flat=True)
    return [
        f"Finish the assessment started {full_day(day)}: it is not authorised" for day in started
    ]


def open_enquiries(child) -> list[str]:
    started = Section47.objects.open().of_child(child).values_list("started_on", flat=True)
    return [f"Finish the section 47 enquiry started {full_day(day)}" for day in started]


def being_enquired_about(child) -> str:
    going_on = Section47.objects.open().of_child(child)
    return "is the subject of a section 47 enquiry" if going_on.exists() else ""


needs_social_worker.add(being_enquired_about)
blockers.add(open_assessments, open_enquiries)
follow_ons.add(start_if_accepted)


def _waiting():
    return Assessment.objects.waiting_for_manager().with_people()


def _sent():
    return Assessment.objects.sent_to_manager().with_people()


kinds.add(
    Waiting(
        order=10,
        title="Assessments",
        records=_waiting,
        url="assessment-authorise",
        sent=_sent,
        read_at=lambda assessment: reverse("assessment", args=[assessment.child_id, assessment.pk]),
        author="submitted_by",
        clock="assessment.complete",
    )
)


def _enquiries():
    return Section47.objects.waiting_for_manager().with_people()


def _enquiries_sent():
    return Section47.objects.sent_to_manager().with_people()


kinds.add(
    Waiting(
        order=12,
        title="Section 47 enquiries",
        records=_enquiries,
        url="section47-authorise",
        sent=_enquiries_sent,
        read_at=lambda enquiry: reverse("section47s", args=[enquiry.child_id]),
        author="submitted_by",
        family="pk",
        clock="s47.complete",
    )
)


def _corrections():
    return Amendment.objects.waiting().select_related("child__person", "recorded_by")


kinds.add(
    Waiting(
        order=15,
        title="Corrections",
        records=_corrections,
        url="amendment-decide",
        sent=_corrections,
        read_at=lambda correction: reverse(
            "assessment", args=[correction.child_id, correction.assessment_id]
        ),
        author="recorded_by",
        family="assessment_id",
    )
)

OF_THE_FAMILY = (
    "family__family_and_home",
    "family__parents_and_carers",
    "family__wider_family",
    "family__what_others_say",
)
within.add(
    Findable(
        label="Assessment",
        records=Assessment.objects.all,
        happened="started_on",
        url="assessments",
        words=(*SECTIONS, "recommendation", "manager_analysis", *OF_THE_FAMILY),
        about=f"family__{WRITTEN_FOR}",
        of_all=(*OF_THE_FAMILY, "shared_rows__text"),
    ),
    Findable(
        label="Assessment",
        records=AssessmentSection.objects.written,
        happened="assessment__started_on",
        url="assessments",
        words=("text",),
        about=f"assessment__family__{WRITTEN_FOR}",
        shared=Q(section__shared=True),
    ),
    Findable(
        label="Strategy discussion",
        records=StrategyDiscussion.objects.all,
        happened="held_on",
        url="assessments",
        words=("concern", "reasons", "immediate_safety"),
    ),
    Findable(
        label="Section 47 enquiry",
        records=Section47.objects.all,
        happened="started_on",
        url="section47s",
        words=("findings",),
    ),
)

endings.add(
    Ends(
        order=50,
        records=Section47.objects.open,
        end=stop_enquiry,
        label=lambda enquiry: f"The section 47 enquiry from {full_day(enquiry.started_on)}",
    ),
    Ends(
        order=60,
        records=Assessment.objects.open,
        end=stop_assessment,
        label=lambda assessment: f"{assessment}, started {full_day(assessment.started_on)}",
    ),
)

steps.add(
    Step(
        order=20,
        label="Record the strategy discussion",
        url="strategy-add",
        applies=journey.discussion_wanted,
        waits="A social worker records the strategy discussion next.",
    ),
    Step(
        order=22,
        label="Finish the section 47 enquiry",
        url="section47-finish",
        applies=journey.enquiry_going_on,
        waits="A social worker finishes the enquiry next.",
    ),
    Step(
        order=24,
        label="Decide on the section 47 enquiry",
        url="section47-authorise",
        applies=journey.enquiry_submitted,
        waits="A manager decides on the enquiry next.",
    ),
    Step(
        order=30,
        label="Decide on the assessment",
        url="assessment-authorise",
        applies=journey.assessment_submitted,
        waits="A manager decides on the assessment next.",
    ),
    Step(
        order=32,
        label="Go on with the assessment",
        url="assessment-edit",
        applies=journey.assessment_being_written,
    ),
    Step(
        order=34,
        label="Start the assessment",
        url="assessment-add",
        applies=journey.assessment_wanted,
    ),
    Step(
        order=90,
        label="Close the episode of need",
        url="episode-close",
        applies=journey.nothing_more_needed,
        waits="A manager closes the episode next.",
    ),
)


def _day_of_the_discussion(discussion) -> None:
    discussion.held_on = as_day(discussion.meeting.starts_at)


def _authorised(assessment) -> bool:
    return assessment.authorised_on is not None


mistakes.add(
    Kind(
        model=Assessment,
        called="assessment",
        happened="started_on",
        url="assessments",
        settled=_authorised,
        not_corrected="It is written until it is authorised, and amended from then on",
    ),
    Kind(
        model=StrategyDiscussion,
        called="strategy discussion",
        happened="held_on",
        url="section47s",
        shared="meeting",
        shared_fields=("starts_at", "place"),
        keeps=_day_of_the_discussion,
        follows=out_of_the_meeting,
        returns=into_the_meeting,
        moves=meeting_moves,
    ),
    Kind(
        model=Section47,
        called="section 47 enquiry",
        happened="started_on",
        url="section47s",
        settled=lambda enquiry: enquiry.ended_on is not None,
    ),
)
only("It goes with the assessment it is a part of", AssessmentSection)
only("It is itself a correction of the assessment: amend that again", Amendment)

once.add(
    Once(
        model=Assessment,
        called="assessment that is not authorised",
        open=Assessment.objects.open,
        both=True,
        gathers=False,
    ),
    Once(
        model=Section47,
        called="section 47 enquiry that goes on",
        open=Section47.objects.open,
        both=True,
    ),
)
