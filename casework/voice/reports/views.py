"""Which children are heard, and whether it changes anything: for managers, as at any day."""

from django.views.generic import TemplateView

from casework.figures.presentation import breakdown, cuts_for, tell
from casework.figures.registry import figures
from casework.figures.views import FigureQueryMixin

OURS = ("voice.heard", "voice.changed", "voice.answers", "voice.told", "voice.advocate")
DIVIDED = ("voice.heard", "voice.changed")
BY = ("plan", "team", "age", "disability")


class ChildrenHeard(FigureQueryMixin, TemplateView):
    """Only of children the reader may know of."""

    template_name = "voice/heard.html"

    def get_context_data(self, **kwargs):
        query = self.query
        told = tell(query, [figures[code] for code in OURS], drawn=[figures["voice.changed"]])
        return super().get_context_data(
            lines=told.lines, trends=told.trends, tables=self.tables(query), **kwargs
        )

    def tables(self, query) -> list[dict]:
        """The share heard and the share with a change side by side, by each way to divide them."""
        heard, changed = (figures[code] for code in DIVIDED)
        by = {name: cut for name, cut in cuts_for(heard, query).items() if name in BY}
        return [
            {
                "label": by[name].label,
                "rows": side_by_side(
                    breakdown(heard, query, by[name]), breakdown(changed, query, by[name])
                ),
            }
            for name in BY
            if name in by
        ]


def side_by_side(heard: list[dict], changed: list[dict]) -> list[dict]:
    of_words = {part["words"]: part for part in changed}
    return [
        {"words": part["words"], "heard": part, "changed": of_words.get(part["words"])}
        for part in heard
    ]
