"""What a page is asked with: signing in is required by middleware, so its user works here."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.views.generic import View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from casework.access.models import Worker


class WorkerRequest(HttpRequest):
    """For types only: a request of someone who is signed in."""

    user: Worker


if TYPE_CHECKING:

    class PageBase(TemplateResponseMixin, ContextMixin, View):
        """What a mixin of a page may count on; when the product runs, the view itself has it."""

        request: WorkerRequest
else:
    PageBase = object
