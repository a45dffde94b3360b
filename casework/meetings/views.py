from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from casework.access.links import may_open
from casework.access.list_views import KeyedList, filters_of
from casework.access.roles import Permission
from casework.children.access_log import log_look
from casework.children.base_views import ChildPage, PermissionMixin
from casework.interface.exports import Column
from casework.interface.words import listed
from casework.meetings.filters import MeetingFilter
from casework.meetings.minutes import minutes_of
from casework.meetings.models import Meeting
from casework.meetings.rules import share_by

RECORDED_AT = {
    "conference": "conference-add",
    "core_group": "core-group-add",
    "child_in_need": "child-in-need-meeting-add",
    "strategy": "strategy-add",
    "legal_planning": "plo-panel-add",
    "preproceedings": "plo-meeting-add",
    "family_group": "plo-meeting-add",
}
"""The page of each kind of meeting, by name: it stands in a later app."""


COLUMNS = [
    Column("Meeting", lambda meeting: meeting),
    Column("About", lambda meeting: listed(child.name for child in meeting.known)),
    Column("When", lambda meeting: meeting.starts_at),
    Column("Chair", lambda meeting: meeting.chair),
    Column("Held", lambda meeting: meeting.held),
    Column("Why it was not held", lambda meeting: meeting.not_held_because),
    Column("Minutes went out", lambda meeting: meeting.minutes_sent_on),
]


class Meetings(PermissionMixin, KeyedList, TemplateView):
    """What is to come for this worker, then every meeting about children they may know of."""

    template_name = "meetings/meetings.html"
    list_title, columns, order = "Meetings", COLUMNS, ("-starts_at", "-pk")

    @cached_property
    def filter(self):
        return MeetingFilter(self.request.GET, queryset=self.mine, request=self.request)

    @property
    def mine(self):
        meetings = Meeting.objects.visible_to(self.request.user).select_related("chair")
        return meetings.with_known_children(self.request.user)

    def all_rows(self):
        return self.filter.qs

    def get_context_data(self, **kwargs):
        filtered = filters_of(self.request.GET)
        return super().get_context_data(
            coming=[] if filtered else list(self.mine.to_come().of_worker(self.request.user)[:30]),
            filter=self.filter,
            clear_url=self.request.path if filtered else "",
            **kwargs,
        )


class MeetingPage(PermissionMixin, TemplateView):
    """One meeting: who was asked and came, what was said, and what it decided, to read or print."""

    template_name = "meetings/meeting.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        meetings = Meeting.objects.visible_to(worker).select_related("chair", "instead_of")
        meeting = get_object_or_404(meetings, pk=self.kwargs["pk"])
        minutes = minutes_of(meeting, worker)
        for child in minutes.children:
            log_look(worker, child, "a meeting")
        return super().get_context_data(
            meeting=meeting,
            minutes=minutes,
            record_url=record_url(meeting, minutes.children, worker),
            share_by=share_by(meeting),
            may_record=worker.may(Permission.RECORD),
            may_put_off=worker.may(meeting.put_off_by(worker)),
            some_not_asked=any(attendee.invited_on is None for attendee in minutes.people),
            **kwargs,
        )


def record_url(meeting, children, worker) -> str:
    """Where this kind of meeting is recorded, once its hour has come."""
    url = RECORDED_AT.get(meeting.kind)
    if not (url and meeting.begun and not meeting.ended and children and may_open(worker, url)):
        return ""
    return reverse(url, args=[children[0].pk])


class ChildMeetings(ChildPage):
    """The newest 30 meetings about one child."""

    template_name = "meetings/child_meetings.html"
    page = "child-meetings"
    logged_as = "meetings"

    def get_context_data(self, **kwargs):
        meetings = Meeting.objects.filter(children=self.child).select_related("chair")
        return super().get_context_data(meetings=meetings.newest_first()[:30], **kwargs)
