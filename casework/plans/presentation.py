"""The plan as its page shows it: each need with its scores drawn, and the figures at the top."""

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone

from casework.actions.models import ActionMoved
from casework.interface import charts
from casework.interface.words import full_day, short_day
from casework.plans.models import Need, PlanAction
from missing.models import Finding

MOVES = ActionMoved.objects.filter(action=OuterRef("action")).order_by("-moved_on", "-pk")
LEARNED = Finding.objects.filter(action=OuterRef("action")).order_by("pk")
DRAWN = 9
"""Scores a small chart can hold and still be read."""


def actions_for(worker) -> Prefetch:
    """The actions of needs, as this worker may read them."""
    links = PlanAction.objects.with_action_for(worker).annotate(
        moved_because=Subquery(MOVES.values("because")[:1]),
        learned=Subquery(LEARNED.values("text")[:1]),
    )
    return Prefetch("actions", links.order_by("action__due_on", "pk"))


def needs_of(plan, worker, child=None) -> list[Need]:
    """The plan's needs with their scores drawn, and their actions."""
    needs = plan.needs.select_related("carried_from").prefetch_related(
        "scores", "carried_from__scores", actions_for(worker)
    )
    rows = list(needs)
    for need in rows:
        need.child = child or plan.child
        need.drawn = drawn(need)
        for link in need.actions.all():
            link.action.owner_known = link.owner_known
    return rows


def scores_of(need) -> list:
    """The need's scores, with those of the need it goes on from in the plan before."""
    before = list(need.carried_from.scores.all()) if need.carried_from else []
    return [*before, *need.scores.all()][-DRAWN:]


def drawn(need) -> dict | None:
    """A small chart of progress, 0 to 10, with its title, its words and its figures."""
    scores = scores_of(need)
    if not scores:
        return None
    today, first, last = timezone.localdate(), scores[0], scores[-1]
    change = charts.change_words(first.score, last.score, f"{first.scored_on:%B}")
    points = [
        charts.Point(short_day(score.scored_on, today), score.score, str(score.score))
        for score in scores
    ]
    return {
        "chart": charts.line_chart(points, top=10, unit="", width=280, height=118, each=True),
        "scores": scores,
        "title": f"{need.need}: {last.score} out of 10. {change}.",
        "desc": f"{len(scores)} scores from {full_day(first.scored_on)}"
        f" to {full_day(last.scored_on)}.",
        "by": last.scored_by,
        "change": change,
    }


def figures(child, needs) -> list[dict]:
    """Four plain figures of the plan's actions, each with its denominator."""
    links = [link for need in needs for link in need.actions.all()]
    if not links:
        return []
    counted = (
        ("actions have a person and a date", lambda link: link.action.due_on),
        (f"are for {child.first_name}", lambda link: link.action.for_child),
        ("done, and what changed is written", lambda link: link.action.done_on),
        ("overdue", lambda link: link.left_on is None and link.action.state == "overdue"),
    )
    return [
        {"number": sum(map(bool, map(true_of, links))), "of": len(links), "label": label}
        for label, true_of in counted
    ]
