from django.views.generic import TemplateView

from casework.access.list_views import kept_views
from casework.dashboards.plain_words.jargon import jargon_of
from casework.figures.presentation import before_words
from casework.figures.registry import figures
from casework.figures.views import FigureQueryMixin


class PlainWords(FigureQueryMixin, TemplateView):
    """Words in a hundred that a family may not know, over time: never by worker."""

    template_name = "dashboards/plain_words/plain_words.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            texts=jargon_of(self.query),
            before_words=before_words(figures["visits.seen"], self.query),
            list_tools=kept_views(self.request),
            **kwargs,
        )
