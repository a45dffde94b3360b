"""What supervision changes, as at any day: the figures, by team, and the words side by side."""

from django.db.models import Q
from django.views.generic import TemplateView

from casework.access.models import Team
from casework.access.roles import Permission
from casework.figures.counting import Question, Tally, tallies
from casework.figures.presentation import tell
from casework.figures.query import FigureQuery
from casework.figures.registry import cuts, figures
from casework.figures.views import FigureQueryMixin
from casework.supervision.figures import agreed
from casework.supervision.people import supervised_by
from casework.supervision.regularity import due_of, with_due

SHOWN = 40
BY_TEAM = ("supervision.talked_about", "supervision.outcome", "supervision.old")


class Changes(FigureQueryMixin, TemplateView):
    """For those who supervise: only of children they may know of."""

    permission = Permission.SUPERVISE
    template_name = "supervision/changes.html"

    def get_context_data(self, **kwargs):
        query = self.query
        ours = [figure for figure in figures if figure.group == "supervision"]
        told = tell(query, ours, drawn=[figures["supervision.outcome"]])
        return super().get_context_data(
            lines=told.lines,
            trends=told.trends,
            by_team=self.by_team(query),
            side_by_side=self.side_by_side(query),
            regular=self.regular(query),
            columns=[figures[code] for code in BY_TEAM],
            **kwargs,
        )

    def by_team(self, query: FigureQuery) -> list[tuple[str, list[Tally]]]:
        """By name, never ranked; a reader of one team has the one row."""
        worker = self.request.user
        questions = [Question(figures[code], query.span) for code in BY_TEAM]
        counted = tallies(query.reader, questions, by=cuts["team"])
        teams = Team.objects.filter(authority=worker.authority_id).order_by("name")
        rows = [
            (team.name, [counted.get((code, "", str(team.pk)), Tally()) for code in BY_TEAM])
            for team in teams
        ]
        return [row for row in rows if any(tally.of for tally in row[1])]

    def side_by_side(self, query: FigureQuery):
        """What was to be done, what was to be different, and what it did: the newest first."""
        span = query.span
        actions = agreed().visible_to(self.request.user)
        actions = actions.filter(done_on__range=(span.first, span.last))
        if team := query.where.get("team"):
            actions = actions.filter(Q(team=team) if team else Q(team=None))
        actions = actions.select_related("child__person", "from_supervision")
        return actions.order_by("-done_on", "-pk")[:SHOWN]

    def regular(self, query: FigureQuery) -> dict:
        """Of the workers this manager supervises, how many were within their time that day."""
        rows = with_due(supervised_by(self.request.user), query.at)
        if team := query.where.get("team"):
            rows = rows.filter(team=team)
        dues = [due_of(row) for row in rows]
        return {
            "of": len(dues),
            "in_time": sum(bool(due.due_on and due.due_on >= query.at) for due in dues),
        }
