from casework.actions.models import Action
from casework.children.parts import Page, parts
from casework.children.within import Findable, within

parts.add(Page(order=45, label="Actions", url="actions"))

within.add(
    Findable(
        label="Action", records=Action.objects.outside_audits, happened="agreed_on", url="actions",
        words=("what", "owner_name", "what_changed", "dropped_because"),
    )
)  # fmt: skip
