"""Does pre-proceedings work? How it ends for children, how long it takes, whether it holds."""

from django.views.generic import TemplateView

from casework.figures.presentation import tell, when
from casework.figures.registry import cuts, figures
from casework.figures.views import FigureQueryMixin
from casework.interface.words import counted
from casework.preproceedings.effectiveness.times import (
    ENDED,
    between_steps,
    by_outcome,
    by_part,
    ended_in,
    usual_weeks,
)
from casework.preproceedings.figures import NEED

TREND = "plo.over_16"


class Effectiveness(FigureQueryMixin, TemplateView):
    """As at any day, over so many months, for the children asked of."""

    template_name = "preproceedings/effectiveness/effectiveness.html"

    def get_context_data(self, **kwargs):
        query, of_ended = self.query, figures[ENDED]
        ours = [figure for figure in figures if figure.group == "court"]
        told = tell(query, ours, drawn=[figures[TREND]])
        rows = ended_in(query, query.span)
        before = ended_in(query, query.span.earlier(query.months))
        return super().get_context_data(
            lines=told.lines,
            trend=next(iter(told.trends), None),
            sentence=ended_words(len(rows), when(of_ended, query)),
            outcomes=by_outcome(query, rows),
            usual=usual_weeks(rows),
            usual_before=usual_weeks(before),
            parts=[
                {"label": cut.label, "rows": by_part(query, cut)}
                for cut in (cuts["team"], NEED)
                if cut.name not in query.where
            ],
            steps=between_steps(query),
            **kwargs,
        )


def ended_words(ended: int, days: str) -> str:
    if not ended:
        return f"Pre-proceedings ended for no child you may know of {days}."
    return f"Pre-proceedings ended for {counted(ended, 'children')} {days}."
