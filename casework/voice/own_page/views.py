"""The page to go through with a child, on a screen or on paper."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.generic import View

from casework.children.base_views import ChildMixin, ChildPage
from casework.documents.storage import bytes_kept
from casework.voice.models import Voice
from casework.voice.own_page.copy import own_page
from casework.voice.own_page.pictures import SHOWN, image_of


class ChildsPage(ChildPage):
    """Nobody goes through a page with a child who died, or who is not born."""

    template_name = "voice/own_page.html"
    page = "voice"
    logged_as = "the page gone through with the child"

    def get_context_data(self, **kwargs):
        ticked = self.request.GET.getlist("also")
        person = self.child.person
        nobody = person.died_on or person.unborn
        made = None if nobody else own_page(self.child, self.request.user, ticked)
        return super().get_context_data(own=made, **kwargs)


class Picture(ChildMixin, View):
    """The image alone, for the pages of this child: nothing that could run is ever sent so."""

    http_method_names = ["get"]
    logged_as = "a picture of theirs"

    def get(self, request, **kwargs):
        voices = Voice.objects.of_child(self.child).with_work()
        image = image_of(get_object_or_404(voices, pk=self.kwargs["pk"]).picture)
        if image is None:
            raise Http404
        try:
            content = bytes_kept().open(image.stored_as)
        except FileNotFoundError:
            raise Http404 from None
        response = FileResponse(content, content_type=SHOWN[image.format])
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response
