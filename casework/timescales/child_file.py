from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from casework.children.extensions.banner_and_menu import Fact, parts
from casework.children.extensions.merges import Answer, answers
from casework.children.extensions.mistakes import only
from casework.timescales.models import Deadline
from casework.timescales.reasons import LateReason
from casework.timescales.registry import registry
from casework.timescales.words import next_words

DATES = ("due_at", "amber_from", "own_due_at")


def _next_due():
    of_practice = registry.codes_for("auditor")
    running = Deadline.objects.open().exclude(code__in=of_practice)
    first = running.filter(child=OuterRef("pk")).by_due_date()
    facts = JSONObject(code="code", **{name: name for name in DATES})
    return {"next_due": Subquery(first.values(facts=facts)[:1])}


def _words(child):
    if not child.next_due:
        return "Nothing", ""
    dates = {name: child.next_due[name] for name in DATES}
    read = {name: at and datetime.fromisoformat(at) for name, at in dates.items()}
    deadline = Deadline(code=child.next_due["code"], **read)
    words, state = next_words(deadline)
    return f"{deadline.title}: {words[:1].lower()}{words[1:]}", "", state


parts.add(Fact(order=40, label="Next due", annotations=_next_due, reads=_words, url="due"))

only("Why something was late is said again where the clock is read", LateReason)

answers.add(
    Answer(
        model=Deadline,
        field="child",
        because="A clock goes with its record, and is counted again",
        whole=True,
        counted=True,
    )
)
