from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from casework.children.api import ReadOnlyViewSet
from casework.children.shared_words import for_reader
from casework.meetings.minutes import heard
from casework.meetings.models import Attendee, Meeting


class AttendeeSerializer(serializers.ModelSerializer):
    who = serializers.CharField(source="__str__", read_only=True)

    class Meta:
        model = Attendee
        fields = [
            "id",
            "who",
            "agency",
            "invited_on",
            "attendance",
            "report_asked",
            "report_on",
            "report_shared_on",
            "view",
            "threshold",
        ]


class MeetingSerializer(serializers.ModelSerializer):
    """A meeting, the children it was about whom you may know of, and who was asked and came. What
    names another child is left out of what was said, and that something was is said."""

    children = serializers.SerializerMethodField()
    minutes = serializers.SerializerMethodField()
    chair = serializers.CharField(source="chair.username", default=None, read_only=True)
    attendees = serializers.SerializerMethodField()

    class Meta:
        model = Meeting
        fields = [
            "id",
            "kind",
            "which",
            "children",
            "starts_at",
            "place",
            "way",
            "chair",
            "held",
            "not_held_because",
            "instead_of",
            "agencies_needed",
            "went_ahead_because",
            "minutes",
            "minutes_sent_on",
            "next_on",
            "attendees",
            "recorded_at",
        ]

    def get_children(self, meeting) -> list[str]:
        return [child.number for child in meeting.known]

    def get_minutes(self, meeting) -> str:
        return for_reader(meeting.minutes, meeting.hidden)

    @extend_schema_field(AttendeeSerializer(many=True))
    def get_attendees(self, meeting) -> list[dict]:
        asked = heard(meeting.attendees.all(), meeting.hidden)
        return list(AttendeeSerializer(asked, many=True).data)


class MeetingViewSet(ReadOnlyViewSet):
    serializer_class = MeetingSerializer
    related = ("chair",)
    about = "children"
    filterset_fields = ["kind", "held"]

    def get_queryset(self):
        worker = self.request.user
        attendees = Attendee.objects.known_to(worker).with_who()
        meetings = super().get_queryset().with_known_children(worker)
        meetings = meetings.with_hidden_children(worker)
        return meetings.prefetch_related(Prefetch("attendees", attendees))
