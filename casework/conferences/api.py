from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup


class ConferenceSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = Conference
        fields = [
            "id",
            "child",
            "meeting",
            "kind",
            "held_on",
            "held",
            "section_47",
            "episode",
            "plan",
            "taking_part",
            "own_words",
            "decision",
            "category",
            "reasons",
            "disagreement",
        ]


class ConferenceViewSet(ReadOnlyViewSet):
    serializer_class = ConferenceSerializer
    way_to_file = "child"
    related = ("child",)


class CoreGroupSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = CoreGroup
        fields = [
            "id",
            "child",
            "meeting",
            "plan",
            "held_on",
            "held",
            "taking_part",
            "own_words",
            "what_changed",
            "recorded_at",
        ]


class CoreGroupViewSet(ReadOnlyViewSet):
    serializer_class = CoreGroupSerializer
    way_to_file = "child"
    related = ("child",)


class ChildInNeedMeetingSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = ChildInNeedMeeting
        fields = [
            "id",
            "child",
            "meeting",
            "assessment",
            "plan",
            "kind",
            "held_on",
            "held",
            "taking_part",
            "own_words",
            "what_changed",
            "decision",
            "recorded_at",
        ]


class ChildInNeedMeetingViewSet(ReadOnlyViewSet):
    serializer_class = ChildInNeedMeetingSerializer
    way_to_file = "child"
    related = ("child",)
