"""Does edge of care work? What can be said of it, as at any day, and what cannot."""

from django.views.generic import TemplateView

from casework.figures.views import FigureQueryMixin
from casework.support.effectiveness.presentation import page_of


class EdgeFigures(FigureQueryMixin, TemplateView):
    template_name = "support/effectiveness/effectiveness.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**page_of(self.query), **kwargs)
