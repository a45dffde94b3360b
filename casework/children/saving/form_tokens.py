"""One opening of a form: what lets the server know its words again when nobody is signed in."""

import secrets
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import QueryDict

from casework.access.models import Worker
from casework.interface.plain_text import whole_number

TOKEN, COUNT = "cw-draft", "cw-draft-count"
OURS = (TOKEN, COUNT, "csrfmiddlewaretoken")
SALT = "casework.children.opening"
LAST = 2**31 - 1


def new_page() -> str:
    return secrets.token_urlsafe(12)


@dataclass(frozen=True)
class Opening:
    """Who opened which form about which child, signed into the page.

    It opens nothing: with it words can only be put away as that worker's own draft of that form,
    for ``DRAFT_TOKEN_DAYS``. ``after`` is the opening whose words this one was filled with.
    """

    worker: int
    path: str
    child: int | None = None
    title: str = ""
    after: str = ""
    page: str = field(default_factory=new_page)

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT)


def opening_of(data: QueryDict, worker) -> Opening | None:
    """The opening posted with a form; None if it is not ours, or too old for who asks."""
    token = data.get(TOKEN, "")
    try:
        opening = Opening(**signing.loads(token, salt=SALT))
        if worker.pk != opening.worker:
            signing.loads(token, salt=SALT, max_age=timedelta(days=settings.DRAFT_TOKEN_DAYS))
    except (signing.BadSignature, TypeError):
        return None
    return opening


def may_put_away(opening: Opening) -> bool:
    """A closed account puts nothing away. Someone whose last day ended while they wrote loses no
    words: they wait as a draft, which only they could open, were that day put later."""
    return Worker.objects.filter(pk=opening.worker, is_active=True).exists()


def count_of(data: QueryDict) -> int:
    """The number of this save; a form sent without script is the last word of its opening."""
    return min(whole_number(data.get(COUNT, "")) or LAST, LAST)


def typed_in(data: QueryDict) -> QueryDict:
    typed = data.copy()
    for name in OURS:
        typed.pop(name, None)
    return typed
