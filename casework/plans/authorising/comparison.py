"""A plan as texts: beside the last one the child had, and marked, so that what a manager
authorises is what they read."""

from django.db import models

from casework.approvals.comparison import Compared, Comparison
from casework.children.extensions.shared_records import tell
from casework.interface.words import capital, full_day
from casework.plans.models import FamilyPlan, Plan

Text = tuple[str, str, str]
"""A key that the same part has in the plan before, its title, and what it says."""


def texts_of(plan: Plan, needs, contingencies) -> list[Text]:
    """All that a manager reads before they authorise, in reading order."""
    family = plan.family
    shared = (
        [
            (field, _title(field), getattr(family, field))
            for field in ("worries", "going_well", "familys_own_plan")
        ]
        if family
        else []
    )
    own = ("own_words", f"What {plan.child.first_name} said about the plan", plan.own_words)
    return [*shared, own, *map(_need, needs), *map(_contingency, contingencies)]


def _title(name: str) -> str:
    field = FamilyPlan._meta.get_field(name)
    assert isinstance(field, models.Field)
    return capital(str(field.verbose_name))


def _need(need) -> Text:
    lines = [need.what_will_be_different, need.starting_point, need.how_we_will_know]
    lines += [_action(link.action) for link in need.actions.all() if link.left_on is None]
    return (f"need {need.carried_from_id or need.pk}", need.need, _lines(lines))


def _action(action) -> str:
    due = full_day(action.due_on) if action.due_on else action.due_event
    return f"{action.what} {action.owner}, {due}."


def _contingency(contingency) -> Text:
    key = f"contingency {contingency.carried_from_id or contingency.pk}"
    lines = _lines([contingency.step, contingency.who, contingency.when])
    return (key, f"If this happens: {contingency.trigger}", lines)


def _lines(lines) -> str:
    return "\n".join(line for line in lines if line)


def texts_before(plan: Plan) -> list[Text]:
    """The same of an earlier plan, each part under the key that the one that follows gives it."""
    needs, contingencies = read_whole(plan)
    for part in (*needs, *contingencies):
        part.carried_from_id = None
    return texts_of(plan, needs, contingencies)


def read_whole(plan: Plan) -> tuple[list, list]:
    needs = plan.needs.prefetch_related(
        "actions__action__owner_worker", "actions__action__owner_person__child"
    )
    return list(needs), list(plan.contingencies.all())


def last_authorised(plan: Plan) -> Plan | None:
    """The newest of the child's plans that was authorised before this one."""
    earlier = Plan.objects.of_child(plan.child).exclude(pk=plan.pk)
    earlier = earlier.filter(authorised_on__isnull=False, imported=False)
    earlier = earlier.filter(started_on__lte=plan.started_on).select_related("family")
    return earlier.order_by("-started_on", "-pk").first()


def compared(last: list[Text], now: list[Text]) -> list[Compared]:
    """Each part of both, in reading order; what stood only in the last one comes after."""
    before = {key: (title, text) for key, title, text in last}
    parts = [Compared.of(title, before.pop(key, ("", ""))[1], text) for key, title, text in now]
    return [*parts, *(Compared.of(title, text, "") for title, text in before.values())]


def beside_the_last(plan: Plan, texts: list[Text], way: str, reader) -> Comparison | None:
    """None for a first plan."""
    last = last_authorised(plan)
    if last is None:
        return None
    tell([last], reader)
    last.child = plan.child
    return Comparison(last, compared(texts_before(last), texts), way)
