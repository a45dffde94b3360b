"""What the wait for help adds to a child's file, and to the pages of what came before it."""

from django.db.models import Exists, OuterRef

from casework.children.extensions.banner_and_menu import MenuItem, Page, parts
from casework.children.extensions.endings import Cause, Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.mistakes import Kind, mistakes
from casework.children.extensions.page_parts import PagePart, WayOn, page_parts, ways_on
from casework.waits.ledger.lines import Unmet, unmet_of
from casework.waits.models import HelpReferral, NeedForHelp
from casework.waits.operations import end_need
from casework.waits.sources import FOUND_IN


def _ever():
    return {"needs_help": Exists(NeedForHelp.objects.filter(child=OuterRef("pk")))}


parts.add(
    Page(
        order=42,
        label="Help",
        url="help-needs",
        annotations=_ever,
        shown=lambda child: child.needs_help,
    ),
    MenuItem(order=166, label="A need for help", url="help-need-add"),
)


def _unmet(child, worker) -> dict | None:
    """Nothing is asked of a child who never had such a need: the banner knows."""
    lines = unmet_of(child) if child.needs_help else []
    return {"unmet": Unmet(lines)} if lines else None


page_parts.add(
    PagePart(
        code="help.unmet",
        order=10,
        pages=frozenset({"child", "plan", "plan-review"}),
        template="waits/_unmet.html",
        reads=_unmet,
    )
)
ways_on.add(WayOn(label="Needs help with this", url="help-need-add", records=FOUND_IN))

within.add(
    Findable(
        label="Need for help",
        records=NeedForHelp.objects.all,
        happened="identified_on",
        url="help-needs",
        words=("words", "meanwhile", "no_service_because", "ended_words"),
    ),
    Findable(
        label="Request for help",
        records=HelpReferral.objects.all,
        happened="referred_on",
        url="help-needs",
        words=("provider", "answer_words", "effect_words"),
    ),
)

ENDED = {
    Cause.DIED: NeedForHelp.Ended.DIED,
    Cause.GROWN: NeedForHelp.Ended.EIGHTEEN,
    Cause.MOVED: NeedForHelp.Ended.MOVED,
    Cause.CLOSED: NeedForHelp.Ended.CLOSED,
}


def _end(need, ending) -> None:
    day = ending.on_or_after(need.started_on or need.identified_on)
    end_need(need, day, ENDED[ending.cause], ending.because)


endings.add(
    Ends(
        order=72,
        records=lambda: NeedForHelp.objects.open().with_start(),
        end=_end,
        causes=frozenset(Cause),
        label=lambda need: f"Need for help: {need}",
    )
)

mistakes.add(
    Kind(model=NeedForHelp, called="need for help", happened="identified_on", url="help-needs"),
    Kind(
        model=HelpReferral,
        called="request for help",
        happened="referred_on",
        url="help-needs",
        not_moved="It goes with the need it was made for",
    ),
)
