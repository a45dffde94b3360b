"""What a meeting decides: the record of it, and the plans it starts, goes on with or ends."""

from typing import cast

from casework.access.roles import Permission
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup
from casework.conferences.sequence import enquiry_answered_on
from casework.interface.words import as_day
from casework.notices.models import Notice
from casework.notices.recipients import around, tell
from casework.plans.ending.operations import end_plan, end_plans, open_plan, step
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed

DECIDES = Conference.Decision


def keep_children(meeting, offered, records) -> None:
    """The meeting is about those chosen, and about those the writer may not know of, as planned."""
    chosen = {record.child_id for record in records}
    meeting.children.remove(*[child for child in offered if child.pk not in chosen])
    meeting.children.add(*chosen)
    for record in records:
        record.meeting = meeting
        record.held = meeting.held
        record.held_on = as_day(meeting.starts_at)


def keep_actions(meeting, parts, agreed) -> None:
    """Each plan's actions as the meeting found them, then what it agreed, before plans change."""
    for answer in (answer for part in parts for answer in part.answers):
        answer.on = as_day(meeting.starts_at)
        answer.save()
    children = [part.child for part in parts]
    for row in agreed:
        if row.has_changed():
            row.keep(meeting, children)


def record_conference(meeting, conferences: list[Conference], kind: str) -> None:
    """Save the conference for each child, and carry out what was decided, if it was held."""
    for conference in conferences:
        conference.kind = kind
        conference.episode = open_episode(conference.child)
        conference.plan = Plan.objects.open().child_protection().of_child(conference.child).first()
        if kind != Conference.Kind.REVIEW:
            conference.section_47 = enquiry_answered_on(conference.child, conference.held_on)
        if conference.held:
            carry_out(conference)
        conference.save()


def open_episode(child) -> EpisodeOfNeed | None:
    return EpisodeOfNeed.objects.open().of_child(child).newest_first().first()


def carry_out(conference: Conference) -> None:
    """Start, go on with, step down or end the child's plan, on the day of the conference."""
    child, day, by = conference.child, conference.held_on, conference.recorded_by
    if conference.decision == DECIDES.PLAN:
        # A plan starts on the day of the conference (CIN census rule 2885).
        conference.plan = step(child, Plan.Kind.PROTECTION, by, day, category=conference.category)
    elif conference.decision == DECIDES.CONTINUE and conference.plan:
        conference.plan.latest_category = conference.category
        conference.plan.save()
    elif conference.decision == DECIDES.STEP_DOWN:
        step(child, Plan.Kind.NEED, by, day)
    elif conference.decision == DECIDES.END:
        end_plans(child, day, Plan.Ended.CONFERENCE, by=by)


def record_core_group(meeting, groups: list[CoreGroup]) -> None:
    for group in groups:
        group.plan = Plan.objects.open().child_protection().of_child(group.child).get()
        group.save()


def record_in_need_meeting(meeting, records: list[ChildInNeedMeeting]) -> None:
    """The first meeting agrees the plan and starts it; each later one reviews it."""
    for record in records:
        plan = Plan.objects.open().child_in_need().of_child(record.child).first()
        met = ChildInNeedMeeting.objects.held().filter(plan=plan) if plan else None
        first = not (met and met.exists())
        kinds = ChildInNeedMeeting.Kind
        record.kind = kinds.FIRST if first else kinds.REVIEW
        if record.held and plan is None:
            plan = open_plan(
                record.child,
                Plan.Kind.NEED,
                record.recorded_by,
                record.held_on,
                follows=Plan.objects.waiting_to_be_settled().of_child(record.child).first(),
            )
        record.plan = plan
        record.save()
        if record.held and record.decision == ChildInNeedMeeting.Decision.END:
            end_or_ask(record)


def end_or_ask(record: ChildInNeedMeeting) -> None:
    """A manager who writes down that the meeting thinks no plan is needed ends it with that; where
    someone else does, the plan goes on until a manager ends it, and they are told."""
    by, child = record.recorded_by, record.child
    if by and by.may(Permission.AUTHORISE):
        end_plan(
            cast(Plan, record.plan),
            record.held_on,
            Plan.Ended.NEEDS_MET,
            by=by,
            words="The meeting decided no plan is needed",
        )
        return
    managers = around(child).who_may(Permission.AUTHORISE)
    tell(managers, child=child, kind=Notice.Kind.SUBMITTED, about="Whether the plan ends", by=by)
