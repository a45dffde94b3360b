from casework.children.endings import Cause, Ends, endings
from casework.notices.models import Notice


def _put_away(notice, ending) -> None:
    """Nobody is reminded of anything about a child who has died."""
    notice.delete()


endings.add(Ends(
    order=95, records=Notice.objects.unread, end=_put_away, said=lambda notice: "",
    causes=frozenset({Cause.DIED}),
))  # fmt: skip
