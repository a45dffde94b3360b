from casework.access.roles import Permission
from casework.children.parts import Deed, parts
from casework.children.steps import Step, steps
from casework.children.within import Findable, within
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup
from casework.conferences.transfers import initial_wanted, transfer_in_wanted

parts.add(
    Deed(order=160, label="A conference", url="conference-add", permission=Permission.CONFER),
    Deed(order=161, label="A core group", url="core-group-add"),
    Deed(order=162, label="A child in need meeting", url="child-in-need-meeting-add"),
)

within.add(
    Findable(
        label="Conference", records=Conference.objects.all, happened="held_on",
        url="child-meetings",
        words=("reasons", "disagreement", "own_words", "meeting__minutes"),
    ),
    Findable(
        label="Core group", records=CoreGroup.objects.all, happened="held_on",
        url="child-meetings", words=("what_changed", "own_words", "meeting__minutes"),
    ),
    Findable(
        label="Child in need review", records=ChildInNeedMeeting.objects.all, happened="held_on",
        url="child-meetings", words=("what_changed", "own_words", "meeting__minutes"),
    ),
)  # fmt: skip

steps.add(
    Step(
        order=24, label="Record the initial conference", url="conference-add",
        stands=initial_wanted,
    ),
    Step(
        order=26, label="Record the transfer-in conference", url="conference-add",
        stands=transfer_in_wanted,
    ),
)  # fmt: skip
