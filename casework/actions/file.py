from casework.actions.models import Action
from casework.children.endings import Cause, Ends, endings
from casework.children.parts import Page, parts
from casework.children.within import Findable, within

parts.add(Page(order=45, label="Actions", url="actions"))

within.add(
    Findable(
        label="Action", records=Action.objects.outside_audits, happened="agreed_on", url="actions",
        words=("what", "owner_name", "what_changed", "dropped_because"),
    )
)  # fmt: skip


def _drop(action, ending) -> None:
    action.dropped_on = ending.on_or_after(action.agreed_on)
    action.dropped_because = ending.because
    action.save()


endings.add(Ends(
    order=70, records=Action.objects.open, end=_drop, said=lambda one: f"Action: {one.what}",
    causes=frozenset({Cause.DIED, Cause.MOVED, Cause.CLOSED}),
))  # fmt: skip
