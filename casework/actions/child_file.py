from casework.actions.models import Action, ActionMoved
from casework.children.extensions.banner_and_menu import Page, parts
from casework.children.extensions.endings import Cause, Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.mistakes import Kind, mistakes, only

parts.add(Page(order=45, label="Actions", url="actions"))

within.add(
    Findable(
        label="Action",
        records=Action.objects.outside_audits,
        happened="agreed_on",
        url="actions",
        words=("what", "owner_name", "what_changed", "dropped_because"),
    )
)


def _drop(action, ending) -> None:
    action.dropped_on = ending.on_or_after(action.agreed_on)
    action.dropped_because = ending.because
    action.save()


endings.add(
    Ends(
        order=70,
        records=Action.objects.open,
        end=_drop,
        label=lambda action: f"Action: {action.what}",
        causes=frozenset({Cause.DIED, Cause.MOVED, Cause.CLOSED}),
    )
)

mistakes.add(Kind(model=Action, called="action", happened="agreed_on", url="actions"))
only("It goes with the action whose date was moved", ActionMoved)
