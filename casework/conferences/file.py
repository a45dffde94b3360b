from casework.children.parts import Deed, parts
from casework.children.within import Findable, within
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup

parts.add(
    Deed(order=60, label="A conference", url="conference-add"),
    Deed(order=61, label="A core group", url="core-group-add"),
    Deed(order=62, label="A child in need meeting", url="child-in-need-meeting-add"),
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
