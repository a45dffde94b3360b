from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from casework.children.models import Child
from casework.children.views import ChildPage, PermissionMixin
from casework.meetings.models import Meeting

MADE_BY_MEETINGS = (
    "strategy_discussions", "conferences", "core_groups", "child_in_need_meetings",
)  # fmt: skip
"""What later apps record at a meeting, one row a child: read through the reverse relation."""


class Meetings(PermissionMixin, TemplateView):
    """Meetings about the children this worker may know of: to come, then the newest held."""

    template_name = "meetings/meetings.html"

    def get_context_data(self, **kwargs):
        mine = Meeting.objects.visible_to(self.request.user).select_related("chair")
        return super().get_context_data(
            coming=mine.filter(starts_at__gte=timezone.now()).order_by("starts_at", "pk")[:30],
            recent=mine.filter(starts_at__lt=timezone.now()).newest_first()[:30],
            **kwargs,
        )


class MeetingPage(PermissionMixin, TemplateView):
    """One meeting: who came, what was said, and what it decided for whom one may know of."""

    template_name = "meetings/meeting.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        found = Meeting.objects.visible_to(worker).select_related("chair")
        meeting = get_object_or_404(found, pk=self.kwargs["pk"])
        known = Child.objects.visible_to(worker).filter(meetings=meeting).with_person()
        return super().get_context_data(
            meeting=meeting,
            children=known,
            attendees=meeting.attendees.select_related("worker", "person").order_by("pk"),
            conclusions=conclusions(meeting, known),
            **kwargs,
        )


def conclusions(meeting, children) -> list:
    """What was recorded at the meeting for each of these children."""
    return [
        record
        for name in MADE_BY_MEETINGS
        for record in getattr(meeting, name)
        .filter(child__in=children)
        .select_related("child__person")
        .order_by("child")
    ]


class ChildMeetings(ChildPage):
    """The newest 30 meetings about one child."""

    template_name = "meetings/child_meetings.html"
    page = "child-meetings"
    looks_at = "meetings"

    def get_context_data(self, **kwargs):
        meetings = Meeting.objects.filter(children=self.child).select_related("chair")
        return super().get_context_data(meetings=meetings.newest_first()[:30], **kwargs)
