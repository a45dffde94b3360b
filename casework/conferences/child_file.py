from casework.children.extensions.banner_and_menu import MenuItem, parts
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.mistakes import Kind, mistakes
from casework.children.extensions.next_steps import Step, steps
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup, MeetingAction
from casework.conferences.sequence import plan_to_end
from casework.conferences.transfers import initial_wanted, transfer_in_wanted
from casework.meetings.operations import into_the_meeting, meeting_moves, out_of_the_meeting

parts.add(
    MenuItem(order=160, label="A conference", url="conference-add"),
    MenuItem(order=161, label="A core group", url="core-group-add"),
    MenuItem(order=162, label="A child in need meeting", url="child-in-need-meeting-add"),
)

within.add(
    Findable(
        label="Conference",
        records=Conference.objects.all,
        happened="held_on",
        url="child-meetings",
        words=("reasons", "disagreement", "own_words", "meeting__minutes"),
        about="meeting__children",
    ),
    Findable(
        label="Core group",
        records=CoreGroup.objects.all,
        happened="held_on",
        url="child-meetings",
        words=("what_changed", "own_words", "meeting__minutes"),
        about="meeting__children",
    ),
    Findable(
        label="Child in need review",
        records=ChildInNeedMeeting.objects.all,
        happened="held_on",
        url="child-meetings",
        words=("what_changed", "own_words", "meeting__minutes"),
        about="meeting__children",
    ),
)

steps.add(
    Step(
        order=24,
        label="Record the initial conference",
        url="conference-add",
        applies=initial_wanted,
        waits="An initial conference comes next: its chair or a manager records it.",
    ),
    Step(
        order=26,
        label="Record the transfer-in conference",
        url="conference-add",
        applies=transfer_in_wanted,
        waits="A transfer-in conference comes next: its chair or a manager records it.",
    ),
    Step(
        order=60,
        label="End the child in need plan",
        url="plan-end",
        applies=plan_to_end,
        waits="A manager decides whether the plan ends.",
    ),
)


def _actions_agreed(record):
    """Those agreed at the meeting for this child."""
    agreed = MeetingAction.objects.filter(
        meeting=record.meeting_id, action__child=record.child_id
    ).select_related("action")
    return [row.action for row in agreed]


mistakes.add(
    Kind(
        model=Conference,
        called="conference",
        happened="held_on",
        url="child-meetings",
        settled=lambda conference: conference.held and bool(conference.decision),
        also=_actions_agreed,
        follows=out_of_the_meeting,
        returns=into_the_meeting,
        moves=meeting_moves,
    ),
    Kind(
        model=CoreGroup,
        called="core group",
        happened="held_on",
        url="child-meetings",
        also=_actions_agreed,
        follows=out_of_the_meeting,
        returns=into_the_meeting,
        not_moved="It goes with its plan",
    ),
    Kind(
        model=ChildInNeedMeeting,
        called="child in need meeting",
        happened="held_on",
        url="child-meetings",
        also=_actions_agreed,
        follows=out_of_the_meeting,
        returns=into_the_meeting,
        moves=meeting_moves,
    ),
)
