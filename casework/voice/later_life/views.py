"""About my record: what the adult a child becomes may want to read, in an order of reading."""

from django.urls import reverse

from casework.access.roles import Permission
from casework.children.base_views import ChildForm, ChildPage, ChildRecordCreate, ChildRecordUpdate
from casework.children.extensions.mistakes import put_right_here
from casework.voice.later_life.forms import LifeStoryItemForm
from casework.voice.later_life.sources import give_sources
from casework.voice.models import LifeStoryItem


class LaterLife(ChildPage):
    """In the order of the child's life, for reading with the adult or on paper. Only who may open
    the file opens this page."""

    template_name = "voice/later_life.html"
    page = "voice"
    logged_as = "what is kept for later life"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        items = list(LifeStoryItem.objects.of_child(self.child).in_order().with_sources()[:200])
        give_sources(items, worker)
        may_record = worker.may(Permission.RECORD)
        context = super().get_context_data(items=items, may_record=may_record, **kwargs)
        return context | {"put_right_here": put_right_here(worker, self.child, "later-life", ())}


class ToLaterLife(ChildForm):
    logged_as = "what is kept for later life"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "reader": self.request.user}

    def get_success_url(self):
        return reverse("later-life", args=[self.child.pk])


class LifeStoryAdd(ToLaterLife, ChildRecordCreate):
    form_class = LifeStoryItemForm
    title = "For later life"
    intro = (
        "Choose a letter, a picture or a record that will matter to them, and say in a few words"
        " why. Or write them a letter here."
    )
    save_label = "Keep it for later life"
    saved = "Kept for later life."


class LifeStoryChange(ToLaterLife, ChildRecordUpdate):
    form_class = LifeStoryItemForm
    title = "For later life"

    def get_queryset(self):
        return LifeStoryItem.objects.of_child(self.child)
