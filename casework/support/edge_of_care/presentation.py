"""What the page of one piece of work shows, in the order it happened."""

from dataclasses import dataclass

from casework.access.roles import Permission
from casework.children.extensions.shared_records import tell
from casework.interface.charts import LineChart, Point, line_chart
from casework.support.models import MONTHS, ChildSession, EdgeOfCare, FollowUp, Goal
from casework.timescales.models import Deadline

RECENT = 20


@dataclass(frozen=True)
class DrawnGoal:
    """A goal and where it stood each time somebody put a number to it."""

    goal: Goal
    chart: LineChart | None
    title: str


def drawn(goal: Goal) -> DrawnGoal:
    scores = list(goal.scores.all())
    if not scores:
        return DrawnGoal(goal, None, "Nobody has put a number to it yet")
    points = [
        Point(
            f"{score.scored_on:%-d %b}",
            score.score,
            f"{score.score} of 10, {score.scored_on:%-d %B %Y}",
        )
        for score in scores
    ]
    first, last = scores[0].score, scores[-1].score
    chart = line_chart(points, top=10, unit="", each=True, width=320, height=120)
    return DrawnGoal(goal, chart, change(first, last, len(scores)))


def change(first: int, last: int, times: int) -> str:
    if times == 1:
        return f"{first} of 10 at the start"
    if first == last:
        return f"Still {last} of 10"
    return f"From {first} to {last} of 10"


def page_of(case: EdgeOfCare, worker) -> dict:
    goals = Goal.objects.filter(case=case).with_scores()
    known = {row.months: row for row in FollowUp.objects.filter(case=case)}
    return {
        "case": case,
        "referral": case.referral,
        "plan": case.supportplans.first(),
        "goals": [drawn(goal) for goal in goals],
        "reviews": case.edgereviews.newest_first().select_related("recorded_by"),
        "sessions": tell(sessions_of(case), worker),
        "follow_ups": follow_ups(case, known),
        "due": list(due_now(case)),
        "earlier": earlier(case),
        "may_record": worker.may(Permission.RECORD),
        "may_decide": worker.may(Permission.DECIDE),
    }


def sessions_of(case: EdgeOfCare):
    """The family support sessions with the child while the work went on, the newest first."""
    if not case.started_on:
        return ChildSession.objects.none()
    sessions = ChildSession.objects.of_child(case.child).filter(held_on__gte=case.started_on)
    if case.ended_on:
        sessions = sessions.filter(held_on__lte=case.ended_on)
    return sessions.with_session().newest_first()[:RECENT]


def due_now(case: EdgeOfCare):
    """The clocks that run on this work now, the first due first."""
    deadlines = Deadline.objects.of_child(case.child).open()
    ours = deadlines.filter(code__startswith="edge_of_care.").shown()
    return ours.order_by("due_at", "pk")


def follow_ups(case: EdgeOfCare, known: dict[int, FollowUp]) -> list[dict]:
    if not case.ended_on:
        return []
    open_ones = {row.code: row for row in due_now(case)}
    return [
        {
            "months": months,
            "known": known.get(months),
            "due": open_ones.get(f"edge_of_care.follow_up.{months}"),
        }
        for months in MONTHS
    ]


def earlier(case: EdgeOfCare) -> list[EdgeOfCare]:
    others = EdgeOfCare.objects.of_child(case.child).exclude(pk=case.pk)
    return list(others.select_related("referral__service").newest_first()[:RECENT])
