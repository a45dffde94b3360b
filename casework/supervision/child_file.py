"""What supervision adds to a child's file: a page, two deeds, and how its records are put right."""

from casework.children.extensions.banner_and_menu import MenuItem, Page, parts
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.mistakes import Kind, mistakes, only
from casework.plans.models import ManagementOversight
from casework.supervision.models import (
    ActionAnswer,
    AgendaItem,
    AgreedAction,
    CaseSupervision,
    GroupDiscussion,
    SampledFile,
)

REFLECTIONS = ("hypotheses", "feelings", "bias", "wrong")

parts.add(
    Page(order=47, label="Supervision", url="child-supervision"),
    MenuItem(order=120, label="Case supervision", url="case-supervision-add"),
    MenuItem(order=121, label="Management oversight", url="oversight-add"),
)
within.add(
    Findable(
        label="Case supervision",
        records=CaseSupervision.objects.all,
        happened="held_on",
        url="child-supervision",
        words=("what_changed", "danger", "strengths", "decided_because"),
        about="discussion__children__child",
        of_all=tuple(f"discussion__{name}" for name in REFLECTIONS),
    ),
    Findable(
        label="Reflective case discussion",
        records=GroupDiscussion.objects.all,
        happened="held_on",
        url="child-supervision",
        words=("thought", "what_changes"),
    ),
    Findable(
        label="Management oversight",
        records=ManagementOversight.objects.of_decisions,
        happened="looked_on",
        url="child-supervision",
        words=("found", "what_changes"),
    ),
)
mistakes.add(
    Kind(
        model=CaseSupervision,
        called="case supervision",
        happened="held_on",
        url="child-supervision",
        shared="discussion",
        shared_fields=REFLECTIONS,
        same_form=lambda talk: talk.discussion.children.exclude(pk=talk.pk),
        also=lambda talk: [row.action for row in talk.agreed.select_related("action")],
        not_moved="Its actions are this child’s: withdraw it, and record it on the right file",
    ),
    Kind(
        model=GroupDiscussion,
        called="reflective case discussion",
        happened="held_on",
        url="child-supervision",
    ),
    Kind(
        model=SampledFile,
        called="file read by a senior manager",
        happened="read_on",
        not_moved="It is what this file shows",
    ),
)
only("It goes with the supervision it was said in", ActionAnswer, AgreedAction)
only("It goes with the agenda of a session", AgendaItem)
