"""A plan laid beside the plans of brothers and sisters."""

from casework.interface.words import possessive
from casework.plans.models import Plan
from casework.writing.checks.similarity import Other, other_families, same_text

TITLE = "What this plan asks for"


def noticed(plan, needs, worker) -> list[str]:
    """What its writer, and the manager who decides, may want to look at again."""
    text = words_of(needs)
    return [
        *same_text({"all": (TITLE, text)}, _others(plan, worker)),
        *other_families([text], plan.child, worker),
    ]


def words_of(needs) -> str:
    """The actions and what will be different, without dates and people."""
    actions = (link.action.what for need in needs for link in need.actions.all())
    return "\n".join([*(need.what_will_be_different for need in needs), *actions])


def _others(plan, worker):
    if plan.family_id is None:
        return
    siblings = Plan.objects.visible_to(worker).open().filter(family=plan.family_id)
    siblings = siblings.exclude(child=plan.child_id).select_related("child__person")
    for other in siblings.prefetch_related("needs__actions__action")[:12]:
        yield Other("all", words_of(other.needs.all()), possessive(other.child.first_name))
