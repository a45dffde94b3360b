"""A plan as texts: beside the last one the child had, and marked, so that what a manager
authorises is what they read."""

from assessments.comparing import WAYS, Beside, Compared
from casework.interface.differences import difference
from casework.interface.words import full_day
from casework.plans.models import Plan

Text = tuple[str, str, str]
"""A key that the same part has in the plan before, its title, and what it says."""


def texts_of(plan: Plan, needs, contingencies) -> list[Text]:
    """All that a manager reads before they authorise, in reading order."""
    family = plan.family
    shared = [
        (field, family._meta.get_field(field).verbose_name.capitalize(), getattr(family, field))
        for field in ("worries", "going_well", "familys_own_plan")
    ] if family else []  # fmt: skip
    own = ("own_words", f"What {plan.child.first_name} said about the plan", plan.own_words)
    return [*shared, own, *map(_need, needs), *map(_contingency, contingencies)]


def _need(need) -> Text:
    lines = [need.what_will_be_different, need.starting_point, need.how_we_will_know]
    lines += [_action(link.action) for link in need.actions.all() if link.left_on is None]
    return (f"need {need.carried_from_id or need.pk}", need.need, _lines(lines))


def _action(action) -> str:
    due = full_day(action.due_on) if action.due_on else action.due_event
    return f"{action.what} {action.owner}, {due}."


def _contingency(one) -> Text:
    key = f"contingency {one.carried_from_id or one.pk}"
    return (key, f"If this happens: {one.trigger}", _lines([one.step, one.who, one.when]))


def _lines(lines) -> str:
    return "\n".join(line for line in lines if line)


def texts_before(plan: Plan) -> list[Text]:
    """The same of an earlier plan, each part under the key that the one that follows gives it."""
    needs, contingencies = read_whole(plan)
    for one in (*needs, *contingencies):
        one.carried_from_id = None
    return texts_of(plan, needs, contingencies)


def read_whole(plan: Plan) -> tuple[list, list]:
    needs = plan.needs.prefetch_related(
        "actions__action__owner_worker", "actions__action__owner_person"
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
    found = []
    for key, title, text in now:
        _, was = before.pop(key, ("", ""))
        found.append(Compared(title, was, text, difference(was, text)))
    found += [Compared(title, was, "", difference(was, "")) for title, was in before.values()]
    return [part for part in found if part.before or part.now]


class BesideLastPlan(Beside):
    """A plan and the last one, to be read in one of three ways."""

    def __init__(self, last: Plan, texts: list[Text], way: str):
        self.last, self.way = last, way if way in WAYS else "beside"
        self.sections = compared(texts_before(last), texts)


def beside_the_last(plan: Plan, texts: list[Text], way: str) -> BesideLastPlan | None:
    """None for a first plan."""
    last = last_authorised(plan)
    if last is None:
        return None
    last.child = plan.child
    return BesideLastPlan(last, texts, way)
