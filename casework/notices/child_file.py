from casework.children.extensions.endings import Cause, Ends, endings
from casework.children.extensions.merges import Answer, answers
from casework.children.extensions.mistakes import only
from casework.notices.models import Notice, Told


def _put_away(notice, ending) -> None:
    """Nobody is reminded of anything about a child who has died; should that have been a mistake,
    they are told once more."""
    Told.objects.filter(deadline=notice.deadline_id).delete()
    notice.delete()


endings.add(
    Ends(
        order=95,
        records=Notice.objects.unread,
        end=_put_away,
        label=lambda notice: "",
        causes=frozenset({Cause.DIED}),
    )
)

only("Telling a worker something is no record of the child", Notice)

answers.add(
    Answer(model=Notice, field="child", because="It opens the page of what it tells of", whole=True)
)
