"""Dangers others must see: said, looked at again, ended."""

from django.urls import reverse
from django.utils import timezone

from casework.access.roles import Permission
from casework.children.base_views import ChildPage, ChildRecordCreate, ChildRecordUpdate
from casework.children.forms import AlertForm, AlertReviewForm
from casework.children.models import Alert


class Alerts(ChildPage):
    """The dangers that stand, and those that ended, with who said so and why."""

    template_name = "children/alerts.html"
    page = "alerts"
    logged_as = "the dangers"

    def get_context_data(self, **kwargs):
        alerts = Alert.objects.of_child(self.child)
        alerts = alerts.select_related("recorded_by", "reviewed_by", "ended_by")
        return super().get_context_data(
            standing=alerts.open().order_by("pk"),
            ended=alerts.exclude(ended_on=None).order_by("-ended_on", "-pk"),
            today=timezone.localdate(),
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )


class AlertAdd(ChildRecordCreate):
    form_class = AlertForm
    title = "A danger others must see"
    saved = "Saved. It stands at the top of every page about this child."


class AlertReview(ChildRecordUpdate):
    """Looked at again: it is still a danger, or it ended."""

    form_class = AlertReviewForm
    title = "Is it still a danger?"
    logged_as = "the dangers"
    page = "alerts"

    def get_queryset(self):
        return super().get_queryset().open()

    @property
    def intro(self):
        return f"“{self.object.text}”"

    def get_saved_words(self):
        if self.object.ended_on:
            return "Ended. It no longer stands at the top of the file."
        return "Saved. It still stands at the top of the file."

    def get_success_url(self):
        return reverse("alerts", args=[self.child.pk])
