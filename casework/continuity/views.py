from django.views.generic import TemplateView

from casework.access.people_views import AdministerMixin
from casework.continuity.parts import parts


class Status(AdministerMixin, TemplateView):
    """What runs and what does not, for whoever looks after the product. No child is on it."""

    template_name = "continuity/status.html"

    def get_context_data(self, **kwargs):
        every = list(parts())
        unwell = [part for part in every if not part.well]
        return super().get_context_data(parts=every, unwell=unwell, **kwargs)
